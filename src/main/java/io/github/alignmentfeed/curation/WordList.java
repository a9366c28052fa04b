package io.github.alignmentfeed.curation;

import java.util.List;

/**
 * Words and domains that stand together. Conditions share lists, and each list is compiled once.
 *
 * @param keywords words and phrases in any form; {@code word*} matches what begins so
 * @param exact words and phrases exactly as written, case included
 * @param domains a host with all below it, or a host and the beginning of a path
 */
public record WordList(List<String> keywords, List<String> exact, List<String> domains) {
  public WordList {
    keywords = List.copyOf(keywords);
    exact = List.copyOf(exact);
    domains = List.copyOf(domains);
  }

  /** Whether it asks for links alone. */
  public boolean isOfDomains() {
    return keywords.isEmpty() && exact.isEmpty() && !domains.isEmpty();
  }

  public boolean isEmpty() {
    return keywords.isEmpty() && exact.isEmpty() && domains.isEmpty();
  }
}
