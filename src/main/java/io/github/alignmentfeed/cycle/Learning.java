package io.github.alignmentfeed.cycle;

import io.github.alignmentfeed.curation.Candidate;
import io.github.alignmentfeed.curation.Post;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * Finds out what undecided posts only point at, before they are decided. What cannot be found out
 * now holds nothing up: the posts are decided as they stand, and again once it is known.
 */
final class Learning {
  private final List<Guide> guides;
  private final Ledger ledger;

  /**
   * @param guides in the order in which they are asked; what one finds may be what the next is for
   */
  Learning(List<Guide> guides, Ledger ledger) {
    this.guides = guides;
    this.ledger = ledger;
  }

  /**
   * Asks for everything that is open.
   *
   * @param since posts indexed before it are too old to be shown
   */
  void learn(Instant since, Instant now) {
    Findings findings = ledger.findings();
    for (Guide guide : guides) {
      ledger.open().stream()
          .map(Candidate::post)
          .filter(post -> !post.indexedAt().isBefore(since))
          .forEach(post -> findings.want(post.uri(), guide.subjects(post)));
      ask(guide, findings.due(since, now).stream().filter(guide::answers).toList(), now);
    }
  }

  /** Asks for some posts alone, once, whatever came of it before. */
  void learn(Collection<Post> posts, Instant now) {
    for (Guide guide : guides) {
      List<String> unknown =
          posts.stream()
              .flatMap(post -> guide.subjects(known(post)).stream())
              .filter(ledger.findings()::isUnknown)
              .distinct()
              .toList();
      ask(guide, unknown, now);
    }
  }

  /** A post as it was read, with what is known beyond it. */
  Post known(Post post) {
    return post.knowing(ledger.findings());
  }

  private void ask(Guide guide, List<String> subjects, Instant now) {
    if (!subjects.isEmpty()) {
      guide.ask(subjects).forEach((subject, found) -> ledger.findings().note(subject, found, now));
    }
  }
}
