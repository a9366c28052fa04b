package io.github.alignmentfeed.curation;

import io.github.alignmentfeed.atproto.AtUri;
import java.time.Instant;

/**
 * An appraised candidate with what the gates allow.
 *
 * @param appraisal what the rules saw
 * @param gate the most that may be done with it, and why not more
 * @param gone whether it was found deleted or blocked, and so is evidence for nothing
 */
record Judged(Appraisal appraisal, Gate gate, boolean gone) {

  /**
   * The most that may be done with a post.
   *
   * @param atMost repost, bookmark or skip
   * @param because why not more; empty where everything may be done
   */
  record Gate(Action atMost, String because) {
    static final Gate OPEN = new Gate(Action.REPOST, "");

    boolean allows(Action action) {
      return action == Action.REPOST ? atMost == Action.REPOST : atMost != Action.SKIP;
    }
  }

  Candidate candidate() {
    return appraisal.candidate();
  }

  Judgement judgement() {
    return appraisal.judgement();
  }

  Post post() {
    return candidate().post();
  }

  AtUri uri() {
    return post().uri();
  }

  Instant indexedAt() {
    return post().indexedAt();
  }

  int score() {
    return judgement().score();
  }
}
