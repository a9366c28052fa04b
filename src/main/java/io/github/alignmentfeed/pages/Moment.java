package io.github.alignmentfeed.pages;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * A time as people read it.
 *
 * @param iso for machines
 * @param exact to the minute, in UTC
 * @param distance from now, in words
 */
public record Moment(String iso, String exact, String distance) {
  private static final DateTimeFormatter EXACT =
      DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);
  private static final int DAYS_IN_WORDS = 14;

  static Moment of(Instant time, Instant now) {
    Duration ago = Duration.between(time, now);
    String words = words(ago.abs());
    String distance =
        words.isEmpty()
            ? ago.isNegative() ? "within a minute" : "just now"
            : ago.toDays() > DAYS_IN_WORDS
                ? DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC)
                    .format(time)
                : ago.isNegative() ? "in " + words : words + " ago";
    return new Moment(time.toString(), EXACT.format(time), distance);
  }

  private static String words(Duration length) {
    return length.toMinutes() < 1
        ? ""
        : length.toHours() < 1
            ? length.toMinutes() + " min"
            : length.toDays() < 1
                ? length.toHours() + " h"
                : length.toDays() + (length.toDays() == 1 ? " day" : " days");
  }
}
