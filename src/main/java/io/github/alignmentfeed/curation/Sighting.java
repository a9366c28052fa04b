package io.github.alignmentfeed.curation;

import io.github.alignmentfeed.atproto.Did;
import java.time.Instant;

/**
 * A post met in the feed of a followed account.
 *
 * @param post the post
 * @param through the account in whose feed it stood: its author, or who reposted it
 * @param at the time by which feeds are ordered: that of the repost where it is one, otherwise the
 *     earlier of {@code createdAt} and {@code indexedAt}
 * @param byBot whether that account says of itself that it is a bot
 */
public record Sighting(Post post, Did through, Instant at, boolean byBot) {

  /** A post met in the feed of an account that is no bot. */
  public Sighting(Post post, Did through, Instant at) {
    this(post, through, at, false);
  }
}
