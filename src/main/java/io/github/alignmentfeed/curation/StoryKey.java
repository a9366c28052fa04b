package io.github.alignmentfeed.curation;

import io.github.alignmentfeed.atproto.AtUri;

/** What makes posts one story: the thread that they belong to, or the paper that they speak of. */
public sealed interface StoryKey {

  /** The key as it is kept: {@code thread:} or {@code paper:}, and what it names. */
  String value();

  /** The key of an author's own thread, and of each post in it; a post alone is a thread of one. */
  static StoryKey thread(AtUri post) {
    return new OfThread(post);
  }

  /** The key of a paper. */
  static StoryKey paper(PaperId paper) {
    return new OfPaper(paper);
  }

  /**
   * The key that is kept so.
   *
   * @throws IllegalArgumentException where no key is
   */
  static StoryKey of(String value) {
    if (value.startsWith(OfThread.KIND)) {
      return thread(AtUri.of(value.substring(OfThread.KIND.length())));
    }
    if (value.startsWith(OfPaper.KIND)) {
      return paper(new PaperId(value.substring(OfPaper.KIND.length())));
    }
    throw new IllegalArgumentException("not the key of a story: " + value);
  }

  /**
   * @param post one of the thread
   */
  record OfThread(AtUri post) implements StoryKey {
    private static final String KIND = "thread:";

    @Override
    public String value() {
      return KIND + post;
    }
  }

  /**
   * @param paper its identity
   */
  record OfPaper(PaperId paper) implements StoryKey {
    private static final String KIND = "paper:";

    @Override
    public String value() {
      return KIND + paper;
    }
  }
}
