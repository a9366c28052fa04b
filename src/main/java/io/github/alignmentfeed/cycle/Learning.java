package io.github.alignmentfeed.cycle;

import io.github.alignmentfeed.atproto.Did;
import io.github.alignmentfeed.curation.Candidate;
import io.github.alignmentfeed.curation.Post;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

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

  /** Whom it asks. */
  List<Guide> guides() {
    return guides;
  }

  /**
   * Asks for everything that is open. What was found is noted while no other process decides, which
   * would else close a post that is to be decided again.
   *
   * @param since posts indexed before it are too old to be shown
   */
  void learn(Instant since, Instant now) {
    Findings findings = ledger.findings();
    Set<Did> refusing = ledger.refusals().refusing();
    refusing.forEach(findings::forget);
    List<Post> open = List.of();
    boolean news = true;
    for (Guide guide : guides) {
      if (news) {
        open =
            ledger.open().stream()
                .map(Candidate::post)
                .filter(post -> !refusing.contains(post.author().did()))
                .filter(post -> !post.indexedAt().isBefore(since))
                .toList();
      }
      open.forEach(post -> findings.want(post.uri(), guide.subjects(post)));
      news = ask(guide, findings.due(since, now).stream().filter(guide::answers).toList(), now);
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

  /** Notes what posts want to know that stand already; it is asked for with all the rest. */
  void want(Collection<Post> posts) {
    for (Guide guide : guides) {
      posts.forEach(post -> ledger.findings().want(post.uri(), guide.subjects(known(post))));
    }
  }

  /** A post as it was read, with what is known beyond it. */
  Post known(Post post) {
    return post.knowing(ledger.findings());
  }

  /** Whether anything was found out. */
  private boolean ask(Guide guide, List<String> subjects, Instant now) {
    Map<String, Finding> found = subjects.isEmpty() ? Map.of() : guide.ask(subjects);
    if (!found.isEmpty()) {
      ledger.exclusively(
          () -> {
            found.forEach((subject, finding) -> ledger.findings().note(subject, finding, now));
            return found;
          });
    }
    return !found.isEmpty();
  }
}
