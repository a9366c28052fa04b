package io.github.alignmentfeed.json;

import java.util.Set;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON as a tree, made without a mapper: that would take longer to make than most commands take.
 */
public final class JsonTree {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private JsonTree() {}

  /** The value that begins at the next token; a missing one where none follows. */
  public static JsonNode next(JsonParser json) {
    return json.nextToken() == null ? NODES.missingNode() : value(json, Set.of());
  }

  /**
   * The same of an object, with some of its own fields alone; of anything else all.
   *
   * @param kept their names
   * @param skipped names of fields that are passed over within them, wherever they stand
   */
  public static JsonNode value(JsonParser json, Set<String> kept, Set<String> skipped) {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      return value(json, skipped);
    }
    ObjectNode object = NODES.objectNode();
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      json.nextToken();
      if (kept.contains(name)) {
        object.set(name, value(json, skipped));
      } else {
        json.skipChildren();
      }
    }
    return object;
  }

  /**
   * What begins at the present token. Its depth is bounded by the parser.
   *
   * @param skipped names of fields that are passed over, wherever they stand
   */
  private static JsonNode value(JsonParser json, Set<String> skipped) {
    return switch (json.currentToken()) {
      case START_OBJECT -> {
        ObjectNode object = NODES.objectNode();
        for (String name = json.nextName(); name != null; name = json.nextName()) {
          json.nextToken();
          if (skipped.contains(name)) {
            json.skipChildren();
          } else {
            object.set(name, value(json, skipped));
          }
        }
        yield object;
      }
      case START_ARRAY -> {
        ArrayNode array = NODES.arrayNode();
        while (json.nextToken() != JsonToken.END_ARRAY) {
          array.add(value(json, skipped));
        }
        yield array;
      }
      case VALUE_NUMBER_INT ->
          switch (json.getNumberType()) {
            case INT -> NODES.numberNode(json.getIntValue());
            case LONG -> NODES.numberNode(json.getLongValue());
            default -> NODES.numberNode(json.getBigIntegerValue());
          };
      case VALUE_NUMBER_FLOAT -> NODES.numberNode(json.getDoubleValue());
      case VALUE_TRUE -> NODES.booleanNode(true);
      case VALUE_FALSE -> NODES.booleanNode(false);
      case VALUE_NULL -> NODES.nullNode();
      default -> NODES.stringNode(json.getString());
    };
  }
}
