package io.github.alignmentfeed.bluesky;

/** When a request that failed may be sent once more, by what it does. */
enum Repeat {
  /**
   * Sending it again changes nothing: queries, deletions, bookmarks (section 4 of the protocol
   * notes: both calls are idempotent) and {@code refreshSession} (the old refresh token yields the
   * same successor for two hours).
   */
  SAFE,
  /**
   * A write to the repository: never again after a 500 or a lost answer, which are settled by
   * looking the record up. A gateway's 502, 503 or 504 is tried again, since an identical {@code
   * putRecord} is answered without a second commit.
   */
  WRITE,
  /** Each try counts against a scarce quota: only where nothing was sent. */
  UNSENT
}
