package io.github.alignmentfeed.store;

import io.github.alignmentfeed.atproto.AtUri;
import io.github.alignmentfeed.atproto.Did;
import io.github.alignmentfeed.atproto.Handle;
import io.github.alignmentfeed.atproto.StrongRef;
import io.github.alignmentfeed.curation.Author;
import io.github.alignmentfeed.curation.Card;
import io.github.alignmentfeed.curation.Content;
import io.github.alignmentfeed.curation.Evidence;
import io.github.alignmentfeed.curation.Field;
import io.github.alignmentfeed.curation.Link;
import io.github.alignmentfeed.curation.Post;
import io.github.alignmentfeed.curation.Post.Quote;
import io.github.alignmentfeed.curation.Post.Reply;
import io.github.alignmentfeed.json.JsonTree;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;

/** Reads what {@link PostJson} has written. */
final class PostReader {
  private static final JsonFactory JSON = new JsonFactory();

  private PostReader() {}

  /** The tree of what was written. */
  static JsonNode read(String text) {
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), text)) {
      return JsonTree.next(json);
    }
  }

  /** A post that was written as a whole. */
  static Post post(String json) {
    JsonNode post = read(json);
    return post(AtUri.of(text(post, "uri")), text(post, "cid"), post);
  }

  /** The post of a row, which has columns for its address, its version and the rest. */
  static Post post(ResultSet row) throws SQLException {
    return post(AtUri.of(row.getString("uri")), row.getString("cid"), row.getString("json"));
  }

  /**
   * @param json the rest
   */
  static Post post(AtUri uri, String cid, String json) {
    return post(uri, cid, read(json));
  }

  private static Post post(AtUri uri, String cid, JsonNode post) {
    return new Post(
        uri,
        cid,
        author(uri.did(), post.path("author")),
        Instant.parse(text(post, "createdAt")),
        Instant.parse(text(post, "indexedAt")),
        content(post.path("content")),
        held(post, "reply").map(PostReader::reply),
        held(post, "quote")
            .map(
                q ->
                    new Quote(
                        AtUri.of(text(q, "uri")),
                        author(new Did(text(q.path("author"), "did")), q.path("author")),
                        content(q.path("content")),
                        Set.copyOf(texts(q.path("labels"))))),
        Set.copyOf(texts(post.path("labels"))),
        texts(post.path("langs")));
  }

  private static Author author(Did did, JsonNode author) {
    return new Author(
        did,
        new Handle(text(author, "handle")),
        text(author, "displayName"),
        Set.copyOf(texts(author.path("labels"))));
  }

  private static Content content(JsonNode content) {
    return new Content(
        text(content, "text"),
        content
            .path("links")
            .valueStream()
            .map(l -> new Link(text(l, "url"), Link.Origin.valueOf(text(l, "origin"))))
            .toList(),
        texts(content.path("tags")),
        content
            .path("cards")
            .valueStream()
            .map(c -> new Card(text(c, "url"), text(c, "title"), text(c, "description")))
            .toList(),
        texts(content.path("alts")));
  }

  /** Where the first post is answered it stands once. */
  private static Reply reply(JsonNode reply) {
    StrongRef root = ref(reply.path("root"));
    return new Reply(root, held(reply, "parent").map(PostReader::ref).orElse(root));
  }

  private static StrongRef ref(JsonNode ref) {
    return new StrongRef(AtUri.of(text(ref, "uri")), text(ref, "cid"));
  }

  /** What rules saw; nothing where none is kept. */
  static List<Evidence> evidence(@Nullable String json) {
    return json == null ? List.of() : evidence(read(json));
  }

  private static List<Evidence> evidence(JsonNode array) {
    return array
        .valueStream()
        .map(
            e ->
                new Evidence(
                    text(e, "rule"),
                    Field.valueOf(text(e, "field")),
                    e.path("passage").asInt(),
                    e.path("start").asInt(),
                    e.path("end").asInt(),
                    text(e, "matched"),
                    e.path("points").asInt()))
        .toList();
  }

  /** The texts of an array; none where there is no array. */
  static List<String> texts(@Nullable String json) {
    return json == null ? List.of() : texts(read(json));
  }

  private static List<String> texts(JsonNode array) {
    return array.valueStream().map(JsonNode::asString).toList();
  }

  private static String text(JsonNode object, String name) {
    return object.path(name).asString("");
  }

  private static Optional<JsonNode> held(JsonNode object, String name) {
    return Optional.of(object.path(name)).filter(JsonNode::isObject);
  }
}
