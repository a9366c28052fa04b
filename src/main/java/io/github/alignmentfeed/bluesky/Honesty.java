package io.github.alignmentfeed.bluesky;

/**
 * What the bot's profile says of it.
 *
 * @param labelled whether it labels itself a bot
 * @param description what it says
 * @param wanted what it should say: the same, with the operator and the way to opt out
 */
public record Honesty(boolean labelled, String description, String wanted) {

  /** Whether nothing is lacking. */
  public boolean isHonest() {
    return labelled && description.equals(wanted);
  }
}
