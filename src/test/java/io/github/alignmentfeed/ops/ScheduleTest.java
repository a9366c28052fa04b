package io.github.alignmentfeed.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
final class ScheduleTest {
  private static final Duration NONE = Duration.ZERO;

  private static boolean await(CountDownLatch latch) {
    try {
      return latch.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void runsAtOnceAndThenAgainAndAgain() {
    CountDownLatch three = new CountDownLatch(3);

    try (Schedule schedule = Schedule.every(Duration.ofMillis(20), NONE, three::countDown)) {
      assertThat(schedule).isNotNull();
      assertThat(await(three)).isTrue();
    }
  }

  @Test
  void runsAtTheTimesOfACronExpression() {
    CountDownLatch two = new CountDownLatch(2);

    try (Schedule schedule = Schedule.cron("* * * * * ?", ZoneOffset.UTC, NONE, two::countDown)) {
      assertThat(schedule).isNotNull();
      assertThat(await(two)).isTrue();
    }
  }

  @Test
  void neverRunsTwiceAtOnceAndGoesOnAfterALongRun() {
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch first = new CountDownLatch(1);
    CountDownLatch five = new CountDownLatch(5);
    Runnable work =
        () -> {
          most.accumulateAndGet(running.incrementAndGet(), Math::max);
          if (five.getCount() == 5) {
            await(first);
          }
          five.countDown();
          running.decrementAndGet();
        };

    try (Schedule schedule = Schedule.every(Duration.ofMillis(10), NONE, work)) {
      assertThat(schedule).isNotNull();
      CountDownLatch overdue = new CountDownLatch(1);
      try (Schedule other = Schedule.every(Duration.ofSeconds(60), NONE, overdue::countDown)) {
        assertThat(other).isNotNull();
        assertThat(await(overdue)).isTrue();
      }
      first.countDown();
      assertThat(await(five)).isTrue();
    }
    assertThat(most).hasValue(1);
  }

  @Test
  void closingEndsHoweverOftenItMeetsARunThatIsJustHandedOut() {
    for (int i = 0; i < 200; i++) {
      CountDownLatch begun = new CountDownLatch(1);
      Schedule schedule = Schedule.every(Duration.ofMillis(1), NONE, begun::countDown);
      assertThat(await(begun)).isTrue();
      schedule.close();
    }
  }

  @Test
  void aRunThatFailsDoesNotEndTheSchedule() {
    CountDownLatch three = new CountDownLatch(3);
    Runnable work =
        () -> {
          three.countDown();
          throw new IllegalStateException("on purpose");
        };

    try (Schedule schedule = Schedule.every(Duration.ofMillis(20), NONE, work)) {
      assertThat(schedule).isNotNull();
      assertThat(await(three)).isTrue();
    }
  }

  @Test
  void everyRunButTheFirstComesLaterByALengthBelowTheJitter() {
    List<Long> bounds = new CopyOnWriteArrayList<>();
    CountDownLatch three = new CountDownLatch(3);
    LongUnaryOperator random =
        bound -> {
          bounds.add(bound);
          return 40;
        };

    try (Schedule schedule =
        Schedule.every(Duration.ofMillis(50), Duration.ofMillis(100), random, three::countDown)) {
      assertThat(bounds).hasSizeLessThan(3);
      assertThat(await(three)).isTrue();
      assertThat(schedule.next()).isPresent();
    }
    assertThat(bounds).hasSizeGreaterThanOrEqualTo(2).containsOnly(100L);
  }

  @Test
  void theFirstRunIsNotPutOff() {
    CountDownLatch first = new CountDownLatch(1);

    try (Schedule schedule =
        Schedule.every(
            Duration.ofHours(2), Duration.ofHours(1), bound -> bound - 1, first::countDown)) {
      assertThat(await(first)).isTrue();
      assertThat(schedule.next()).isPresent();
    }
  }

  @Test
  void closingWaitsForTheRunInHand() {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    AtomicBoolean ended = new AtomicBoolean();
    Runnable work =
        () -> {
          begun.countDown();
          await(mayEnd);
          ended.set(true);
        };
    Schedule schedule = Schedule.every(Duration.ofHours(1), NONE, work);
    assertThat(await(begun)).isTrue();
    Thread ending = new Thread(mayEnd::countDown);

    ending.start();
    schedule.close();

    assertThat(ended).isTrue();
  }

  @Test
  void anotherRunIsOverdueAfterTwoIntervals() {
    Instant ended = Instant.parse("2026-11-27T09:03:00Z");

    try (Schedule schedule = Schedule.every(Duration.ofMinutes(10), NONE, () -> {})) {
      assertThat(schedule.overdue(ended)).isEqualTo("2026-11-27T09:23:00Z");
    }
  }

  @Test
  void anotherRunIsOverdueAtTheSecondTimeOfTheExpressionSoThatAWeekendIsNoFault() {
    Instant friday = Instant.parse("2026-11-27T09:03:00Z");

    try (Schedule schedule = Schedule.cron("0 0 9 ? * MON-FRI", ZoneOffset.UTC, NONE, () -> {})) {
      assertThat(schedule.overdue(friday)).isEqualTo("2026-12-01T09:00:00Z");
      assertThat(schedule.next()).isPresent();
    }
  }

  @Test
  void aWrongCronExpressionIsExplained() {
    assertThat(Schedule.cronProblem("0 0 * * * ?")).isEmpty();
    assertThat(Schedule.cronProblem("0 0 * * *")).isPresent();
    assertThat(Schedule.cronProblem("every morning")).isPresent();
    assertThat(Schedule.cronProblem("0 0 0 1 1 ? 2020")).contains("its time never comes");
  }
}
