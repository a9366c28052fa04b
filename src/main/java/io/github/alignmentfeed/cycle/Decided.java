package io.github.alignmentfeed.cycle;

import io.github.alignmentfeed.curation.Action;
import io.github.alignmentfeed.curation.Decision;

/**
 * A decision and what became of it.
 *
 * @param decision as it stands after it was carried out
 * @param outcome what became of it
 */
public record Decided(Decision decision, Outcome outcome) {

  /** A decision that stays open until what was decided on its story is carried out. */
  static Decided pending(Decision decision) {
    return instead(decision, decision.action(), Outcome.NONE, decision.reason(), true);
  }

  /** Whether what was decided stands in the account now. */
  boolean stands() {
    return outcome == Outcome.SENT || outcome == Outcome.ALREADY;
  }

  /** Whether it asked for a write. */
  boolean wasWrite() {
    return isWrite(decision.intended());
  }

  static boolean isWrite(Action action) {
    return action == Action.REPOST || action == Action.BOOKMARK;
  }

  /** The same post, but something else is to be done with it, for another reason. */
  static Decided instead(
      Decision decision, Action action, Outcome outcome, String reason, boolean open) {
    return new Decided(
        new Decision(
            decision.post(),
            decision.through(),
            action,
            decision.intended(),
            decision.until(),
            reason,
            decision.score(),
            decision.evidence(),
            decision.story(),
            decision.papers(),
            open),
        outcome);
  }
}
