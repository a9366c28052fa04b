package io.github.alignmentfeed.curation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of text in a post in which rules look for evidence.
 *
 * @param field the part of the post
 * @param text the text as the post has it
 * @param link the address that the text is, where it is one
 */
public record Passage(Field field, String text, Optional<Link> link) {

  /** Every passage of a post; evidence refers to them by their place in this list. */
  public static List<Passage> of(Post post) {
    List<Passage> passages = new ArrayList<>();
    Content own = post.content();
    passages.add(new Passage(Field.TEXT, own.text(), Optional.empty()));
    addTo(passages, own, null);
    post.quote()
        .ifPresent(
            quote -> {
              passages.add(new Passage(Field.QUOTE, quote.content().text(), Optional.empty()));
              addTo(passages, quote.content(), Field.QUOTE);
            });
    return List.copyOf(passages);
  }

  private static void addTo(List<Passage> passages, Content content, @Nullable Field quoted) {
    for (Link link : content.links()) {
      Field field = link.origin() == Link.Origin.CARD ? Field.CARD : Field.LINK;
      passages.add(new Passage(quoted == null ? field : quoted, link.url(), Optional.of(link)));
    }
    for (String tag : content.tags()) {
      // The sign makes words in one piece be taken apart at their capitals.
      passages.add(new Passage(quoted == null ? Field.TAG : quoted, "#" + tag, Optional.empty()));
    }
    for (Card card : content.cards()) {
      Field field = quoted == null ? Field.CARD : quoted;
      passages.add(new Passage(field, card.title(), Optional.empty()));
      passages.add(new Passage(field, card.description(), Optional.empty()));
    }
    for (String alt : content.alts()) {
      passages.add(new Passage(quoted == null ? Field.ALT : quoted, alt, Optional.empty()));
    }
    for (Card paper : content.papers()) {
      Field field = quoted == null ? Field.PAPER : quoted;
      passages.add(new Passage(field, paper.title(), Optional.empty()));
      passages.add(new Passage(field, paper.description(), Optional.empty()));
    }
  }
}
