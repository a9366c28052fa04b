package io.github.alignmentfeed.cycle;

import io.github.alignmentfeed.atproto.Did;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Who said no, how, and since when. */
public interface Refusals {

  /** How a no was said. */
  enum Cause {
    /** In a mention or an answer. */
    ASKED,
    /** To the operator, who wrote it into the configuration. */
    CONFIGURED,
    /** Somehow: the account is muted, and that is all that is known. */
    MUTED,
    /** In the profile. */
    PROFILE
  }

  /**
   * The latest word of an account in one way.
   *
   * @param stands whether it is a no; otherwise the no was taken back
   * @param at when it was said; of a mute nobody knows
   */
  record Refusal(Did who, Cause cause, boolean stands, Instant at) {}

  List<Refusal> all();

  /** Notes a word, unless a later one is known. */
  void note(Refusal refusal);

  /** Everybody of whom a no stands, in whatever way. */
  default Set<Did> refusing() {
    return all().stream().filter(Refusal::stands).map(Refusal::who).collect(Collectors.toSet());
  }
}
