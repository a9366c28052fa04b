package io.github.alignmentfeed.devnet;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The reference servers on this machine, started by {@code src/test/devnet/devnet}. */
final class Devnet {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Path SCRIPT = Path.of("src/test/devnet/devnet");
  private static final Path ADDRESSES = Path.of("target/devnet/network.json");

  static {
    // Shorter than what these servers allow, or else a request meets a connection just closed.
    System.setProperty("jdk.httpclient.keepalive.timeout", "2");
  }

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final JsonNode addresses;
  private final Map<String, String> tokens = new HashMap<>();
  private int made;

  /** An account of the network. */
  record Actor(String did, String handle, String password, String appPassword) {}

  /** A record in one version. */
  record Ref(String uri, String cid) {
    String rkey() {
      return uri.substring(uri.lastIndexOf('/') + 1);
    }

    Map<String, Object> json() {
      return Map.of("uri", uri, "cid", cid);
    }
  }

  private Devnet(JsonNode addresses) {
    this.addresses = addresses;
  }

  /** Starts the network, or takes the one that runs. */
  static Devnet up() {
    script("up");
    try {
      return new Devnet(JSON.readTree(Files.readString(ADDRESSES)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void down() {
    script("down");
  }

  private static void script(String command) {
    try {
      Process process =
          new ProcessBuilder(SCRIPT.toString(), command).redirectErrorStream(true).start();
      String said;
      try (InputStream in = process.getInputStream()) {
        said = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      }
      int code = process.waitFor();
      if (code != 0) {
        throw new IllegalStateException("devnet " + command + " ended with " + code + ":\n" + said);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  String appview() {
    return addresses.get("appview").asString();
  }

  String plc() {
    return addresses.get("plc").asString();
  }

  String pds() {
    return addresses.get("pds").asString();
  }

  /** Whether the PDS limits what one account and one address may ask. */
  boolean rateLimited() {
    return addresses.get("rateLimits").asBoolean();
  }

  /** A new account whose handle begins with the name. */
  Actor account(String name) {
    String handle =
        name + "-" + Long.toString(System.nanoTime() % 1_000_000, 36) + made++ + ".test";
    JsonNode made = control("accounts", Map.of("handle", handle));
    return new Actor(
        made.get("did").asString(),
        made.get("handle").asString(),
        made.get("password").asString(),
        made.get("appPassword").asString());
  }

  Ref post(Actor author, String text) {
    return ref(control("posts", Map.of("did", author.did(), "text", text)));
  }

  Ref post(Actor author, String text, Map<String, Object> more) {
    Map<String, Object> body = new HashMap<>(more);
    body.put("did", author.did());
    body.put("text", text);
    return ref(control("posts", body));
  }

  Ref reply(Actor author, Ref root, Ref parent, String text) {
    return post(
        author, text, Map.of("reply", Map.of("root", root.json(), "parent", parent.json())));
  }

  Ref repost(Actor by, Ref subject) {
    return ref(control("repost", Map.of("did", by.did(), "subject", subject.json())));
  }

  /** Calls the control server; what it answers. */
  JsonNode control(String call, Map<String, Object> body) {
    URI uri = URI.create(addresses.get("control").asString() + "/" + call);
    return post(uri, JSON.writeValueAsString(body));
  }

  /** Waits until the AppView has seen everything. */
  void process() {
    control("process", Map.of());
  }

  private static Ref ref(JsonNode json) {
    return new Ref(json.get("uri").asString(), json.get("cid").asString());
  }

  /** The bot's repost records, as its server lists them: URIs of the subjects. */
  List<String> reposted(Actor bot) {
    return records(bot, "app.bsky.feed.repost").stream()
        .map(r -> r.at("/value/subject/uri").asString())
        .toList();
  }

  List<JsonNode> records(Actor bot, String collection) {
    return all(
        pds(),
        "com.atproto.repo.listRecords",
        "repo=" + encoded(bot.did()) + "&collection=" + collection,
        "",
        "records");
  }

  /** The posts that people see in the bot's feed. */
  List<String> shown(Actor bot) {
    process();
    return all(appview(), "app.bsky.feed.getAuthorFeed", "actor=" + encoded(bot.did()), "", "feed")
        .stream()
        .map(item -> item.at("/post/uri").asString())
        .toList();
  }

  /** The bot's bookmarks, as it sees them itself. */
  List<String> bookmarked(Actor bot) {
    process();
    return all(pds(), "app.bsky.bookmark.getBookmarks", "", token(bot), "bookmarks").stream()
        .map(b -> b.at("/subject/uri").asString())
        .toList();
  }

  /** Logs in once, because logins are limited. */
  private String token(Actor actor) {
    return tokens.computeIfAbsent(actor.did(), did -> logIn(did, actor.password()));
  }

  private String logIn(String did, String password) {
    Map<String, String> input = Map.of("identifier", did, "password", password);
    URI method = URI.create(pds() + "/xrpc/com.atproto.server.createSession");
    return post(method, JSON.writeValueAsString(input)).get("accessJwt").asString();
  }

  private JsonNode post(URI uri, String body) {
    return send(
        HttpRequest.newBuilder(uri)
            .header("content-type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build());
  }

  /** The entries of all pages. */
  private List<JsonNode> all(
      String server, String method, String query, String token, String name) {
    List<JsonNode> entries = new ArrayList<>();
    String cursor = "";
    JsonNode page;
    do {
      page = get(server, method, query + "&limit=100" + cursor, token);
      page.get(name).forEach(entries::add);
      cursor = "&cursor=" + encoded(page.path("cursor").asString(""));
    } while (page.hasNonNull("cursor") && !page.get(name).isEmpty());
    return entries;
  }

  private JsonNode get(String server, String method, String query, String token) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server + "/xrpc/" + method + "?" + query));
    if (!token.isEmpty()) {
      request.header("authorization", "Bearer " + token);
    }
    return send(request.build());
  }

  private JsonNode send(HttpRequest request) {
    try {
      HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException(request.uri() + ": " + answer.body());
      }
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
