package io.github.alignmentfeed.curation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.alignmentfeed.curation.Curator.Plan;
import io.github.alignmentfeed.curation.Policy.Limits;
import io.github.alignmentfeed.curation.Story.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a decision says, and that it says the same whenever the same is asked. */
class TellingTest {
  private static final String PAPER = "https://arxiv.org/abs/2412.14093";

  private final Desk desk = new Desk("ada", "ben", "cem");

  private String reason(Post post, Post... others) {
    List<Post> all = new ArrayList<>(List.of(others));
    all.add(post);
    return Desk.on(desk.decide(all.toArray(Post[]::new)), post).reason();
  }

  @Test
  void aReasonNamesEachRuleWithWhatItSawAndWhere() {
    Post post =
        Posts.by("ada")
            .says("On oversight:\n we\u00a0 find much.")
            .links(PAPER)
            .tags("Oversight")
            .alt("election")
            .post();
    assertThat(reason(post))
        .isEqualTo(
            "scores 8 of 5: terms +6 (“oversight” in text, “Oversight” in tag);"
                + " research +4 (“we\u00a0 find” in text); papers +4 (“arxiv.org” in link);"
                + " politics -6 (“election” in alt)");
  }

  @Test
  void aReasonIsOneLine() {
    assertThat(reason(Posts.saying("We\n\t find oversight"))).contains("“We find” in text");
  }

  @Test
  void aReasonNamesThreeMatchesOfARuleAtMost() {
    desk.add(Rules.keywords("many", 3, "alpha", "beta", "gamma", "delta"));
    assertThat(reason(Posts.saying("delta gamma beta alpha")))
        .isEqualTo(
            "scores 3, below 5: many +3 (“delta” in text, “gamma” in text, “beta” in text, …)");
    assertThat(reason(Posts.saying("alpha alpha beta gamma")))
        .isEqualTo("scores 3, below 5: many +3 (“alpha” in text, “beta” in text, “gamma” in text)");
  }

  @Test
  void aScoreWithItsThreadSaysSo() {
    Post root = Posts.by("ada").says("On oversight").post();
    Post second = Posts.by("ada").says("We find").continues(root).minutesLater(1).post();
    assertThat(reason(root, second))
        .isEqualTo(
            "with its thread it scores 10 of 10: terms +6 (“oversight” in text);"
                + " research +4 (in its thread)");
    assertThat(reason(second, root)).isEqualTo(Desk.shownBy(root));
  }

  @Test
  void whateverBelongsToAStoryNamesThePostThatIsShown() {
    Post teaser = Posts.by("ada").says("New results from our team!").post();
    Post result = Posts.by("ada").says("Alignment faking").continues(teaser).minutesLater(1).post();
    Post echo = Posts.by("ben").says("So good").quotes(teaser).minutesLater(2).post();

    Curator.Plan plan = new Desk("ada", "ben").decide(teaser, result, echo);

    assertThat(Desk.on(plan, result).action()).isEqualTo(Action.REPOST);
    assertThat(Desk.on(plan, teaser).reason()).isEqualTo(Desk.shownBy(result));
    assertThat(Desk.on(plan, echo).reason()).isEqualTo(Desk.shownBy(result));
  }

  @Test
  void aStoryThatIsShownByNothingKnownIsSaidToBeDoneWith() {
    Post post = Posts.by("ada").says("On oversight").links(PAPER).post();
    for (Standing standing : List.of(Standing.BOOKMARKED, Standing.REPOSTED)) {
      Story story = desk.decide(post).stories().get(0);
      desk.stories =
          List.of(new Story("x", story.keys(), story.began(), standing, Optional.empty()));
      Post weak = Posts.by("ben").says("Oversight and election").links(PAPER).post();
      Post good = Posts.by("ben").says("Oversight, election, we find").links(PAPER).post();
      assertThat(reason(good)).endsWith("already");
      assertThat(reason(weak)).startsWith("scores 4, below 5: terms +6");
      desk.stories = List.of();
    }
  }

  @Test
  void reasonsAreTheSameInEveryCountry() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertThat(reason(Posts.saying("We find"))).contains("research +4 (");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void aDecisionCarriesWhatItWasMadeOf() {
    Post post = Posts.by("ada").says("On oversight: we find").links(PAPER).post();
    Decision decision = Desk.on(desk.decide(post), post);
    assertThat(decision.post()).isEqualTo(post);
    assertThat(decision.through()).containsExactly(Posts.did("ada"));
    assertThat(decision.intended()).isEqualTo(Action.REPOST);
    assertThat(decision.papers()).containsExactly(new PaperId("arxiv:2412.14093"));
    assertThat(decision.story()).isEqualTo(post.uri().toString());
    assertThat(decision.evidence().stream().mapToInt(Evidence::points).sum())
        .isEqualTo(decision.score());
  }

