package io.github.alignmentfeed.cycle;

import static io.github.alignmentfeed.cycle.TestPost.HINTING;
import static io.github.alignmentfeed.cycle.TestPost.NOON;
import static io.github.alignmentfeed.cycle.TestPost.PAPER;
import static io.github.alignmentfeed.cycle.TestPost.by;
import static io.github.alignmentfeed.cycle.TestPost.did;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.alignmentfeed.curation.Action;
import io.github.alignmentfeed.curation.Post;
import io.github.alignmentfeed.cycle.AccountException.Kind;
import io.github.alignmentfeed.cycle.Approving.Approved;
import io.github.alignmentfeed.cycle.Refusals.Cause;
import io.github.alignmentfeed.cycle.Refusals.Refusal;
import io.github.alignmentfeed.cycle.TestAccount.Call;
import io.github.alignmentfeed.cycle.TestAccount.Crash;
import io.github.alignmentfeed.cycle.Writes.Claim;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the operator does with single posts: through the same door as everything else. */
final class ApprovingTest {
  private static final Duration TICK = Duration.ofMinutes(10);

  @TempDir(factory = MemoryFolder.class)
  private Path folder;

  private TestBot bot;
  private Post hint;

  @BeforeEach
  void aBookmark() {
    bot = new TestBot(folder).follows("ada", "bob");
    hint = bot.network.publish(by("ada").says(HINTING).linksTo("https://example.com/x"));
    bot.tick();
    assertThat(bot.account.bookmarked()).containsExactly(hint.uri());
    bot.account.recover();
  }

  @Test
  void aBookmarkedPostIsRepostedOnce() {
    Approved first = bot.approve(hint, Action.REPOST);
    Approved second = bot.approve(hint, Action.REPOST);
    bot.later(TICK).tick();

    assertThat(first.stands()).isTrue();
    assertThat(second).isEqualTo(new Approved(false, "it is reposted already"));
    assertThat(bot.account.reposted()).containsExactly(hint.uri());
    assertThat(bot.account.sent()).isOne();
  }

  @Test
  void aPostThatWasLeftAloneCanBeShownAndKept() {
    Post lunch = bot.network.publish(by("bob").says("Lunch was good").at(NOON));
    Post dinner = bot.network.publish(by("bob").says("Dinner too").at(NOON.plusSeconds(1)));
    bot.later(TICK).tick();

    assertThat(bot.approve(lunch, Action.REPOST).stands()).isTrue();
    assertThat(bot.approve(dinner, Action.BOOKMARK).stands()).isTrue();
    assertThat(bot.approve(dinner, Action.BOOKMARK).why()).isEqualTo("it is bookmarked already");

    assertThat(bot.account.reposted()).containsExactly(lunch.uri());
    assertThat(bot.account.bookmarked()).containsExactlyInAnyOrder(hint.uri(), dinner.uri());
    assertThat(bot.<String>with(l -> l.told(lunch.uri()).orElseThrow().reason()))
        .isEqualTo("chosen by hand");
  }

  @Test
  void whatIsShownByHandCountsInTheLimits() {
    bot.limits(1, 1, 1, Duration.ZERO);
    assertThat(bot.approve(hint, Action.REPOST).stands()).isTrue();
    bot.network.publish(by("bob").at(NOON.plusSeconds(60)));

    bot.later(TICK).tick();

    assertThat(bot.account.reposted()).containsExactly(hint.uri());
  }

  @Test
  void aPostWhoseStoryIsShownByAnotherIsNotShown() {
    Post shown = bot.network.publish(by("ada").linksTo(PAPER).at(NOON.plusSeconds(1)));
    Post other =
        bot.network.publish(by("bob").says("read this").linksTo(PAPER).at(NOON.plusSeconds(2)));
    bot.later(TICK).tick();
    assertThat(bot.account.reposted()).containsExactly(shown.uri());

    Approved approved = bot.approve(other, Action.REPOST);

    assertThat(approved.stands()).isFalse();
    assertThat(approved.why()).contains("its story is shown by " + shown.uri());
    assertThat(bot.account.reposted()).containsExactly(shown.uri());
  }

