package io.github.alignmentfeed.curation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * The hosts of all rules, each with all below it: {@code arxiv.org} covers {@code export.arxiv.org}
 * but not {@code notarxiv.org}; {@code anthropic.com/research} covers that path and what lies under
 * it.
 *
 * @param <T> what a domain stands for
 */
final class Domains<T> {
  private record Entry<T>(String path, T meaning) {}

  private final Map<String, List<Entry<T>>> byHost = new HashMap<>();

  /** Adds a host, or a host and the beginning of a path. */
  void add(String domain, T meaning) {
    int slash = domain.indexOf('/');
    String host = slash < 0 ? domain : domain.substring(0, slash);
    String path = slash < 0 ? "" : domain.substring(slash);
    while (path.endsWith("/")) {
      path = path.substring(0, path.length() - 1);
    }
    byHost.computeIfAbsent(host, k -> new ArrayList<>()).add(new Entry<>(path, meaning));
  }

  /** Reports every entry that covers the address, with the entry as it was added. */
  void find(Link link, BiConsumer<T, String> found) {
    String host = link.host().orElse("");
    boolean wholePath = link.origin() != Link.Origin.CUT;
    for (String suffix = host; !suffix.isEmpty(); suffix = parent(suffix)) {
      for (Entry<T> entry : byHost.getOrDefault(suffix, List.of())) {
        if (entry.path().isEmpty() || (wholePath && under(link.path(), entry.path()))) {
          found.accept(entry.meaning(), suffix + entry.path());
        }
      }
    }
  }

  private static boolean under(String path, String prefix) {
    return path.regionMatches(true, 0, prefix, 0, prefix.length())
        && (path.length() == prefix.length() || "/?#".indexOf(path.charAt(prefix.length())) >= 0);
  }

  private static String parent(String host) {
    int dot = host.indexOf('.');
    return dot < 0 ? "" : host.substring(dot + 1);
  }
}
