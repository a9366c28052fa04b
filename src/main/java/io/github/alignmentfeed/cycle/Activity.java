package io.github.alignmentfeed.cycle;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;

/**
 * What is known of an account's habits: how often it posts at which hours, when it was last asked,
 * and what came of it. Old habits count for less; a fortnight halves them.
 */
public final class Activity {
  static final int HOURS = 24;

  /** An account that was never asked. */
  public static final Activity NONE = new Activity();

  private static final Duration HALF_LIFE = Duration.ofDays(14);
  private static final Duration LONGEST_KNOWN = Duration.ofDays(56);
  private static final int MOST_RECENT = 8;
  private static final byte FORMAT = 1;
  private static final double STEP = 64;

  private final Instant asked;
  private final Instant tried;
  private final int failures;
  private final boolean awaited;
  private final double days;
  private final double weekend;
  private final double reposts;
  private final double[] hours;
  private final int[] recent;
  private final double deeds;

  private Activity() {
    this(Instant.EPOCH, Instant.EPOCH, 0, false, 0, 0, 0, new double[HOURS], new int[0]);
  }

  private Activity(
      Instant asked,
      Instant tried,
      int failures,
      boolean awaited,
      double days,
      double weekend,
      double reposts,
      double[] hours,
      int[] recent) {
    this.asked = asked;
    this.tried = tried;
    this.failures = failures;
    this.awaited = awaited;
    this.days = days;
    this.weekend = weekend;
    this.reposts = reposts;
    this.hours = hours;
    this.recent = recent;
    this.deeds = Arrays.stream(hours).sum();
  }

  /**
   * Something that an account did.
   *
   * @param at when it stood in its feed
   * @param repost whether it passed on what another account wrote
   */
  public record Deed(Instant at, boolean repost) {}

  /**
   * After an answer.
   *
   * @param deeds what the answer holds, in any order
   * @param back from when on the answer is complete
   */
  public Activity answered(Collection<Deed> deeds, Instant back, Instant now) {
    Instant longest = now.minus(LONGEST_KNOWN);
    // Whatever the answer holds beyond what was asked for, it holds without gaps.
    Instant complete =
        deeds.stream().map(Deed::at).min(Instant::compareTo).filter(back::isAfter).orElse(back);
    Instant from = later(asked, later(complete, longest));
    double kept = asked.equals(Instant.EPOCH) ? 0 : weight(asked, now);
    double[] counts = new double[HOURS];
    for (int hour = 0; hour < HOURS; hour++) {
      counts[hour] = hours[hour] * kept;
    }
    double free = weekend * kept;
    double passedOn = reposts * kept;
    for (Deed deed : deeds) {
      if (deed.at().isAfter(from) && !deed.at().isAfter(now)) {
        double weight = weight(deed.at(), now);
        counts[hour(deed.at().toEpochMilli())] += weight;
        free += isWeekend(deed.at().toEpochMilli()) ? weight : 0;
        passedOn += deed.repost() ? weight : 0;
      }
    }
    double halfLife = days(HALF_LIFE);
    double span = Math.max(0, days(Duration.between(from, now)));
    double seen = halfLife / Math.log(2) * (1 - Math.pow(0.5, span / halfLife));
    int[] last =
        deeds.stream()
            .map(Deed::at)
            .filter(at -> !at.isAfter(now))
            .map(at -> Duration.between(at, now).toSeconds())
            .filter(age -> age < Duration.ofDays(1).toSeconds())
            .mapToInt(Long::intValue)
            .sorted()
            .limit(MOST_RECENT)
            .toArray();
    return new Activity(now, now, 0, false, days * kept + seen, free, passedOn, counts, last);
  }

  /**
   * After a failure.
   *
   * @param away whether nothing answered at all, which says nothing of the account
   */
  public Activity failed(boolean away, Instant now) {
    int more = away ? failures : Math.min(failures + 1, Byte.MAX_VALUE);
    return new Activity(asked, now, more, awaited, days, weekend, reposts, hours, recent);
  }

