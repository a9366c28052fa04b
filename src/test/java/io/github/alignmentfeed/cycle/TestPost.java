package io.github.alignmentfeed.cycle;

import io.github.alignmentfeed.atproto.AtUri;
import io.github.alignmentfeed.atproto.Did;
import io.github.alignmentfeed.atproto.Handle;
import io.github.alignmentfeed.atproto.Nsid;
import io.github.alignmentfeed.atproto.Tid;
import io.github.alignmentfeed.curation.Author;
import io.github.alignmentfeed.curation.Card;
import io.github.alignmentfeed.curation.Content;
import io.github.alignmentfeed.curation.Link;
import io.github.alignmentfeed.curation.Post;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Builds a post; what is not said is plain. */
public final class TestPost {
  public static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  /** Words that reach the threshold for a repost, and for a bookmark, by {@link TestBot#JUDGE}. */
  public static final String MATCHING = "Our new results on reward hacking";

  public static final String HINTING = "A short look at interpretability";
  public static final String PAPER = "https://arxiv.org/abs/2412.14093";

  private final String author;
  private Instant at = NOON;
  private String text = MATCHING;
  private final List<Link> links = new ArrayList<>();
  private final List<Card> cards = new ArrayList<>();
  private final Set<String> labels = new LinkedHashSet<>();
  private Optional<Post.Reply> reply = Optional.empty();
  private Optional<Post.Quote> quote = Optional.empty();
  private Optional<String> rkey = Optional.empty();

  private TestPost(String author) {
    this.author = author;
  }

  /** A post that matches, written at noon by the account of that name. */
  public static TestPost by(String author) {
    return new TestPost(author);
  }

  public static Did did(String author) {
    return new Did("did:plc:" + author);
  }

  public TestPost at(Instant at) {
    this.at = at;
    return this;
  }

  public TestPost says(String text) {
    this.text = text;
    return this;
  }

  public TestPost linksTo(String url) {
    links.add(new Link(url, Link.Origin.FACET));
    return this;
  }

  public TestPost card(String url, String title, String description) {
    cards.add(new Card(url, title, description));
    return this;
  }

  public TestPost labelled(String label) {
    labels.add(label);
    return this;
  }

  public TestPost quotes(Post quoted) {
    quote =
        Optional.of(
            new Post.Quote(quoted.uri(), quoted.author(), quoted.content(), quoted.labels()));
    return this;
  }

  /** Continues the thread of a post. */
  public TestPost continues(Post before) {
    reply =
        Optional.of(
            new Post.Reply(
                before.reply().map(Post.Reply::root).orElse(before.ref()), before.ref()));
    return this;
  }

  /** Stands under a record key of its own; otherwise the time makes the key. */
  public TestPost under(String rkey) {
    this.rkey = Optional.of(rkey);
    return this;
  }

  public Post post() {
    long micros = at.toEpochMilli() * 1000;
    String key = rkey.orElse(Tid.of(micros, text.hashCode()).toString());
    return new Post(
        new AtUri(did(author), Nsid.POST, key),
        "bafy" + Integer.toHexString(Objects.hash(text, links)),
        new Author(did(author), new Handle(author + ".test"), author, Set.of()),
        at,
        at,
        new Content(text, links, List.of(), cards, List.of()),
        reply,
        quote,
        labels,
        List.of());
  }

  /** The same post after its author changed the text. */
  public static Post edited(Post post, String text) {
    Content c = post.content();
    return new Post(
        post.uri(),
        "bafyedited" + Integer.toHexString(text.hashCode()),
        post.author(),
        post.createdAt(),
        post.indexedAt(),
        new Content(text, c.links(), c.tags(), c.cards(), c.alts()),
        post.reply(),
        post.quote(),
        post.labels(),
        post.langs());
  }

  /** The same version of the same post after it was labelled. */
  public static Post labelled(Post post, String label) {
    Set<String> labels = new LinkedHashSet<>(post.labels());
    labels.add(label);
    return new Post(
        post.uri(),
        post.cid(),
        post.author(),
        post.createdAt(),
        post.indexedAt(),
        post.content(),
        post.reply(),
        post.quote(),
        labels,
        post.langs());
  }

  /** The same post by an author who is not to be shown to people who have not signed in. */
  public static Post hidden(Post post) {
    Author author = post.author();
    return new Post(
        post.uri(),
        post.cid(),
        new Author(
            author.did(), author.handle(), author.displayName(), Set.of("!no-unauthenticated")),
        post.createdAt(),
        post.indexedAt(),
        post.content(),
        post.reply(),
        post.quote(),
        post.labels(),
        post.langs());
  }
}
