package io.github.alignmentfeed.curation;

import io.github.alignmentfeed.atproto.AtUri;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * The posts that are one thing to a reader: a post alone, an author's thread, one paper over
 * several accounts.
 *
 * @param id the AT-URI of the first post of the thread with which it began
 * @param keys what leads to it
 * @param began the earliest {@code indexedAt} of its posts
 * @param standing what became of it
 * @param shown the post that stands for it, once one was shown
 */
public record Story(
    String id, Set<StoryKey> keys, Instant began, Standing standing, Optional<AtUri> shown) {
  public Story {
    keys = Set.copyOf(keys);
  }

  /** What became of a story. */
  public enum Standing {
    /** Nothing was done yet. */
    OPEN,
    /** One of its posts is bookmarked; a better one may still be reposted. */
    BOOKMARKED,
    /** One of its posts is reposted, or about to be. */
    REPOSTED,
    /** It was taken back: nothing is ever done with it again. */
    CLOSED
  }
}
