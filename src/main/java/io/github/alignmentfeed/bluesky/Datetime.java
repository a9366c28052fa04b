package io.github.alignmentfeed.bluesky;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Optional;

/** The {@code datetime} format of lexicons, read with the mercy that old records need. */
final class Datetime {
  private static final int LONGEST = 64;
  private static final String USUAL = "0000-00-00T00:00:00.000Z";
  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");
  private static final DateTimeFormatter FORMAT =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
          .appendPattern("[XXX][XX][X]")
          .parseDefaulting(ChronoField.OFFSET_SECONDS, 0)
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private Datetime() {}

  /**
   * The moment that the text names: any offset, none meaning UTC, and up to nine digits of a
   * second. Nothing where it names none, or one outside the years 1 to 9999.
   */
  static Optional<Instant> parse(String text) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    if (USUAL.length() == text.length() && isUsual(text)) {
      return usual(text);
    }
    try {
      Instant moment = FORMAT.parse(text, Instant::from);
      return Optional.of(moment).filter(m -> !m.isBefore(FIRST) && !m.isAfter(LAST));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** Whether the text has the shape in which nearly all times come. */
  private static boolean isUsual(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      char usual = USUAL.charAt(i);
      if (usual == '0' ? c < '0' || c > '9' : c != usual) {
        return false;
      }
    }
    return true;
  }

  private static Optional<Instant> usual(String text) {
    int year = number(text, 0, 4);
    int month = number(text, 5, 7);
    int day = number(text, 8, 10);
    int hour = number(text, 11, 13);
    int minute = number(text, 14, 16);
    int second = number(text, 17, 19);
    if (year == 0 || month < 1 || month > 12 || hour > 23 || minute > 59 || second > 59) {
      return Optional.empty();
    }
    if (day < 1 || day > YearMonth.of(year, month).lengthOfMonth()) {
      return Optional.empty();
    }
    long days = LocalDate.of(year, month, day).toEpochDay();
    long seconds = days * 86_400 + hour * 3600L + minute * 60L + second;
    return Optional.of(Instant.ofEpochSecond(seconds, number(text, 20, 23) * 1_000_000L));
  }

  private static int number(String text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      number = number * 10 + text.charAt(i) - '0';
    }
    return number;
  }
}
