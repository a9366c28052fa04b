package io.github.alignmentfeed.bluesky;

import io.github.alignmentfeed.curation.Card;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * What is embedded in a post ({@code app.bsky.embed.*}). The record of an author and the view that
 * the AppView makes of it have one shape as far as this goes, except that only a view shows what a
 * quoted record says. Kinds that are not known here are no error and hold nothing.
 *
 * @param cards link cards, lists, feeds, labelers and starter packs
 * @param alts alternative texts that are not blank
 * @param quoted the quoted post ({@code app.bsky.embed.record#viewRecord}), where it can be seen
 */
record Embeds(List<Card> cards, List<String> alts, Optional<JsonNode> quoted) {
  private static final Embeds NOTHING = new Embeds(List.of(), List.of(), Optional.empty());

  static Embeds of(JsonNode embed) {
    if (!embed.isObject()) {
      return NOTHING;
    }
    return switch (Json.type(embed).replace("#view", "")) {
      case "app.bsky.embed.external" -> linkCard(embed.path("external"));
      case "app.bsky.embed.images" -> media(Json.items(embed.path("images")));
      case "app.bsky.embed.gallery" -> media(Json.items(embed.path("items")));
      case "app.bsky.embed.video" -> media(Stream.of(embed));
      case "app.bsky.embed.record" -> record(embed.path("record"));
      case "app.bsky.embed.recordWithMedia" ->
          of(embed.path("media")).and(record(embed.path("record").path("record")));
      default -> NOTHING;
    };
  }

  /** Several embeds together; the first quoted post is the one. */
  static Embeds all(Stream<JsonNode> embeds) {
    return embeds.map(Embeds::of).reduce(NOTHING, Embeds::and);
  }

  /** This, and where it holds none of a kind, those of another embed. */
  Embeds orElse(JsonNode embed) {
    Embeds other = of(embed);
    return new Embeds(
        cards.isEmpty() ? other.cards : cards,
        alts.isEmpty() ? other.alts : alts,
        quoted.or(other::quoted));
  }

  private Embeds and(Embeds other) {
    return new Embeds(
        joined(cards, other.cards), joined(alts, other.alts), quoted.or(other::quoted));
  }

  private static <T> List<T> joined(List<T> first, List<T> second) {
    return Stream.concat(first.stream(), second.stream()).limit(Json.MOST_ITEMS).toList();
  }

  private static Embeds linkCard(JsonNode external) {
    return card(external, external, "title");
  }

  private static Embeds media(Stream<JsonNode> media) {
    return new Embeds(
        List.of(),
        media.flatMap(m -> Json.string(m, "alt").stream()).filter(a -> !a.isBlank()).toList(),
        Optional.empty());
  }

  private static Embeds record(JsonNode record) {
    return switch (Json.type(record)) {
      case "app.bsky.embed.record#viewRecord" ->
          new Embeds(List.of(), List.of(), Optional.of(record));
      case "app.bsky.feed.defs#generatorView" -> card(record, record, "displayName");
      case "app.bsky.graph.defs#listView" -> card(record, record, "name");
      case "app.bsky.labeler.defs#labelerView" ->
          card(record, record.path("creator"), "displayName");
      case "app.bsky.graph.defs#starterPackViewBasic" ->
          card(record, record.path("record"), "name");
      default -> NOTHING;
    };
  }

  private static Embeds card(JsonNode target, JsonNode words, String title) {
    return Json.string(target, "uri")
        .map(
            uri ->
                new Card(
                    uri,
                    Json.string(words, title).orElse(""),
                    Json.string(words, "description").orElse("")))
        .map(card -> new Embeds(List.of(card), List.of(), Optional.empty()))
        .orElse(NOTHING);
  }
}
