package io.github.alignmentfeed.faults;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A small network in good health: an AppView, a PLC directory, and the bot's own server with its
 * repository and bookmarks, in the words of the reference servers.
 */
final class World {
  static final String BOT = "did:plc:bot00000000000000000000a";
  static final String HANDLE = "bot.example.com";
  static final String REPOST = "app.bsky.feed.repost";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  final Doorkeeper doorkeeper = new Doorkeeper();
  private final Map<String, Written> posts = new LinkedHashMap<>();
  private final NavigableMap<String, ObjectNode> records = new TreeMap<>();
  private final Map<String, String> bookmarks = new LinkedHashMap<>();
  private final List<String> reposted = new ArrayList<>();
  private final List<String> unclaimed = new ArrayList<>();
  private Predicate<String> claimed = subject -> true;
  private String pds = "";

  /** A post. */
  record Written(String uri, String cid, String did, String text, Instant at) {}

  /** Where the bot's own server is, as its DID document says. */
  synchronized void pdsAt(String address) {
    pds = address;
  }

  /** How to tell, while a repost is being written, whether its claim is stored already. */
  synchronized void claimedIs(Predicate<String> claimed) {
    this.claimed = claimed;
  }

  /** Subjects of reposts that came before their claim was stored. */
  synchronized List<String> unclaimed() {
    return List.copyOf(unclaimed);
  }

  synchronized void publish(Written post) {
    posts.put(post.uri(), post);
  }

  synchronized void delete(String uri) {
    posts.remove(uri);
  }

  synchronized void edit(String uri, String text) {
    Written was = posts.get(uri);
    posts.put(uri, new Written(uri, was.cid() + "edited", was.did(), text, was.at()));
  }

  /** Puts a repost record there, as another program of the bot's owner would. */
  synchronized void repost(String rkey, String subject) {
    ObjectNode record = JSON.createObjectNode().put("createdAt", "2026-11-23T11:59:00.000Z");
    record.putObject("subject").put("uri", subject).put("cid", "bafysubject");
    records.put(REPOST + "/" + rkey, record);
  }

  /** The subjects of the repost records that are there, one for each record. */
  synchronized List<String> reposts() {
    List<String> subjects = new ArrayList<>();
    records.forEach(
        (path, record) -> {
          if (path.startsWith(REPOST + "/")) {
            subjects.add(record.at("/subject/uri").asString());
          }
        });
    return subjects;
  }

  /** The subjects of all repost records that the bot ever made here. */
  synchronized List<String> madeReposts() {
    return List.copyOf(reposted);
  }

  synchronized List<String> bookmarks() {
    return List.copyOf(bookmarks.keySet());
  }

  /** Which version a repost record points at. */
  synchronized String repostedVersion(String subject) {
    return records.values().stream()
        .filter(r -> r.at("/subject/uri").asString().equals(subject))
        .map(r -> r.at("/subject/cid").asString())
        .findFirst()
        .orElse("");
  }

  /** The feed of an account as one page, with a cursor that leads to another. */
  synchronized Answer page(Asked asked, String cursor) {
    return Answer.json(200, feed(asked).put("cursor", cursor).toString());
  }

  /** What anybody may ask, at any server. */
  synchronized Answer openly(Asked asked) {
    return switch (asked.method()) {
      case "com.atproto.identity.resolveHandle" ->
          Answer.json(200, JSON.createObjectNode().put("did", BOT).toString());
      case "app.bsky.feed.getAuthorFeed" -> Answer.json(200, feed(asked).toString());
      case "app.bsky.feed.getPosts" -> Answer.json(200, seen(asked).toString());
      case "com.atproto.repo.listRecords" -> Answer.json(200, list(asked).toString());
      case "com.atproto.repo.getRecord" -> record(asked);
      case BOT -> Answer.json(200, document().toString());
      default -> Answer.refusal(asked, 501, "MethodNotImplemented", "Method Not Implemented");
    };
  }

  /** The bot's own server. */
  synchronized Answer privately(Asked asked) {
    if (asked.bearer().isEmpty() && !asked.method().startsWith("com.atproto.server.")) {
      return openly(asked);
    }
    return doorkeeper.answer(asked).orElseGet(() -> asBot(asked));
  }

  private Answer asBot(Asked asked) {
    return switch (asked.method()) {
      case "com.atproto.server.getSession" -> empty("did", BOT);
      case "com.atproto.repo.putRecord" -> put(asked);
      case "com.atproto.repo.deleteRecord" -> {
        records.remove(path(asked.input()));
        yield Answer.json(200, "{}");
      }
      case "app.bsky.bookmark.createBookmark" -> {
        bookmarks.put(asked.input().path("uri").asString(), asked.input().path("cid").asString());
        yield Answer.json(200, "");
      }
      case "app.bsky.bookmark.deleteBookmark" -> {
        bookmarks.remove(asked.input().path("uri").asString());
        yield Answer.json(200, "");
      }
      case "app.bsky.bookmark.getBookmarks" -> Answer.json(200, bookmarked().toString());
      case "app.bsky.notification.listNotifications" -> Answer.json(200, "{\"notifications\":[]}");
      case "app.bsky.graph.getMutes" -> Answer.json(200, "{\"mutes\":[]}");
      case "app.bsky.actor.getProfiles" -> Answer.json(200, "{\"profiles\":[]}");
      default -> openly(asked);
    };
  }

