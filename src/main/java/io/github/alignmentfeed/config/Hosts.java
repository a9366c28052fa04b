package io.github.alignmentfeed.config;

import io.github.alignmentfeed.config.Node.Scalar;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Reads lists of host names. */
final class Hosts {
  private final Problems problems;

  Hosts(Problems problems) {
    this.problems = problems;
  }

  /**
   * The hosts of a list, in lower case.
   *
   * @param what one of them is, for messages
   * @param example one of them
   */
  Set<String> read(Fields fields, String key, String what, String example) {
    Set<String> hosts = new LinkedHashSet<>();
    for (Node node : fields.list(key, "[" + example + "]")) {
      Optional<Scalar> text = new Values(problems).text(node, what, example);
      text.flatMap(this::host)
          .filter(host -> !hosts.add(host))
          .ifPresent(
              host ->
                  problems.warning(
                      node.place(), text.get().shown() + " is named twice", "take one out"));
    }
    return hosts;
  }

  private Optional<String> host(Scalar scalar) {
    Optional<String> domain = new Terms(problems).domain(scalar);
    if (domain.filter(d -> d.contains("/")).isPresent()) {
      problems.error(
          scalar.place(),
          scalar.shown() + " is more than a host",
          "write " + domain.get().substring(0, domain.get().indexOf('/')));
      return Optional.empty();
    }
    return domain;
  }
}
