package io.github.alignmentfeed.bluesky;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Optional;

/** The {@code datetime} format of lexicons, read with the mercy that old records need. */
final class Datetime {
  private static final int LONGEST = 64;
  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");
  private static final DateTimeFormatter FORMAT =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
          .appendPattern("[XXX][XX][X]")
          .parseDefaulting(ChronoField.OFFSET_SECONDS, 0)
          .toFormatter(Locale.ROOT);

  private Datetime() {}

  /**
   * The moment that the text names: any offset, none meaning UTC, and up to nine digits of a
   * second. Nothing where it names none, or one outside the years 1 to 9999.
   */
  static Optional<Instant> parse(String text) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      Instant moment = FORMAT.parse(text, Instant::from);
      return Optional.of(moment).filter(m -> !m.isBefore(FIRST) && !m.isAfter(LAST));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