  private static Answer empty(String name, String value) {
    return Answer.json(200, JSON.createObjectNode().put(name, value).toString());
  }

  private ObjectNode document() {
    ObjectNode document = JSON.createObjectNode().put("id", BOT);
    document.putArray("alsoKnownAs").add("at://" + HANDLE);
    document
        .putArray("service")
        .addObject()
        .put("id", "#atproto_pds")
        .put("type", "AtprotoPersonalDataServer")
        .put("serviceEndpoint", pds);
    return document;
  }

  private ObjectNode feed(Asked asked) {
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode feed = answer.putArray("feed");
    posts.values().stream()
        .filter(post -> post.did().equals(asked.param("actor")))
        .sorted(Comparator.comparing(Written::at).reversed())
        .forEach(post -> feed.addObject().set("post", view(post)));
    return answer;
  }

  private ObjectNode seen(Asked asked) {
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode views = answer.putArray("posts");
    for (String uri : asked.params("uris")) {
      if (posts.containsKey(uri)) {
        views.add(view(posts.get(uri)));
      }
    }
    return answer;
  }

  private ObjectNode view(Written post) {
    ObjectNode view = JSON.createObjectNode().put("uri", post.uri()).put("cid", post.cid());
    view.put("indexedAt", post.at().toString());
    view.putObject("author")
        .put("did", post.did())
        .put("handle", post.did().substring(8, 11) + ".test");
    view.putObject("record")
        .put("$type", "app.bsky.feed.post")
        .put("text", post.text())
        .put("createdAt", post.at().toString());
    ObjectNode viewer =
        view.putObject("viewer").put("bookmarked", bookmarks.containsKey(post.uri()));
    records.forEach(
        (path, record) -> {
          if (path.startsWith(REPOST) && record.at("/subject/uri").asString().equals(post.uri())) {
            viewer.put("repost", "at://" + BOT + "/" + path);
          }
        });
    return view;
  }

  private static String path(JsonNode input) {
    return input.path("collection").asString() + "/" + input.path("rkey").asString();
  }

  private Answer put(Asked asked) {
    JsonNode input = asked.input();
    JsonNode record = input.path("record");
    String subject = record.at("/subject/uri").asString();
    boolean repost = input.path("collection").asString().equals(REPOST);
    if (repost && !claimed.test(subject)) {
      unclaimed.add(subject);
    }
    ObjectNode there = records.get(path(input));
    ObjectNode answer = JSON.createObjectNode().put("uri", "at://" + BOT + "/" + path(input));
    if (record.equals(there)) {
      return Answer.json(200, answer.put("cid", "bafyrecord").toString());
    }
    boolean free = there == null;
    if (!free && input.path("swapRecord").isNull()) {
      return Answer.refusal(asked, 400, "InvalidSwap", "Record was at bafyrecord");
    }
    records.put(path(input), (ObjectNode) record);
    if (repost) {
      reposted.add(subject);
    }
    answer.put("cid", "bafyrecord").putObject("commit").put("cid", "bafycommit").put("rev", "3k");
    return Answer.json(200, answer.toString());
  }

  private Answer record(Asked asked) {
    String path = asked.param("collection") + "/" + asked.param("rkey");
    if (!records.containsKey(path)) {
      return Answer.refusal(asked, 400, "RecordNotFound", "Could not locate record");
    }
    ObjectNode answer = JSON.createObjectNode().put("uri", "at://" + BOT + "/" + path);
    answer.put("cid", "bafyrecord").set("value", records.get(path));
    return Answer.json(200, answer.toString());
  }

  private ObjectNode list(Asked asked) {
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode list = answer.putArray("records");
    if (!asked.param("cursor").isEmpty()) {
      return answer;
    }
    records
        .descendingMap()
        .forEach(
            (path, record) -> {
              if (path.startsWith(asked.param("collection") + "/")) {
                ObjectNode entry = list.addObject().put("uri", "at://" + BOT + "/" + path);
                entry.put("cid", "bafyrecord").set("value", record);
                answer.put("cursor", path.substring(path.lastIndexOf('/') + 1));
              }
            });
    return answer;
  }

  private ObjectNode bookmarked() {
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode list = answer.putArray("bookmarks");
    bookmarks.forEach(
        (uri, cid) ->
            list.addObject()
                .put("createdAt", "2026-11-23T12:00:00.000Z")
                .putObject("subject")
                .put("uri", uri)
                .put("cid", cid));
    return answer;
  }
}
