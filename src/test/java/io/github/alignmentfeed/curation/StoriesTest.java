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
    Post root = APost.by("ada", "A thread.").post();
    Post second =
        APost.by("ada", "We find alignment faking.").minutes(1).answering(root, root).post();
    Post third =
        APost.by("ada", "More alignment faking.").minutes(2).answering(root, second).post();

    Plan plan = desk.decide(root, second, third);

    assertThat(plan.stories()).hasSize(1);
    assertThat(reposted(plan)).containsExactly(second.uri());
    assertThat(on(plan, third).reason()).contains(second.uri().toString());
    assertThat(on(plan, root).action()).isEqualTo(Action.SKIP);
  }

  @Test
  void whereNoPostSufficesAloneTheFirstIsJudgedWithItsThread() {
    Post root = APost.by("ada", "On oversight.").post();
    Post second =
        APost.by("ada", "The paper")
            .link("https://arxiv.org/abs/2601.00001")
            .minutes(1)
            .answering(root, root)
            .post();

    Plan plan = desk.decide(root, second);

    assertThat(reposted(plan)).containsExactly(root.uri());
    assertThat(on(plan, root).score()).isEqualTo(10);
    assertThat(on(plan, root).reason()).startsWith("with its thread it scores 10 of 10");
  }

  @Test
  void aForbiddenPostOfAThreadAddsNothingToIt() {
    Post root = APost.by("ada", "On oversight.").post();
    Post second = APost.by("ada", "We find a giveaway").minutes(1).answering(root, root).post();

    assertThat(reposted(desk.decide(root, second))).isEmpty();
  }

  @Test
  void anAnswerToSomebodyElseIsAStoryOfItsOwn() {
    Post root = APost.by("ben", "Does alignment faking matter?").post();
    Post answer =
        APost.by("ada", "We find alignment faking matters.")
            .minutes(1)
            .answering(root, root)
            .post();

    assertThat(desk.decide(root, answer).stories()).hasSize(2);
  }

  @Test
  void onePaperOverTwoAccountsIsOneStoryShownByWhatSpeaksForItself() {
    Post share = APost.by("ben", "Read this.").link("https://arxiv.org/pdf/2601.00002v3").post();
    Post announcement =
        APost.by("ada", "On oversight. We find it works.")
            .minutes(5)
            .link("https://arxiv.org/abs/2601.00002")
            .post();
    Post echo = APost.by("ben", "").minutes(6).quoting(announcement).post();

    Plan plan = desk.decide(share, announcement, echo);

    assertThat(plan.stories()).hasSize(1);
    assertThat(reposted(plan)).containsExactly(announcement.uri());
  }

  @Test
  void aPaperThatWasShownIsNotShownAgain() {
    Post first =
        APost.by("ada", "Alignment faking.").link("https://arxiv.org/abs/2601.00003").post();
    Plan before = desk.decide(first);
    desk.stories = after(before, first, Standing.REPOSTED);
    desk.reposted = Set.of(first.uri());
    Post later =
        APost.by("ben", "Alignment faking!")
            .minutes(60)
            .link("https://huggingface.co/papers/2601.00003")
            .post();

    Plan plan = desk.decide(later);

    assertThat(on(plan, later).action()).isEqualTo(Action.SKIP);
    assertThat(on(plan, later).reason()).contains(first.uri().toString());
  }

  @Test
  void aNewPaperThatCitesAShownOneIsNotLost() {
    Post first =
        APost.by("ada", "Alignment faking.").link("https://arxiv.org/abs/2601.00004").post();
    desk.stories = after(desk.decide(first), first, Standing.REPOSTED);
    Post replication =
        APost.by("ben", "We find no alignment faking in 2601.00004's setup.")
            .minutes(60)
            .link("https://arxiv.org/abs/2601.00004")
            .link("https://arxiv.org/abs/2601.99999")
            .post();

    assertThat(reposted(desk.decide(replication))).containsExactly(replication.uri());
  }

  @Test
  void aPostWithThreePapersClaimsNone() {
    Post newsletter =
        APost.by("ben", "Alignment faking this week.")
            .link("https://arxiv.org/abs/2601.00005")
            .link("https://arxiv.org/abs/2601.00006")
            .link("https://arxiv.org/abs/2601.00007")
            .post();
    desk.stories = after(desk.decide(newsletter), newsletter, Standing.REPOSTED);
    Post paper =
        APost.by("ada", "Alignment faking, our paper.")
            .minutes(60)
            .link("https://arxiv.org/abs/2601.00006")
            .post();

    assertThat(reposted(desk.decide(paper))).containsExactly(paper.uri());
  }

  @Test
  void aThreadWhoseSecondPostBringsAShownPaperJoinsItsStory() {
    Post shown =
        APost.by("ben", "Alignment faking.").link("https://arxiv.org/abs/2601.00008").post();
    desk.stories = after(desk.decide(shown), shown, Standing.REPOSTED);
    Post root = APost.by("ada", "Alignment faking, a thread.").minutes(30).post();
    Post second =
        APost.by("ada", "Paper:")
            .minutes(31)
            .link("https://arxiv.org/abs/2601.00008")
            .answering(root, root)
            .post();

    assertThat(reposted(desk.decide(root, second))).isEmpty();
  }

  @Test
  void aQuoteThatSaysLittleIsPartOfWhatItQuotesAndOneThatSaysMuchIsNot() {
    Post shown = APost.by("ada", "Alignment faking.").post();
    desk.stories = after(desk.decide(shown), shown, Standing.REPOSTED);
    Post applause = APost.by("ben", "Congratulations!").minutes(9).quoting(shown).post();
    Post critique =
        APost.by("ben", "We find no alignment faking here.").minutes(9).quoting(shown).post();

    Plan plan = desk.decide(applause, critique);

    assertThat(reposted(plan)).containsExactly(critique.uri());
    assertThat(on(plan, applause).reason()).contains(shown.uri().toString());
  }

  @Test
  void aBookmarkedStoryMayStillBeRepostedAndIsNotBookmarkedTwice() {
    Post weak =
        APost.by("ada", "On oversight.").link("https://openreview.net/forum?id=abcdef").post();
    Plan before = desk.decide(weak);
    assertThat(on(before, weak).action()).isEqualTo(Action.BOOKMARK);
    desk.stories = after(before, weak, Standing.BOOKMARKED);
    desk.bookmarked = Set.of(weak.uri());
    Post again =
        APost.by("ben", "On oversight.")
            .minutes(9)
            .link("https://openreview.net/pdf?id=abcdef")
            .post();
    Post better =
        APost.by("ben", "Alignment faking.")
            .minutes(10)
            .link("https://openreview.net/pdf?id=abcdef")
            .post();

    assertThat(on(desk.decide(again), again).reason()).contains(weak.uri().toString());
    assertThat(reposted(desk.decide(weak, again, better))).containsExactly(better.uri());
  }

  @Test
  void aClosedStoryIsLeftAloneForGood() {
    Post shown =
        APost.by("ada", "Alignment faking.").link("https://arxiv.org/abs/2601.00009").post();
    desk.stories = after(desk.decide(shown), shown, Standing.CLOSED);
    Post other =
        APost.by("ben", "Alignment faking.")
            .minutes(9)
            .link("https://arxiv.org/abs/2601.00009")
            .post();

    assertThat(on(desk.decide(other), other).reason()).contains("taken back");
  }

  @Test
  void theOrderInWhichPostsComeChangesNothing() {
    List<Post> posts = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      Post root = APost.by(i % 2 == 0 ? "ada" : "ben", "On oversight.").minutes(i).post();
      posts.add(root);
      posts.add(
          APost.by(i % 2 == 0 ? "ada" : "ben", "We find " + i)
              .minutes(i + 3)
              .link("https://arxiv.org/abs/2601.1000" + i % 4)
              .answering(root, root)
              .post());
    }
    Plan plan = desk.decide(posts.toArray(Post[]::new));

    for (int seed = 0; seed < 20; seed++) {
      Collections.shuffle(posts, new Random(seed));
      assertThat(desk.decide(posts.toArray(Post[]::new)).decisions()).isEqualTo(plan.decisions());
    }
  }
}
