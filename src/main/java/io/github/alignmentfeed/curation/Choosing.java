package io.github.alignmentfeed.curation;

import io.github.alignmentfeed.curation.Stories.Told;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the post that stands for a story: the earliest that alone reaches the threshold, what
 * speaks for itself before what only links; where none does, the first post of a thread judged with
 * the whole thread's evidence.
 */
final class Choosing {
  /** What speaks for itself before what only links, then the earliest. */
  private static final Comparator<Judged> BEST =
      Comparator.comparing((Judged j) -> !j.judgement().spoken())
          .thenComparing(Judged::indexedAt)
          .thenComparing(Judged::uri);

  private final Policy policy;
  private final Told told;

  Choosing(Policy policy, Told told) {
    this.policy = policy;
    this.told = told;
  }

  Optional<Choice> choose() {
    return switch (told.story().standing()) {
      case CLOSED, REPOSTED -> Optional.empty();
      case BOOKMARKED -> choose(Action.REPOST, policy.repostAt());
      case OPEN ->
          choose(Action.REPOST, policy.repostAt())
              .or(() -> choose(Action.BOOKMARK, policy.bookmarkAt()));
    };
  }

  private Optional<Choice> choose(Action action, int threshold) {
    @Nullable Judged best = null;
    for (List<Judged> thread : told.threads()) {
      for (Judged post : thread) {
        if (post.gate().allows(action) && post.score() >= threshold) {
          best = better(best, post);
        }
      }
    }
    return best == null
        ? chooseThread(action, threshold)
        : Optional.of(Choice.now(best, action, best.score(), false));
  }

  private static Judged better(@Nullable Judged one, Judged other) {
    return one == null || BEST.compare(other, one) < 0 ? other : one;
  }

  private Optional<Choice> chooseThread(Action action, int threshold) {
    @Nullable Choice best = null;
    for (List<Judged> thread : told.threads()) {
      if (thread.size() > 1) {
        Optional<Choice> choice = withThread(thread, action, threshold);
        if (choice.isPresent()
            && (best == null || BEST.compare(choice.get().post(), best.post()) < 0)) {
          best = choice.get();
        }
      }
    }
    return Optional.ofNullable(best);
  }

  private static Optional<Choice> withThread(List<Judged> thread, Action action, int threshold) {
    Set<Rule> rules = new HashSet<>();
    for (Judged post : thread) {
      if (!post.gone() && !post.judgement().vetoed()) {
        rules.addAll(post.judgement().rules());
      }
    }
    int score = Judgement.points(rules);
    return thread.stream()
        .filter(j -> score >= threshold && j.gate().allows(action))
        .filter(j -> j.uri().equals(j.post().threadRoot()))
        .findFirst()
        .map(root -> Choice.now(root, action, score, true));
  }
}
