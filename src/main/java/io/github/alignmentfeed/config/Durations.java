package io.github.alignmentfeed.config;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lengths of time as people write them: {@code 20m}, {@code 3d}, {@code 1h30m}, {@code PT20M}. */
public final class Durations {
  private static final Pattern SHORT =
      Pattern.compile(
          "(?=.)(?:(\\d{1,6})w)?(?:(\\d{1,6})d)?(?:(\\d{1,6})h)?(?:(\\d{1,6})m)?(?:(\\d{1,6})s)?");
  private static final Pattern LONG_UNIT =
      Pattern.compile("(?i)\\s*(\\d{1,6})\\s*([wdhms])[a-z]*\\.?\\s*");
  private static final int[] SECONDS = {7 * 86_400, 86_400, 3_600, 60, 1};

  private Durations() {}

  /** The length of time that the text names, never negative, or nothing where it names none. */
  public static Optional<Duration> parse(String text) {
    Matcher m = SHORT.matcher(text);
    if (m.matches()) {
      long seconds = 0;
      for (int unit = 0; unit < SECONDS.length; unit++) {
        String count = m.group(unit + 1);
        seconds += count == null ? 0 : Long.parseLong(count) * SECONDS[unit];
      }
      return Optional.of(Duration.ofSeconds(seconds));
    }
    try {
      return Optional.of(Duration.parse(text)).filter(duration -> !duration.isNegative());
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** The short form, from days to seconds: {@code 1d12h}. */
  public static String format(Duration duration) {
    Map<String, Long> parts = new LinkedHashMap<>();
    parts.put("d", duration.toDays());
    parts.put("h", (long) duration.toHoursPart());
    parts.put("m", (long) duration.toMinutesPart());
    parts.put("s", (long) duration.toSecondsPart());
    StringBuilder text = new StringBuilder();
    parts.forEach((unit, count) -> text.append(count == 0 ? "" : count + unit));
    return text.isEmpty() ? "0s" : text.toString();
  }

  /** The short form that was probably meant: {@code 20m} for {@code 20 minutes}. */
  static Optional<String> meant(String text) {
    Matcher m = LONG_UNIT.matcher(text);
    return m.matches()
        ? Optional.of(m.group(1) + m.group(2).toLowerCase(Locale.ROOT))
        : Optional.empty();
  }
}
