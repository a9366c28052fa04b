package io.github.alignmentfeed.cycle;

import static io.github.alignmentfeed.cycle.TestPost.NOON;
import static io.github.alignmentfeed.cycle.TestPost.by;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.alignmentfeed.curation.Action;
import io.github.alignmentfeed.curation.Post;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can only be left alone is decided on as it comes. */
class ScreeningTest {
  private static final Duration TICK = Duration.ofMinutes(10);

  @TempDir(factory = MemoryFolder.class)
  private Path folder;

  private TestBot bot;

  @BeforeEach
  void begin() {
    bot = new TestBot(folder).follows("ada", "bob");
  }

  @Test
  void itIsToldLikeEverythingElse() {
    Post post = bot.network.publish(by("ada").says("good morning"));
    CycleReport report = bot.tick();
    assertThat(TestBot.actions(report)).containsEntry(post.uri(), Action.SKIP);
    Ledger.Told told = bot.with(ledger -> ledger.told(post.uri())).orElseThrow();
    assertThat(told.reason())
        .isEqualTo(TestBot.decided(report, post).decision().reason())
        .isEqualTo("no rule holds");
    assertThat(told.text()).isEqualTo("good morning");
    assertThat(bot.later(TICK).tick().decisions()).isEmpty();
  }

  @Test
  void aThreadThatReachesAnythingOnlyAsAWholeIsShown() {
    Post root = bot.network.publish(by("ada").says("On sycophancy"));
    bot.network.publish(by("ada").says("interpretability").continues(root));
    assertThat(TestBot.actions(bot.tick())).doesNotContainValue(Action.DEFER);
    assertThat(bot.account.bookmarked()).hasSize(1);
  }

  @Test
  void aThreadThatGoesOnIsDecidedAgain() {
    Post root = bot.network.publish(by("ada").says("On sycophancy"));
    CycleReport report = bot.tick();
    assertThat(TestBot.actions(report)).containsEntry(root.uri(), Action.SKIP);
    Post more =
        bot.network.publish(
            by("ada").at(NOON.plusSeconds(60)).says("interpretability").continues(root));
    report = bot.later(TICK).tick();
    assertThat(TestBot.actions(report)).containsKeys(root.uri(), more.uri());
    assertThat(bot.account.bookmarked()).hasSize(1);
  }

  @Test
  void aReportListsNoMoreThanCanBeReadAndCountsTheRest() {
    for (int i = 0; i < 1200; i++) {
      bot.network.publish(by("ada").at(NOON.minusSeconds(i)).says("good morning " + i));
    }
    Post post = bot.network.publish(by("bob"));
    CycleReport report = bot.tick();
    assertThat(report.decisions()).hasSize(1001);
    assertThat(report.count(Action.SKIP)).isEqualTo(1200);
    assertThat(bot.account.reposted()).containsExactly(post.uri());
  }

  @Test
  void whatIsLeftAloneInOneFeedIsDecidedAgainWhereAnotherLeadsToIt() {
    Post post = bot.network.publish(by("ada").says("good morning"));
    bot.tick();
    bot.network.repost("bob", post, NOON.plusSeconds(60));
    CycleReport report = bot.later(TICK).tick();
    assertThat(TestBot.actions(report)).containsEntry(post.uri(), Action.SKIP);
  }
}
