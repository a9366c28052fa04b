package io.github.alignmentfeed.curation;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * A candidate and what the rules see in it alone.
 *
 * @param candidate the candidate
 * @param judgement what the rules see
 */
public record Appraisal(Candidate candidate, Judgement judgement) {

  /** Everything by which it could belong to a story: a history must know the stories of these. */
  public Set<StoryKey> keys() {
    Set<StoryKey> keys = new LinkedHashSet<>();
    keys.add(StoryKey.thread(candidate.post().threadRoot()));
    keys.add(StoryKey.thread(candidate.post().uri()));
    judgement.papers().forEach(paper -> keys.add(StoryKey.paper(paper)));
    judgement.quotedPapers().forEach(paper -> keys.add(StoryKey.paper(paper)));
    candidate.post().quote().ifPresent(quote -> keys.add(StoryKey.thread(quote.uri())));
    return keys;
  }
}
