package io.github.alignmentfeed.curation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a post says, wherever it says it.
 *
 * @param text the text; may be empty
 * @param links every address it points at: facets, cards, bare and cut addresses in the text, in
 *     this order and without repetition
 * @param tags hashtags of facets and of the record's own list, without the {@code #}
 * @param cards link cards, embedded lists, feeds and starter packs
 * @param alts alternative texts of images, galleries and videos; empty ones left out
 * @param papers titles and abstracts that were looked up of papers which the post itself only
 *     points at; empty in a post as it was read
 */
public record Content(
    String text,
    List<Link> links,
    List<String> tags,
    List<Card> cards,
    List<String> alts,
    List<Card> papers) {
  /** How often an address may lead on to another. */
  private static final int STEPS = 4;

  public Content {
    links = List.copyOf(links);
    tags = List.copyOf(tags);
    cards = List.copyOf(cards);
    alts = List.copyOf(alts);
    papers = List.copyOf(papers);
  }

  /** What a post says as it was read. */
  public Content(
      String text, List<Link> links, List<String> tags, List<Card> cards, List<String> alts) {
    this(text, links, tags, cards, alts, List.of());
  }

  /** A post of words alone. */
  public static Content ofText(String text) {
    return new Content(text, List.of(), List.of(), List.of(), List.of());
  }

  /** The papers that it points at or names, of which no card shows a title. */
  public Set<PaperId> untitled() {
    Set<PaperId> untitled = new LinkedHashSet<>();
    links.forEach(link -> PaperId.of(link).ifPresent(untitled::add));
    untitled.addAll(PaperId.namedIn(text));
    for (Card card : cards) {
      if (!card.title().isBlank()) {
        PaperId.of(new Link(card.url(), Link.Origin.CARD)).ifPresent(untitled::remove);
      }
    }
    return untitled;
  }

  /** The same with all that is known of its addresses and papers beyond what it says itself. */
  Content knowing(Leads leads) {
    List<Link> longer = new ArrayList<>();
    Set<String> addresses = new HashSet<>();
    links.forEach(link -> addresses.add(link.url()));
    for (Link link : links) {
      longer.add(link);
      way(link, leads).stream().filter(step -> addresses.add(step.url())).forEach(longer::add);
    }
    List<Card> led =
        cards.stream().map(c -> new Card(end(c.url(), leads), c.title(), c.description())).toList();
    Content known = new Content(text, longer, tags, led, alts);
    List<Card> about =
        known.untitled().stream().map(leads::about).flatMap(Optional::stream).toList();
    return new Content(text, longer, tags, led, alts, about);
  }

  /** Where an address leads, and where that leads, to the end. */
  private static List<Link> way(Link link, Leads leads) {
    List<Link> way = new ArrayList<>();
    Set<String> visited = new HashSet<>(Set.of(link.url()));
    Optional<Link> next = target(link, leads);
    while (way.size() < STEPS && next.filter(step -> visited.add(step.url())).isPresent()) {
      way.add(next.get());
      next = target(next.get(), leads);
    }
    return way;
  }

  private static Optional<Link> target(Link link, Leads leads) {
    return leads
        .target(link.url())
        .or(() -> Wrapping.target(link))
        .map(target -> new Link(target, Link.Origin.RESOLVED));
  }

  private static String end(String address, Leads leads) {
    List<Link> way = way(new Link(address, Link.Origin.CARD), leads);
    return way.isEmpty() ? address : way.get(way.size() - 1).url();
  }
}
