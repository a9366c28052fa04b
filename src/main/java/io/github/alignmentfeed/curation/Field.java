package io.github.alignmentfeed.curation;

import java.util.Locale;

/** The part of a post in which evidence was found. */
public enum Field {
  TEXT,
  LINK,
  CARD,
  ALT,
  QUOTE,
  TAG;

  /** The word used in reports. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
