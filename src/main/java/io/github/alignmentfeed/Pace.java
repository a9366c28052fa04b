package io.github.alignmentfeed;

import io.github.alignmentfeed.bluesky.Patience;
import io.github.alignmentfeed.bluesky.Timeouts;
import io.github.alignmentfeed.store.Stores;
import java.time.Duration;
import java.time.InstantSource;

/**
 * What time it is, and how long things may take.
 *
 * @param clock the time
 * @param timeouts how long one request may take
 * @param patience how often a request is tried
 * @param lock how long to wait for another process that writes
 */
public record Pace(InstantSource clock, Timeouts timeouts, Patience patience, Duration lock) {
  /** For the open network, on the system's time. */
  public static final Pace USUAL =
      new Pace(InstantSource.system(), Timeouts.USUAL, Patience.USUAL, Stores.LOCK_PATIENCE);
}
