package io.github.alignmentfeed.ops;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request as its handler sees it.
 *
 * @param visitor who asks
 * @param path values of the path's placeholders, by name
 * @param query values of the query, by name
 * @param form fields of a posted form, by name
 */
public record Asked(
    Visitor visitor,
    Map<String, String> path,
    Map<String, List<String>> query,
    Map<String, List<String>> form) {
  public Asked {
    path = Map.copyOf(path);
    query = Map.copyOf(query);
    form = Map.copyOf(form);
  }

  /** The value of a placeholder that the route has. */
  public String named(String placeholder) {
    return path.getOrDefault(placeholder, "");
  }

  /** The first value of a name in the query, where there is one and it is not blank. */
  public Optional<String> query(String name) {
    return first(query, name);
  }

  /** The first value of a field in the form, where there is one and it is not blank. */
  public Optional<String> form(String name) {
    return first(form, name);
  }

  private static Optional<String> first(Map<String, List<String>> values, String name) {
    return values.getOrDefault(name, List.of()).stream()
        .map(String::strip)
        .filter(v -> !v.isEmpty())
        .findFirst();
  }
}
