package io.github.alignmentfeed.config;

import java.util.List;

/** A part of a YAML file that knows its place. */
sealed interface Node {

  Place place();

  /** What an operator calls it. */
  String word();

  /** Keys with values; each key once. */
  record Mapping(Place place, List<Entry> entries) implements Node {
    @Override
    public String word() {
      return "a group of keys";
    }
  }

  /** One key of a mapping, with the place of the key. */
  record Entry(Place place, String key, Node value) {}

  /** A list. */
  record Sequence(Place place, List<Node> items) implements Node {
    @Override
    public String word() {
      return "a list";
    }
  }

  /**
   * One value.
   *
   * @param written as it stands in the file: what messages may show
   * @param text with variables replaced: perhaps a secret
   */
  record Scalar(Place place, Kind kind, String written, String text) implements Node {
    private static final int LONGEST_SHOWN = 80;

    @Override
    public String word() {
      return kind.word;
    }

    /** Whether a variable gave it its type, so that it is known only by its text. */
    boolean substituted() {
      return !written.equals(text);
    }

    /** As written, on one line, cut where it is long; texts in quotes. */
    String shown() {
      String line = written.strip().replaceAll("\\s+", " ");
      if (line.codePointCount(0, line.length()) > LONGEST_SHOWN) {
        line = line.substring(0, line.offsetByCodePoints(0, LONGEST_SHOWN)) + "...";
      }
      return kind == Kind.TEXT ? "\"" + line + "\"" : line;
    }

    @Override
    public String toString() {
      return word() + " at " + place;
    }
  }

  /** Something that was reported when it was read, so that nothing more is to be said about it. */
  record Refused(Place place) implements Node {
    @Override
    public String word() {
      return "nothing usable";
    }
  }

  /** What YAML takes a plain value for. */
  enum Kind {
    TEXT("a text"),
    NUMBER("a number"),
    BOOLEAN("true or false"),
    NOTHING("nothing");

    private final String word;

    Kind(String word) {
      this.word = word;
    }
  }
}
