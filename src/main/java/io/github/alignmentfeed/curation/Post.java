package io.github.alignmentfeed.curation;

import io.github.alignmentfeed.atproto.AtUri;
import io.github.alignmentfeed.atproto.StrongRef;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A post as the AppView shows it ({@code app.bsky.feed.defs#postView}), reduced to what decisions
 * need.
 *
 * @param uri where its record is
 * @param cid the version of the record
 * @param author who wrote it
 * @param createdAt the time that the author's client claims
 * @param indexedAt the time at which the AppView first saw it
 * @param content what it says
 * @param reply what it answers, where it is a reply
 * @param quote the post that it quotes, where it quotes one that can be seen
 * @param labels values of the labels on it, self-labels among them, negated and expired ones not
 * @param langs BCP 47 tags that it claims
 */
public record Post(
    AtUri uri,
    String cid,
    Author author,
    Instant createdAt,
    Instant indexedAt,
    Content content,
    Optional<Reply> reply,
    Optional<Quote> quote,
    Set<String> labels,
    List<String> langs) {

  /**
   * @param root the first post of the thread
   * @param parent the post that is answered
   */
  public record Reply(StrongRef root, StrongRef parent) {}

  /**
   * The quoted post, one level deep.
   *
   * @param uri where its record is
   * @param author who wrote it
   * @param content what it says; its own quoted post is left out
   * @param labels values of the labels on it
   */
  public record Quote(AtUri uri, Author author, Content content, Set<String> labels) {
    public Quote {
      labels = Set.copyOf(labels);
    }
  }

  public Post {
    labels = Set.copyOf(labels);
    langs = List.copyOf(langs);
  }

  /** This version of this post. */
  public StrongRef ref() {
    return new StrongRef(uri, cid);
  }

  /** Whether it continues a thread of its own author: root and parent are the author's. */
  public boolean continuesOwnThread() {
    return reply.isPresent()
        && reply.get().root().uri().did().equals(author.did())
        && reply.get().parent().uri().did().equals(author.did());
  }

  /** The first post of its author's own thread: itself, unless it continues one. */
  public AtUri threadRoot() {
    return continuesOwnThread() ? reply.orElseThrow().root().uri() : uri;
  }

  /** The same post with all that is known of its addresses and papers beyond what it says. */
  public Post knowing(Leads leads) {
    return new Post(
        uri,
        cid,
        author,
        createdAt,
        indexedAt,
        content.knowing(leads),
        reply,
        quote.map(q -> new Quote(q.uri(), q.author(), q.content().knowing(leads), q.labels())),
        labels,
        langs);
  }

  /** Whether its author, or that of the quoted post, shows it to signed-in people alone. */
  public boolean hidesFromStrangers() {
    return author.hidesFromStrangers()
        || quote.filter(q -> q.author().hidesFromStrangers()).isPresent();
  }

  /** Whether a label lies on it, on its author or on what it quotes. */
  boolean isLabelled() {
    return !labels.isEmpty()
        || !author.labels().isEmpty()
        || quote.filter(q -> !q.labels().isEmpty()).isPresent();
  }

  /** The same post without anything that was said in it. */
  public Post withoutContent() {
    return outlined(0);
  }

  /** The same post, but of all that it says only the beginning of its text. */
  public Post outlined(int characters) {
    String text = content.text();
    String beginning = text.substring(0, Math.min(characters, text.length()));
    return new Post(
        uri,
        cid,
        author,
        createdAt,
        indexedAt,
        Content.ofText(beginning),
        reply,
        Optional.empty(),
        labels,
        langs);
  }
}
