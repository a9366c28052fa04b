package io.github.alignmentfeed.config;

import io.github.alignmentfeed.config.Node.Kind;
import io.github.alignmentfeed.config.Node.Refused;
import io.github.alignmentfeed.config.Node.Scalar;
import io.github.alignmentfeed.config.Node.Sequence;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads single values. What is of another type is reported, and gives nothing. */
final class Values {
  private final Problems problems;

  Values(Problems problems) {
    this.problems = problems;
  }

  /**
   * @param called what messages call the value
   */
  Optional<Scalar> text(Node node, String called, String example) {
    if (node instanceof Scalar scalar && scalar.kind() == Kind.TEXT) {
      if (!scalar.text().isBlank()) {
        return Optional.of(scalar);
      }
      problems.error(node.place(), called + " is empty", "write for example " + example);
      return Optional.empty();
    }
    boolean quotable = node instanceof Scalar scalar && scalar.kind() != Kind.NOTHING;
    return wrong(
        node, called, "a text", quotable ? "put it in quotes" : "write for example " + example);
  }

  Optional<List<Node>> list(Node node, String called, String example) {
    return node instanceof Sequence sequence
        ? Optional.of(sequence.items())
        : wrong(node, called, "a list", "write for example " + example);
  }

  Optional<Integer> integer(Node node, String called, int example, int least, int most) {
    if (!(node instanceof Scalar scalar)) {
      return wrong(node, called, "a whole number", "write for example " + example);
    }
    String text = scalar.text().strip();
    boolean number = scalar.kind() == Kind.NUMBER || scalar.substituted();
    if (!number || !text.matches("-?[0-9]{1,18}")) {
      problems.error(
          scalar.place(),
          called + " is " + scalar.shown() + ", not a whole number",
          "write for example " + example + ", without quotes");
    } else if (Long.parseLong(text) < least || Long.parseLong(text) > most) {
      problems.error(
          scalar.place(),
          called + " is " + scalar.shown(),
          "write a whole number from " + least + " to " + most);
    } else {
      return Optional.of(Integer.valueOf(text));
    }
    return Optional.empty();
  }

  Optional<Boolean> flag(Node node, String called) {
    if (!(node instanceof Scalar scalar)) {
      return wrong(node, called, "true or false", "write true or false");
    }
    String text = scalar.text().strip();
    if ((scalar.kind() == Kind.BOOLEAN || scalar.substituted()) && text.matches("true|false")) {
      return Optional.of(Boolean.valueOf(text));
    }
    String written = scalar.written().strip().toLowerCase(Locale.ROOT);
    String meant =
        Set.of("no", "off", "false").contains(written)
            ? "false"
            : Set.of("yes", "on", "true").contains(written) ? "true" : "true or false";
    problems.error(
        scalar.place(),
        called + " is " + scalar.shown() + ", not true or false",
        "write " + meant + ", without quotes");
    return Optional.empty();
  }

  Optional<Duration> duration(
      Node node, String called, Duration example, Duration least, Duration most) {
    if (!(node instanceof Scalar scalar)) {
      return wrong(
          node, called, "a length of time", "write for example " + Durations.format(example));
    }
    Optional<Duration> duration = Durations.parse(scalar.text().strip());
    if (duration.isEmpty()) {
      problems.error(
          scalar.place(), called + " is " + scalar.shown() + ", no length of time", unit(scalar));
    } else if (duration.get().compareTo(least) < 0 || duration.get().compareTo(most) > 0) {
      problems.error(
          scalar.place(),
          called + " is " + scalar.shown(),
          "write from " + Durations.format(least) + " to " + Durations.format(most));
      return Optional.empty();
    }
    return duration;
  }

  /** One of the constants, written in lower case with hyphens. */
  <E extends Enum<E>> Optional<E> choice(Node node, String called, List<E> constants) {
    List<String> words =
        constants.stream()
            .map(constant -> constant.name().toLowerCase(Locale.ROOT).replace('_', '-'))
            .toList();
    Optional<Scalar> text = text(node, called, words.get(0));
    if (text.isPresent() && !words.contains(text.get().text().strip())) {
      problems.error(
          node.place(),
          called + " is " + text.get().shown(),
          "write " + String.join(" or ", words));
      return Optional.empty();
    }
    return text.map(scalar -> constants.get(words.indexOf(scalar.text().strip())));
  }

  /** Reports a value of another type, unless it was reported when it was read. */
  <T> Optional<T> wrong(Node found, String called, String wanted, String suggestion) {
    if (!(found instanceof Refused)) {
      problems.error(found.place(), called + " is " + found.word() + ", not " + wanted, suggestion);
    }
    return Optional.empty();
  }

  private static String unit(Scalar scalar) {
    String written = scalar.written().strip();
    if (written.matches("[0-9]{1,6}")) {
      return String.format("add a unit: %1$ss, %1$sm, %1$sh or %1$sd", written);
    }
    return Durations.meant(written)
        .map(meant -> "did you mean " + meant + "?")
        .orElse("write for example 45s, 20m, 12h, 3d or 2w");
  }
}
