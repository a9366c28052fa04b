package io.github.alignmentfeed.config;

import io.github.alignmentfeed.config.Problem.Severity;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Collects problems, and keeps secrets out of them. */
final class Problems {
  private static final Pattern LIKE_APP_PASSWORD =
      Pattern.compile("(?i)[a-z0-9]{4}(-[a-z0-9]{4}){3,}");
  private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+");
  private static final int SHORTEST_HIDDEN = 4;

  private final Set<Problem> found = new LinkedHashSet<>();
  private final List<Path> files = new ArrayList<>();
  private final Set<String> secrets = new LinkedHashSet<>();
  private int errors;

  /** Problems are listed in the order in which their files were begun. */
  void begin(Path file) {
    if (!files.contains(file)) {
      files.add(file);
    }
  }

  void error(Place place, String what, String suggestion) {
    add(Severity.ERROR, place, what, suggestion);
  }

  void warning(Place place, String what, String suggestion) {
    add(Severity.WARNING, place, what, suggestion);
  }

  /** A last defence: no message is built from secrets, and should one be, stars take its place. */
  void hide(String secret) {
    if (secret.length() >= SHORTEST_HIDDEN) {
      secrets.add(secret);
    }
  }

  /** How many errors there are by now. */
  int errors() {
    return errors;
  }

  List<Problem> list() {
    return found.stream()
        .map(
            p ->
                new Problem(
                    p.severity(),
                    p.file(),
                    p.line(),
                    p.column(),
                    safe(p.what()),
                    safe(p.suggestion())))
        .sorted(
            Comparator.comparingInt((Problem p) -> files.indexOf(p.file()))
                .thenComparingInt(Problem::line)
                .thenComparingInt(Problem::column))
        .toList();
  }

  private void add(Severity severity, Place place, String what, String suggestion) {
    Problem problem =
        new Problem(severity, place.file(), place.line(), place.column(), what, suggestion);
    if (found.add(problem) && severity == Severity.ERROR) {
      errors++;
    }
  }

  private String safe(String message) {
    String shown = message;
    for (String secret : secrets) {
      shown = shown.replace(secret, "***");
    }
    shown = LIKE_APP_PASSWORD.matcher(shown).replaceAll("***");
    return UNSEEN.matcher(shown).replaceAll(" ");
  }
}
