package io.github.alignmentfeed.cycle;

import static io.github.alignmentfeed.cycle.TestBot.actions;
import static io.github.alignmentfeed.cycle.TestBot.decided;
import static io.github.alignmentfeed.cycle.TestPost.HINTING;
import static io.github.alignmentfeed.cycle.TestPost.NOON;
import static io.github.alignmentfeed.cycle.TestPost.by;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.alignmentfeed.atproto.Tid;
import io.github.alignmentfeed.curation.Action;
import io.github.alignmentfeed.curation.Post;
import io.github.alignmentfeed.cycle.AccountException.Kind;
import io.github.alignmentfeed.cycle.TestAccount.Call;
import io.github.alignmentfeed.cycle.Writes.Claim;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How a decision becomes a write: claimed, sent at most once, settled. */
class SendingTest {
  private static final Duration TICK = Duration.ofMinutes(10);

  @TempDir(factory = MemoryFolder.class)
  private Path folder;

  private TestBot bot;
  private Post post;

  @BeforeEach
  void aPostThatMatches() {
    bot = new TestBot(folder).follows("ada");
    post = bot.network.publish(by("ada"));
  }

  @Test
  void aPostThatMatchesIsRepostedAndTold() {
    CycleReport report = bot.tick();
    assertThat(bot.account.reposted()).containsExactly(post.uri());
    assertThat(bot.account.records()).containsOnlyKeys(Tid.about(post.uri()).toString());
    assertThat(decided(report, post).outcome()).isEqualTo(Outcome.SENT);
    assertThat(report.failed()).isZero();
    assertThat(report.login()).isEmpty();
    assertThat(report.writing()).isEmpty();
  }

  @Test
  void itIsClaimedBeforeItIsSentAndSettledAfterwards() {
    List<Claim> claimed = new ArrayList<>();
    bot.with(
        ledger -> {
          bot.account.before(Call.REPOST, () -> claimed.addAll(ledger.writes().unfinished()));
          return bot.tick(ledger);
        });
    assertThat(claimed).hasSize(1);
    assertThat(claimed.get(0).subject()).isEqualTo(post.ref());
    assertThat(claimed.get(0).rkey()).isEqualTo(Tid.about(post.uri()).toString());
    assertThat(bot.<List<Claim>>with(ledger -> ledger.writes().unfinished())).isEmpty();
    assertThat(bot.<List<Claim>>with(l -> l.writes().standing(NOON.minus(TICK))))
        .isEqualTo(claimed);
  }

  @Test
  void aBookmarkIsClaimedBeforeItIsMade() {
    Post hint = bot.network.publish(by("ada").says(HINTING));
    List<Claim> claimed = new ArrayList<>();
    bot.with(
        ledger -> {
          bot.account.before(Call.BOOKMARK, () -> claimed.addAll(ledger.writes().unfinished()));
          return bot.tick(ledger);
        });
    assertThat(claimed)
        .extracting(Claim::action, Claim::subject)
        .containsExactly(tuple(Action.BOOKMARK, hint.ref()));
    assertThat(bot.account.bookmarked()).containsExactly(hint.uri());
  }

  @Test
  void theSecondCycleHasNothingLeftToDo() {
    bot.tick();
    CycleReport second = bot.later(TICK).tick();
    assertThat(second.decisions()).isEmpty();
    assertThat(bot.account.sent()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"TRANSIENT", "STOP_WRITES", "UNREACHABLE", "LOGIN"})
  void aRepostWhoseAnswerWasLostIsLookedUpAndNotSentAgain(Kind kind) {
    bot.account.loseAnswer(Call.REPOST, kind);
    CycleReport first = bot.tick();
    assertThat(decided(first, post).outcome()).isEqualTo(Outcome.FAILED);
    assertThat(decided(first, post).decision().action()).isEqualTo(Action.DEFER);

    bot.account.recover();
    CycleReport second = bot.later(TICK).tick();
    assertThat(bot.account.calls()).contains(Call.REPOST_UNDER).doesNotContain(Call.REPOST);
    assertThat(bot.account.reposted()).containsExactly(post.uri());
    assertThat(bot.<List<Claim>>with(ledger -> ledger.writes().unfinished())).isEmpty();
    assertThat(second.failed()).isZero();
    assertThat(bot.later(TICK).tick().decisions()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"TRANSIENT", "STOP_WRITES", "UNREACHABLE", "LOGIN"})
  void aRepostThatFailedBeforeItWasMadeIsSentOnceByTheNextCycle(Kind kind) {
    bot.account.refuse(Call.REPOST, kind);
    assertThat(actions(bot.tick())).containsEntry(post.uri(), Action.DEFER);
    assertThat(bot.account.reposted()).isEmpty();

    bot.account.recover();
    CycleReport second = bot.later(TICK).tick();
    assertThat(decided(second, post).outcome()).isEqualTo(Outcome.SENT);
    assertThat(bot.account.sent()).isEqualTo(1);
  }

  @Test
  void aBookmarkWhoseAnswerWasLostIsFoundAgain() {
    Post hint = bot.network.publish(by("ada").says(HINTING));
    bot.account.loseAnswer(Call.BOOKMARK, Kind.TRANSIENT);
    bot.tick();
    bot.account.recover();
    bot.later(TICK).tick();
    assertThat(bot.account.calls()).doesNotContain(Call.BOOKMARK);
    assertThat(bot.account.bookmarked()).containsExactly(hint.uri());
    assertThat(bot.later(TICK).tick().decisions()).isEmpty();
  }

