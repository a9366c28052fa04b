package io.github.alignmentfeed.bluesky;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import java.time.Instant;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Builds a page as {@code getAuthorFeed} answers it. */
final class FeedPage {
  private final ObjectNode answer = Json.mapper().createObjectNode();
  private final ArrayNode feed = answer.putArray("feed");

  static FeedPage page() {
    return new FeedPage();
  }

  /** A post that was written when it was indexed. */
  FeedPage post(String did, String rkey, String time) {
    return post(did, rkey, time, time);
  }

  FeedPage post(String did, String rkey, String createdAt, String indexedAt) {
    entry(did, rkey, createdAt, indexedAt);
    return this;
  }

  FeedPage repost(String by, String did, String rkey, String postedAt, String repostedAt) {
    ObjectNode reason = entry(did, rkey, postedAt, postedAt).putObject("reason");
    reason.put("$type", "app.bsky.feed.defs#reasonRepost").put("indexedAt", repostedAt);
    reason.putObject("by").put("did", by).put("handle", "somebody.example.com");
    return this;
  }

  FeedPage pin(String did, String rkey, String time) {
    entry(did, rkey, time, time).putObject("reason").put("$type", "app.bsky.feed.defs#reasonPin");
    return this;
  }

  FeedPage nonsense() {
    feed.add(17);
    return this;
  }

  FeedPage cursor(String cursor) {
    answer.put("cursor", cursor);
    return this;
  }

  ResponseDefinitionBuilder answer() {
    return TestNetwork.json(answer.toString());
  }

  private ObjectNode entry(String did, String rkey, String createdAt, String indexedAt) {
    ObjectNode item = feed.addObject();
    ObjectNode post = item.putObject("post");
    post.put("uri", "at://" + did + "/app.bsky.feed.post/" + rkey)
        .put("cid", "bafyreibjifzpqj6o6wcq3hejh7y4z4z2vmiklkvykc57tw3pcbx3kxifpm")
        .put("indexedAt", Instant.parse(indexedAt).toString());
    post.putObject("author").put("did", did).put("handle", "somebody.example.com");
    post.putObject("record")
        .put("$type", "app.bsky.feed.post")
        .put("text", "On " + rkey)
        .put("createdAt", Instant.parse(createdAt).toString());
    return item;
  }
}
