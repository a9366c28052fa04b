package io.github.alignmentfeed.cycle;

import io.github.alignmentfeed.curation.Candidate;
import io.github.alignmentfeed.curation.Post;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

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
   * Asks for everything that is open. What was found is noted while no other process decides, which
   * would else close a post that is to be decided again.
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
      List<String> due = findings.due(since, now).stream().filter(guide::answers).toList();
      Map<String, Finding> found = due.isEmpty() ? Map.of() : guide.ask(due);
      if (!found.isEmpty()) {
        ledger.exclusively(() -> note(found, now));
      }
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
      if (!unknown.isEmpty()) {
        note(guide.ask(unknown), now);
      }
    }
  }

  /** A post as it was read, with what is known beyond it. */
  Post known(Post post) {
    return post.knowing(ledger.findings());
  }

  private Map<String, Finding> note(Map<String, Finding> found, Instant now) {
    found.forEach((subject, finding) -> ledger.findings().note(subject, finding, now));
    return found;
  }
}
