package io.github.alignmentfeed.curation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.alignmentfeed.atproto.Did;
import io.github.alignmentfeed.curation.Curator.Plan;
import io.github.alignmentfeed.curation.History.Sent;
import io.github.alignmentfeed.curation.Policy.Limits;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** When a repost is sent. */
class PaceTest {
  private static final Did ADA = Posts.did("ada");
  private static final Did BEN = Posts.did("ben");
  private static final Instant NOW = Posts.NOON;
  private static final String PAPER = "https://arxiv.org/abs/2412.14093";

  private final Desk desk = new Desk("ada", "ben");
  private final Post good = Posts.by("ada").says("Alignment faking").post();

  private static Limits limits(int perHour, int perDay, int perAuthor, Duration spacing) {
    return new Limits(perHour, perDay, perAuthor, spacing, Duration.ofDays(30));
  }

  private static Sent sent(Did author, Duration ago) {
    return new Sent(author, NOW.minus(ago));
  }

  private static Candidate met(Post post) {
    return new Candidate(post, Set.of(post.author().did()), Instant.EPOCH);
  }

  private Decision at(Instant time, Post post, Post... others) {
    List<Candidate> all = new ArrayList<>(List.of(met(post)));
    List.of(others).forEach(other -> all.add(met(other)));
    return Desk.on(desk.decide(time, all.toArray(Candidate[]::new)), post);
  }

  private void assertWaits(Instant until, String because) {
    Decision decision = at(NOW, good);
    assertThat(decision.action()).isEqualTo(Action.DEFER);
    assertThat(decision.intended()).isEqualTo(Action.REPOST);
    assertThat(decision.until()).contains(until);
    assertThat(decision.open()).isTrue();
    assertThat(decision.reason()).startsWith("waits to repost: " + because + "; scores 10 of 10");
  }

  @Test
  void withoutRepostsBeforeItNothingWaits() {
    desk.limits = limits(1, 1, 1, Duration.ofHours(1));
    Decision decision = at(NOW, good);
    assertThat(decision.action()).isEqualTo(Action.REPOST);
    assertThat(decision.until()).isEmpty();
    assertThat(decision.open()).isFalse();
  }

  @Test
  void anHourHoldsSoManyReposts() {
    desk.limits = limits(2, 99, 99, Duration.ZERO);
    desk.reposts = List.of(sent(BEN, Duration.ofMinutes(50)), sent(BEN, Duration.ofMinutes(1)));
    assertWaits(NOW.plusSeconds(600), "the limit of 2 in an hour is reached");
    desk.reposts = List.of(sent(BEN, Duration.ofMinutes(60)), sent(BEN, Duration.ofMinutes(1)));
    assertThat(at(NOW, good).action()).isEqualTo(Action.REPOST);
  }

  @Test
  void aDayHoldsSoManyReposts() {
    desk.limits = limits(99, 2, 99, Duration.ZERO);
    desk.reposts = List.of(sent(BEN, Duration.ofHours(2)), sent(ADA, Duration.ofHours(23)));
    assertWaits(NOW.plus(Duration.ofHours(1)), "the limit of 2 in a day is reached");
  }

  @Test
  void aDayHoldsSoManyRepostsOfOneAuthor() {
    desk.limits = limits(99, 99, 1, Duration.ZERO);
    desk.reposts = List.of(sent(ADA, Duration.ofHours(23)));
    assertWaits(NOW.plus(Duration.ofHours(1)), "the limit of 1 of one author in a day is reached");
    Post others = Posts.by("ben").says("Alignment faking").post();
    assertThat(at(NOW, others).action()).isEqualTo(Action.REPOST);
  }

  @Test
  void repostsAreApart() {
    desk.limits = limits(99, 99, 99, Duration.ofSeconds(90));
    desk.reposts = List.of(sent(BEN, Duration.ofSeconds(60)));
    assertWaits(NOW.plusSeconds(30), "reposts are at least 1m 30s apart");
  }

  @Test
  void theLongestWaitIsTold() {
    desk.limits = limits(1, 99, 1, Duration.ofMinutes(5));
    desk.reposts = List.of(sent(BEN, Duration.ofMinutes(1)), sent(ADA, Duration.ofHours(20)));
    assertWaits(NOW.plus(Duration.ofHours(4)), "the limit of 1 of one author in a day is reached");
  }

  @Test
  void repostsThatSeemToComeFromTheFutureCountToo() {
    desk.limits = limits(1, 99, 99, Duration.ZERO);
    desk.reposts = List.of(sent(BEN, Duration.ofMinutes(-1)), sent(BEN, Duration.ofHours(2)));
    assertWaits(NOW.plusSeconds(3660), "the limit of 1 in an hour is reached");
    desk.limits = limits(2, 99, 99, Duration.ZERO);
    Post second = Posts.by("ben").says("We find alignment faking").post();
    assertThat(at(NOW, good, second).until()).contains(NOW.plusSeconds(3600));
  }

  @Test
  void aRepostThatAWrongClockDatedFarAheadHoldsNothingBack() {
    desk.limits = limits(1, 1, 1, Duration.ofMinutes(1));
    desk.reposts = List.of(sent(ADA, Duration.ofDays(-400)));
    assertThat(at(NOW, good).action()).isEqualTo(Action.REPOST);
  }

