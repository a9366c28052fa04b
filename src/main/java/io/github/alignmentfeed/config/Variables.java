package io.github.alignmentfeed.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The environment: {@code ${NAME}} in a value, and files that {@code NAME_FILE} names. */
final class Variables {
  private static final Pattern USE = Pattern.compile("\\$\\$\\{|\\$\\{([A-Za-z0-9_]+)}|\\$\\{");
  private static final Pattern SECRET = Pattern.compile("(?i).*(PASS|TOKEN|SECRET|KEY|AUTH).*");
  private static final int LONGEST_SECRET = 64 * 1024;

  private final Map<String, String> env;
  private final Problems problems;

  Variables(Map<String, String> env, Problems problems) {
    this.env = env;
    this.problems = problems;
  }

  /** The text with its variables replaced, or nothing where one of them was reported. */
  Optional<String> replace(String written, Place place) {
    if (!written.contains("${")) {
      return Optional.of(written);
    }
    Matcher m = USE.matcher(written);
    StringBuilder text = new StringBuilder();
    boolean usable = true;
    while (m.find()) {
      String name = m.group(1);
      String value = "";
      if (name != null) {
        Optional<String> found = value(name, place);
        usable &= found.isPresent();
        value = found.orElse("");
      } else if (m.group().startsWith("$$")) {
        value = "${";
      } else {
        usable = false;
        problems.error(
            place,
            "\"${\" begins a variable, and no name and \"}\" follow it",
            "write ${NAME} with letters, digits and _ in the name, or $${ for the characters alone");
      }
      m.appendReplacement(text, Matcher.quoteReplacement(value));
    }
    m.appendTail(text);
    return usable ? Optional.of(text.toString()) : Optional.empty();
  }

  /** Whether a variable is set to the path of a file. */
  boolean namesFile(String variable) {
    return !env.getOrDefault(variable, "").isBlank();
  }

  /** The secret in the file that a variable names, or nothing where a problem was reported. */
  Optional<String> fromFileNamedBy(String variable, Place place) {
    try {
      return fromFile(
          Path.of(env.getOrDefault(variable, "").strip()),
          place,
          "the file that the variable " + variable + " names");
    } catch (InvalidPathException e) {
      problems.error(place, "the variable " + variable + " names no file", "set it to a path");
      return Optional.empty();
    }
  }

  /** The one line in a file, or nothing where a problem was reported. */
  Optional<String> fromFile(Path file, Place place, String called) {
    String content;
    try (InputStream in = Files.newInputStream(file)) {
      content = new String(in.readNBytes(LONGEST_SECRET), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      problems.error(
          place,
          called + " cannot be read",
          Files.exists(file) ? "check that it is a file and its permissions" : "it does not exist");
      return Optional.empty();
    }
    if (content.isEmpty() || content.lines().count() > 1) {
      problems.error(
          place,
          called + (content.isEmpty() ? " is empty" : " holds more than one line"),
          "put the secret into it, alone on one line");
      return Optional.empty();
    }
    problems.hide(content);
    return Optional.of(content);
  }

  private Optional<String> value(String name, Place place) {
    String value = env.getOrDefault(name, "");
    if (!value.isBlank()) {
      if (SECRET.matcher(name).matches()) {
        problems.hide(value.strip());
      }
      return Optional.of(value);
    }
    if (namesFile(name + "_FILE")) {
      return fromFileNamedBy(name + "_FILE", place);
    }
    problems.error(
        place,
        "the variable " + name + " is " + (env.containsKey(name) ? "empty" : "not set"),
        "set " + name + ", or " + name + "_FILE to the path of a file that holds it");
    return Optional.empty();
  }
}