  @Test
  void aNoIsObeyed() {
    bot.<Object>with(
        ledger -> {
          ledger.refusals().note(new Refusal(did("ada"), Cause.ASKED, true, NOON));
          return ledger;
        });

    assertThat(bot.approve(hint, Action.REPOST))
        .isEqualTo(new Approved(false, "its author said no"));
    assertThat(bot.account.reposted()).isEmpty();
  }

  @Test
  void aPostThatIsGoneIsNotShown() {
    bot.network.delete(hint);

    assertThat(bot.approve(hint, Action.REPOST).why()).contains("it was deleted");
    assertThat(bot.account.reposted()).isEmpty();
  }

  @Test
  void nothingIsSentWhileWritingIsPaused() {
    bot.<Object>with(
        ledger -> {
          ledger.pause(true);
          return ledger;
        });

    assertThat(bot.approve(hint, Action.REPOST).why()).contains("paused");
    assertThat(bot.account.reposted()).isEmpty();
  }

  @Test
  void aPostThatNobodyMetIsNotShown() {
    Post unknown = by("zoe").post();

    assertThat(bot.approve(unknown, Action.REPOST).why()).contains("does not know");
  }

  @Test
  void aRefusedWriteIsToldAndNothingStands() {
    bot.account.refuse(Call.REPOST, Kind.TRANSIENT);

    Approved approved = bot.approve(hint, Action.REPOST);

    assertThat(approved.stands()).isFalse();
    assertThat(approved.why()).contains("could not be sent");
    bot.account.recover();
    bot.later(TICK).tick();
    assertThat(bot.<List<Claim>>with(ledger -> ledger.writes().unfinished())).isEmpty();
    assertThat(bot.account.reposted()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void itIsShownAtMostOnceWhereverTheProcessDies(boolean carriedOut) {
    bot.approve(hint, Action.REPOST);
    int calls = bot.account.calls().size();
    assertThat(bot.account.calls()).contains(Call.LOOK, Call.REPOST);
    for (int n = 1; n <= calls; n++) {
      TestBot mortal = new TestBot(folder.resolve("dies-at-" + n + carriedOut)).follows("ada");
      folder.resolve("dies-at-" + n + carriedOut).toFile().mkdirs();
      Post post = mortal.network.publish(by("ada").says(HINTING));
      mortal.tick();
      mortal.account.recover();
      mortal.account.dieAt(n, carriedOut);
      String when = "died at call " + n;
      assertThatThrownBy(() -> mortal.approve(post, Action.REPOST))
          .as(when)
          .isInstanceOf(Crash.class);
      mortal.account.recover();
      mortal.later(TICK).tick();
      mortal.approve(post, Action.REPOST);
      mortal.approve(post, Action.REPOST);
      mortal.later(TICK).tick();

      assertThat(mortal.account.reposted()).as(when).containsExactly(post.uri());
      assertThat(mortal.account.sent()).as(when).isOne();
      assertThat(mortal.<List<Claim>>with(ledger -> ledger.writes().unfinished()))
          .as(when)
          .isEmpty();
    }
  }

  @Test
  void aRejectedPostIsNeverShownWhateverWasDecided() {
    Post lunch = bot.network.publish(by("bob").says("Lunch was good").at(NOON));
    bot.later(TICK).tick();

    assertThat(bot.reject(hint).takenBack()).hasSize(1);
    assertThat(bot.reject(lunch).prevented()).containsExactly(lunch.uri());

    assertThat(bot.account.bookmarked()).isEmpty();
    assertThat(bot.approve(lunch, Action.REPOST).why()).contains("taken back");
    bot.loseStore();
    bot.network.change(TestPost.edited(lunch, TestPost.MATCHING));
    bot.later(TICK).tick();
    assertThat(bot.account.reposted()).isEmpty();
    assertThat(bot.account.buried()).containsExactlyInAnyOrder(hint.uri(), lunch.uri());
  }
}
