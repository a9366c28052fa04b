package io.github.alignmentfeed.curation;

import io.github.alignmentfeed.curation.Stories.Told;
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
      Comparator.comparing((Judged j) -> !j.judgement().spoken())
          .thenComparing(Judged::indexedAt)
          .thenComparing(Judged::uri);

  /** How many posts of a thread are read as one: the announcement is among them. */
  private static final int HEAD = 3;

  private final Policy policy;
  private final Judge judge;
  private final Told told;

  Choosing(Policy policy, Judge judge, Told told) {
    this.policy = policy;
    this.judge = judge;
    this.told = told;
  }

  Optional<Choice> choose() {
    return switch (told.story().standing()) {
      case CLOSED -> Optional.empty();
      case REPOSTED -> chooseAgain();
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
    return best == null ? chooseThread(action, threshold) : Optional.of(Choice.now(best, action));
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

  /** A later post that says more on what was reposted; what only goes on with a thread does not. */
  private Optional<Choice> chooseAgain() {
    return told.posts().stream()
        .filter(j -> !told.story().shown().equals(Optional.of(j.uri())))
        .filter(j -> !j.post().continuesOwnThread() && j.gate().allows(Action.BOOKMARK))
        .filter(j -> j.judgement().ownScore() >= policy.repostAt())
        .filter(j -> j.judgement().ownRules().stream().anyMatch(Rule::again))
        .min(BEST)
        .map(j -> Choice.now(j, Action.BOOKMARK));
  }

  private Optional<Choice> withThread(List<Judged> thread, Action action, int threshold) {
    List<Judged> counted =
        thread.stream()
            .filter(j -> !j.gone())
            .filter(j -> j.judgement().rules().stream().noneMatch(Rule::veto))
            .toList();
    Set<Rule> rules = new LinkedHashSet<>();
    counted.forEach(j -> rules.addAll(j.judgement().rules()));
    if (counted.size() > 1) {
      rules.addAll(judge.together(counted.stream().limit(HEAD).map(Judged::post).toList()));
    }
    int score = Judgement.points(rules);
    return thread.stream()
        .filter(j -> score >= threshold && j.gate().allows(action))
        .filter(j -> j.uri().equals(j.post().threadRoot()))
        .findFirst()
        .map(root -> Choice.withThread(root, action, rules));
  }
}
