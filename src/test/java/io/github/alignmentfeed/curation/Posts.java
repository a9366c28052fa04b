package io.github.alignmentfeed.curation;

import io.github.alignmentfeed.atproto.AtUri;
import io.github.alignmentfeed.atproto.Did;
import io.github.alignmentfeed.atproto.Handle;
import io.github.alignmentfeed.atproto.Nsid;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Builds posts; what is not said is empty, and the time is noon. */
final class Posts {
  static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  private static int made;

  private final String author;
  private final String key;
  private String text = "";
  private Instant at = NOON;
  private Optional<Post.Reply> reply = Optional.empty();
  private Optional<Post.Quote> quote = Optional.empty();
  private final List<Link> links = new ArrayList<>();
  private final List<String> tags = new ArrayList<>();
  private final List<Card> cards = new ArrayList<>();
  private final List<String> alts = new ArrayList<>();
  private final Set<String> labels = new HashSet<>();
  private final Set<String> authorLabels = new HashSet<>();
  private final List<String> langs = new ArrayList<>();

  private Posts(String author, String key) {
    this.author = author;
    this.key = key;
  }

  /** A post of an author, with a key that no other has. */
  static Posts by(String author) {
    return by(author, "post" + made++);
  }

  /** A post of an author under a key of its own. */
  static Posts by(String author, String key) {
    return new Posts(author, key);
  }

  /** A post of words alone. */
  static Post saying(String text) {
    return by("ada").says(text).post();
  }

  /** A post that links to an address and says nothing. */
  static Post linking(String url) {
    return by("ada").links(url).post();
  }

  static Did did(String author) {
    return new Did("did:plc:" + author);
  }

  static Handle handle(String author) {
    return new Handle(author + ".example");
  }

  Posts says(String text) {
    this.text = text;
    return this;
  }

  Posts minutesLater(long minutes) {
    return at(NOON.plusSeconds(minutes * 60));
  }

  Posts at(Instant at) {
    this.at = at;
    return this;
  }

  Posts links(String... urls) {
    return links(Link.Origin.FACET, urls);
  }

  Posts links(Link.Origin origin, String... urls) {
    Arrays.stream(urls).map(url -> new Link(url, origin)).forEach(links::add);
    return this;
  }

  Posts card(String url, String title, String description) {
    cards.add(new Card(url, title, description));
    return links(Link.Origin.CARD, url);
  }

  Posts tags(String... tags) {
    this.tags.addAll(List.of(tags));
    return this;
  }

  Posts alt(String alt) {
    alts.add(alt);
    return this;
  }

  Posts quotes(Post quoted) {
    quote =
        Optional.of(
            new Post.Quote(quoted.uri(), quoted.author(), quoted.content(), quoted.labels()));
    return this;
  }

  Posts continues(Post root) {
    return answers(root, root);
  }

  Posts answers(Post root, Post parent) {
    reply = Optional.of(new Post.Reply(root.ref(), parent.ref()));
    return this;
  }

  Posts labelled(String... labels) {
    this.labels.addAll(List.of(labels));
    return this;
  }

  Posts byAuthorLabelled(String... labels) {
    authorLabels.addAll(List.of(labels));
    return this;
  }

  Posts in(String... langs) {
    this.langs.addAll(List.of(langs));
    return this;
  }

  Post post() {
    return new Post(
        new AtUri(did(author), Nsid.POST, key),
        "cid-of-" + key,
        new Author(did(author), handle(author), author, authorLabels),
        at,
        at,
        new Content(text, links, tags, cards, alts),
        reply,
        quote,
        labels,
        langs);
  }

  /** The post as it is met in its author's own feed. */
  Candidate met() {
    return metThrough(author);
  }

  /** The post as it is met in the feeds of these accounts. */
  Candidate metThrough(String... accounts) {
    Set<Did> through = Arrays.stream(accounts).map(Posts::did).collect(Collectors.toSet());
    return new Candidate(post(), through, Instant.EPOCH);
  }
}
