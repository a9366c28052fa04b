package io.github.alignmentfeed.cycle;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;

/**
 * How much an account is expected to do, by its own habits and, as long as little is known of them,
 * by those of all accounts.
 *
 * <p>An account's rate is the mean of a gamma distribution whose prior has the mean of all accounts
 * and little weight; its hours and weekends are shrunk towards those of all in the same way. What
 * it did lately makes more of it likely for a while.
 */
final class Expectation {
  /** What the mean of all counts for in an account's rate, in deeds. */
  private static final double PRIOR_DEEDS = 0.3;

  /** What the habits of all count for in those of one, in deeds. */
  private static final double PRIOR_HABITS = 12;

  /** How many deeds one calls forth, and over how long. */
  private static final double ECHO = 0.3;

  private static final double ECHO_MINUTES = 30;
  private static final double MINUTES_A_DAY = Duration.ofDays(1).toMinutes();
  private static final long MILLIS_AN_HOUR = Duration.ofHours(1).toMillis();
  private static final double MILLIS_A_MINUTE = Duration.ofMinutes(1).toMillis();
  private static final double WEEKEND = 2.0 / 7;

  /** What is taken for the mean where nothing is known of anybody: one deed a day. */
  private static final double UNKNOWN = 1;

  private final double daily;
  private final double weekend;
  private final double reposts;
  private final double[] hours = new double[Activity.HOURS];

  /**
   * @param all what is known of all accounts
   */
  Expectation(Collection<Activity> all) {
    double deeds = 1;
    double days = 1 / UNKNOWN;
    double free = WEEKEND;
    double passedOn = 0;
    double[] counts = new double[Activity.HOURS];
    for (Activity one : all) {
      deeds += one.deeds();
      days += one.days();
      free += one.atWeekends();
      passedOn += one.reposts();
      for (int hour = 0; hour < Activity.HOURS; hour++) {
        counts[hour] += one.at(hour);
      }
    }
    daily = deeds / days;
    weekend = free / deeds;
    reposts = passedOn / deeds;
    for (int hour = 0; hour < Activity.HOURS; hour++) {
      hours[hour] = (1.0 / Activity.HOURS + counts[hour]) / deeds;
    }
  }

  /**
   * How long, in minutes, all that an account has done since it was last asked is expected to have
   * waited by now: two posts that wait five minutes are ten.
   */
  double waiting(Activity one, Instant now) {
    long from = one.asked().toEpochMilli();
    long to = now.toEpochMilli();
    if (from >= to) {
      return 0;
    }
    double known = one.deeds();
    double rate = (PRIOR_DEEDS + known) / (PRIOR_DEEDS / daily + one.days()) / MINUTES_A_DAY;
    double free = (PRIOR_HABITS * weekend + one.atWeekends()) / (PRIOR_HABITS + known);
    double minutes = 0;
    for (long start = from; start < to; ) {
      long end = Math.min(to, (Math.floorDiv(start, MILLIS_AN_HOUR) + 1) * MILLIS_AN_HOUR);
      int hour = Activity.hour(start);
      double smooth = 0.5 * one.at(hour) + 0.25 * (one.at(hour - 1) + one.at(hour + 1));
      double byHour =
          Activity.HOURS * (PRIOR_HABITS * hours[hour] + smooth) / (PRIOR_HABITS + known);
      double byDay = Activity.isWeekend(start) ? free / WEEKEND : (1 - free) / (1 - WEEKEND);
      double longest = (to - start) / MILLIS_A_MINUTE;
      double shortest = (to - end) / MILLIS_A_MINUTE;
      minutes += rate * byHour * byDay * (longest * longest - shortest * shortest) / 2;
      start = end;
    }
    return (1 - ECHO) * minutes + echo(one, (to - from) / MILLIS_A_MINUTE);
  }

  private static double echo(Activity one, double length) {
    double each = length - ECHO_MINUTES * (1 - Math.exp(-length / ECHO_MINUTES));
    double sum = 0;
    for (int i = 0; i < one.recent(); i++) {
      sum += Math.exp(-one.recent(i) / 60.0 / ECHO_MINUTES);
    }
    return ECHO * sum * each;
  }

  /** Which part of what an account does is passing on what others wrote. */
  double reposted(Activity one) {
    return (PRIOR_HABITS * reposts + one.reposts()) / (PRIOR_HABITS + one.deeds());
  }
}
