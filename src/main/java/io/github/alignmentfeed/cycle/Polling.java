package io.github.alignmentfeed.cycle;

import io.github.alignmentfeed.atproto.Did;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whom to ask in this round, so that little waits for long and few are asked in vain. An account is
 * asked as soon as all that it is expected to have posted since it was asked has together waited
 * for {@value #WORTH} minutes, and at the latest after a given time. Asking by what has waited, and
 * not by what is expected, keeps the sum of all waiting least for the same number of requests.
 */
public final class Polling {
  /** For how many minutes of waiting a request is worth it. */
  private static final double WORTH = 5;

  /** How much sooner an account is asked whose posts were found worth showing. */
  private static final double MATTERS = 16;

  /** So many are asked in any round: that burdens nobody, and keeps small bots prompt. */
  static final int FREE = 100;

  /** How many requests a host is sent in five minutes; half of what it allows. */
  private static final int BUDGET = 1500;

  private static final Duration BUDGET_WINDOW = Duration.ofMinutes(5);

  /** The accounts that are asked because nothing else led to them are spread over this part. */
  private static final double SPREAD = 0.15;

  private final Duration maxDelay;

  /**
   * @param maxDelay how long nobody goes unasked; zero asks everybody in every round
   */
  public Polling(Duration maxDelay) {
    this.maxDelay = maxDelay;
  }

  /**
   * What is known as a round begins.
   *
   * @param activities what is known of accounts; nothing of one that was never asked
   * @param mattering accounts whose posts were found worth showing lately
   * @param listed accounts whose own posts, but not what they repost, are known from elsewhere up
   *     to now: where there are any, {@link Activity#isAwaited} says so
   */
  public record Known(Map<Did, Activity> activities, Set<Did> mattering, Set<Did> listed) {}

  private record Turn(Did account, boolean overdue, double urgency) {}

  /** Who is to be asked now, the most urgent first. */
  public List<Did> due(Collection<Did> accounts, Known known, Instant now) {
    if (maxDelay.isZero()) {
      return List.copyOf(accounts);
    }
    Duration round = sinceLastRound(known, now);
    Expectation expectation = new Expectation(known.activities().values());
    List<Turn> turns = new ArrayList<>();
    for (Did account : accounts) {
      Activity activity = known.activities().getOrDefault(account, Activity.NONE);
      if (!isBackingOff(activity, round, now)) {
        turns.add(turn(account, activity, known, expectation, round, now));
      }
    }
    turns.sort(Comparator.comparing(Turn::overdue).thenComparingDouble(Turn::urgency).reversed());
    int most = most(round);
    return turns.stream()
        .limit(most)
        .limit(Math.max(FREE, worthwhile(turns)))
        .map(Turn::account)
        .toList();
  }

  private static long worthwhile(List<Turn> turns) {
    return turns.stream().filter(turn -> turn.overdue() || turn.urgency() >= 1).count();
  }

  private Turn turn(
      Did account,
      Activity activity,
      Known known,
      Expectation expectation,
      Duration round,
      Instant now) {
    Duration longest = longest(account);
    Duration waited = Duration.between(activity.tried(), now);
    if (waited.plus(round).compareTo(longest) > 0) {
      return new Turn(account, true, waited.toMillis());
    }
    if (activity.isAwaited()) {
      return new Turn(account, false, Double.MAX_VALUE);
    }
    double waiting = expectation.waiting(activity, now);
    double unseen = known.listed().contains(account) ? expectation.reposted(activity) : 1;
    double weight = known.mattering().contains(account) ? MATTERS : 1;
    return new Turn(account, false, waiting * unseen * weight / WORTH);
  }

  /** A little less than the bound, by account, or all who are silent would be asked at once. */
  private Duration longest(Did account) {
    double part = Math.floorMod(account.hashCode(), 1000) / 1000.0;
    return Duration.ofMillis((long) (maxDelay.toMillis() * (1 - SPREAD * part)));
  }

  private boolean isBackingOff(Activity activity, Duration round, Instant now) {
    if (activity.failures() <= 1) {
      return false;
    }
    Duration pause = round.multipliedBy(1L << Math.min(activity.failures() - 1, 20));
    Duration bounded = pause.compareTo(maxDelay) < 0 ? pause : maxDelay.minus(round);
    return activity.tried().plus(bounded).isAfter(now);
  }

  /** How long this round is after the last one, and so the next one after this. */
  private Duration sinceLastRound(Known known, Instant now) {
    Duration longest = maxDelay.dividedBy(2);
    Duration round =
        known.activities().values().stream()
            .map(Activity::tried)
            .filter(at -> at.isBefore(now))
            .max(Instant::compareTo)
            .map(at -> Duration.between(at, now))
            .orElse(BUDGET_WINDOW);
    return round.compareTo(longest) < 0 ? round : longest;
  }

  private static int most(Duration round) {
    double windows = (double) round.toMillis() / BUDGET_WINDOW.toMillis();
    return (int) Math.min(Integer.MAX_VALUE, Math.max(FREE, BUDGET * windows));
  }
}
