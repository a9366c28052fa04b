package io.github.alignmentfeed.curation;

import io.github.alignmentfeed.atproto.AtUri;
import java.time.Instant;

/**
 * An appraised candidate with what the gates allow.
 *
 * @param place which of all posts that are decided on together it is, the earliest first
 * @param candidate the candidate
 * @param post its post
 * @param judgement what the rules saw
 * @param score the points of all rules that hold
 * @param gate the most that may be done with it, and why not more
 * @param gone whether it was found deleted or blocked, and so is evidence for nothing
 */
record Judged(
    int place,
    Candidate candidate,
    Post post,
    Judgement judgement,
    int score,
    Gate gate,
    boolean gone) {

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

  static Judged of(int place, Appraisal appraisal, Gate gate, boolean gone) {
    Judgement judgement = appraisal.judgement();
    Candidate candidate = appraisal.candidate();
    return new Judged(place, candidate, candidate.post(), judgement, judgement.score(), gate, gone);
  }

  AtUri uri() {
    return post.uri();
  }

  Instant indexedAt() {
    return post.indexedAt();
  }
}
