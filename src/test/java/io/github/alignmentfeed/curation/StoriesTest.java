package io.github.alignmentfeed.curation;

import static io.github.alignmentfeed.curation.Desk.after;
import static io.github.alignmentfeed.curation.Desk.on;
import static io.github.alignmentfeed.curation.Desk.reposted;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.alignmentfeed.curation.Curator.Plan;
import io.github.alignmentfeed.curation.Story.Standing;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which posts are one story, and which of them stands for it. */
final class StoriesTest {
  private final Desk desk = new Desk("ada", "ben");

  @Test
  void anAuthorsThreadIsOneStoryShownByTheEarliestThatReachesTheThresholdAlone() {
    Post root = Posts.by("ada").says("A thread.").post();
    Post second =
        Posts.by("ada")
            .says("We find alignment faking.")
            .minutesLater(1)
            .answers(root, root)
            .post();
    Post third =
        Posts.by("ada").says("More alignment faking.").minutesLater(2).answers(root, second).post();

    Plan plan = desk.decide(root, second, third);

    assertThat(plan.stories()).hasSize(1);
    assertThat(reposted(plan)).containsExactly(second.uri());
    assertThat(on(plan, third).reason()).contains(second.uri().toString());
    assertThat(on(plan, root).action()).isEqualTo(Action.SKIP);
  }

  @Test
  void whereNoPostSufficesAloneTheFirstIsJudgedWithItsThread() {
    Post root = Posts.by("ada").says("On oversight.").post();
    Post second =
        Posts.by("ada")
            .says("The paper")
            .links("https://arxiv.org/abs/2601.00001")
            .minutesLater(1)
            .answers(root, root)
            .post();

    Plan plan = desk.decide(root, second);

    assertThat(reposted(plan)).containsExactly(root.uri());
    assertThat(on(plan, root).score()).isEqualTo(10);
    assertThat(on(plan, root).reason()).startsWith("with its thread it scores 10 of 10");
  }

  @Test
  void aForbiddenPostOfAThreadAddsNothingToIt() {
    Post root = Posts.by("ada").says("On oversight.").post();
    Post second =
        Posts.by("ada").says("We find a giveaway").minutesLater(1).answers(root, root).post();

    assertThat(reposted(desk.decide(root, second))).isEmpty();
  }

  @Test
  void anAnswerToSomebodyElseIsAStoryOfItsOwn() {
    Post root = Posts.by("ben").says("Does alignment faking matter?").post();
    Post answer =
        Posts.by("ada")
            .says("We find alignment faking matters.")
            .minutesLater(1)
            .answers(root, root)
            .post();

    assertThat(desk.decide(root, answer).stories()).hasSize(2);
  }

  @Test
  void onePaperOverTwoAccountsIsOneStoryShownByWhatSpeaksForItself() {
    Post share =
        Posts.by("ben").says("Read this.").links("https://arxiv.org/pdf/2601.00002v3").post();
    Post announcement =
        Posts.by("ada")
            .says("On oversight. We find it works.")
            .minutesLater(5)
            .links("https://arxiv.org/abs/2601.00002")
            .post();
    Post echo = Posts.by("ben").says("").minutesLater(6).quotes(announcement).post();

    Plan plan = desk.decide(share, announcement, echo);

    assertThat(plan.stories()).hasSize(1);
    assertThat(reposted(plan)).containsExactly(announcement.uri());
  }

  @Test
  void aPaperThatWasShownIsNotShownAgain() {
    Post first =
        Posts.by("ada").says("Alignment faking.").links("https://arxiv.org/abs/2601.00003").post();
    Plan before = desk.decide(first);
    desk.stories = after(before, first, Standing.REPOSTED);
    desk.reposted = Set.of(first.uri());
    Post later =
        Posts.by("ben")
            .says("Alignment faking!")
            .minutesLater(60)
            .links("https://huggingface.co/papers/2601.00003")
            .post();

    Plan plan = desk.decide(later);

    assertThat(on(plan, later).action()).isEqualTo(Action.SKIP);
    assertThat(on(plan, later).reason()).contains(first.uri().toString());
  }

  @Test
  void aNewPaperThatCitesAShownOneIsNotLost() {
    Post first =
        Posts.by("ada").says("Alignment faking.").links("https://arxiv.org/abs/2601.00004").post();
    desk.stories = after(desk.decide(first), first, Standing.REPOSTED);
    Post replication =
        Posts.by("ben")
            .says("We find no alignment faking in 2601.00004's setup.")
            .minutesLater(60)
            .links("https://arxiv.org/abs/2601.00004")
            .links("https://arxiv.org/abs/2601.99999")
            .post();

    assertThat(reposted(desk.decide(replication))).containsExactly(replication.uri());
  }

