package io.github.alignmentfeed.cycle;

import static io.github.alignmentfeed.cycle.TestBot.actions;
import static io.github.alignmentfeed.cycle.TestBot.decided;
import static io.github.alignmentfeed.cycle.TestPost.MATCHING;
import static io.github.alignmentfeed.cycle.TestPost.NOON;
import static io.github.alignmentfeed.cycle.TestPost.PAPER;
import static io.github.alignmentfeed.cycle.TestPost.by;
import static io.github.alignmentfeed.cycle.TestPost.edited;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.alignmentfeed.curation.Action;
import io.github.alignmentfeed.curation.Candidate;
import io.github.alignmentfeed.curation.Post;
import io.github.alignmentfeed.cycle.Account.RepostRecord;
import io.github.alignmentfeed.cycle.TestAccount.Call;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How often the bot may show something, over many cycles, each of them a process of its own. */
class LimitsTest {
  private static final Duration TICK = Duration.ofMinutes(10);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);

  @TempDir(factory = MemoryFolder.class)
  private Path folder;

  private TestBot bot;

  @BeforeEach
  void begin() {
    bot = new TestBot(folder).follows("ada", "bob", "cy");
  }

  private List<Post> publish(int count) {
    String[] authors = {"ada", "bob", "cy"};
    List<Post> posts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      posts.add(bot.network.publish(by(authors[i % 3]).at(NOON.minusSeconds(i))));
    }
    return posts;
  }

  private void assertNeverMoreThan(int most, Duration window) {
    List<Instant> times =
        bot.account.records().values().stream().map(RepostRecord::createdAt).sorted().toList();
    for (Instant end : times) {
      assertThat(times.stream().filter(t -> t.isAfter(end.minus(window)) && !t.isAfter(end)))
          .hasSizeLessThanOrEqualTo(most);
    }
  }

  @Test
  void whatALimitHoldsBackIsSentLaterAndNothingIsLost() {
    bot.limits(2, 100, 100, Duration.ZERO);
    List<Post> posts = publish(7);
    CycleReport first = bot.tick();
    assertThat(first.count(Action.REPOST)).isEqualTo(2);
    assertThat(first.count(Action.DEFER)).isEqualTo(5);
    assertThat(first.failed()).isZero();
    for (int i = 0; i < 24; i++) {
      bot.later(TICK).tick();
    }
    assertThat(bot.account.sent()).isEqualTo(7);
    assertThat(bot.account.reposted())
        .containsExactlyInAnyOrderElementsOf(posts.stream().map(Post::uri).toList());
    assertNeverMoreThan(2, HOUR);
  }

  @Test
  void theBestIsTakenFirst() {
    bot.limits(1, 100, 100, Duration.ZERO);
    publish(3);
    Post best =
        bot.network.publish(by("cy").at(NOON.minusSeconds(60)).says(MATCHING + " and sycophancy"));
    bot.tick();
    assertThat(bot.account.reposted()).containsExactly(best.uri());
  }

  @Test
  void aDayHasItsOwnLimit() {
    bot.limits(100, 3, 100, Duration.ZERO);
    publish(5);
    bot.tick();
    bot.later(HOUR).tick();
    assertThat(bot.account.sent()).isEqualTo(3);
    bot.later(DAY).tick();
    assertThat(bot.account.sent()).isEqualTo(5);
    assertNeverMoreThan(3, DAY);
  }

  @Test
  void anAuthorHasALimitADay() {
    bot.limits(100, 100, 1, Duration.ZERO);
    publish(6);
    bot.tick();
    assertThat(bot.account.sent()).isEqualTo(3);
    bot.later(HOUR).tick();
    assertThat(bot.account.sent()).isEqualTo(3);
    bot.later(DAY).tick();
    assertThat(bot.account.sent()).isEqualTo(6);
  }

  @Test
  void repostsAreApart() {
    bot.limits(100, 100, 100, Duration.ofMinutes(15));
    publish(3);
    CycleReport first = bot.tick();
    assertThat(bot.account.sent()).isEqualTo(1);
    assertThat(first.decisions())
        .filteredOn(d -> d.decision().action() == Action.DEFER)
        .allSatisfy(d -> assertThat(d.decision().until()).hasValueSatisfying(u -> u.isAfter(NOON)));
    bot.later(TICK).tick();
    assertThat(bot.account.sent()).isEqualTo(1);
    bot.later(TICK).tick();
    assertThat(bot.account.sent()).isEqualTo(2);
    bot.later(TICK).tick();
    bot.later(TICK).tick();
    assertThat(bot.account.sent()).isEqualTo(3);
  }

  @Test
  void repostsByHandCount() {
    bot.limits(2, 100, 100, Duration.ZERO);
    bot.account.repostByHand("3kaaa", by("zoe").post(), NOON.minusSeconds(60));
    bot.account.repostByHand("3kbbb", by("zed").post(), NOON.minus(HOUR));
    publish(3);
    bot.tick();
    assertThat(bot.account.sent()).isEqualTo(1);
  }

  @Test
  void aRepostThatWasTakenBackStillCounts() {
    bot.limits(1, 100, 100, Duration.ZERO);
    List<Post> posts = publish(2);
    bot.tick();
    bot.undo(posts.get(0));
    bot.later(TICK).tick();
    assertThat(bot.account.sent()).isEqualTo(1);
  }

  @Test
  void aPauseStopsWritingAndNothingElse() {
    List<Post> posts = publish(2);
    bot.with(
        ledger -> {
          ledger.pause(true);
          return ledger;
        });
    CycleReport paused = bot.tick();
    assertThat(actions(paused).values()).containsOnly(Action.DEFER);
    assertThat(paused.failed()).isZero();
    assertThat(bot.account.sent()).isZero();
    bot.with(
        ledger -> {
          ledger.pause(false);
          return ledger;
        });
    bot.later(TICK).tick();
    assertThat(bot.account.reposted())
        .containsExactlyInAnyOrderElementsOf(posts.stream().map(Post::uri).toList());
  }

  @Test
  void aPauseInTheMidstOfACycleHoldsBackWhatIsNotYetSent() {
    publish(3);
    CycleReport report =
        bot.with(
            ledger -> {
              bot.account.before(Call.REPOST, () -> ledger.pause(true));
              return bot.tick(ledger);
            });
    assertThat(bot.account.sent()).isEqualTo(1);
    assertThat(report.count(Action.DEFER)).isEqualTo(2);
    assertThat(report.failed()).isZero();
  }

  @Test
  void theFirstRunLeavesOldPostsAlone() {
    Post old = bot.network.publish(by("ada").at(NOON.minus(Duration.ofDays(4))));
    Post fresh = bot.network.publish(by("bob").at(NOON.minus(Duration.ofDays(2))));
    bot.tick();
    for (int i = 0; i < 3; i++) {
      bot.later(DAY).tick();
    }
    assertThat(bot.account.reposted()).containsExactly(fresh.uri());
    assertThat(bot.account.bookmarked()).doesNotContain(old.uri());
  }

  @Test
  void afterAWeekOfflineWhatGrewTooOldIsBookmarkedAndTheLimitsHold() {
    bot.limits(2, 4, 100, Duration.ZERO);
    bot.tick();
    List<Post> missed = new ArrayList<>();
    for (int i = 0; i < 7 * 4; i++) {
      String author = i % 2 == 0 ? "ada" : "bob";
      missed.add(bot.network.publish(by(author).at(NOON.plus(Duration.ofHours(6L * i + 1)))));
    }
    bot.later(Duration.ofDays(7));
    bot.tick();
    assertThat(bot.account.sent()).isEqualTo(2);
    for (int i = 0; i < 16; i++) {
      bot.later(Duration.ofHours(6)).tick();
    }
    assertThat(bot.account.reposted()).doesNotContainAnyElementsOf(bot.account.bookmarked());
    assertThat(missed)
        .allSatisfy(
            post ->
                assertThat(
                        bot.account.reposted().contains(post.uri())
                            || bot.account.bookmarked().contains(post.uri()))
                    .isTrue());
    assertThat(bot.account.sent()).isGreaterThan(8);
    assertNeverMoreThan(2, HOUR);
    assertNeverMoreThan(4, DAY);
  }

  @Test
  void aStoryIsGivenTimeToGainABetterPost() {
    bot.settle(Duration.ofMinutes(20));
    Post share = bot.network.publish(by("ada").says("sycophancy in models").linksTo(PAPER));
    Post announcement = bot.network.publish(by("bob").at(NOON.plus(TICK)).linksTo(PAPER));
    CycleReport first = bot.tick();
    assertThat(actions(first)).containsEntry(share.uri(), Action.DEFER);
    assertThat(decided(first, share).decision().until())
        .contains(NOON.plus(Duration.ofMinutes(20)));
    bot.later(TICK).tick();
    bot.later(TICK).tick();
    assertThat(bot.account.reposted()).containsExactly(announcement.uri());
    assertThat(bot.account.bookmarked()).isEmpty();
  }

  @Test
  void aBookmarkedStoryMayStillBeRepostedForABetterPost() {
    Post share = bot.network.publish(by("ada").says("A paper").linksTo(PAPER));
    bot.tick();
    assertThat(bot.account.bookmarked()).containsExactly(share.uri());
    Post better = bot.network.publish(by("bob").at(NOON.plus(TICK)).linksTo(PAPER));
    bot.later(TICK).tick();
    assertThat(bot.account.reposted()).containsExactly(better.uri());
    assertThat(bot.later(TICK).tick().decisions()).isEmpty();
  }

  @Test
  void aBookmarkedPostMayStillBeRepostedForItsThread() {
    Post first = bot.network.publish(by("ada").says("A paper").linksTo(PAPER));
    bot.tick();
    bot.network.publish(
        by("ada").at(NOON.plus(TICK)).says("more on interpretability").continues(first));
    bot.later(TICK).tick();
    assertThat(bot.account.reposted()).containsExactly(first.uri());
    assertThat(bot.later(TICK).tick().decisions()).isEmpty();
  }

  @Test
  void nothingWaitsAnyMoreOnceItsStoryIsShown() {
    bot.limits(1, 100, 100, Duration.ZERO);
    Post share = bot.network.publish(by("ada").says("A paper").linksTo(PAPER));
    Post other = bot.network.publish(by("cy"));
    bot.tick();
    bot.network.publish(
        by("ada").at(NOON.plusSeconds(1)).says("more on interpretability").continues(share));
    assertThat(actions(bot.later(TICK).tick())).containsEntry(share.uri(), Action.DEFER);
    Post better = bot.network.publish(by("bob").at(NOON.plus(TICK)).linksTo(PAPER).says(MATCHING));
    bot.later(HOUR).tick();
    bot.later(HOUR).tick();
    assertThat(bot.account.reposted()).containsExactlyInAnyOrder(other.uri(), better.uri());
    assertThat(bot.<Optional<Instant>>with(Ledger::nextDue)).isEmpty();
    assertThat(bot.<List<Candidate>>with(Ledger::open)).isEmpty();
  }

  @Test
  void aPostThatWasEditedAfterItWasShownIsNotLookedAtForEver() {
    Post post = publish(1).get(0);
    bot.tick();
    bot.network.change(edited(post, "Something else entirely"));
    bot.later(TICK).tick();
    assertThat(bot.account.reposted()).containsExactly(post.uri());
    assertThat(bot.<List<Candidate>>with(Ledger::open)).isEmpty();
  }
}