  @Test
  void aLimitOfNoneHoldsEverythingBack() {
    desk.limits = limits(0, 99, 99, Duration.ZERO);
    assertThat(at(NOW, good).action()).isEqualTo(Action.DEFER);
    assertThat(at(NOW, good).reason()).contains("the limit of 0 in an hour is reached");
  }

  @Test
  void bookmarksHaveNoLimit() {
    desk.limits = limits(1, 1, 1, Duration.ofHours(1));
    desk.reposts = List.of(sent(ADA, Duration.ofSeconds(1)));
    Post weak = Posts.by("ada").says("On oversight").post();
    assertThat(at(NOW, weak).action()).isEqualTo(Action.BOOKMARK);
  }

  @Test
  void amongEqualsTheEarliestIsTakenFirst() {
    desk.limits = limits(1, 99, 99, Duration.ZERO);
    Post early = Posts.by("ben").says("Alignment faking").minutesLater(-1).post();
    assertThat(at(NOW, early, good).action()).isEqualTo(Action.REPOST);
    assertThat(at(NOW, good, early).action()).isEqualTo(Action.DEFER);
    assertThat(at(NOW, good, early).until()).contains(NOW.plus(Duration.ofHours(1)));
  }

  @Test
  void whatWaitsForAnAuthorsLimitLeavesTheHourToOthers() {
    desk.limits = limits(2, 99, 1, Duration.ZERO);
    Post first = Posts.by("ada").says("We find alignment faking").post();
    Post second = Posts.by("ada").says("We find alignment faking").minutesLater(1).post();
    Post other = Posts.by("ben").says("Alignment faking").post();
    Plan plan = desk.decide(first, second, other);
    assertThat(Desk.reposted(plan)).containsExactly(first.uri(), other.uri());
    assertThat(Desk.on(plan, second).reason()).contains("of one author in a day");
  }

  @Test
  void aPauseHoldsBookmarksBackToo() {
    desk.paused = true;
    Post weak = Posts.by("ben").says("On oversight").post();
    assertThat(at(NOW, good).until()).isEmpty();
    assertThat(at(NOW, good).reason()).startsWith("waits to repost: all writing is paused; ");
    assertThat(at(NOW, weak).reason()).startsWith("waits to bookmark: all writing is paused; ");
  }

  @Test
  void aStorySettlesFromItsFirstPost() {
    desk.settle = Duration.ofMinutes(20);
    Post first = Posts.by("ben").says("Hm").links(PAPER).minutesLater(-10).post();
    Post second = Posts.by("ada").says("Alignment faking").links(PAPER).post();
    Decision waits = at(NOW, second, first);
    assertThat(waits.until()).contains(NOW.plusSeconds(600));
    assertThat(waits.reason())
        .startsWith(
            "waits to repost: its story may still gain a better post until it has settled; ");
    assertThat(at(NOW, first, second).open()).isTrue();
    assertThat(at(NOW.plusSeconds(599), second, first).action()).isEqualTo(Action.DEFER);
    assertThat(at(NOW.plusSeconds(600), second, first).action()).isEqualTo(Action.REPOST);
  }

  @Test
  void aStoryThatBeganLongAgoDoesNotSettleAgain() {
    desk.settle = Duration.ofMinutes(20);
    Post first = Posts.by("ben").says("On oversight").links(PAPER).minutesLater(-120).post();
    desk.stories = desk.decide(first).stories();
    Post second = Posts.by("ada").says("Alignment faking").links(PAPER).post();
    assertThat(at(NOW, second).action()).isEqualTo(Action.REPOST);
  }

  @Test
  void whatSettlesUsesNoLimitUp() {
    desk.settle = Duration.ofMinutes(20);
    desk.limits = limits(1, 99, 99, Duration.ZERO);
    Post settling = Posts.by("ada").says("We find alignment faking").post();
    Post settled = Posts.by("ben").says("Alignment faking").minutesLater(-20).post();
    assertThat(at(NOW, settling, settled).action()).isEqualTo(Action.DEFER);
    assertThat(at(NOW, settled, settling).action()).isEqualTo(Action.REPOST);
  }

  @Test
  void aWaitEndsAtTheVeryMomentThatItNames() {
    Random random = new Random(20261120);
    int waits = 0;
    for (int i = 0; i < 300; i++) {
      desk.limits =
          limits(
              1 + random.nextInt(4),
              1 + random.nextInt(8),
              1 + random.nextInt(3),
              Duration.ofSeconds(random.nextInt(1200)));
      desk.settle = Duration.ofSeconds(random.nextInt(1200));
      desk.reposts =
          random
              .ints(random.nextInt(12), 0, 86_400)
              .mapToObj(s -> sent(s % 2 == 0 ? ADA : BEN, Duration.ofSeconds(s)))
              .toList();
      Instant time = NOW;
      Decision decision = at(time, good);
      while (decision.action() == Action.DEFER) {
        waits++;
        Instant until = decision.until().orElseThrow();
        boolean settling = decision.reason().contains("settled");
        assertThat(until).isAfter(time);
        assertThat(at(until.minusSeconds(1), good).action()).isEqualTo(Action.DEFER);
        decision = at(until, good);
        assertThat(settling || decision.action() == Action.REPOST).isTrue();
        time = until;
      }
    }
    assertThat(waits).isGreaterThan(200);
  }
}
