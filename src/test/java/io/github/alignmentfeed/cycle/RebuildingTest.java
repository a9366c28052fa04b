package io.github.alignmentfeed.cycle;

import static io.github.alignmentfeed.cycle.TestBot.actions;
import static io.github.alignmentfeed.cycle.TestPost.MATCHING;
import static io.github.alignmentfeed.cycle.TestPost.NOON;
import static io.github.alignmentfeed.cycle.TestPost.PAPER;
import static io.github.alignmentfeed.cycle.TestPost.by;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.alignmentfeed.atproto.Tid;
import io.github.alignmentfeed.curation.Action;
import io.github.alignmentfeed.curation.Post;
import io.github.alignmentfeed.cycle.AccountException.Kind;
import io.github.alignmentfeed.cycle.TestAccount.Call;
import io.github.alignmentfeed.cycle.Writes.Claim;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The account's own repository is the truth: a store follows it, and is rebuilt from it. */
class RebuildingTest {
  private static final Duration TICK = Duration.ofMinutes(10);
  private static final Duration DAY = Duration.ofDays(1);

  @TempDir(factory = MemoryFolder.class)
  private Path folder;

  private TestBot bot;
  private Post post;

  @BeforeEach
  void aPostOnAPaper() {
    bot = new TestBot(folder).follows("ada", "bob");
    post = bot.network.publish(by("ada").linksTo(PAPER));
  }

  private Optional<Claim> standing(Post post) {
    return bot.with(ledger -> ledger.writes().standing(post.uri(), Action.REPOST));
  }

  @Test
  void afterTheStoreIsLostNothingIsShownTwice() {
    Post hint = bot.network.publish(by("ada").says("interpretability"));
    bot.tick();
    bot.loseStore();
    Post same = bot.network.publish(by("bob").at(NOON.plusSeconds(1)).linksTo(PAPER));
    CycleReport report = bot.later(TICK).tick();
    assertThat(bot.account.sent()).isEqualTo(1);
    assertThat(bot.account.bookmarked()).containsExactly(hint.uri());
    assertThat(bot.account.calls().stream().filter(Call.BOOKMARK::equals)).hasSize(1);
    assertThat(actions(report)).containsEntry(same.uri(), Action.SKIP);
    assertThat(standing(post)).isPresent();
  }

  @Test
  void aRepostByHandIsKnownAndItsStoryIsNotRepeated() {
    Post elsewhere = by("zoe").at(NOON.minus(Duration.ofDays(30))).linksTo(PAPER).post();
    bot.network.change(elsewhere);
    bot.account.repostByHand("3kabc", elsewhere, NOON.minus(DAY));
    bot.tick();
    assertThat(bot.account.sent()).isZero();
    assertThat(standing(elsewhere).orElseThrow().rkey()).isEqualTo("3kabc");
  }

  @Test
  void aRepostByHandOfAPostThatWaitsEndsTheWait() {
    bot.settle(Duration.ofHours(1)).tick();
    bot.account.repostByHand("3kabc", post, NOON);
    bot.later(Duration.ofHours(2)).tick();
    assertThat(bot.account.sent()).isZero();
    assertThat(bot.<List<?>>with(Ledger::open)).isEmpty();
  }

  @Test
  void whatAnEchoStoodForIsKnownAfterTheStoreIsLost() {
    Post outside = by("zoe").at(NOON.minusSeconds(9)).linksTo(PAPER + "7").post();
    Post echo = bot.network.publish(by("bob").says("This!").quotes(outside));
    bot.tick();
    assertThat(bot.account.reposted()).contains(echo.uri());
    bot.loseStore();
    bot.network.publish(by("ada").at(NOON.plusSeconds(5)).linksTo(PAPER + "7"));
    bot.network.change(outside);
    bot.network.repost("ada", outside, NOON.plusSeconds(6));
    bot.later(TICK).tick();
    assertThat(bot.account.sent()).isEqualTo(2);
  }

  @Test
  void whereBookmarksCannotBeListedRepostsGoOn() {
    bot.account.refuse(Call.BOOKMARKS, Kind.TRANSIENT);
    bot.tick();
    assertThat(bot.account.reposted()).containsExactly(post.uri());
  }

  @Test
  void anUndoThatDiedBetweenTombstoneAndDeletionIsFinished() {
    bot.tick();
    bot.account.refuse(Call.DELETE_REPOST, Kind.TRANSIENT);
    bot.undo(post);
    bot.account.recover();
    assertThat(bot.account.reposted()).containsExactly(post.uri());
    bot.later(DAY).tick();
    assertThat(bot.account.reposted()).isEmpty();
    bot.later(DAY).tick();
    assertThat(bot.account.sent()).isEqualTo(1);
  }

