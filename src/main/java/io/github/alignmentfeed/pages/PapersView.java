package io.github.alignmentfeed.pages;

import io.github.alignmentfeed.curation.Card;
import io.github.alignmentfeed.curation.Link;
import io.github.alignmentfeed.curation.PaperId;
import io.github.alignmentfeed.curation.Post;
import io.github.alignmentfeed.cycle.Archive;
import io.github.alignmentfeed.cycle.Archive.Entry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Papers that posts point at.
 *
 * @param days how far back
 * @param papers the most spoken of first
 */
public record PapersView(int days, List<Paper> papers) {
  /** How far back one can ask. */
  public static final List<Integer> PERIODS = List.of(7, 30, 90);

  /**
   * A paper.
   *
   * @param title what it is about, or its name
   * @param name its name; empty where that is the title
   * @param url where it leads; empty where that is not known
   * @param posts the newest posts that may be shown
   */
  public record Paper(
      int rank,
      String title,
      String name,
      String url,
      int accounts,
      int count,
      List<PostCard> posts) {

    static Paper of(int rank, Archive.Paper paper, Instant now) {
      List<Post> posts = paper.latest().stream().map(Entry::post).toList();
      String name = Links.name(paper.id());
      String title = title(paper, posts).orElse(name);
      return new Paper(
          rank,
          title,
          title.equals(name) ? "" : name,
          Links.paper(paper.id(), posts),
          paper.accounts(),
          paper.posts(),
          paper.latest().stream().map(entry -> PostCard.of(entry, now, false)).toList());
    }

    private static Optional<String> title(Archive.Paper paper, List<Post> posts) {
      return Stream.concat(
              paper.about().map(Card::title).stream(),
              posts.stream()
                  .flatMap(post -> post.content().cards().stream())
                  .filter(card -> isOf(card, paper.id()))
                  .map(Card::title))
          .map(String::strip)
          .filter(title -> !title.isEmpty())
          .findFirst();
    }

    private static boolean isOf(Card card, PaperId paper) {
      return PaperId.of(new Link(card.url(), Link.Origin.CARD)).equals(Optional.of(paper))
          || (paper.scheme().equals("url") && card.url().contains(paper.name()));
    }
  }

  public static PapersView of(int days, List<Archive.Paper> papers, Instant now) {
    return new PapersView(
        days,
        IntStream.range(0, papers.size())
            .mapToObj(i -> Paper.of(i + 1, papers.get(i), now))
            .toList());
  }
}
