package io.github.alignmentfeed.ops;

import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * Why a request is refused or failed.
 *
 * @param status the HTTP status
 * @param error what happened
 * @param hint what to do
 * @param headers what the status asks for
 */
public record Problem(int status, String error, String hint, Map<String, String> headers) {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  public Problem {
    headers = Map.copyOf(headers);
  }

  Problem(int status, String error, String hint) {
    this(status, error, hint, Map.of());
  }

  /** As JSON, with {@code error} and {@code hint}. */
  public Answer json() {
    String body =
        MAPPER.writeValueAsString(MAPPER.createObjectNode().put("error", error).put("hint", hint));
    return new Answer(status, "application/json", body, headers);
  }
}