  @Test
  void aRepostOfADeletedPostIsKnownToo() {
    Post deleted = by("zoe").post();
    bot.account.repostByHand("3kabc", deleted, NOON);
    bot.tick();
    assertThat(standing(deleted)).isPresent();
  }

  @Test
  void aRepostThatItsOwnerRemovedCountsAsUndone() {
    bot.tick();
    bot.account.removeByHand(post);
    bot.later(DAY).tick();
    assertThat(standing(post)).isEmpty();
    assertThat(bot.account.buried()).containsExactly(post.uri());
    bot.network.publish(by("bob").at(bot.now()).linksTo(PAPER));
    bot.later(TICK).tick();
    bot.loseStore();
    bot.later(TICK).tick();
    assertThat(bot.account.sent()).isEqualTo(1);
  }

  @Test
  void aRepostByHandThatItsOwnerRemovedCountsAsUndoneWhateverItsKey() {
    bot.account.repostByHand("any-key", post, NOON);
    bot.tick();
    bot.account.removeByHand(post);
    bot.later(DAY).tick();
    bot.loseStore();
    bot.later(TICK).tick();
    assertThat(bot.account.reposted()).isEmpty();
  }

  @Test
  void aListThatLacksWhatIsThereTakesNothingBack() {
    bot.tick();
    bot.account.listNothing();
    bot.later(DAY).tick();
    assertThat(standing(post)).isPresent();
    assertThat(bot.account.buried()).isEmpty();
  }

  @Test
  void aRepostThatItsOwnerMadeAnewStillStands() {
    bot.tick();
    bot.account.removeByHand(post);
    bot.account.repostByHand("3kzzz", post, NOON.plusSeconds(5));
    bot.later(DAY).tick();
    assertThat(bot.account.buried()).isEmpty();
    assertThat(standing(post).orElseThrow().rkey()).isEqualTo("3kzzz");
  }

  @Test
  void onASecondRecordOfOnePostTheStoreDoesNotWaver() {
    bot.tick();
    bot.account.repostByHand("3kzzz", post, NOON.plusSeconds(5));
    bot.later(TICK).tick();
    Claim first = standing(post).orElseThrow();
    bot.later(DAY).tick();
    assertThat(standing(post)).contains(first);
    assertThat(bot.account.buried()).isEmpty();
  }

  @Test
  void aBookmarkByHandIsKnown() {
    bot.account.bookmarkByHand(post, bot.now());
    bot.tick();
    assertThat(bot.account.reposted()).containsExactly(post.uri());
    assertThat(bot.account.calls()).doesNotContain(Call.BOOKMARK);
  }

  @Test
  void aBookmarkOfAThreadsContinuationStandsForTheThread() {
    Post more =
        bot.network.publish(
            by("ada").at(NOON.plusSeconds(1)).says("sycophancy, more").continues(post));
    bot.account.bookmarkByHand(more, bot.now());
    bot.account.refuse(Call.REPOST, Kind.TRANSIENT);
    bot.later(TICK).tick();
    bot.account.recover();
    bot.later(TICK).tick();
    assertThat(bot.account.reposted()).containsExactly(post.uri());
    assertThat(bot.account.bookmarked()).containsExactly(more.uri());
  }

  @Test
  void tombstonesOfALostStoreCoverTheWholeStory() {
    bot.account.tombstone(Tid.about(post.uri()), post.ref(), NOON);
    bot.network.publish(by("bob").at(NOON.plusSeconds(1)).linksTo(PAPER));
    Post other = bot.network.publish(by("bob").at(NOON.plusSeconds(2)).says(MATCHING + " too"));
    bot.later(TICK).tick();
    assertThat(bot.account.reposted()).containsExactly(other.uri());
  }

  @ParameterizedTest
  @EnumSource(
      value = Call.class,
      names = {"REPOSTS", "TOMBSTONES", "LOOK"})
  void nothingIsWrittenUntilEveryRepostOfTheAccountIsKnown(Call failing) {
    bot.tick();
    bot.undo(post);
    bot.account.repostByHand("3kabc", by("zoe").post(), NOON);
    bot.loseStore();
    Post other = bot.network.publish(by("bob").at(NOON.plusSeconds(2)));
    bot.account.recover();
    bot.account.refuse(failing, Kind.TRANSIENT);
    CycleReport report = bot.later(TICK).tick();
    assertThat(bot.account.calls()).doesNotContain(Call.REPOST, Call.BOOKMARK);
    assertThat(report.writing()).contains(failing + " is refused");
    bot.account.recover();
    bot.later(TICK).tick();
    assertThat(bot.account.reposted()).contains(other.uri()).doesNotContain(post.uri());
  }
}
