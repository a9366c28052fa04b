package io.github.alignmentfeed.curation;

import java.util.List;

/**
 * What a post says, wherever it says it.
 *
 * @param text the text; may be empty
 * @param links every address it points at: facets, cards, bare and cut addresses in the text, in
 *     this order and without repetition
 * @param tags hashtags of facets and of the record's own list, without the {@code #}
 * @param cards link cards, embedded lists, feeds and starter packs
 * @param alts alternative texts of images, galleries and videos; empty ones left out
 */
public record Content(
    String text, List<Link> links, List<String> tags, List<Card> cards, List<String> alts) {
  public Content {
    links = List.copyOf(links);
    tags = List.copyOf(tags);
    cards = List.copyOf(cards);
    alts = List.copyOf(alts);
  }

  /** A post of words alone. */
  public static Content ofText(String text) {
    return new Content(text, List.of(), List.of(), List.of(), List.of());
  }
}