  @Test
  void decisionsAreToldBestFirst() {
    Post good = Posts.by("ada").says("On oversight: we find").minutesLater(1).post();
    Post best = Posts.by("ada").says("Alignment faking: we find").minutesLater(2).post();
    Post late = Posts.by("ada").says("Oversight").minutesLater(4).post();
    Post early = Posts.by("ada").says("Oversight").minutesLater(3).post();
    assertThat(desk.decide(late, good, best, early).decisions())
        .extracting(d -> d.post().uri())
        .containsExactly(best.uri(), good.uri(), early.uri(), late.uri());
  }

  @ParameterizedTest
  @CsvSource({
    "PT0S, 0s",
    "PT0.4S, 0s",
    "PT-5S, 0s",
    "PT59S, 59s",
    "PT1M, 1m",
    "PT1H20M, 1h 20m",
    "P3D, 3d",
    "P1DT1S, 1d 1s",
    "PT25H1M1S, 1d 1h 1m 1s"
  })
  void aLengthOfTimeIsToldInItsLargestUnits(String length, String told) {
    assertThat(Span.of(Duration.parse(length))).isEqualTo(told);
  }

  @Test
  void theSamePostsGiveTheSamePlanInWhateverOrderTheyCome() {
    for (int seed = 0; seed < 40; seed++) {
      Random random = new Random(seed);
      desk.limits = new Limits(3, 9, 2, Duration.ZERO, Duration.ofDays(3));
      desk.settle = Duration.ofMinutes(random.nextInt(30));
      List<Post> posts = somePosts(random);
      desk.stories = desk.decide(posts.subList(0, 10).toArray(Post[]::new)).stories();
      Plan plan = plan(posts);
      assertThat(plan.decisions()).hasSameSizeAs(posts);
      for (int i = 0; i < 4; i++) {
        Collections.shuffle(posts, random);
        desk.stories = shuffled(desk.stories, random);
        assertThat(plan(posts).decisions()).isEqualTo(plan.decisions());
        assertThat(Set.copyOf(plan(posts).stories())).isEqualTo(Set.copyOf(plan.stories()));
      }
    }
  }

  @Test
  void aPaperIsNeverRepostedTwiceInOnePlan() {
    for (int seed = 0; seed < 40; seed++) {
      List<Post> posts = somePosts(new Random(seed));
      posts.removeIf(p -> p.reply().isPresent());
      List<PaperId> shown =
          plan(posts).decisions().stream()
              .filter(d -> d.action() == Action.REPOST && d.papers().size() == 1)
              .flatMap(d -> d.papers().stream())
              .toList();
      assertThat(shown).doesNotHaveDuplicates();
    }
  }

  private Plan plan(List<Post> posts) {
    List<Candidate> candidates =
        posts.stream()
            .map(p -> new Candidate(p, Set.of(p.author().did()), Instant.EPOCH))
            .collect(Collectors.toList());
    return desk.decide(Posts.NOON.plusSeconds(3600), candidates.toArray(Candidate[]::new));
  }

  private static List<Story> shuffled(List<Story> stories, Random random) {
    List<Story> copy = new ArrayList<>(stories);
    Collections.shuffle(copy, random);
    return copy;
  }

  /** Threads, shares of a few papers, quotes and answers, many at the same time. */
  private static List<Post> somePosts(Random random) {
    String[] authors = {"ada", "ben", "cem"};
    String[] texts = {
      "Hm", "On oversight", "We find", "Alignment faking", "We find oversight", "hiring", "giveaway"
    };
    List<Post> posts = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      Posts post =
          Posts.by(authors[random.nextInt(3)], "post" + i)
              .says(texts[random.nextInt(texts.length)])
              .minutesLater(random.nextInt(20));
      for (int links = random.nextInt(3); links > 0; links--) {
        post.links("https://arxiv.org/abs/2401.0000" + random.nextInt(6));
      }
      Post other = posts.isEmpty() ? null : posts.get(random.nextInt(posts.size()));
      if (other != null) {
        switch (random.nextInt(4)) {
          case 0 -> post.quotes(other);
          case 1 -> post.answers(other.reply().map(r -> root(posts, r)).orElse(other), other);
          default -> {}
        }
      }
      posts.add(post.post());
    }
    return posts;
  }

  private static Post root(List<Post> posts, Post.Reply reply) {
    return posts.stream().filter(p -> p.ref().equals(reply.root())).findFirst().orElseThrow();
  }
}
