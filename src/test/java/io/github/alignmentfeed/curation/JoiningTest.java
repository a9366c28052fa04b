package io.github.alignmentfeed.curation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.alignmentfeed.curation.Curator.Plan;
import io.github.alignmentfeed.curation.Story.Standing;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How threads that were stories of their own become one, over ticks. */
class JoiningTest {
  private static final String PAPER = "https://arxiv.org/abs/2412.14093";
  private static final String OTHER = "https://arxiv.org/abs/2502.17424";

  private final Desk desk = new Desk("ada", "ben", "cem");

  /** Decides, and remembers the stories; the first of the posts is then what stands for its own. */
  private Plan tick(Standing standing, Post shown, Post... more) {
    List<Post> posts = new ArrayList<>(List.of(more));
    posts.add(shown);
    Plan plan = desk.decide(posts.toArray(Post[]::new));
    desk.remember(plan, shown, standing);
    return plan;
  }

  private static String story(Post post, Plan plan) {
    return Desk.on(plan, post).story();
  }

  @Test
  void aThreadThatNamesAShownPaperLaterJoinsThePapersStory() {
    Post known = Posts.by("ada").says("Alignment faking").links(PAPER).post();
    tick(Standing.REPOSTED, known);
    Post root = Posts.by("ben").says("A thread").minutesLater(1).post();
    Plan before = tick(Standing.OPEN, root);
    assertThat(story(root, before)).isEqualTo(root.uri().toString());
    Post second =
        Posts.by("ben").says("We find").links(PAPER).continues(root).minutesLater(2).post();
    Plan after = tick(Standing.OPEN, root, second);
    assertThat(story(root, after)).isEqualTo(known.uri().toString());
    assertThat(Desk.on(after, second).reason()).isEqualTo("its story is shown by " + known.uri());
  }

  @Test
  void aBookmarkedThreadThatNamesARepostedPaperLaterIsNotRepostedToo() {
    Post known = Posts.by("ada").says("Alignment faking").links(PAPER).post();
    tick(Standing.REPOSTED, known);
    Post root = Posts.by("ben").says("On oversight").minutesLater(1).post();
    tick(Standing.BOOKMARKED, root);
    Post second =
        Posts.by("ben")
            .says("Alignment faking")
            .links(PAPER)
            .continues(root)
            .minutesLater(2)
            .post();
    Plan plan = desk.decide(root, second);
    assertThat(story(second, plan)).isEqualTo(known.uri().toString());
    assertThat(Desk.reposted(plan)).isEmpty();
  }

  @Test
  void aRepostedThreadThatNamesAPaperLaterDrawsThePapersOpenStoryIn() {
    Post root = Posts.by("ada").says("Alignment faking").post();
    tick(Standing.REPOSTED, root);
    Post share = Posts.by("ben").says("Hm").links(PAPER).minutesLater(1).post();
    tick(Standing.OPEN, share);
    Post second = Posts.by("ada").links(PAPER).continues(root).minutesLater(2).post();
    tick(Standing.REPOSTED, root, second);
    Post third = Posts.by("cem").says("Alignment faking").links(PAPER).minutesLater(3).post();
    Plan plan = desk.decide(third);
    assertThat(Desk.on(plan, third).reason()).isEqualTo("its story is shown by " + root.uri());
  }

  @Test
  void aThreadThatWasTakenBackDrawsNothingIn() {
    Post root = Posts.by("ada").says("Alignment faking").post();
    tick(Standing.CLOSED, root);
    Post share = Posts.by("ben").says("Hm").links(PAPER).minutesLater(1).post();
    tick(Standing.OPEN, share);
    Post second = Posts.by("ada").links(PAPER).continues(root).minutesLater(2).post();
    tick(Standing.CLOSED, root, second);
    Post third = Posts.by("cem").says("Alignment faking").links(PAPER).minutesLater(3).post();
    assertThat(Desk.reposted(desk.decide(third))).containsExactly(third.uri());
  }

  @Test
  void whatARepostedThreadOnlyQuotesIsNotDrawnIn() {
    Post root = Posts.by("ada").says("On oversight, we find").post();
    tick(Standing.REPOSTED, root);
    Post others = Posts.by("ben").says("Alignment faking").minutesLater(1).post();
    tick(Standing.OPEN, others);
    Post second = Posts.by("ada").says("See").quotes(others).continues(root).minutesLater(2).post();
    Plan plan = desk.decide(others, second);
    assertThat(story(second, plan)).isEqualTo(root.uri().toString());
    assertThat(Desk.reposted(plan)).containsExactly(others.uri());
  }

