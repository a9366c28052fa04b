package io.github.alignmentfeed.cycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.alignmentfeed.cycle.Activity.Deed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is learnt of an account's habits. */
class ActivityTest {
  private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");
  private static final Instant SUNDAY = Instant.parse("2026-03-01T09:30:00Z");

  @Test
  void hoursWeekendsAndRepostsAreCounted() {
    Activity activity =
        Activity.NONE.answered(
            List.of(new Deed(NOON.minusSeconds(60), false), new Deed(SUNDAY, true)),
            NOON.minus(Duration.ofDays(7)),
            NOON);
    assertThat(activity.at(11)).isCloseTo(1, within(0.01));
    assertThat(activity.at(9)).isBetween(0.8, 0.95);
    assertThat(activity.deeds()).isEqualTo(activity.at(9) + activity.at(11));
    assertThat(activity.atWeekends()).isEqualTo(activity.at(9));
    assertThat(activity.reposts()).isEqualTo(activity.at(9));
    assertThat(activity.asked()).isEqualTo(NOON);
  }

  @Test
  void whatAnAnswerShowsBeyondWhatWasAskedForCountsToo() {
    Activity activity =
        Activity.NONE.answered(
            List.of(new Deed(NOON.minus(Duration.ofDays(20)), false)),
            NOON.minus(Duration.ofDays(3)),
            NOON);
    assertThat(activity.days()).isBetween(12.0, 14.0);
  }

  @Test
  void nothingIsCountedTwice() {
    List<Deed> same = List.of(new Deed(NOON.minusSeconds(60), false));
    Activity once = Activity.NONE.answered(same, NOON.minus(Duration.ofDays(3)), NOON);
    Activity twice = once.answered(same, NOON.minus(Duration.ofHours(1)), NOON.plusSeconds(600));
    assertThat(twice.deeds()).isCloseTo(once.deeds(), within(0.01));
    assertThat(twice.days()).isCloseTo(once.days(), within(0.1));
  }

  @Test
  void whatComesFromTheFutureIsNotCounted() {
    Activity activity =
        Activity.NONE.answered(
            List.of(new Deed(NOON.plusSeconds(3600), false)), NOON.minus(Duration.ofDays(3)), NOON);
    assertThat(activity.deeds()).isZero();
    assertThat(activity.recent()).isZero();
  }

  @Test
  void afterAFortnightAHabitCountsForHalf() {
    Activity before =
        Activity.NONE.answered(
            List.of(new Deed(NOON, false)), NOON.minus(Duration.ofDays(3)), NOON);
    Instant later = NOON.plus(Duration.ofDays(14));
    Activity after = before.answered(List.of(), NOON, later);
    assertThat(after.deeds()).isCloseTo(before.deeds() / 2, within(0.01));
  }

  @Test
  void aFailureForgetsNothingAndAnAnswerEndsThem() {
    Activity known =
        Activity.NONE.answered(
            List.of(new Deed(NOON, false)), NOON.minus(Duration.ofDays(3)), NOON);
    Activity failed = known.awaited().failed(false, NOON.plusSeconds(600));
    assertThat(failed.deeds()).isEqualTo(known.deeds());
    assertThat(failed.asked()).isEqualTo(NOON);
    assertThat(failed.tried()).isEqualTo(NOON.plusSeconds(600));
    assertThat(failed.failures()).isEqualTo(1);
    assertThat(failed.isAwaited()).isTrue();
    Activity answered = failed.answered(List.of(), NOON, NOON.plusSeconds(1200));
    assertThat(answered.failures()).isZero();
    assertThat(answered.isAwaited()).isFalse();
  }

  @Test
  void itIsWrittenDownInFewBytesAndReadAgain() {
    List<Deed> deeds =
        IntStream.range(0, 300)
            .mapToObj(i -> new Deed(NOON.minusSeconds(700L * i), i % 3 == 0))
            .toList();
    Activity activity =
        Activity.NONE.answered(deeds, NOON.minus(Duration.ofDays(3)), NOON).failed(false, NOON);
    byte[] written = activity.awaited().toBytes();
    assertThat(written.length).isLessThan(130);
    Activity read = Activity.of(written).orElseThrow();
    assertThat(read.asked()).isEqualTo(activity.asked());
    assertThat(read.tried()).isEqualTo(activity.tried());
    assertThat(read.failures()).isEqualTo(1);
    assertThat(read.isAwaited()).isTrue();
    assertThat(read.days()).isCloseTo(activity.days(), within(0.001));
    assertThat(read.deeds()).isCloseTo(activity.deeds(), within(0.3));
    assertThat(read.atWeekends()).isCloseTo(activity.atWeekends(), within(0.001));
    assertThat(read.reposts()).isCloseTo(activity.reposts(), within(0.001));
    assertThat(read.recent()).isEqualTo(8);
    assertThat(read.recent(7)).isEqualTo(4900);
  }

  @Test
  void whatCannotBeReadIsLearntAgain() {
    assertThat(Activity.of(new byte[0])).isEmpty();
    assertThat(Activity.of(new byte[200])).isEmpty();
    assertThat(Activity.of(new byte[] {1, 2, 3})).isEmpty();
  }
}
