package io.github.alignmentfeed.bluesky;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** How many requests a host is asked at most. */
class BudgetTest {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  private final Budget budget = new Budget();

  private void claim(int times, Instant at) {
    for (int i = 0; i < times; i++) {
      assertThat(budget.claim("a", at)).isZero();
    }
  }

  @Test
  void fifteenHundredRequestsInFiveMinutesGoAtOnceAndTheNextWaits() {
    claim(1000, NOON);
    claim(500, NOON.plusSeconds(100));
    assertThat(budget.claim("a", NOON.plusSeconds(100))).isEqualTo(Duration.ofSeconds(200));
    assertThat(budget.claim("b", NOON.plusSeconds(100))).isZero();
  }

  @Test
  void noFiveMinutesEverHoldMoreThanTheBudget() {
    Instant now = NOON;
    Instant hundredth = NOON;
    for (int i = 0; i < 6000; i++) {
      now = now.plus(budget.claim("a", now));
      hundredth = i == 100 ? now : hundredth;
    }
    assertThat(Duration.between(hundredth, now)).isGreaterThanOrEqualTo(Duration.ofMinutes(15));
  }

  @Test
  void theBudgetComesBack() {
    claim(1500, NOON);
    claim(1500, NOON.plusSeconds(300));
  }

  @Test
  void aHostThatSaysThatLittleIsLeftIsLeftInPeaceUntilItsReset() {
    budget.told("a", 3000, 99, NOON.plusSeconds(60));
    assertThat(budget.claim("a", NOON)).isEqualTo(Duration.ofSeconds(60));
    budget.told("a", 3000, 2990, NOON.plusSeconds(360));
    assertThat(budget.claim("a", NOON)).isZero();
  }

  @Test
  void theLimitOfOneMethodIsNotTheHosts() {
    budget.told("a", 30, 0, NOON.plusSeconds(60));
    assertThat(budget.claim("a", NOON)).isZero();
  }
}
