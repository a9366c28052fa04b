package io.github.alignmentfeed.cycle;

import io.github.alignmentfeed.atproto.AtUri;
import io.github.alignmentfeed.atproto.Did;
import io.github.alignmentfeed.atproto.StrongRef;
import io.github.alignmentfeed.atproto.Tid;
import io.github.alignmentfeed.curation.Post;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** An account in name only: every write succeeds and goes nowhere. */
public final class Rehearsal implements Account {
  /** Stands for a bot whose account is not known yet. */
  public static final Did NOBODY = new Did("did:web:bot.invalid");

  private final Did did;
  private final Function<AtUri, Optional<Post>> posts;

  /**
   * @param did whom it plays
   * @param posts what is known of posts; they are taken to be unchanged
   */
  public Rehearsal(Did did, Function<AtUri, Optional<Post>> posts) {
    this.did = did;
    this.posts = posts;
  }

  @Override
  public Did did() {
    return did;
  }

  @Override
  public Map<AtUri, Fresh> look(Collection<AtUri> uris) {
    Map<AtUri, Fresh> seen = new LinkedHashMap<>();
    for (AtUri uri : uris) {
      posts
          .apply(uri)
          .ifPresent(post -> seen.put(uri, new Fresh(post, Optional.empty(), false, false, true)));
    }
    return seen;
  }

  @Override
  public Written repost(Tid key, StrongRef subject, Instant at) {
    return Written.NEW;
  }

  @Override
  public Optional<StrongRef> repostUnder(Tid key) {
    return Optional.empty();
  }

  @Override
  public void deleteRepost(String rkey) {}

  @Override
  public void bookmark(StrongRef subject) {}

  @Override
  public void deleteBookmark(AtUri subject) {}

  @Override
  public void tombstone(Tid key, StrongRef subject, Instant at) {}

  @Override
  public List<RepostRecord> reposts(Extent extent) {
    return List.of();
  }

  @Override
  public List<Bookmark> bookmarks() {
    return List.of();
  }

  @Override
  public List<AtUri> tombstones() {
    return List.of();
  }

  @Override
  public People people() {
    return People.NOBODY;
  }
}
