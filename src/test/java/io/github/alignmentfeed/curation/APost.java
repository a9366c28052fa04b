package io.github.alignmentfeed.curation;

import io.github.alignmentfeed.atproto.AtUri;
import io.github.alignmentfeed.atproto.Did;
import io.github.alignmentfeed.atproto.Handle;
import io.github.alignmentfeed.atproto.Nsid;
import io.github.alignmentfeed.atproto.StrongRef;
import io.github.alignmentfeed.atproto.Tid;
import io.github.alignmentfeed.curation.Link.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Builds posts for tests. */
final class APost {
  static final Instant START = Instant.parse("2026-01-05T10:00:00Z");

  private final Did author;
  private final String text;
  private final List<Link> links = new ArrayList<>();
  private Instant at = START;
  private int number;
  private Optional<Post.Reply> reply = Optional.empty();
  private Optional<Post.Quote> quote = Optional.empty();
  private Set<String> labels = Set.of();
  private Set<String> authorLabels = Set.of();
  private List<String> langs = List.of();
  private static int made;

  private APost(String author, String text) {
    this.author = did(author);
    this.text = text;
    this.number = made++;
  }

  static Did did(String name) {
    return new Did("did:plc:" + name);
  }

  static APost by(String author, String text) {
    return new APost(author, text);
  }

  APost minutes(long after) {
    at = START.plus(Duration.ofMinutes(after));
    return this;
  }

  APost link(String url) {
    links.add(new Link(url, Origin.FACET));
    return this;
  }

  APost answering(Post root, Post parent) {
    reply = Optional.of(new Post.Reply(ref(root), ref(parent)));
    return this;
  }

  APost quoting(Post quoted) {
    quote =
        Optional.of(
            new Post.Quote(quoted.uri(), quoted.author(), quoted.content(), quoted.labels()));
    return this;
  }

  APost labels(String... values) {
    labels = Set.of(values);
    return this;
  }

  APost authorLabels(String... values) {
    authorLabels = Set.of(values);
    return this;
  }

  APost langs(String... tags) {
    langs = List.of(tags);
    return this;
  }

  private static StrongRef ref(Post post) {
    return post.ref();
  }

  Post post() {
    long micros = at.toEpochMilli() * 1000 + number % 1000;
    AtUri uri = new AtUri(author, Nsid.POST, Tid.of(micros, number).toString());
    return new Post(
        uri,
        "cid" + number,
        new Author(
            author,
            new Handle(author.value().substring("did:plc:".length()) + ".test"),
            "",
            authorLabels),
        at,
        at,
        new Content(text, links, List.of(), List.of(), List.of()),
        reply,
        quote,
        labels,
        langs);
  }
}
