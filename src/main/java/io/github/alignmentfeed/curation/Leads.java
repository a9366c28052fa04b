package io.github.alignmentfeed.curation;

import java.util.Optional;

/** What is known of addresses and papers beyond what posts say of them. */
public interface Leads {

  /** Where a shortened address leads in the end, where that was found out. */
  Optional<String> target(String address);

  /** A paper's title and abstract, where they were looked up. */
  Optional<Card> about(PaperId paper);
}
