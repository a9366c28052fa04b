package io.github.alignmentfeed.curation;

import io.github.alignmentfeed.atproto.Did;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is to be done with one post, and why.
 *
 * @param post the post
 * @param through the followed accounts in whose feeds it was met
 * @param action what is to be done now
 * @param intended what is to be done in the end, if nothing changes: differs from {@code action}
 *     where that is {@link Action#DEFER}
 * @param until when a deferred post is ready at the earliest, where that is known
 * @param reason a sentence for people
 * @param score the points of the rules; of the whole thread where it is judged with its thread
 * @param evidence what the rules saw in this post
 * @param story the story that it belongs to
 * @param papers the papers that it points at
 * @param open whether it must be decided again at the next tick
 */
public record Decision(
    Post post,
    Set<Did> through,
    Action action,
    Action intended,
    Optional<Instant> until,
    String reason,
    int score,
    List<Evidence> evidence,
    String story,
    List<PaperId> papers,
    boolean open) {
  public Decision {
    through = Set.copyOf(through);
    evidence = List.copyOf(evidence);
    papers = List.copyOf(papers);
  }

  /**
   * Whether something speaks for the post: it is not left alone, has points for what stands in it,
   * or names a paper.
   */
  public boolean isNotable() {
    return action != Action.SKIP || (score > 0 && !evidence.isEmpty()) || !papers.isEmpty();
  }
}
