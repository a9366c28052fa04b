package io.github.alignmentfeed.pages;

import io.github.alignmentfeed.atproto.Did;
import io.github.alignmentfeed.curation.Author;
import io.github.alignmentfeed.curation.Card;
import io.github.alignmentfeed.curation.Content;
import io.github.alignmentfeed.curation.Evidence;
import io.github.alignmentfeed.curation.PaperId;
import io.github.alignmentfeed.curation.Post;
import io.github.alignmentfeed.cycle.Archive.Entry;
import io.github.alignmentfeed.cycle.Ledger.Told;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A post as it is shown, with what was done with it and why.
 *
 * @param name of its author; the handle where there is none
 * @param said what it says
 * @param quote what the quoted post says, where it quotes one
 * @param until when it is ready, where it waits
 * @param passedOn who brought it, where that was not its author
 * @param deeds what the operator can do with it
 */
public record PostCard(
    String uri,
    String link,
    String name,
    String handle,
    String profile,
    Moment posted,
    Said said,
    Optional<Quoted> quote,
    Verdict verdict,
    Moment decided,
    Optional<Moment> until,
    int score,
    Reason reason,
    List<Paper> papers,
    boolean passedOn,
    List<Deed> deeds) {

  private static final String INVALID = "handle.invalid";

  /** What a post says, wherever it says it. */
  public record Said(
      List<Piece> text, List<List<Piece>> tags, List<Preview> previews, List<List<Piece>> alts) {}

  /**
   * A link as text.
   *
   * @param url where it leads; empty where nowhere
   */
  public record Preview(String url, String host, List<Piece> title, List<Piece> description) {}

  /** The quoted post. */
  public record Quoted(String link, String name, String handle, Said said) {}

  /** A paper that it points at. */
  public record Paper(String name, String url) {}

  /** What the operator can do with a post. */
  public enum Deed {
    REPOST("Repost", "repost"),
    BOOKMARK("Bookmark", "bookmark"),
    UNDO("Undo", "undo"),
    REJECT("Reject", "reject");

    private final String word;
    private final String path;

    Deed(String word, String path) {
      this.word = word;
      this.path = path;
    }

    public String word() {
      return word;
    }

    /** The last part of the address to which its form is sent. */
    public String path() {
      return path;
    }
  }

  /**
   * @param mayAct whether the visitor may do anything
   */
  static PostCard of(Entry entry, Instant now, boolean mayAct) {
    Post post = entry.post();
    Told told = entry.told();
    Verdict verdict = Verdict.of(told);
    Author author = post.author();
    int own = 1 + size(post.content());
    return new PostCard(
        post.uri().toString(),
        Links.post(post.uri()),
        name(author),
        handle(author),
        Links.profile(author.did()),
        Moment.of(post.indexedAt(), now),
        said(post.content(), 0, told.evidence()),
        post.quote()
            .map(
                quote ->
                    new Quoted(
                        Links.post(quote.uri()),
                        name(quote.author()),
                        handle(quote.author()),
                        said(quote.content(), own, told.evidence()))),
        verdict,
        Moment.of(told.decidedAt(), now),
        told.until().map(until -> Moment.of(until, now)),
        told.score(),
        Reason.of(told),
        told.papers().stream().map(paper -> paper(paper, post)).toList(),
        isPassedOn(told, author.did()),
        mayAct ? deeds(verdict) : List.of());
  }

  private static boolean isPassedOn(Told told, Did author) {
    return !told.through().isEmpty() && !told.through().contains(author);
  }

  private static String name(Author author) {
    return author.displayName().isBlank() ? handle(author) : author.displayName();
  }

  /** Of an account whose handle could not be verified only the DID is sure. */
  private static String handle(Author author) {
    String handle = author.handle().value();
    return handle.equals(INVALID) ? author.did().value() : "@" + handle;
  }

  private static Paper paper(PaperId paper, Post post) {
    return new Paper(Links.name(paper), Links.paper(paper, List.of(post)));
  }

  private static List<Deed> deeds(Verdict verdict) {
    return switch (verdict) {
      case REPOSTED -> List.of(Deed.UNDO);
      case BOOKMARKED -> List.of(Deed.REPOST, Deed.REJECT);
      case TO_REPOST, TO_BOOKMARK, WAITS -> List.of(Deed.REPOST, Deed.BOOKMARK, Deed.REJECT);
      case LEFT -> List.of(Deed.REPOST, Deed.BOOKMARK);
      case TAKEN_BACK -> List.of();
    };
  }

  /** How many passages follow the text, in the order of the passages of a post. */
  private static int size(Content content) {
    return content.links().size()
        + content.tags().size()
        + 2 * content.cards().size()
        + content.alts().size()
        + 2 * content.papers().size();
  }

  private static Said said(Content content, int first, List<Evidence> evidence) {
    int at = first + 1 + content.links().size();
    List<List<Piece>> tags = new ArrayList<>();
    for (String tag : content.tags()) {
      tags.add(Piece.of("#" + tag, at++, evidence));
    }
    List<Preview> previews = new ArrayList<>();
    for (Card card : content.cards()) {
      previews.add(
          new Preview(
              Links.safe(card.url()),
              host(card.url()),
              Piece.of(card.title(), at, evidence),
              Piece.of(card.description(), at + 1, evidence)));
      at += 2;
    }
    List<List<Piece>> alts = new ArrayList<>();
    for (String alt : content.alts()) {
      alts.add(Piece.of(alt, at++, evidence));
    }
    return new Said(Piece.of(content.text(), first, evidence), tags, previews, alts);
  }

  private static String host(String url) {
    return Links.safe(url).replaceFirst("(?i)^https?://(www\\.)?", "").replaceFirst("[/?#].*", "");
  }
}