  @Test
  void aPostWithTwoPapersClaimsBothAndJoinsTheirStories() {
    Post both = Posts.by("ada").says("Alignment faking").links(PAPER, OTHER).post();
    Post one = Posts.by("ben").links(PAPER).minutesLater(1).post();
    Post other = Posts.by("cem").links(OTHER).minutesLater(2).post();
    Plan plan = desk.decide(both, one, other);
    assertThat(plan.stories()).hasSize(1);
  }

  @Test
  void aThreadWithFivePapersIsAReadingListAndClaimsNone() {
    Post root = Posts.by("ada").says("Alignment faking").links(PAPER).post();
    List<Post> thread = new ArrayList<>(List.of(root));
    for (int i = 1; i < 5; i++) {
      thread.add(
          Posts.by("ada").links("https://arxiv.org/abs/2401.0000" + i).continues(root).post());
    }
    desk.remember(desk.decide(thread.toArray(Post[]::new)), root, Standing.REPOSTED);
    Post paper = Posts.by("ben").says("Alignment faking").links(PAPER).minutesLater(1).post();
    assertThat(Desk.reposted(desk.decide(paper))).containsExactly(paper.uri());
  }

  @Test
  void anAnswerToAnAnswerInOnesOwnThreadIsAStoryOfItsOwn() {
    Post root = Posts.by("ada").says("On oversight").post();
    Post question = Posts.by("ben").says("Why?").continues(root).post();
    Post answer = Posts.by("ada").says("So").answers(root, question).post();
    assertThat(desk.decide(root, answer).stories()).hasSize(2);
  }

  @Test
  void anEchoJoinsTheStoryOfAThreadWhoseLaterPostItQuotes() {
    Post root = Posts.by("ada").says("A thread").post();
    Post second = Posts.by("ada").says("Alignment faking").continues(root).minutesLater(1).post();
    tick(Standing.REPOSTED, second, root);
    Post echo = Posts.by("ben").says("This!").quotes(second).minutesLater(2).post();
    assertThat(Desk.on(desk.decide(echo), echo).reason())
        .isEqualTo("its story is shown by " + second.uri());
  }

  @Test
  void anEchoOfAPostThatTheBotNeverMetClaimsItsPaper() {
    Post known = Posts.by("ada").says("Alignment faking").links(PAPER).post();
    tick(Standing.REPOSTED, known);
    Post outside = Posts.by("zoe").says("Alignment faking").links(PAPER).post();
    Post echo = Posts.by("ben").says("This!").quotes(outside).minutesLater(1).post();
    assertThat(story(echo, desk.decide(echo))).isEqualTo(known.uri().toString());
  }

  @Test
  void aStoryBeganWithItsEarliestPost() {
    Post late = Posts.by("ada").says("Alignment faking").links(PAPER).minutesLater(30).post();
    Plan first = tick(Standing.OPEN, late);
    assertThat(first.stories().get(0).began()).isEqualTo(late.indexedAt());
    Post early = Posts.by("ben").links(PAPER).minutesLater(10).post();
    Plan second = tick(Standing.OPEN, early);
    assertThat(second.stories().get(0).began()).isEqualTo(early.indexedAt());
    assertThat(desk.decide(late).stories().get(0).began()).isEqualTo(early.indexedAt());
  }

  @Test
  void aPaperMetInABareLinkIsNotLostWhenItIsAnnouncedBesideAShownOne() {
    Post shown = Posts.by("ada").says("Alignment faking").links(PAPER).post();
    tick(Standing.REPOSTED, shown);
    Post bare = Posts.by("ben").says("Hm").links(OTHER).minutesLater(1).post();
    tick(Standing.OPEN, bare);
    Post announced =
        Posts.by("cem").says("Alignment faking").links(PAPER, OTHER).minutesLater(2).post();
    assertThat(Desk.reposted(desk.decide(announced))).containsExactly(announced.uri());
  }

  @Test
  void anEchoMetBeforeThePostThatItQuotesIsOneStoryWithIt() {
    Post quoted = Posts.by("ada").says("Alignment faking").post();
    Post echo = Posts.by("ben").says("This!").quotes(quoted).minutesLater(1).post();
    tick(Standing.REPOSTED, echo);
    assertThat(Desk.on(desk.decide(quoted), quoted).reason())
        .isEqualTo("its story is shown by " + echo.uri());
  }

