package io.github.alignmentfeed.bluesky;

import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
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
  private static final JsonMapper MAPPER =
      JsonMapper.builder(JsonFactory.builder().streamReadConstraints(BOUNDS).build()).build();

  private Json() {}

  static JsonMapper mapper() {
    return MAPPER;
  }

  /** A string field, cut after {@value #LONGEST_STRING} characters. */
  static Optional<String> string(JsonNode object, String field) {
    return string(object.path(field));
  }

  /** A string, cut after {@value #LONGEST_STRING} characters. */
  static Optional<String> string(JsonNode value) {
    return value.stringValueOpt().map(Json::cut);
  }

  /** What a union member says it is; empty where it does not say. */
  static String type(JsonNode object) {
    return string(object, "$type").orElse("");
  }

  /** The first {@value #MOST_ITEMS} elements of an array; none of anything else. */
  static Stream<JsonNode> items(JsonNode array) {
    return array.isArray() ? array.valueStream().limit(MOST_ITEMS) : Stream.empty();
  }

  private static String cut(String text) {
    if (text.length() <= LONGEST_STRING) {
      return text;
    }
    boolean splitsPair = Character.isHighSurrogate(text.charAt(LONGEST_STRING - 1));
    return text.substring(0, splitsPair ? LONGEST_STRING - 1 : LONGEST_STRING);
  }
}
