package io.github.alignmentfeed.curation;

import io.github.alignmentfeed.curation.Terms.Term;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The hosts of all rules, each with all below it: {@code arxiv.org} covers {@code export.arxiv.org}
 * but not {@code notarxiv.org}; {@code anthropic.com/research} covers that path and what lies under
 * it; a star covers every host.
 */
final class Domains {
  private static final String ANY = "*";

  private record Entry(String path, Term term) {}

  private final Map<String, List<Entry>> byHost = new HashMap<>();

  /** Takes what is found: what it stands for, and where, in UTF-16 units, the end exclusive. */
  interface Found {
    void domain(Terms terms, int start, int end);
  }

  /** Adds a host, or a host and the beginning of a path. */
  void add(String domain, long[] clauses) {
    int slash = domain.indexOf('/');
    String host = slash < 0 ? domain : domain.substring(0, slash);
    String path = slash < 0 ? "" : PageAddress.plain(domain.substring(slash));
    while (path.endsWith("/")) {
      path = path.substring(0, path.length() - 1);
    }
    entry(byHost.computeIfAbsent(host, k -> new ArrayList<>()), path).term().askedBy(clauses);
  }

  private static Entry entry(List<Entry> ofHost, String path) {
    for (Entry entry : ofHost) {
      if (entry.path().equals(path)) {
        return entry;
      }
    }
    Entry entry = new Entry(path, new Term());
    ofHost.add(entry);
    return entry;
  }

  /** Reports every entry that covers the address, the star too. */
  void find(Link link, Found found) {
    findNamed(link, found);
    for (Entry any : byHost.getOrDefault(ANY, List.of())) {
      link.host()
          .ifPresent(host -> found.domain(any.term().alone(), link.startOf(host), link.hostEnd()));
    }
  }

  /** Reports every entry that names the host of the address; of a cut one its path is not known. */
  void findNamed(Link link, Found found) {
    for (String suffix = link.host().orElse(""); !suffix.isEmpty(); suffix = parent(suffix)) {
      for (Entry entry : byHost.getOrDefault(suffix, List.of())) {
        if (entry.path().isEmpty()) {
          found.domain(entry.term().alone(), link.startOf(suffix), link.hostEnd());
        } else if (link.origin() != Link.Origin.CUT) {
          int end = endOf(link, entry.path());
          if (end > 0) {
            found.domain(entry.term().alone(), link.startOf(suffix), end);
          }
        }
      }
    }
  }

  /** Where the beginning of a path ends in the address that it covers; else zero. */
  private static int endOf(Link link, String prefix) {
    String written = PageAddress.beforeQuery(link.path());
    String path = PageAddress.plain(written);
    int start = link.url().length() - link.path().length();
    boolean asWritten = path.equals(written);
    return under(path, prefix) ? start + (asWritten ? prefix.length() : written.length()) : 0;
  }

  private static boolean under(String path, String prefix) {
    return path.regionMatches(true, 0, prefix, 0, prefix.length())
        && (path.length() == prefix.length() || path.charAt(prefix.length()) == '/');
  }

  private static String parent(String host) {
    int dot = host.indexOf('.');
    return dot < 0 ? "" : host.substring(dot + 1);
  }
}
