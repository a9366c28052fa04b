package io.github.alignmentfeed.config;

import io.github.alignmentfeed.config.Node.Entry;
import io.github.alignmentfeed.config.Node.Kind;
import io.github.alignmentfeed.config.Node.Mapping;
import io.github.alignmentfeed.config.Node.Refused;
import io.github.alignmentfeed.config.Node.Scalar;
import io.github.alignmentfeed.config.Node.Sequence;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The values of one group of keys, each read as the type that it should have. */
final class Fields {
  private static final Pattern BEGINNING = Pattern.compile("[A-Za-z0-9_-]{0,40}");

  private final Mapping mapping;
  private final Section section;
  private final boolean given;
  private final Problems problems;
  private final Values values;
  private final Set<String> misspelt;

  private Fields(Mapping mapping, Section section, boolean given, Problems problems) {
    this.mapping = mapping;
    this.section = section;
    this.given = given;
    this.problems = problems;
    this.values = new Values(problems);
    this.misspelt = new HashSet<>();
    for (Entry entry : mapping.entries()) {
      if (!section.keys().contains(entry.key())) {
        Nearest.to(entry.key(), section.keys()).ifPresent(misspelt::add);
      }
    }
  }

  /** The values of a group; a key that its section does not know is reported. */
  static Fields of(Mapping mapping, Section section, Problems problems) {
    for (Entry entry : mapping.entries()) {
      if (section.keys().contains(entry.key())) {
        continue;
      }
      if (section == Section.INCLUDED && Section.MAIN.keys().contains(entry.key())) {
        problems.error(
            entry.place(),
            "the key " + shown(entry.key()) + " cannot stand in an included file",
            "move it to the main file");
      } else {
        problems.error(
            entry.place(),
            "unknown key " + shown(entry.key()) + " " + section.where(),
            section.advice(entry.key()));
      }
    }
    return new Fields(mapping, section, true, problems);
  }

  /** A key in quotes, cut before whatever cannot stand in one: a secret may have slipped in. */
  static String shown(String key) {
    Matcher m = BEGINNING.matcher(key);
    String beginning = m.lookingAt() ? m.group() : "";
    return quoted(beginning.equals(key) ? key : beginning + "...");
  }

  /** Whether the group stands in the file. */
  boolean given() {
    return given;
  }

  boolean has(String key) {
    return entry(key).isPresent();
  }

  /** Whether all these keys are absent, and none was reported as another key misspelt. */
  boolean lacks(String... keys) {
    for (String key : keys) {
      if (has(key) || misspells(key)) {
        return false;
      }
    }
    return true;
  }

  /** Whether an unknown key was probably meant to be this one. */
  boolean misspells(String key) {
    return misspelt.contains(key);
  }

  /** Whether the value of a key is a list of nothing. */
  boolean holdsEmptyList(String key) {
    Optional<Entry> entry = entry(key);
    return entry.isPresent()
        && entry.get().value() instanceof Sequence list
        && list.items().isEmpty();
  }

  Place place() {
    return mapping.place();
  }

  /** Where the key stands, or the group where it is absent. */
  Place place(String key) {
    return entry(key).map(Entry::place).orElse(mapping.place());
  }

  Fields group(String key, Section inner) {
    Optional<Node> value = value(key);
    if (value.isPresent() && value.get() instanceof Mapping group) {
      return of(group, inner, problems);
    }
    value.ifPresent(
        other ->
            values.wrong(
                other,
                quoted(key),
                "a group of keys",
                "write keys such as \"" + inner.keys().get(0) + ":\" indented below it"));
    return new Fields(new Mapping(place(key), List.of()), inner, false, problems);
  }

  List<Node> list(String key, String example) {
    return value(key).flatMap(node -> values.list(node, quoted(key), example)).orElse(List.of());
  }

  Optional<Scalar> text(String key, String example) {
    return value(key).flatMap(node -> values.text(node, quoted(key), example));
  }

  int integer(String key, int fallback, int least, int most) {
    return value(key)
        .flatMap(node -> values.integer(node, quoted(key), fallback, least, most))
        .orElse(fallback);
  }

  boolean flag(String key, boolean fallback) {
    return value(key).flatMap(node -> values.flag(node, quoted(key))).orElse(fallback);
  }

  Duration duration(String key, Duration fallback, Duration least, Duration most) {
    return value(key)
        .flatMap(node -> values.duration(node, quoted(key), fallback, least, most))
        .orElse(fallback);
  }

  /** One of the constants, written in lower case with hyphens. */
  <E extends Enum<E>> Optional<E> choice(String key, List<E> constants) {
    return value(key).flatMap(node -> values.choice(node, quoted(key), constants));
  }

  private Optional<Node> value(String key) {
    Optional<Entry> entry = entry(key);
    if (entry.isPresent()
        && entry.get().value() instanceof Scalar scalar
        && scalar.kind() == Kind.NOTHING) {
      problems.error(
          entry.get().place(),
          "the key " + quoted(key) + " has no value",
          "give it one, or take the key out");
      return Optional.empty();
    }
    return entry.map(Entry::value).filter(value -> !(value instanceof Refused));
  }

  private static String quoted(String key) {
    return "\"" + key + "\"";
  }

  private Optional<Entry> entry(String key) {
    if (!section.keys().contains(key)) {
      throw new IllegalArgumentException(section + " knows no key " + key);
    }
    for (Entry entry : mapping.entries()) {
      if (entry.key().equals(key)) {
        return Optional.of(entry);
      }
    }
    return Optional.empty();
  }
}
