package io.github.alignmentfeed.store;

import io.github.alignmentfeed.atproto.AtUri;
import io.github.alignmentfeed.atproto.Did;
import io.github.alignmentfeed.atproto.Handle;
import io.github.alignmentfeed.atproto.Tid;
import io.github.alignmentfeed.curation.Action;
import io.github.alignmentfeed.curation.Author;
import io.github.alignmentfeed.curation.Content;
import io.github.alignmentfeed.curation.Decision;
import io.github.alignmentfeed.curation.Evidence;
import io.github.alignmentfeed.curation.Post;
import io.github.alignmentfeed.curation.Sighting;
import io.github.alignmentfeed.cycle.Decided;
import io.github.alignmentfeed.cycle.Outcome;
import io.github.alignmentfeed.cycle.Writes.Claim;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Posts as they are met and decided on, for tests of the store. */
final class StoredPosts {
  static final Did ADA = new Did("did:plc:ada");
  static final Did BEN = new Did("did:plc:ben");
  static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");

  private StoredPosts() {}

  static Post post(Did author, Instant at, String text) {
    return post(author, at, text, "bafy", Set.of());
  }

  static Post post(Did author, Instant at, String text, String cid, Set<String> labels) {
    String rkey = Tid.of(at.toEpochMilli() * 1000, text.hashCode()).toString();
    return new Post(
        AtUri.of("at://" + author + "/app.bsky.feed.post/" + rkey),
        cid,
        new Author(author, new Handle("somebody.test"), "", Set.of()),
        at,
        at,
        Content.ofText(text),
        Optional.empty(),
        Optional.empty(),
        labels,
        List.of("en"));
  }

  static Sighting met(Post post, Did through) {
    return new Sighting(post, through, post.indexedAt());
  }

  static Sighting met(Post post) {
    return met(post, post.author().did());
  }

  static Decided decided(Post post, Action action, boolean open) {
    return new Decided(
        new Decision(
            post,
            Set.of(post.author().did()),
            action,
            action,
            Optional.empty(),
            "because",
            action == Action.SKIP ? 2 : 12,
            List.of(),
            post.threadRoot().toString(),
            List.of(),
            open),
        Outcome.NONE);
  }

  /** The same decision for other reasons. */
  static Decided with(Decided decided, List<Evidence> evidence) {
    Decision d = decided.decision();
    return new Decided(
        new Decision(
            d.post(),
            d.through(),
            d.action(),
            d.intended(),
            d.until(),
            d.reason(),
            evidence.stream().mapToInt(Evidence::points).sum(),
            evidence,
            d.story(),
            d.papers(),
            d.open()),
        decided.outcome());
  }

  static Claim claim(Post post, Instant at) {
    return new Claim(
        post.ref(),
        Action.REPOST,
        Tid.about(post.uri()).toString(),
        at,
        post.threadRoot().toString());
  }
}
