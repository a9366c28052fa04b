package io.github.alignmentfeed.bluesky;

import java.time.Duration;

/** Is told of every request that was sent, on whatever thread sent it. */
@FunctionalInterface
public interface Exchanges {
  /** Nobody is told. */
  Exchanges UNWATCHED = (method, status, took) -> {};

  /**
   * A request came to its end.
   *
   * @param method the XRPC method, or {@code document} for what is none
   * @param status the HTTP status; zero where no answer came
   * @param took until the whole answer was read
   */
  void ended(String method, int status, Duration took);
}
