package io.github.alignmentfeed.bluesky;

import io.github.alignmentfeed.json.JsonTree;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.json.JsonMapper;

/**
 * How JSON of others is read: whatever it holds, time and memory have a bound. Fields of another
 * type than the one asked for count as absent.
 */
final class Json {
  static final int LONGEST_STRING = 10_000;
  static final int MOST_ITEMS = 100;

  private static final StreamReadConstraints BOUNDS =
      StreamReadConstraints.builder()
          .maxDocumentLength(16L << 20)
          .maxTokenCount(2_000_000)
          .maxNestingDepth(200)
          .maxStringLength(1_000_000)
          .maxNameLength(5_000)
          .maxNumberLength(100)
          .build();
  private static final JsonFactory FACTORY =
      JsonFactory.builder().streamReadConstraints(BOUNDS).build();

  /** Made when something is written: it takes a twentieth of a second. */
  private static final class Writing {
    static final JsonMapper MAPPER = JsonMapper.builder(FACTORY).build();
  }

  private Json() {}

  static JsonMapper mapper() {
    return Writing.MAPPER;
  }

  /**
   * The one value of a document; a missing one where it is empty.
   *
   * @throws JacksonException where it is no JSON, or too much; one that is no {@code
   *     StreamReadException} where something follows the value
   */
  static JsonNode read(InputStream in) {
    return whole(FACTORY.createParser(ObjectReadContext.empty(), in));
  }

  /** The same of a text. */
  static JsonNode read(String text) {
    return whole(FACTORY.createParser(ObjectReadContext.empty(), text));
  }

  private static JsonNode whole(JsonParser json) {
    try (json) {
      JsonNode value = JsonTree.next(json);
      end(json);
      return value;
    }
  }

  private static void end(JsonParser json) {
    if (json.nextToken() != null) {
      throw MismatchedInputException.from(json, JsonNode.class, "another value follows");
    }
  }

  /**
   * A page of a listing, of which no more than one item is held at a time.
   *
   * @param items the name of the array
   * @param kept the fields of an item that are asked for
   * @param inside the fields within those that are asked for
   * @param wantsMore takes an item, says whether the next is wanted; what follows is not read
   * @throws JacksonException as {@link #read(InputStream)} does
   */
  static Listing list(
      InputStream in,
      String items,
      Set<String> kept,
      Set<String> inside,
      Predicate<JsonNode> wantsMore) {
    try (JsonParser json = FACTORY.createParser(ObjectReadContext.empty(), in)) {
      Listing listing = new Listing(false, true, "");
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return listing;
      }
      for (String name = json.nextName(); name != null; name = json.nextName()) {
        JsonToken value = json.nextToken();
        if (name.equals(items) && value == JsonToken.START_ARRAY) {
          listing = new Listing(true, true, listing.cursor());
          while (json.nextToken() != JsonToken.END_ARRAY) {
            listing = new Listing(true, false, listing.cursor());
            if (!wantsMore.test(JsonTree.value(json, kept, inside))) {
              return listing;
            }
          }
        } else if (name.equals("cursor") && value == JsonToken.VALUE_STRING) {
          listing = new Listing(listing.found(), listing.empty(), json.getString());
        } else {
          json.skipChildren();
        }
      }
      end(json);
      return listing;
    }
  }

  /**
   * What else a page holds.
   *
   * @param found whether it holds a list at all
   * @param empty whether nothing stands in it
   * @param cursor where the next page begins; empty where it does not say
   */
  record Listing(boolean found, boolean empty, String cursor) {}

  /** A string field, cut after {@value #LONGEST_STRING} characters. */
  static Optional<String> string(JsonNode object, String field) {
    return string(object.path(field));
  }

  /** A string, cut after {@value #LONGEST_STRING} characters. */
  static Optional<String> string(JsonNode value) {
    return value.isString() ? Optional.of(cut(value.stringValue())) : Optional.empty();
  }

  /** What a union member says it is; empty where it does not say. */
  static String type(JsonNode object) {
    return string(object, "$type").orElse("");
  }

  /** The first {@value #MOST_ITEMS} elements of an array; none of anything else. */
  static Stream<JsonNode> items(JsonNode array) {
    return array.isArray() ? array.valueStream().limit(MOST_ITEMS) : Stream.empty();
  }

  /** The strings among the first {@value #MOST_ITEMS} elements of an array. */
  static List<String> strings(JsonNode array) {
    List<String> strings = new ArrayList<>();
    if (array.isArray()) {
      for (int i = 0; i < Math.min(array.size(), MOST_ITEMS); i++) {
        string(array.path(i)).ifPresent(strings::add);
      }
    }
    return strings;
  }

  private static String cut(String text) {
    if (text.length() <= LONGEST_STRING) {
      return text;
    }
    boolean splitsPair = Character.isHighSurrogate(text.charAt(LONGEST_STRING - 1));
    return text.substring(0, splitsPair ? LONGEST_STRING - 1 : LONGEST_STRING);
  }
}
