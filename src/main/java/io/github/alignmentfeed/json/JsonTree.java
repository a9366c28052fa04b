package io.github.alignmentfeed.json;

import java.util.Set;
import java.util.function.Predicate;
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
    return json.nextToken() == null ? NODES.missingNode() : value(json, name -> true);
  }

  /**
   * The same of an object, with some of its own fields alone; of anything else all.
   *
   * @param kept their names
   * @param inside names of the fields that are kept within them, wherever they stand
   */
  public static JsonNode value(JsonParser json, Set<String> kept, Set<String> inside) {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      return value(json, inside::contains);
    }
    ObjectNode object = NODES.objectNode();
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      json.nextToken();
      if (kept.contains(name)) {
        object.set(name, value(json, inside::contains));
      } else {
        json.skipChildren();
      }
    }
    return object;
  }

  /**
   * What begins at the present token. Its depth is bounded by the parser.
   *
   * @param kept tells by its name whether a field is kept, wherever it stands
   */
  private static JsonNode value(JsonParser json, Predicate<String> kept) {
    return switch (json.currentToken()) {
      case START_OBJECT -> {
        ObjectNode object = NODES.objectNode();
        for (String name = json.nextName(); name != null; name = json.nextName()) {
          json.nextToken();
          if (kept.test(name)) {
            object.set(name, value(json, kept));
          } else {
            json.skipChildren();
          }
        }
        yield object;
      }
      case START_ARRAY -> {
        ArrayNode array = NODES.arrayNode();
        while (json.nextToken() != JsonToken.END_ARRAY) {
          array.add(value(json, kept));
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
