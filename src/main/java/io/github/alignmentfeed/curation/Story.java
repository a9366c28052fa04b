package io.github.alignmentfeed.curation;

import io.github.alignmentfeed.atproto.AtUri;
import io.github.alignmentfeed.atproto.Handle;
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
 * @param author who wrote that post, where it is still known
 */
public record Story(
    String id,
    Set<StoryKey> keys,
    Instant began,
    Standing standing,
    Optional<AtUri> shown,
    Optional<Handle> author) {
  public Story {
    keys = Set.copyOf(keys);
  }

  /** A story of which it is not known who wrote the post that stands for it. */
  public Story(
      String id, Set<StoryKey> keys, Instant began, Standing standing, Optional<AtUri> shown) {
    this(id, keys, began, standing, shown, Optional.empty());
  }

  /** The post that stands for it and its author, as reasons name them. */
  public Optional<String> told() {
    return shown.map(uri -> uri + author.map(a -> " of @" + a).orElse(""));
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
