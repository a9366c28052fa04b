package io.github.alignmentfeed.curation;

import io.github.alignmentfeed.curation.Stories.Told;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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
    Optional<Choice> alone =
        told.posts().stream()
            .filter(j -> j.gate().allows(action) && j.score() >= threshold)
            .min(BEST)
            .map(j -> Choice.now(j, action, j.score(), false));
    return alone.or(
        () ->
            told.threads().stream()
                .flatMap(thread -> withThread(thread, action, threshold).stream())
                .min(Comparator.comparing(Choice::post, BEST)));
  }

  private static Optional<Choice> withThread(List<Judged> thread, Action action, int threshold) {
    Set<Rule> rules = new HashSet<>();
    thread.stream()
        .filter(j -> !j.gone())
        .map(j -> j.judgement().rules())
        .filter(held -> held.stream().noneMatch(Rule::veto))
        .forEach(rules::addAll);
    int score = Judgement.points(rules);
    return thread.stream()
        .filter(j -> score >= threshold && j.gate().allows(action))
        .filter(j -> j.uri().equals(j.post().threadRoot()))
        .findFirst()
        .map(root -> Choice.now(root, action, score, true));
  }
}
