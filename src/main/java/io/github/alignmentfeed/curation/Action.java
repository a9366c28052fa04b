package io.github.alignmentfeed.curation;

import java.util.Locale;

/** What is to be done with a post. */
public enum Action {
  /** Show it to the followers of the bot. */
  REPOST,
  /** Keep it privately for the curator. */
  BOOKMARK,
  /** Nothing yet; it is decided again at the next tick. */
  DEFER,
  /** Nothing. */
  SKIP,
  /** Take an existing repost back. */
  RETRACT;

  /** The word used in reports and configuration. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
