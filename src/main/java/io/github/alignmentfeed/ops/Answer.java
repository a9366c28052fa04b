package io.github.alignmentfeed.ops;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * What a handler answers.
 *
 * @param status the HTTP status
 * @param type the media type of the body
 * @param body the text
 * @param headers further headers
 */
public record Answer(int status, String type, String body, Map<String, String> headers) {
  static final String JSON = "application/json";
  static final String HTML = "text/html; charset=utf-8";
  private static final String TEXT = "text/plain; charset=utf-8";

  public Answer {
    headers = Map.copyOf(headers);
  }

  /** A page. */
  public static Answer html(String page) {
    return new Answer(200, HTML, page, Map.of());
  }

  /** JSON. */
  public static Answer json(JsonNode json) {
    return new Answer(200, JSON, json.toString(), Map.of());
  }

  /** Plain text. */
  public static Answer text(String text) {
    return new Answer(200, TEXT, text, Map.of());
  }

  /** The browser is to look elsewhere, by GET. */
  public static Answer seeOther(String path) {
    return new Answer(303, TEXT, "", Map.of("Location", path));
  }

  /** The same with another status. */
  public Answer with(int other) {
    return new Answer(other, type, body, headers);
  }

  /** The same with one header more. */
  public Answer with(String name, String value) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.put(name, value);
    return new Answer(status, type, body, all);
  }
}