  /** With news that were seen elsewhere, and are yet to be read. */
  public Activity awaited() {
    return new Activity(asked, tried, failures, true, days, weekend, reposts, hours, recent);
  }

  /** When it last answered; the epoch where it never did. */
  public Instant asked() {
    return asked;
  }

  /** When it was last asked, whatever came of it. */
  public Instant tried() {
    return tried;
  }

  /** How often in a row it refused to answer. */
  public int failures() {
    return failures;
  }

  /** Whether news of it were seen elsewhere. */
  public boolean isAwaited() {
    return awaited;
  }

  /** For how many days its habits are known, old ones counting for less. */
  double days() {
    return days;
  }

  /** How much it did in these days. */
  double deeds() {
    return deeds;
  }

  /** How much of it at an hour of the day, UTC. */
  double at(int hour) {
    return hours[Math.floorMod(hour, HOURS)];
  }

  /** How much of it on Saturdays and Sundays. */
  double atWeekends() {
    return weekend;
  }

  /** How much of it was passing on what others wrote. */
  double reposts() {
    return reposts;
  }

  /** How many of its latest deeds are known; those of the day before it was asked. */
  int recent() {
    return recent.length;
  }

  /** How many seconds before it was asked one of the latest deeds was. */
  int recent(int which) {
    return recent[which];
  }

  /** The hour of the day, UTC. */
  static int hour(long millis) {
    return (int) Math.floorMod(Math.floorDiv(millis, 3_600_000L), (long) HOURS);
  }

  /** Whether it is Saturday or Sunday, UTC. */
  static boolean isWeekend(long millis) {
    // The first of January 1970 was a Thursday.
    return Math.floorMod(Math.floorDiv(millis, 86_400_000L) + 3, 7L) >= 5;
  }

  private static double weight(Instant at, Instant now) {
    return Math.pow(0.5, days(Duration.between(at, now)) / days(HALF_LIFE));
  }

  private static double days(Duration length) {
    return length.toMillis() / 86_400_000.0;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  /** Some hundred bytes from which {@link #of} makes the same again, but for rounding. */
  public byte[] toBytes() {
    ByteBuffer bytes =
        ByteBuffer.allocate(33 + HOURS * Short.BYTES + recent.length * Integer.BYTES);
    bytes.put(FORMAT).putLong(asked.toEpochMilli()).putLong(tried.toEpochMilli());
    bytes.put((byte) failures).put((byte) (awaited ? 1 : 0));
    bytes.putFloat((float) days).putFloat((float) weekend).putFloat((float) reposts);
    for (double count : hours) {
      bytes.putShort((short) Math.min(Math.round(count * STEP), Short.MAX_VALUE));
    }
    bytes.put((byte) recent.length);
    for (int age : recent) {
      bytes.putInt(age);
    }
    return Arrays.copyOf(bytes.array(), bytes.position());
  }

  /** What was written down; nothing where it cannot be understood, and has to be learnt again. */
  public static Optional<Activity> of(byte[] written) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(written);
      if (bytes.get() != FORMAT) {
        return Optional.empty();
      }
      Instant asked = Instant.ofEpochMilli(bytes.getLong());
      Instant tried = Instant.ofEpochMilli(bytes.getLong());
      int failures = bytes.get();
      boolean awaited = bytes.get() != 0;
      double days = bytes.getFloat();
      double weekend = bytes.getFloat();
      double reposts = bytes.getFloat();
      double[] hours = new double[HOURS];
      for (int hour = 0; hour < HOURS; hour++) {
        hours[hour] = bytes.getShort() / STEP;
      }
      int[] recent = new int[Math.min(Math.max(0, bytes.get()), MOST_RECENT)];
      for (int i = 0; i < recent.length; i++) {
        recent[i] = bytes.getInt();
      }
      return Optional.of(
          new Activity(asked, tried, failures, awaited, days, weekend, reposts, hours, recent));
    } catch (BufferUnderflowException e) {
      return Optional.empty();
    }
  }
}
