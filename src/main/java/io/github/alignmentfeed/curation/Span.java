package io.github.alignmentfeed.curation;

import java.time.Duration;

/** Tells a length of time to people. */
final class Span {
  private Span() {}

  /** The length in its largest units, for example {@code 3d} or {@code 1h 20m}. */
  static String of(Duration length) {
    long seconds = Math.max(0, length.toSeconds());
    if (seconds == 0) {
      return "0s";
    }
    StringBuilder told = new StringBuilder();
    long rest = tell(told, seconds, 86_400, "d");
    rest = tell(told, rest, 3_600, "h");
    rest = tell(told, rest, 60, "m");
    tell(told, rest, 1, "s");
    return told.toString().trim();
  }

  private static long tell(StringBuilder told, long seconds, long unit, String name) {
    if (seconds >= unit) {
      told.append(seconds / unit).append(name).append(' ');
    }
    return seconds % unit;
  }
}
