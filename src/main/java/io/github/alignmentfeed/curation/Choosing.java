package io.github.alignmentfeed.curation;

import io.github.alignmentfeed.curation.Stories.Told;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the post that stands for a story: the earliest that alone reaches the threshold, what
 * speaks for itself before what only links; where none does, the first post of a thread judged with
 * the whole thread's evidence, the first posts read as one.
 */
final class Choosing {
  /** What speaks for itself before what only links, then the earliest. */
  private static final Comparator<Judged> BEST =
      Comparator.comparing((Judged j) -> !j.judgement().spoken()).thenComparingInt(Judged::place);

  private static final List<Action> TO_REPOST = List.of(Action.REPOST);
  private static final List<Action> TO_SHOW = List.of(Action.REPOST, Action.BOOKMARK);

  /** How many posts of a thread are read as one: the announcement is among them. */
  private static final int HEAD = 3;

  private final Policy policy;
  private final Judge judge;

  Choosing(Policy policy, Judge judge) {
    this.policy = policy;
    this.judge = judge;
  }

  /** A thread of several posts with the rules that hold for the whole of it. */
  private record Whole(List<Judged> thread, Set<Rule> rules) {}

  /** The choice for a story, where there is one. */
  @Nullable Choice choose(Told told) {
    return switch (told.story().standing()) {
      case CLOSED -> null;
      case REPOSTED -> chooseAgain(told);
      case BOOKMARKED -> choose(told, TO_REPOST);
      case OPEN -> choose(told, TO_SHOW);
    };
  }

  private @Nullable Choice choose(Told told, List<Action> actions) {
    @Nullable List<Whole> wholes = null;
    for (Action action : actions) {
      int threshold = action == Action.REPOST ? policy.repostAt() : policy.bookmarkAt();
      @Nullable Judged best = alone(told, action, threshold);
      if (best != null) {
        return Choice.now(best, action);
      }
      wholes = wholes == null ? wholes(told) : wholes;
      @Nullable Choice whole = withThread(wholes, action, threshold);
      if (whole != null) {
        return whole;
      }
    }
    return null;
  }

  private static @Nullable Judged alone(Told told, Action action, int threshold) {
    @Nullable Judged best = null;
    for (List<Judged> thread : told.threads()) {
      for (Judged post : thread) {
        if (post.gate().allows(action)
            && post.score() >= threshold
            && (best == null || BEST.compare(post, best) < 0)) {
          best = post;
        }
      }
    }
    return best;
  }

  private static @Nullable Choice withThread(List<Whole> wholes, Action action, int threshold) {
    @Nullable Choice best = null;
    for (Whole whole : wholes) {
      @Nullable Judged root = root(whole.thread(), action);
      if (root != null
          && Judgement.points(whole.rules()) >= threshold
          && (best == null || BEST.compare(root, best.post()) < 0)) {
        best = Choice.withThread(root, action, whole.rules());
      }
    }
    return best;
  }

  /** The first post of a thread, if this may be done with it. */
  private static @Nullable Judged root(List<Judged> thread, Action action) {
    for (Judged post : thread) {
      if (post.gate().allows(action) && post.uri().equals(post.post().threadRoot())) {
        return post;
      }
    }
    return null;
  }

  /** A later post that says more on what was reposted; what only goes on with a thread does not. */
  private @Nullable Choice chooseAgain(Told told) {
    return told.posts().stream()
        .filter(j -> !told.story().shown().equals(Optional.of(j.uri())))
        .filter(j -> !j.post().continuesOwnThread() && j.gate().allows(Action.BOOKMARK))
        .filter(j -> j.judgement().ownScore() >= policy.repostAt())
        .filter(j -> j.judgement().ownRules().stream().anyMatch(Rule::again))
        .min(BEST)
        .map(j -> Choice.now(j, Action.BOOKMARK))
        .orElse(null);
  }

  /** The threads that may be judged as a whole: where something may be done with the first post. */
  private List<Whole> wholes(Told told) {
    List<Whole> wholes = List.of();
    for (List<Judged> thread : told.threads()) {
      if (thread.size() > 1 && root(thread, Action.BOOKMARK) != null) {
        wholes = wholes.isEmpty() ? new ArrayList<>() : wholes;
        wholes.add(new Whole(thread, rules(thread)));
      }
    }
    return wholes;
  }

  private Set<Rule> rules(List<Judged> thread) {
    List<Judged> counted =
        thread.stream().filter(j -> !j.gone() && !j.judgement().vetoed()).toList();
    Set<Rule> rules = new LinkedHashSet<>();
    counted.forEach(j -> rules.addAll(j.judgement().rules()));
    if (counted.size() > 1) {
      rules.addAll(judge.together(counted.stream().limit(HEAD).map(Judged::post).toList()));
    }
    return rules;
  }
}
