package io.github.alignmentfeed.cycle;

import io.github.alignmentfeed.atproto.Did;
import io.github.alignmentfeed.curation.Sighting;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What was read of feeds gone by, kept for a while so that the next to look back asks for less. No
 * cycle reads it. Keeping may fail, which is no failure of whoever reads.
 */
public interface PastFeeds {
  /** After so long everything is read anew: what was deleted meanwhile is not kept for longer. */
  Duration KEPT = Duration.ofDays(7);

  /**
   * All that stood in a feed in a time.
   *
   * @param begun when it was read for the first time
   * @param from since when
   * @param to until when
   * @param sightings in no order
   */
  record Stretch(Instant begun, Instant from, Instant to, List<Sighting> sightings) {
    public Stretch {
      sightings = List.copyOf(sightings);
    }
  }

  /** What is known of a feed. */
  Optional<Stretch> of(Did account);

  /** Knows this of a feed from now on, and nothing else. */
  void keep(Did account, Stretch stretch);

  /** Knows nothing any more of other feeds than these. */
  void keepOnly(Collection<Did> accounts);
}
