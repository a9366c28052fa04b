package io.github.alignmentfeed.bluesky;

import java.time.Duration;

/**
 * How long a request may take.
 *
 * @param connect until a connection stands
 * @param read between two packets, either way
 * @param call for all of it, the body of the answer included
 */
public record Timeouts(Duration connect, Duration read, Duration call) {
  /** For servers on the open network. */
  public static final Timeouts USUAL =
      new Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(20), Duration.ofSeconds(60));
}