  @Test
  void aPostWithThreePapersClaimsNone() {
    Post newsletter =
        Posts.by("ben")
            .says("Alignment faking this week.")
            .links("https://arxiv.org/abs/2601.00005")
            .links("https://arxiv.org/abs/2601.00006")
            .links("https://arxiv.org/abs/2601.00007")
            .post();
    desk.stories = after(desk.decide(newsletter), newsletter, Standing.REPOSTED);
    Post paper =
        Posts.by("ada")
            .says("Alignment faking, our paper.")
            .minutesLater(60)
            .links("https://arxiv.org/abs/2601.00006")
            .post();

    assertThat(reposted(desk.decide(paper))).containsExactly(paper.uri());
  }

  @Test
  void aThreadWhoseSecondPostBringsAShownPaperJoinsItsStory() {
    Post shown =
        Posts.by("ben").says("Alignment faking.").links("https://arxiv.org/abs/2601.00008").post();
    desk.stories = after(desk.decide(shown), shown, Standing.REPOSTED);
    Post root = Posts.by("ada").says("Alignment faking, a thread.").minutesLater(30).post();
    Post second =
        Posts.by("ada")
            .says("Paper:")
            .minutesLater(31)
            .links("https://arxiv.org/abs/2601.00008")
            .answers(root, root)
            .post();

    assertThat(reposted(desk.decide(root, second))).isEmpty();
  }

  @Test
  void aQuoteThatSaysLittleIsPartOfWhatItQuotesAndOneThatSaysMuchIsNot() {
    Post shown = Posts.by("ada").says("Alignment faking.").post();
    desk.stories = after(desk.decide(shown), shown, Standing.REPOSTED);
    Post applause = Posts.by("ben").says("Congratulations!").minutesLater(9).quotes(shown).post();
    Post critique =
        Posts.by("ben")
            .says("We find no alignment faking here.")
            .minutesLater(9)
            .quotes(shown)
            .post();

    Plan plan = desk.decide(applause, critique);

    assertThat(reposted(plan)).containsExactly(critique.uri());
    assertThat(on(plan, applause).reason()).contains(shown.uri().toString());
  }

  @Test
  void aBookmarkedStoryMayStillBeRepostedAndIsNotBookmarkedTwice() {
    Post weak =
        Posts.by("ada")
            .says("On oversight.")
            .links("https://openreview.net/forum?id=abcdef")
            .post();
    Plan before = desk.decide(weak);
    assertThat(on(before, weak).action()).isEqualTo(Action.BOOKMARK);
    desk.stories = after(before, weak, Standing.BOOKMARKED);
    desk.bookmarked = Set.of(weak.uri());
    Post again =
        Posts.by("ben")
            .says("On oversight.")
            .minutesLater(9)
            .links("https://openreview.net/pdf?id=abcdef")
            .post();
    Post better =
        Posts.by("ben")
            .says("Alignment faking.")
            .minutesLater(10)
            .links("https://openreview.net/pdf?id=abcdef")
            .post();

    assertThat(on(desk.decide(again), again).reason()).contains(weak.uri().toString());
    assertThat(reposted(desk.decide(weak, again, better))).containsExactly(better.uri());
  }

  @Test
  void aClosedStoryIsLeftAloneForGood() {
    Post shown =
        Posts.by("ada").says("Alignment faking.").links("https://arxiv.org/abs/2601.00009").post();
    desk.stories = after(desk.decide(shown), shown, Standing.CLOSED);
    Post other =
        Posts.by("ben")
            .says("Alignment faking.")
            .minutesLater(9)
            .links("https://arxiv.org/abs/2601.00009")
            .post();

    assertThat(on(desk.decide(other), other).reason()).contains("taken back");
  }

  @Test
  void theOrderInWhichPostsComeChangesNothing() {
    List<Post> posts = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      Post root = Posts.by(i % 2 == 0 ? "ada" : "ben").says("On oversight.").minutesLater(i).post();
      posts.add(root);
      posts.add(
          Posts.by(i % 2 == 0 ? "ada" : "ben")
              .says("We find " + i)
              .minutesLater(i + 3)
              .links("https://arxiv.org/abs/2601.1000" + i % 4)
              .answers(root, root)
              .post());
    }
    Plan plan = desk.decide(posts.toArray(Post[]::new));

    for (int seed = 0; seed < 20; seed++) {
      Collections.shuffle(posts, new Random(seed));
      assertThat(desk.decide(posts.toArray(Post[]::new)).decisions()).isEqualTo(plan.decisions());
    }
  }
}
