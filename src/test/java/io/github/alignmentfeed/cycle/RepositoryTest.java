package io.github.alignmentfeed.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.alignmentfeed.curation.Action;
import io.github.alignmentfeed.curation.Post;
import io.github.alignmentfeed.cycle.Ledger.Claim;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The account's own repository is the truth: undone, by hand, and with a lost store. */
final class RepositoryTest {
  private static final String PAPER = "https://arxiv.org/abs/2601.00001";

  @TempDir private Path folder;
  private TestBot bot;
  private Post post;

  @BeforeEach
  void aPaper() {
    bot = new TestBot(folder).follows("ada", "ben");
    post =
        bot.network.publish(TestPost.by("ada").at(TestPost.NOON.minusSeconds(600)).linksTo(PAPER));
  }

  private Post another() {
    return bot.network.publish(
        TestPost.by("ben").at(bot.now()).says("reward hacking again").linksTo(PAPER));
  }

  @Test
  void whatIsUndoneIsNeverDoneAgain() {
    bot.tick();

    assertThat(bot.undo(post)).extracting(Claim::action).containsExactly(Action.REPOST);
    bot.later(Duration.ofMinutes(1));
    another();
    bot.tick();

    assertThat(bot.account.reposted()).isEmpty();
    assertThat(bot.account.buried()).containsExactly(post.uri());
    assertThat(bot.undo(post)).isEmpty();
  }

  @Test
  void whatIsUndoneStaysUndoneWithoutTheStoreAndSoDoesItsPaper() {
    bot.tick();
    bot.undo(post);
    bot.loseStore();
    bot.later(Duration.ofMinutes(1));
    another();
    bot.tick();

    assertThat(bot.account.reposted()).isEmpty();
    assertThat(bot.account.sent()).isEqualTo(1);
  }

  @Test
  void theTombstoneIsWrittenBeforeTheRepostIsDeleted() {
    bot.tick();
    bot.account.before(
        TestAccount.Call.DELETE_REPOST,
        () -> assertThat(bot.account.buried()).containsExactly(post.uri()));

    bot.undo(post);

    assertThat(bot.account.reposted()).isEmpty();
  }

  @Test
  void aBookmarkCanBeUndoneToo() {
    Post hint = bot.network.publish(TestPost.by("ben").says("interpretability"));
    bot.tick();

    assertThat(bot.undo(hint)).extracting(Claim::action).containsExactly(Action.BOOKMARK);
    bot.later(Duration.ofMinutes(1)).tick();

    assertThat(bot.account.bookmarked()).isEmpty();
  }

  @Test
  void undoSinceTakesBackWhatWasDoneLatelyAndNothingElse() {
    bot.tick();
    bot.later(Duration.ofHours(5));
    Post late = bot.network.publish(TestPost.by("ben").at(bot.now()).says("reward hacking late"));
    bot.tick();

    assertThat(bot.undoSince(Duration.ofHours(2)))
        .extracting(claim -> claim.subject().uri())
        .containsExactly(late.uri());
    assertThat(bot.account.reposted()).containsExactly(post.uri());
  }

  @Test
  void aLostStoreIsRebuiltSoThatNothingIsDoubled() {
    bot.tick();
    bot.loseStore();
    bot.later(Duration.ofMinutes(1));
    another();
    bot.tick();
    bot.later(Duration.ofMinutes(1)).tick();

    assertThat(bot.account.reposted()).containsExactly(post.uri());
    assertThat(bot.account.sent()).isEqualTo(1);
  }

  @Test
  void aRepostMadeByHandIsKnownAndItsPaperNotRepeated() {
    bot.account.repostByHand("byhand", post, bot.now().minusSeconds(60));
    another();
    bot.tick();

    assertThat(bot.account.sent()).isZero();
    assertThat(bot.account.reposted()).containsExactly(post.uri());
  }

  @Test
  void aRepostMadeByHandCountsForTheLimits() {
    bot.limits(1, 10, 10, Duration.ZERO);
    Post other = bot.network.publish(TestPost.by("cem").says("reward hacking elsewhere"));
    bot.account.repostByHand("byhand", other, bot.now().minusSeconds(60));

    CycleReport report = bot.tick();

    assertThat(TestBot.decided(report, post).decision().action()).isEqualTo(Action.DEFER);
    assertThat(bot.account.sent()).isZero();
  }

  @Test
  void aRepostRemovedByHandCountsAsUndone() {
    bot.tick();
    bot.account.removeByHand(post);
    bot.later(Duration.ofDays(1)).tick();
    another();
    bot.later(Duration.ofMinutes(1)).tick();
    bot.loseStore();
    bot.later(Duration.ofMinutes(1)).tick();

    assertThat(bot.account.reposted()).isEmpty();
    assertThat(bot.account.sent()).isEqualTo(1);
  }

  @Test
  void aBookmarkThatWasThereBeforeIsKept() {
    Post hint = bot.network.publish(TestPost.by("ben").says("interpretability"));
    bot.account.bookmarkByHand(hint);
    bot.tick();

    assertThat(bot.account.calls()).doesNotContain(TestAccount.Call.BOOKMARK);
    assertThat(bot.account.bookmarked()).containsExactly(hint.uri());
  }
}
