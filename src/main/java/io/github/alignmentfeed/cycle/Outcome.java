package io.github.alignmentfeed.cycle;

import java.util.Locale;

/** What became of a decision. */
public enum Outcome {
  /** It was carried out now. */
  SENT,
  /** It stood in the account before. */
  ALREADY,
  /** It could not be carried out. */
  FAILED,
  /** Nothing was to be carried out, or it was a dry run. */
  NONE;

  /** The word used in reports. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
