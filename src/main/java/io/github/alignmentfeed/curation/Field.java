package io.github.alignmentfeed.curation;

import java.util.Locale;

/** The part of a post in which evidence was found. */
public enum Field {
  TEXT,
  LINK,
  CARD,
  ALT,
  QUOTE,
  TAG,
  /** The title or abstract of a paper, looked up because the post shows its address alone. */
  PAPER;

  private final String word = name().toLowerCase(Locale.ROOT);

  /** The word used in reports. */
  public String word() {
    return word;
  }
}
