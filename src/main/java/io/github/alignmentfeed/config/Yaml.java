package io.github.alignmentfeed.config;

import io.github.alignmentfeed.config.Node.Entry;
import io.github.alignmentfeed.config.Node.Kind;
import io.github.alignmentfeed.config.Node.Mapping;
import io.github.alignmentfeed.config.Node.Refused;
import io.github.alignmentfeed.config.Node.Scalar;
import io.github.alignmentfeed.config.Node.Sequence;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;

/** Reads one YAML file into nodes with places. Goes on after what it can go on after. */
final class Yaml {
  private static final int DEEPEST = 32;
  private static final YAMLFactory FACTORY = new YAMLFactory();

  private final Path file;
  private final SourceText source;
  private final YAMLParser parser;
  private final Variables variables;
  private final Problems problems;
  private boolean broken;

  private Yaml(
      Path file, SourceText source, YAMLParser parser, Variables variables, Problems problems) {
    this.file = file;
    this.source = source;
    this.parser = parser;
    this.variables = variables;
    this.problems = problems;
  }

  /**
   * What a file holds.
   *
   * @param root all of it, or what stands before a fault in its syntax; nothing in an empty file
   * @param whole whether that is all of it
   */
  record Document(Optional<Node> root, boolean whole) {}

  static Document read(Path file, SourceText source, Variables variables, Problems problems) {
    try (YAMLParser parser =
        (YAMLParser) FACTORY.createParser(ObjectReadContext.empty(), source.reader())) {
      return new Yaml(file, source, parser, variables, problems).document();
    }
  }

  private Document document() {
    JsonToken first = next();
    if (first == null) {
      return new Document(Optional.empty(), !broken);
    }
    Node root = node(first, 0);
    if (broken) {
      return new Document(Optional.of(withoutLast(root)), false);
    }
    if (next() != null) {
      problems.error(
          place(),
          "a second YAML document begins here",
          "keep one document in a file, without the line \"---\" between");
      broken = true;
    }
    boolean empty = root instanceof Scalar scalar && scalar.kind() == Kind.NOTHING;
    return new Document(empty ? Optional.empty() : Optional.of(root), !broken);
  }

  private static Node withoutLast(Node root) {
    return root instanceof Mapping mapping && !mapping.entries().isEmpty()
        ? new Mapping(mapping.place(), mapping.entries().subList(0, mapping.entries().size() - 1))
        : new Refused(root.place());
  }

  private Node node(JsonToken token, int depth) {
    Place place = place();
    if (depth > DEEPEST) {
      problems.error(
          place, "this is nested deeper than " + DEEPEST + " levels", "close the brackets before");
      broken = true;
      return new Refused(place);
    }
    return switch (token) {
      case START_OBJECT -> mapping(place, depth);
      case START_ARRAY -> sequence(place, depth);
      default -> scalar(token, place);
    };
  }

  private Mapping mapping(Place place, int depth) {
    refuseMarks(place, parser.getObjectId() != null, parser.getTypeId() != null);
    Map<String, Entry> entries = new LinkedHashMap<>();
    JsonToken token;
    while ((token = next()) == JsonToken.PROPERTY_NAME) {
      Place keyPlace = place();
      refuseMarks(keyPlace, first());
      String key = SourceText.unmasked(parser.currentName());
      token = next();
      if (token == null) {
        entries.putIfAbsent(key, new Entry(keyPlace, key, new Refused(keyPlace)));
        break;
      }
      Entry entry = new Entry(keyPlace, key, node(token, depth + 1));
      Entry first = entries.putIfAbsent(key, entry);
      if (first != null) {
        problems.error(
            keyPlace,
            "the key " + Fields.shown(key) + " stands here a second time",
            "keep one of them; the first is in line " + first.place().line());
      }
    }
    return new Mapping(place, List.copyOf(entries.values()));
  }

  private Sequence sequence(Place place, int depth) {
    refuseMarks(place, parser.getObjectId() != null, parser.getTypeId() != null);
    List<Node> items = new ArrayList<>();
    JsonToken token;
    while ((token = next()) != null && token != JsonToken.END_ARRAY) {
      items.add(node(token, depth + 1));
    }
    return new Sequence(place, List.copyOf(items));
  }

  private Node scalar(JsonToken token, Place place) {
    if (parser.isCurrentAlias()) {
      problems.error(
          place,
          "a value that begins with * is an alias in YAML, not a text",
          "put it in quotes, or the star behind the word");
      return new Refused(place);
    }
    int first = first();
    if (refuseMarks(place, first)) {
      return new Refused(place);
    }
    Kind kind =
        switch (token) {
          case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Kind.NUMBER;
          case VALUE_TRUE, VALUE_FALSE -> Kind.BOOLEAN;
          case VALUE_NULL -> Kind.NOTHING;
          default -> first == '~' && parser.getString().equals("~") ? Kind.NOTHING : Kind.TEXT;
        };
    String written = SourceText.unmasked(parser.getString());
    return variables
        .replace(written, place)
        .map(text -> (Node) new Scalar(place, kind, written, text))
        .orElseGet(() -> new Refused(place));
  }

  private boolean refuseMarks(Place place, int first) {
    return refuseMarks(place, first == '&', first == '!');
  }

  private boolean refuseMarks(Place place, boolean anchor, boolean tag) {
    if (anchor) {
      problems.error(
          place, "a value that begins with & is an anchor in YAML, not a text", "put it in quotes");
    } else if (tag) {
      problems.error(
          place, "a value that begins with ! is a tag in YAML, not a text", "put it in quotes");
    }
    return anchor || tag;
  }

  /** The character with which the present token begins. */
  private int first() {
    return source.at(parser.currentTokenLocation().getCharOffset());
  }

  /** The next token; null at the end and after a fault. */
  private @Nullable JsonToken next() {
    if (broken) {
      return null;
    }
    try {
      return parser.nextToken();
    } catch (JacksonException e) {
      broken = true;
      SyntaxFault.of(e, file, place()).report(problems);
      return null;
    }
  }

  private Place place() {
    TokenStreamLocation location = parser.currentTokenLocation();
    return new Place(file, location.getLineNr(), location.getColumnNr());
  }
}
