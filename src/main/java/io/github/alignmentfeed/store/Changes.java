package io.github.alignmentfeed.store;

/**
 * Numbers what opens posts again while another process may be deciding on them, so that no decision
 * on what a post was before closes it.
 */
final class Changes {
  private static final String FACT = "changes";

  private final FactTable facts;

  Changes(FactTable facts) {
    this.facts = facts;
  }

  long last() {
    return facts.number(FACT);
  }

  /** The number of the next one, in a transaction. */
  long next() {
    long next = last() + 1;
    facts.put(FACT, Long.toString(next));
    return next;
  }
}
