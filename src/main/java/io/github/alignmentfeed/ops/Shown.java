package io.github.alignmentfeed.ops;

import java.util.Optional;

/**
 * What a request shows of who sends it, and from where.
 *
 * @param client the address it comes from
 * @param bearer a token of its {@code Authorization}
 * @param session what its session cookie holds
 * @param mark what its browser keeps since the operator signed in there
 * @param site its {@code Sec-Fetch-Site}
 * @param origin its {@code Origin}
 * @param host its {@code Host}
 */
record Shown(
    String client,
    Optional<String> bearer,
    Optional<String> session,
    Optional<String> mark,
    Optional<String> site,
    Optional<String> origin,
    String host) {

  /**
   * Whether no page of another site sends it, by what browsers say. A browser tells one of both of
   * every request that changes something.
   */
  boolean isOfThisSite() {
    if (site.isPresent()) {
      return site.get().equals("same-origin");
    }
    return origin.isPresent() && origin.get().replaceFirst("^https?://", "").equals(host);
  }
}
