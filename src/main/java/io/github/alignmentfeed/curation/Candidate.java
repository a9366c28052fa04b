package io.github.alignmentfeed.curation;

import io.github.alignmentfeed.atproto.Did;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * A post to decide on.
 *
 * @param post the post
 * @param through the followed accounts in whose feeds it was met
 * @param since what was indexed before it is history to the bot, which did not follow then: it is
 *     evidence for others, but nothing is done with it
 */
public record Candidate(Post post, Set<Did> through, Instant since) {
  public Candidate {
    through = Set.copyOf(through);
  }

  /** The accounts in whose feeds it was met, in an order that is always the same. */
  List<Did> waysInOrder() {
    return through.size() == 1
        ? List.of(through.iterator().next())
        : through.stream().sorted(Comparator.comparing(Did::value)).toList();
  }
}
