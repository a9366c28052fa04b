package io.github.alignmentfeed.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.alignmentfeed.cycle.SimulatedWeek.Kind;
import io.github.alignmentfeed.cycle.SimulatedWeek.Outcome;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What following activity saves, beside asking everybody at equal distances. {@code
 * -Dpolling.accounts=10000 -Dpolling.days=7} makes the figures of the page on performance.
 */
class PollingSimulationTest {
  private static final int ACCOUNTS = Integer.getInteger("polling.accounts", 5000);
  private static final int DAYS = Integer.getInteger("polling.days", 2);
  private static final Duration MAX_DELAY = Duration.ofHours(6);
  private static final Duration ROUND = Duration.ofMinutes(10);
  private static final int ALLOWED = 3000;
  private static final Set<Kind> ALL = Set.of(Kind.values());

  @Test
  void followingActivityTakesAFifthOfTheRequestsForTheSameMedianDelay() {
    SimulatedWeek week = new SimulatedWeek(ACCOUNTS, DAYS, 6);

    Outcome following = week.following(new Polling(MAX_DELAY), ROUND);

    Outcome fixed = week.fixed(week.intervalFor(following.delay(0.5, ALL)));
    print("fixed", fixed);
    print("following", following);
    assertThat(fixed.delay(0.5, ALL)).isCloseTo(following.delay(0.5, ALL), Duration.ofSeconds(20));
    assertThat(following.posts(ALL)).isGreaterThan(fixed.posts(ALL) * 98 / 100);
    assertThat(following.requests()).isLessThan(fixed.requests() / 5);
    assertThat(following.delay(1, ALL)).isLessThanOrEqualTo(MAX_DELAY);
    assertThat(following.mostInFiveMinutes()).isLessThanOrEqualTo(ALLOWED);
  }

  private static void print(String way, Outcome outcome) {
    String row = "%-10s %9s %8s %8s %8s %8s%n";
    System.out.printf(row, way, "posts", "median", "95 %", "longest", "");
    for (Kind kind : Kind.values()) {
      Set<Kind> one = Set.of(kind);
      System.out.printf(
          row,
          kind.name().toLowerCase(Locale.ROOT),
          outcome.posts(one),
          minutes(outcome, 0.5, one),
          minutes(outcome, 0.95, one),
          minutes(outcome, 1, one),
          "");
    }
    System.out.printf(
        row,
        "all",
        outcome.posts(ALL),
        minutes(outcome, 0.5, ALL),
        minutes(outcome, 0.95, ALL),
        minutes(outcome, 1, ALL),
        "min");
    System.out.printf(
        "%,d requests, at most %,d in five minutes%n",
        outcome.requests(), outcome.mostInFiveMinutes());
  }

  private static String minutes(Outcome outcome, double part, Set<Kind> kinds) {
    return String.format(Locale.ROOT, "%.1f", outcome.delay(part, kinds).toSeconds() / 60.0);
  }
}
