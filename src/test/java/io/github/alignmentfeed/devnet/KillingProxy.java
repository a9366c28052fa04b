package io.github.alignmentfeed.devnet;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An HTTP proxy between one process of the bot and all servers, which has the process killed at one
 * of its writes. The process is told of it by the JVM's own settings, and knows nothing else.
 */
final class KillingProxy implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Set<String> WRITES =
      Set.of(
          "com.atproto.repo.putRecord",
          "com.atproto.repo.createRecord",
          "com.atproto.repo.applyWrites",
          "com.atproto.repo.deleteRecord",
          "app.bsky.bookmark.createBookmark",
          "app.bsky.bookmark.deleteBookmark");
  // What the client sets by itself, and what would keep answers from being read here.
  private static final Set<String> OWN_HEADERS =
      Set.of("host", "connection", "proxy-connection", "content-length", "accept-encoding");
  private static final Set<String> OWN_ANSWER_HEADERS =
      Set.of("connection", "content-length", "transfer-encoding", "keep-alive", "date");
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  static {
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final Fate fate;
  private final Runnable kill;
  private final List<String> created;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicInteger writes = new AtomicInteger();
  private final AtomicInteger requests = new AtomicInteger();

  /**
   * @param kill ends the process and returns when it is dead
   * @param created takes the subject of every repost record that a server makes
   */
  KillingProxy(Fate fate, Runnable kill, List<String> created) {
    this.fate = fate;
    this.kill = kill;
    this.created = created;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::pass);
    server.start();
  }

  /** What makes a Java process send everything through this proxy, loopback included. */
  List<String> jvmArguments() {
    return List.of(
        "-Dhttp.proxyHost=127.0.0.1",
        "-Dhttp.proxyPort=" + server.getAddress().getPort(),
        "-Dhttp.nonProxyHosts=");
  }

  /** How many writes came by. */
  int writes() {
    return writes.get();
  }

  /** How many requests came by. */
  int requests() {
    return requests.get();
  }

  private void pass(HttpExchange exchange) throws IOException {
    try (exchange) {
      requests.incrementAndGet();
      byte[] body = exchange.getRequestBody().readAllBytes();
      boolean fatal = isWrite(exchange) && writes.incrementAndGet() == fate.write();
      if (fatal && fate.kind() == Fate.Kind.BEFORE_SENT) {
        kill.run();
        return;
      }
      HttpResponse<byte[]> answer = forward(exchange, body);
      note(exchange, body, answer);
      if (fatal && fate.kind() == Fate.Kind.UNANSWERED && answer.statusCode() == 200) {
        kill.run();
        return;
      }
      answer(exchange, answer);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean isWrite(HttpExchange exchange) {
    return exchange.getRequestMethod().equals("POST") && WRITES.contains(method(exchange));
  }

  private static String method(HttpExchange exchange) {
    String path = exchange.getRequestURI().getPath();
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static HttpResponse<byte[]> forward(HttpExchange exchange, byte[] body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(exchange.getRequestURI())
            .method(
                exchange.getRequestMethod(),
                body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              if (!OWN_HEADERS.contains(name.toLowerCase())) {
                values.forEach(value -> request.header(name, value));
              }
            });
    return CLIENT.send(request.build(), BodyHandlers.ofByteArray());
  }

  private void note(HttpExchange exchange, byte[] body, HttpResponse<byte[]> answer) {
    if (!method(exchange).equals("com.atproto.repo.putRecord") || answer.statusCode() != 200) {
      return;
    }
    JsonNode input = JSON.readTree(body);
    // A write that changes nothing is answered without a commit.
    if (input.path("collection").asString().equals("app.bsky.feed.repost")
        && JSON.readTree(answer.body()).path("commit").isObject()) {
      created.add(input.at("/record/subject/uri").asString());
    }
  }

  private static void answer(HttpExchange exchange, HttpResponse<byte[]> answer)
      throws IOException {
    answer
        .headers()
        .map()
        .forEach(
            (name, values) -> {
              if (!OWN_ANSWER_HEADERS.contains(name.toLowerCase())) {
                exchange.getResponseHeaders().put(name, values);
              }
            });
    byte[] body = answer.body();
    exchange.sendResponseHeaders(answer.statusCode(), body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    server.stop(0);
    // What is under way still reaches its server, as it does where a process dies in earnest.
    threads.shutdown();
  }
}
