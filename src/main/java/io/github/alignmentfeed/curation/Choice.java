package io.github.alignmentfeed.curation;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;

/**
 * The post that stands for a story, and what is to be done with it.
 *
 * @param post the post
 * @param action repost or bookmark
 * @param score its own, or that of its whole thread
 * @param thread the rules that hold for its thread, where it was judged with that; else none
 * @param until when a wait ends, where that is known
 * @param because why it must wait; empty where it need not
 */
record Choice(
    Judged post,
    Action action,
    int score,
    Set<Rule> thread,
    Optional<Instant> until,
    String because) {
  /** The order in which limits are used up. */
  static final Comparator<Choice> BEST_FIRST =
      Comparator.comparingInt(Choice::score).reversed().thenComparingInt(c -> c.post().place());

  static Choice now(Judged post, Action action) {
    return new Choice(post, action, post.score(), Set.of(), Optional.empty(), "");
  }

  static Choice withThread(Judged root, Action action, Set<Rule> thread) {
    return new Choice(root, action, Judgement.points(thread), thread, Optional.empty(), "");
  }

  boolean withThread() {
    return !thread.isEmpty();
  }

  Choice waiting(Optional<Instant> until, String because) {
    return new Choice(post, action, score, thread, until, because);
  }

  boolean waits() {
    return !because.isEmpty();
  }
}
