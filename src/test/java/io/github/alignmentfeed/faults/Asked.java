package io.github.alignmentfeed.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A request as a server saw it.
 *
 * @param path without the query
 * @param headers by their names in small letters
 */
record Asked(String verb, String path, String query, Map<String, String> headers, String body) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  static Asked of(String line, Map<String, String> headers, byte[] body) {
    String[] parts = line.split(" ", -1);
    URI target = URI.create(parts[1]);
    String query = target.getRawQuery() == null ? "" : target.getRawQuery();
    return new Asked(parts[0], target.getPath(), query, headers, new String(body, UTF_8));
  }

  /** The XRPC method, or the path where it is none. */
  String method() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  List<String> params(String name) {
    List<String> values = new ArrayList<>();
    for (String param : query.split("&", -1)) {
      if (param.startsWith(name + "=")) {
        values.add(URLDecoder.decode(param.substring(name.length() + 1), UTF_8));
      }
    }
    return values;
  }

  String param(String name) {
    List<String> values = params(name);
    return values.isEmpty() ? "" : values.get(0);
  }

  String bearer() {
    return headers.getOrDefault("authorization", "").replaceFirst("Bearer ", "");
  }

  JsonNode input() {
    return JSON.readTree(body);
  }
}
