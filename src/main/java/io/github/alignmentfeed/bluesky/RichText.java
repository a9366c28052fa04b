package io.github.alignmentfeed.bluesky;

import io.github.alignmentfeed.bluesky.WebAddress.Span;
import io.github.alignmentfeed.curation.Link;
import io.github.alignmentfeed.curation.Link.Origin;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * The text of a post record, with what its facets ({@code app.bsky.richtext.facet}) and their
 * forerunners, the entities, lay on it. One whose place makes no sense counts all the same; it only
 * covers nothing.
 *
 * @param text the text
 * @param linked addresses that lie on a part of the text
 * @param written addresses that the text shows where no link lies
 * @param tags hashtags without the {@code #}, each once whatever its case
 */
record RichText(String text, List<Link> linked, List<Link> written, List<String> tags) {
  private static final String LINK = "app.bsky.richtext.facet#link";
  private static final String TAG = "app.bsky.richtext.facet#tag";
  private static final Span NOWHERE = new Span(0, 0);

  static RichText of(JsonNode post) {
    String text = Json.string(post, "text").orElse("");
    if (post.path("facets").isEmpty() && post.path("entities").isEmpty()) {
      List<Link> written = WebAddress.writtenIn(text, List.of());
      return new RichText(text, List.of(), written, tags(post));
    }
    List<Mark> marks =
        Stream.concat(facetLinks(post, text), entityLinks(post, text))
            .limit(Json.MOST_ITEMS)
            .toList();
    return new RichText(
        text,
        marks.stream().map(m -> new Link(m.address, Origin.FACET)).toList(),
        WebAddress.writtenIn(text, marks.stream().map(Mark::place).toList()),
        tags(post));
  }

  private record Mark(Span place, String address) {}

  private static Stream<Mark> facetLinks(JsonNode post, String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return Json.items(post.path("facets"))
        .flatMap(
            facet -> {
              Span place = placeInBytes(facet.path("index"), utf8);
              return features(facet, LINK)
                  .flatMap(link -> Json.string(link, "uri").stream())
                  .flatMap(uri -> WebAddress.named(uri).stream())
                  .map(address -> new Mark(place, address));
            });
  }

  private static Stream<Mark> entityLinks(JsonNode post, String text) {
    return Json.items(post.path("entities"))
        .filter(entity -> Json.string(entity, "type").orElse("").equals("link"))
        .flatMap(
            entity ->
                Json.string(entity, "value").stream()
                    .flatMap(uri -> WebAddress.named(uri).stream())
                    .map(address -> new Mark(placeInText(entity.path("index"), text), address)));
  }

  private static List<String> tags(JsonNode post) {
    if (post.path("facets").isEmpty() && post.path("tags").isEmpty()) {
      return List.of();
    }
    Stream<String> inText =
        Json.items(post.path("facets"))
            .flatMap(facet -> features(facet, TAG))
            .flatMap(tag -> Json.string(tag, "tag").stream());
    Stream<String> outside =
        Json.items(post.path("tags")).flatMap(tag -> Json.string(tag).stream());
    Map<String, String> byLowerCase = new LinkedHashMap<>();
    Stream.concat(inText, outside)
        .map(RichText::withoutSign)
        .filter(tag -> !tag.isEmpty())
        .limit(Json.MOST_ITEMS)
        .forEach(tag -> byLowerCase.putIfAbsent(tag.toLowerCase(Locale.ROOT), tag));
    return List.copyOf(byLowerCase.values());
  }

  private static Stream<JsonNode> features(JsonNode facet, String type) {
    return Json.items(facet.path("features")).filter(f -> Json.type(f).equals(type));
  }

  private static String withoutSign(String tag) {
    String bare = tag.strip();
    return bare.startsWith("#") || bare.startsWith("＃") ? bare.substring(1).strip() : bare;
  }

  static Span placeInBytes(JsonNode index, byte[] utf8) {
    Span bytes = span(index, "byteStart", "byteEnd", utf8.length);
    return new Span(charactersBefore(bytes.start(), utf8), charactersBefore(bytes.end(), utf8));
  }

  private static int charactersBefore(int offset, byte[] utf8) {
    return new String(utf8, 0, offset, StandardCharsets.UTF_8).length();
  }

  private static Span placeInText(JsonNode index, String text) {
    return span(index, "start", "end", text.length());
  }

  private static Span span(JsonNode index, String from, String to, int length) {
    int start = index.path(from).intValueOpt().orElse(-1);
    int end = index.path(to).intValueOpt().orElse(-1);
    return 0 <= start && start <= end && end <= length ? new Span(start, end) : NOWHERE;
  }
}
