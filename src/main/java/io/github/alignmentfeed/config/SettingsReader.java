package io.github.alignmentfeed.config;

import io.github.alignmentfeed.config.Configuration.Cron;
import io.github.alignmentfeed.config.Configuration.Every;
import io.github.alignmentfeed.config.Configuration.Schedule;
import io.github.alignmentfeed.config.Node.Scalar;
import io.github.alignmentfeed.curation.Policy.Limits;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Reads how the bot is run: how often, how much and when. */
final class SettingsReader {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration MAX_DELAY = Duration.ofHours(6);
  private static final Duration LONGEST = Duration.ofDays(3650);
  private static final Duration KEEP = Duration.ofDays(180);
  private static final Duration KEEP_AT_LEAST = Duration.ofDays(30);
  private static final int MOST = 100_000;
  private static final Pattern LANGUAGE = Pattern.compile("[a-zA-Z]{2,3}");

  private final Fields main;
  private final Problems problems;
  private boolean limitsAreSound;

  SettingsReader(Fields main, Problems problems) {
    this.main = main;
    this.problems = problems;
  }

  Limits limits() {
    Fields limits = main.group("limits", Section.LIMITS);
    int before = problems.errors();
    int perHour = limits.integer("perHour", 6, 1, MOST);
    int perDay = limits.integer("perDay", 40, 1, MOST);
    int perAuthor = limits.integer("perAuthorPerDay", 4, 1, MOST);
    Duration spacing = limits.duration("spacing", MINUTE, Duration.ZERO, LONGEST);
    Duration maxAge = limits.duration("maxAge", Duration.ofDays(3), SECOND, LONGEST);
    limitsAreSound = problems.errors() == before;
    if (limitsAreSound) {
      warnOfUnreachable(limits, "perHour", perHour, perDay);
      warnOfUnreachable(limits, "perAuthorPerDay", perAuthor, perDay);
    }
    return new Limits(perHour, perDay, perAuthor, spacing, maxAge);
  }

  /** Follows {@link #limits}. */
  Duration settle(Duration maxAge) {
    return beside(
        new Span("settle", Duration.ofMinutes(20), Duration.ZERO, LONGEST),
        settle -> settle.compareTo(maxAge) < 0,
        "a post that has waited for \"settle\", %s, is older than \"maxAge\", %s",
        "make \"settle\" shorter or \"maxAge\" longer",
        maxAge);
  }

  /** Follows {@link #limits}. */
  Duration maxDelay(Duration maxAge) {
    return beside(
        new Span("maxDelay", shorter(MAX_DELAY, maxAge.dividedBy(2)), Duration.ZERO, LONGEST),
        maxDelay -> maxDelay.compareTo(maxAge) < 0,
        "a post that is met after \"maxDelay\", %s, is older than \"maxAge\", %s",
        "make \"maxDelay\" shorter or \"maxAge\" longer",
        maxAge);
  }

  /** Follows {@link #limits}. */
  Duration keep(Duration maxAge) {
    Duration usual = KEEP.compareTo(maxAge) > 0 ? KEEP : maxAge.plus(KEEP_AT_LEAST);
    return beside(
        new Span("keep", usual, KEEP_AT_LEAST, LONGEST.multipliedBy(2)),
        keep -> keep.compareTo(maxAge) > 0,
        "a post that is forgotten after \"keep\", %s, may still be shown until \"maxAge\", %s",
        "make \"keep\" longer or \"maxAge\" shorter",
        maxAge);
  }

  private record Span(String key, Duration usual, Duration least, Duration most) {}

