package io.github.alignmentfeed.curation;

import io.github.alignmentfeed.atproto.AtUri;

/**
 * What makes posts one story: the thread that they belong to, or the paper that they speak of.
 *
 * @param value {@code thread:} and the AT-URI of one of its posts, or {@code paper:} and its
 *     identity
 */
public record StoryKey(String value) {
  /** The key of an author's own thread, and of each post in it; a post alone is a thread of one. */
  public static StoryKey thread(AtUri post) {
    return new StoryKey("thread:" + post);
  }

  /** The key of a paper. */
  public static StoryKey paper(PaperId paper) {
    return new StoryKey("paper:" + paper);
  }
}
