package io.github.alignmentfeed.cycle;

import static io.github.alignmentfeed.cycle.TestPost.NOON;
import static io.github.alignmentfeed.cycle.TestPost.PAPER;
import static io.github.alignmentfeed.cycle.TestPost.by;
import static io.github.alignmentfeed.cycle.TestPost.did;
import static io.github.alignmentfeed.cycle.TestPost.edited;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.alignmentfeed.atproto.Tid;
import io.github.alignmentfeed.curation.Action;
import io.github.alignmentfeed.curation.Post;
import io.github.alignmentfeed.cycle.AccountException.Kind;
import io.github.alignmentfeed.cycle.TestAccount.Call;
import io.github.alignmentfeed.cycle.Writes.Claim;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Taking reposts and bookmarks back, for good. */
class UndoingTest {
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

  private void assertNeverShownAgain() {
    bot.later(TICK).tick();
    bot.network.change(edited(post, "Edited, and still on reward hacking"));
    bot.network.publish(by("bob").at(bot.now()).linksTo(PAPER));
    bot.later(TICK).tick();
    bot.later(DAY).tick();
    assertThat(bot.account.reposted()).isEmpty();
    assertThat(bot.account.bookmarked()).isEmpty();
  }

  @Test
  void aTombstoneIsWrittenBeforeTheRepostIsDeleted() {
    bot.tick();
    bot.account.recover();
    List<Claim> undone = bot.undo(post).takenBack();
    assertThat(undone)
        .extracting(c -> c.subject().uri(), Claim::action)
        .containsExactly(tuple(post.uri(), Action.REPOST));
    assertThat(bot.account.calls()).containsSubsequence(Call.TOMBSTONE, Call.DELETE_REPOST);
    assertThat(bot.account.reposted()).isEmpty();
    assertThat(bot.account.buried()).containsExactly(post.uri());
  }

  @Test
  void whatWasTakenBackIsNeverShownAgainNorIsItsStory() {
    bot.tick();
    bot.undo(post);
    assertNeverShownAgain();
  }

  @Test
  void notEvenAfterTheStoreIsLost() {
    bot.tick();
    bot.undo(post);
    bot.loseStore();
    assertNeverShownAgain();
    bot.loseStore();
    assertNeverShownAgain();
  }

  @Test
  void aBookmarkIsTakenBackTheSameWay() {
    post = bot.network.publish(by("ada").at(NOON.minusSeconds(1)).says("see").linksTo(PAPER + "9"));
    bot.tick();
    assertThat(bot.account.bookmarked()).containsExactly(post.uri());
    bot.account.recover();
    assertThat(bot.undo(post).takenBack())
        .extracting(Claim::action)
        .containsExactly(Action.BOOKMARK);
    assertThat(bot.account.calls()).containsSubsequence(Call.TOMBSTONE, Call.DELETE_BOOKMARK);
    bot.later(DAY).tick();
    bot.loseStore();
    bot.later(TICK).tick();
    assertThat(bot.account.bookmarked()).isEmpty();
  }

  @Test
  void whatWasDoneLatelyIsTakenBackAtOnce() {
    bot.tick();
    Post late = bot.network.publish(by("bob").at(NOON.plus(Duration.ofHours(5))));
    Post hint = bot.network.publish(by("bob").at(late.indexedAt()).says("interpretability"));
    bot.later(Duration.ofHours(6)).tick();
    assertThat(bot.undoSince(Duration.ofHours(2)).takenBack())
        .extracting(c -> c.subject().uri())
        .containsExactlyInAnyOrder(late.uri(), hint.uri());
    assertThat(bot.account.reposted()).containsExactly(post.uri());
    assertThat(bot.account.bookmarked()).isEmpty();
    bot.later(TICK).tick();
    assertThat(bot.account.reposted()).containsExactly(post.uri());
  }

  @Test
  void whereThereIsNothingToTakeBackNothingIsWritten() {
    Post unknown = by("zoe").post();
    assertThat(bot.undo(unknown).takenBack()).isEmpty();
    assertThat(bot.undoSince(DAY).takenBack()).isEmpty();
    assertThat(bot.account.buried()).isEmpty();
    bot.tick();
    bot.undo(post);
    assertThat(bot.undo(post).takenBack()).isEmpty();
  }

  @Test
  void aRepostWhoseAnswerWasLostIsTakenBackToo() {
    bot.account.loseAnswer(Call.REPOST, Kind.STOP_WRITES);
    bot.tick();
    bot.account.recover();
    assertThat(bot.undo(post).takenBack()).hasSize(1);
    assertThat(bot.account.reposted()).isEmpty();
    assertNeverShownAgain();
  }

  @Test
  void aRepostIsTakenBackThoughTheStoreWasLost() {
    bot.tick();
    bot.loseStore();
    assertThat(bot.undo(post).takenBack()).hasSize(1);
    assertThat(bot.account.reposted()).isEmpty();
    assertNeverShownAgain();
  }

  @Test
  void whatWasDoneLatelyIsTakenBackThoughTheStoreWasLost() {
    bot.tick();
    bot.loseStore();
    assertThat(bot.later(TICK).undoSince(Duration.ofHours(1)).takenBack()).hasSize(1);
    assertThat(bot.account.reposted()).isEmpty();
  }

  @Test
  void aBookmarkThatItsOwnerMadeLongAgoIsNotTakenBackWithWhatWasDoneLately() {
    Post old = bot.network.publish(TestPost.by("ben").says("interpretability long ago"));
    bot.account.bookmarkByHand(old, bot.now().minus(Duration.ofDays(700)));
    bot.tick();
    bot.loseStore();

    bot.later(TICK).undoSince(Duration.ofHours(1));

    assertThat(bot.account.bookmarked()).containsExactly(old.uri());
    assertThat(bot.account.reposted()).isEmpty();
  }