  /** A span of time that must agree with the greatest age of posts. */
  private Duration beside(
      Span span, Predicate<Duration> agrees, String what, String hint, Duration maxAge) {
    int before = problems.errors();
    Duration value = main.duration(span.key(), span.usual(), span.least(), span.most());
    if (limitsAreSound && problems.errors() == before && !agrees.test(value)) {
      problems.error(
          main.place(main.has(span.key()) ? span.key() : "limits"),
          what.formatted(Durations.format(value), Durations.format(maxAge)),
          hint);
    }
    return value;
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  Set<String> languages() {
    Set<String> languages = new LinkedHashSet<>();
    for (Node node : main.list("languages", "[en, de]")) {
      Optional<Scalar> text = new Values(problems).text(node, "a language", "en");
      text.flatMap(this::language)
          .filter(language -> !languages.add(language))
          .ifPresent(
              language ->
                  problems.warning(
                      node.place(), text.get().shown() + " is named twice", "take one out"));
    }
    return languages;
  }

  Schedule schedule(Function<String, Optional<String>> cronProblem) {
    Fields schedule = main.group("schedule", Section.SCHEDULE);
    ZoneId zone =
        schedule.text("timezone", "Europe/Berlin").flatMap(this::zone).orElse(ZoneOffset.UTC);
    if (schedule.has("cron") && schedule.has("every")) {
      problems.error(
          schedule.place("cron"),
          "\"every\" and \"cron\" exclude each other",
          "take one of them out");
    }
    if (schedule.has("timezone") && schedule.lacks("cron")) {
      problems.warning(
          schedule.place("timezone"), "a timezone means nothing without \"cron\"", "take it out");
    }
    Duration every = schedule.duration("every", Duration.ofMinutes(10), SECOND, LONGEST);
    if (every.compareTo(MINUTE) < 0) {
      problems.warning(
          schedule.place("every"),
          "a round in less than a minute burdens the servers of others",
          "write 10m");
    }
    if (schedule.given() && schedule.lacks("every", "cron")) {
      problems.error(schedule.place(), "a schedule without times", "write every: 10m");
    }
    Optional<String> cron =
        schedule
            .text("cron", "0 0/10 * * * ?")
            .flatMap(
                scalar -> {
                  Optional<String> problem = cronProblem.apply(scalar.text().strip());
                  problem.ifPresent(
                      wrong ->
                          problems.error(
                              scalar.place(),
                              scalar.shown()
                                  + " is no cron expression"
                                  + (scalar.substituted() ? "" : ": " + wrong),
                              "write for example 0 0/10 * * * ?, from seconds to days of the week"));
                  return problem.isPresent()
                      ? Optional.empty()
                      : Optional.of(scalar.text().strip());
                });
    Duration jitter = schedule.duration("jitter", Duration.ZERO, Duration.ZERO, LONGEST);
    if (schedule.lacks("cron") && jitter.compareTo(every) >= 0 && !jitter.isZero()) {
      problems.error(
          schedule.place("jitter"),
          "a cycle may come later by \"jitter\", "
              + Durations.format(jitter)
              + ", which is as long as \"every\", "
              + Durations.format(every),
          "write a part of it, such as 30s");
    }
    return cron.<Schedule>map(expression -> new Cron(expression, zone, jitter))
        .orElse(new Every(every, jitter));
  }

  private void warnOfUnreachable(Fields limits, String key, int count, int perDay) {
    if (count > perDay) {
      problems.warning(
          limits.place(key),
          "\"" + key + "\" is " + count + ", more than \"perDay\", which is " + perDay,
          "write a smaller number here or a larger one there");
    }
  }

  private Optional<ZoneId> zone(Scalar scalar) {
    String text = scalar.text().strip();
    try {
      return Optional.of(ZoneId.of(text));
    } catch (DateTimeException e) {
      String written = scalar.written().strip();
      String end = "/" + written.toLowerCase(Locale.ROOT).replace(' ', '_');
      problems.error(
          scalar.place(),
          scalar.shown() + " is no timezone",
          ZoneId.getAvailableZoneIds().stream()
              .filter(id -> id.toLowerCase(Locale.ROOT).endsWith(end))
              .min(String::compareTo)
              .map(id -> "did you mean \"" + id + "\"?")
              .or(
                  () ->
                      Nearest.question(
                          written, ZoneId.getAvailableZoneIds().stream().sorted().toList()))
              .orElse("write a name such as Europe/Berlin, or UTC"));
      return Optional.empty();
    }
  }

  private Optional<String> language(Scalar scalar) {
    String text = scalar.text().strip().toLowerCase(Locale.ROOT);
    List<String> known = Arrays.asList(Locale.getISOLanguages());
    if (LANGUAGE.matcher(text).matches() && (text.length() == 3 || known.contains(text))) {
      return Optional.of(text);
    }
    String written = scalar.written().strip();
    String primary = written.split("[-_]", 2)[0].toLowerCase(Locale.ROOT);
    problems.error(
        scalar.place(),
        scalar.shown() + " is no code of a language",
        known.contains(primary)
            ? "write " + primary + ", without a region or script"
            : known.stream()
                .filter(
                    code ->
                        Locale.forLanguageTag(code)
                            .getDisplayLanguage(Locale.ENGLISH)
                            .equalsIgnoreCase(written))
                .findFirst()
                .map(code -> "did you mean " + code + "?")
                .orElse("write two or three letters, such as en or de"));
    return Optional.empty();
  }
}
