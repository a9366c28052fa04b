package io.github.alignmentfeed.pages;

import io.github.alignmentfeed.curation.Action;
import io.github.alignmentfeed.cycle.Ledger.Told;

/** What was done with a post, as people call it. */
public enum Verdict {
  REPOSTED("Reposted", "repost"),
  TO_REPOST("To repost", "repost"),
  BOOKMARKED("Bookmarked", "bookmark"),
  TO_BOOKMARK("To bookmark", "bookmark"),
  WAITS("Waits", "defer"),
  LEFT("Left alone", "skip"),
  TAKEN_BACK("Taken back", "retract");

  private final String word;
  private final String action;

  Verdict(String word, String action) {
    this.word = word;
    this.action = action;
  }

  public String word() {
    return word;
  }

  /** The word of the action; colours go by it. */
  public String action() {
    return action;
  }

  static Verdict of(Told told) {
    if (told.standing().equals("taken back") || told.action() == Action.RETRACT) {
      return TAKEN_BACK;
    }
    boolean stands = told.standing().equals("stands");
    return switch (told.action()) {
      case REPOST -> stands ? REPOSTED : TO_REPOST;
      case BOOKMARK -> stands ? BOOKMARKED : TO_BOOKMARK;
      case DEFER -> WAITS;
      case SKIP -> LEFT;
      case RETRACT -> TAKEN_BACK;
    };
  }

  /** What a kind of decision is called where many are counted. */
  public static String many(Action action) {
    return switch (action) {
      case REPOST -> "Reposts";
      case BOOKMARK -> "Bookmarks";
      case DEFER -> "Waiting";
      case SKIP -> "Left alone";
      case RETRACT -> "Taken back";
    };
  }
}
