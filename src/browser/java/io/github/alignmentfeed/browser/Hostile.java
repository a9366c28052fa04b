package io.github.alignmentfeed.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A recording whose every field tries to be more than text. */
final class Hostile {
  static final String SCRIPT = "<script>window.ran = true; document.title = 'ran'</script>";
  static final String IMAGE =
      "\"'><img src=\"http://tracker.invalid/x.png\" onerror=\"window.ran=true\">";
  static final String OVERRIDE = "\u202Eesrever\u202E\u2067 and isolate";
  static final String EMOJI = "🦉🏳️‍🌈👩‍👩‍👧‍👦".repeat(100);
  static final String HIDDEN = "alignment faking, for signed-in people alone";
  private static final String DID = "did:plc:hostile00000000000000000";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private Hostile() {}

  static Path write(Path folder) {
    ArrayNode feed = JSON.createArrayNode();
    add(feed, DID, "3lffyd233bs4w", "alignment faking " + SCRIPT + IMAGE, "");
    add(feed, DID, "3lffyd233bs4x", "alignment faking " + OVERRIDE, "");
    add(feed, DID, "3lffyd233bs4y", "alignment faking " + EMOJI, "");
    add(feed, DID, "3lffyd233bs4z", "alignment faking " + "W".repeat(2_000), "");
    add(feed, DID, "3lffyd233bt22", "alignment faking Z" + "\u0335\u0321\u034e".repeat(300), "");
    add(feed, "did:plc:shy000000000000000000000", "3lffyd233bt23", HIDDEN, "!no-unauthenticated");
    ObjectNode answer = JSON.createObjectNode();
    answer.set("feed", feed);
    try {
      Path file = folder.resolve("hostile.json");
      Files.writeString(file, JSON.writeValueAsString(answer));
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void add(ArrayNode feed, String did, String rkey, String text, String label) {
    ObjectNode post =
        feed.addObject()
            .putObject("post")
            .put("uri", "at://" + did + "/app.bsky.feed.post/" + rkey)
            .put("cid", "bafyreiczxbd2bvv5mt53lgixv3inh7oz3po5arjggjd4vvkb7tr7vvfh7y")
            .put("indexedAt", "2025-01-10T20:02:12.543Z");
    ObjectNode author =
        post.putObject("author")
            .put("did", did)
            .put("handle", "hostile.example.com")
            .put("displayName", SCRIPT + OVERRIDE + "W".repeat(300));
    if (!label.isEmpty()) {
      author
          .putArray("labels")
          .addObject()
          .put("src", did)
          .put("uri", did)
          .put("val", label)
          .put("cts", "2025-01-01T00:00:00.000Z");
    }
    ObjectNode record =
        post.putObject("record")
            .put("$type", "app.bsky.feed.post")
            .put("createdAt", "2025-01-10T20:02:11.659Z")
            .put("text", text);
    record.putArray("tags").add("x\"><script>window.ran=true</script>");
    post.putObject("embed")
        .put("$type", "app.bsky.embed.external#view")
        .putObject("external")
        .setAll(
            Map.of(
                "uri", JSON.getNodeFactory().stringNode("javascript:window.ran=true"),
                "thumb", JSON.getNodeFactory().stringNode("http://tracker.invalid/thumb.png"),
                "title", JSON.getNodeFactory().stringNode(SCRIPT + "title" + OVERRIDE),
                "description", JSON.getNodeFactory().stringNode(IMAGE + "W".repeat(500))));
  }
}