  @Test
  void aStopHoldsTheRestBackForTheNextCycle() {
    Post second = bot.network.publish(by("ada").at(NOON.minusSeconds(1)));
    Post third = bot.network.publish(by("ada").at(NOON.minusSeconds(2)));
    bot.account.refuse(Call.REPOST, Kind.STOP_WRITES);
    CycleReport stopped = bot.tick();
    assertThat(actions(stopped))
        .containsEntry(post.uri(), Action.DEFER)
        .containsEntry(second.uri(), Action.DEFER)
        .containsEntry(third.uri(), Action.DEFER);
    assertThat(bot.account.calls().stream().filter(Call.REPOST::equals)).hasSize(1);
    assertThat(stopped.writing()).contains("REPOST is refused");
    assertThat(stopped.login()).isEmpty();

    bot.account.recover();
    bot.later(TICK).tick();
    assertThat(bot.account.reposted())
        .containsExactlyInAnyOrder(post.uri(), second.uri(), third.uri());
    assertThat(bot.account.sent()).isEqualTo(3);
  }

  @Test
  void aRefusedLoginStillReadsAndDecides() {
    bot.account.refuse(Call.DID, Kind.LOGIN);
    CycleReport report = bot.tick();
    assertThat(report.login()).contains("DID is refused");
    assertThat(actions(report)).containsEntry(post.uri(), Action.DEFER);
    assertThat(bot.account.reposted()).isEmpty();
    assertThat(bot.account.calls()).containsExactly(Call.DID);

    bot.account.recover();
    assertThat(decided(bot.later(TICK).tick(), post).outcome()).isEqualTo(Outcome.SENT);
  }

  @Test
  void nothingIsWrittenWhereTheAccountCannotBeCompared() {
    bot.account.refuse(Call.REPOSTS, Kind.TRANSIENT);
    CycleReport report = bot.tick();
    assertThat(actions(report)).containsEntry(post.uri(), Action.DEFER);
    assertThat(report.writing()).contains("REPOSTS is refused");
    assertThat(bot.account.calls()).doesNotContain(Call.LOOK, Call.REPOST);
  }

  @Test
  void aRefusalOfOnePostIsFinalAndTheOthersGoOn() {
    bot.account.refuse(Call.REPOST, Kind.ITEM);
    Post hint = bot.network.publish(by("ada").says(HINTING));
    CycleReport report = bot.tick();
    assertThat(decided(report, post).outcome()).isEqualTo(Outcome.FAILED);
    assertThat(decided(report, post).decision().reason()).contains("REPOST is refused");
    assertThat(bot.account.bookmarked()).containsExactly(hint.uri());

    bot.account.recover();
    assertThat(bot.later(TICK).tick().decisions()).isEmpty();
    assertThat(bot.account.reposted()).isEmpty();
  }

  @Test
  void aKeyThatAnotherSubjectHoldsGivesWayToTheHashedKey() {
    Post other = by("bob").post();
    bot.account.repostByHand(Tid.about(post.uri()).toString(), other, NOON);
    CycleReport report = bot.tick();
    assertThat(decided(report, post).outcome()).isEqualTo(Outcome.SENT);
    assertThat(bot.account.records())
        .containsOnlyKeys(Tid.about(post.uri()).toString(), Tid.hashed(post.uri()).toString());
    assertThat(bot.later(TICK).tick().decisions()).isEmpty();
  }

  @Test
  void aLostAnswerUnderTheHashedKeyIsLookedUpThere() {
    bot.account.repostByHand(Tid.about(post.uri()).toString(), by("bob").post(), NOON);
    bot.account.before(
        Call.REPOST,
        () ->
            bot.account.before(
                Call.REPOST, () -> bot.account.loseAnswer(Call.REPOST, Kind.TRANSIENT)));
    assertThat(decided(bot.tick(), post).outcome()).isEqualTo(Outcome.FAILED);
    bot.account.recover();
    bot.later(TICK).tick();
    assertThat(bot.account.calls()).doesNotContain(Call.REPOST);
    assertThat(bot.account.reposted()).containsOnlyOnce(post.uri());
    assertThat(bot.<List<Claim>>with(ledger -> ledger.writes().unfinished())).isEmpty();
  }

  @Test
  void whereBothKeysAreTakenThePostIsGivenUp() {
    bot.account.repostByHand(Tid.about(post.uri()).toString(), by("bob").post(), NOON);
    bot.account.repostByHand(Tid.hashed(post.uri()).toString(), by("cy").post(), NOON);
    Decided given = decided(bot.tick(), post);
    assertThat(given.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(given.decision().reason()).contains("both record keys");
    assertThat(bot.later(TICK).tick().decisions()).isEmpty();
    assertThat(bot.<List<Claim>>with(ledger -> ledger.writes().unfinished())).isEmpty();
  }

  @Test
  void theNextOfAStoryIsTakenWhereTheFirstIsRefused() {
    Post same =
        bot.network.publish(
            by("ada").at(NOON.plusSeconds(1)).says("Again: reward hacking").continues(post));
    bot.later(Duration.ofMinutes(1));
    bot.account.refuse(Call.REPOST, Kind.ITEM);
    bot.tick();
    bot.account.recover();
    bot.later(TICK).tick();
    assertThat(bot.account.reposted()).containsExactly(same.uri());
  }
}