  @Test
  void aRepostThatItsOwnerMadeAnewUnderAnotherKeyIsTakenBack() {
    bot.tick();
    bot.account.removeByHand(post);
    bot.account.repostByHand("3kzzz", post, bot.now());
    assertThat(bot.later(TICK).undo(post).takenBack())
        .extracting(Claim::rkey)
        .containsExactly("3kzzz");
    assertThat(bot.account.reposted()).isEmpty();
    assertNeverShownAgain();
  }

  @Test
  void aPostThatIsBothBookmarkedAndRepostedIsTakenBackAltogether() {
    bot.tick();
    Post both = bot.network.publish(by("bob").says("sycophancy and interpretability"));
    bot.later(TICK).tick();
    assertThat(bot.account.bookmarked()).containsExactly(both.uri());
    bot.network.publish(by("bob").at(bot.now()).linksTo(PAPER + "8").continues(both).says("see"));
    bot.later(TICK).tick();
    assertThat(bot.account.reposted()).contains(both.uri());

    bot.account.refuse(Call.DELETE_BOOKMARK, Kind.TRANSIENT);
    assertThat(bot.undo(both).failed()).containsOnlyKeys(both.uri());
    bot.account.recover();
    bot.undo(both);
    assertThat(bot.account.reposted()).containsExactly(post.uri());
    assertThat(bot.account.bookmarked()).isEmpty();
  }

  @Test
  void whatWasDoneLatelyIsTakenBackWithTheBookmarkFromBefore() {
    Post both = bot.network.publish(by("bob").says("sycophancy and interpretability"));
    bot.tick();
    bot.network.publish(
        by("bob").at(NOON.plusSeconds(1)).linksTo(PAPER + "8").continues(both).says("see"));
    bot.later(DAY).tick();
    assertThat(bot.account.reposted()).contains(both.uri());
    bot.undoSince(Duration.ofHours(1));
    assertThat(bot.account.reposted()).containsExactly(post.uri());
    assertThat(bot.account.bookmarked()).isEmpty();
  }

  @Test
  void anUndoThatFailedHalfwayIsDoneAgain() {
    bot.tick();
    bot.account.refuse(Call.DELETE_REPOST, Kind.TRANSIENT);
    assertThat(bot.undo(post).failed()).containsOnlyKeys(post.uri());
    bot.account.recover();
    assertThat(bot.undo(post).takenBack()).hasSize(1);
    assertThat(bot.account.reposted()).isEmpty();
    assertThat(bot.account.buried()).containsExactly(post.uri());
  }

  @Test
  void whereTheAccountCannotBeComparedWhatIsKnownIsTakenBack() {
    bot.tick();
    bot.account.refuse(Call.REPOSTS, Kind.TRANSIENT);
    assertThat(bot.undo(post).takenBack()).hasSize(1);
    assertThat(bot.account.reposted()).isEmpty();
  }

  @Test
  void ofWhatWasDoneLatelyOneFailureDoesNotKeepTheOthers() {
    Post other = bot.network.publish(by("bob").linksTo(PAPER + "7"));
    bot.tick();
    bot.account.before(
        Call.DELETE_REPOST,
        () -> {
          throw new AccountException(Kind.TRANSIENT, "not now");
        });
    Undoing.Undone undone = bot.undoSince(DAY);
    assertThat(undone.takenBack()).hasSize(1);
    assertThat(undone.failed()).hasSize(1);
    assertThat(bot.account.reposted()).hasSize(1);
    assertThat(bot.undoSince(DAY).takenBack()).hasSize(1);
    assertThat(bot.account.reposted()).isEmpty();
    assertThat(bot.account.buried()).containsExactlyInAnyOrder(post.uri(), other.uri());
  }

  @Test
  void aPostThatWaitsIsKeptFromBeingShown() {
    bot.settle(DAY);
    bot.tick();
    assertThat(bot.undo(post).prevented()).containsExactly(post.uri());
    assertThat(bot.undo(post).prevented()).isEmpty();
    bot.settle(Duration.ZERO);
    assertNeverShownAgain();
    bot.loseStore();
    assertNeverShownAgain();
  }

  @Test
  void whatSomebodyRepostedByHandIsNotTakenBackWithWhatWasDoneLately() {
    Post byHand = bot.network.publish(by("zoe"));
    bot.account.repostByHand("3khand", byHand, NOON);
    bot.tick();
    bot.undoSince(DAY);
    assertThat(bot.account.reposted()).containsExactly(byHand.uri());
    assertThat(bot.undo(byHand).takenBack()).hasSize(1);
  }

  @Test
  void aPostThatWasLeftAloneIsNotUndone() {
    Post other = bot.network.publish(by("bob").at(NOON.plusSeconds(1)).linksTo(PAPER));
    bot.later(TICK).tick();
    Undoing.Undone undone = bot.undo(other);
    assertThat(undone.prevented()).isEmpty();
    assertThat(undone.takenBack()).isEmpty();
    assertThat(bot.account.reposted()).containsExactly(post.uri());
  }

  @Test
  void theTombstoneLiesUnderTheKeyOfTheRepost() {
    bot.tick();
    bot.undo(post);
    assertThat(bot.account.graves()).containsOnlyKeys(Tid.about(post.uri()).toString());
  }

  @Test
  void theStoreOfAnotherBotIsRefused() {
    bot.with(
        ledger -> {
          ledger.belongTo(did("another"));
          return ledger;
        });
    assertThatThrownBy(() -> bot.undo(post))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("did:plc:another");
    assertThatThrownBy(bot::tick).isInstanceOf(LedgerException.class);
    assertThat(bot.account.sent()).isZero();
  }
}