  @Test
  void anEchoOfALaterPostOfAThreadThatWasNotMetYetIsOneStoryWithTheThread() {
    Post root = Posts.by("ada").says("A thread").post();
    Post second = Posts.by("ada").says("Alignment faking").continues(root).minutesLater(1).post();
    Post echo = Posts.by("ben").says("This!").quotes(second).minutesLater(2).post();
    tick(Standing.REPOSTED, echo);
    assertThat(Desk.reposted(desk.decide(root, second))).isEmpty();
  }

  @Test
  void whoeverQuotesManyPostsInAThreadClaimsNoneOfThem() {
    Post root = Posts.by("ben").says("Good reads").post();
    List<Post> thread = new ArrayList<>(List.of(root));
    List<Post> quoted = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      quoted.add(Posts.by("ada").says("Alignment faking").minutesLater(i).post());
      thread.add(Posts.by("ben").says("This").quotes(quoted.get(i)).continues(root).post());
    }
    desk.remember(desk.decide(thread.toArray(Post[]::new)), root, Standing.REPOSTED);
    assertThat(Desk.reposted(desk.decide(quoted.get(2)))).hasSize(1);
  }

  @Test
  void aReadingListThatIsNotShownClaimsNothing() {
    Post list = Posts.by("ben").says("Reading today").links(PAPER, OTHER).post();
    Post one = Posts.by("ada").says("Alignment faking").links(PAPER).minutesLater(1).post();
    Post other = Posts.by("cem").says("Alignment faking").links(OTHER).minutesLater(2).post();
    assertThat(Desk.reposted(desk.decide(list, one, other)))
        .containsExactlyInAnyOrder(one.uri(), other.uri());
  }

  @Test
  void aBookmarkedReadingListClaimsNothingEither() {
    String one = "https://openreview.net/forum?id=abc";
    String two = "https://openreview.net/forum?id=def";
    Post list = Posts.by("ben").says("On oversight, two papers").links(one, two).post();
    tick(Standing.BOOKMARKED, list);
    Post first = Posts.by("ada").says("Alignment faking").links(one).minutesLater(1).post();
    tick(Standing.REPOSTED, first);
    Post other = Posts.by("cem").says("Alignment faking").links(two).minutesLater(2).post();
    assertThat(Desk.reposted(desk.decide(other))).containsExactly(other.uri());
  }

  @Test
  void aForbiddenPostClaimsNothing() {
    Post spam = Posts.by("ben").says("Giveaway! Alignment faking").links(PAPER, OTHER).post();
    Post one = Posts.by("ada").says("Alignment faking").links(PAPER).minutesLater(1).post();
    Post other = Posts.by("cem").says("Alignment faking").links(OTHER).minutesLater(2).post();
    assertThat(Desk.reposted(desk.decide(spam, one, other)))
        .containsExactlyInAnyOrder(one.uri(), other.uri());
  }

  @Test
  void anAnnouncementWithPaperAndForumPostIsThePapersStory() {
    Post known = Posts.by("ada").says("Alignment faking").links(PAPER).post();
    tick(Standing.REPOSTED, known);
    String forum = "https://www.lesswrong.com/posts/njAZwT8nkHnjipJku/alignment-faking";
    Post both = Posts.by("ben").says("Alignment faking").links(PAPER, forum).minutesLater(1).post();
    Post doi =
        Posts.by("cem")
            .says("Alignment faking")
            .links("https://doi.org/10.1000/182", PAPER)
            .minutesLater(2)
            .post();
    assertThat(Desk.reposted(desk.decide(both, doi))).isEmpty();
  }

  @Test
  void aNewPaperBesideAKnownForumPostIsNotLost() {
    String forum = "https://www.lesswrong.com/posts/njAZwT8nkHnjipJku/alignment-faking";
    Post known = Posts.by("ada").says("Alignment faking").links(forum).post();
    tick(Standing.REPOSTED, known);
    Post paper =
        Posts.by("ben").says("Alignment faking").links(forum, PAPER).minutesLater(1).post();
    assertThat(Desk.reposted(desk.decide(paper))).containsExactly(paper.uri());
  }

  @Test
  void aThreadThatQuotesTwoPostsStandsForNeither() {
    Post first = Posts.by("ada").says("Alignment faking").links(PAPER).post();
    Post second = Posts.by("cem").says("Alignment faking").links(OTHER).post();
    Post root = Posts.by("ben").says("Two good ones").quotes(first).minutesLater(1).post();
    Post more = Posts.by("ben").says("And").quotes(second).continues(root).minutesLater(2).post();
    desk.remember(desk.decide(root, more), root, Standing.REPOSTED);
    assertThat(Desk.reposted(desk.decide(first, second)))
        .containsExactlyInAnyOrder(first.uri(), second.uri());
  }
}
