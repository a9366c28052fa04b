package io.github.alignmentfeed.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.alignmentfeed.cycle.LedgerException;
import io.github.alignmentfeed.ops.Caller.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class ServerTest {
  private final CompletableFuture<Answer> late = new CompletableFuture<>();
  private Server server;
  private Caller caller;

  @BeforeEach
  void start() {
    server = start(0, Set.of("bot.example.com"));
    caller = new Caller(server.port());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Server start(int port, Set<String> names) {
    return start(port, names, Duration.ofSeconds(30));
  }

  private Server start(int port, Set<String> names, Duration longestBody) {
    return Server.start(
        new Server.Place("127.0.0.1", port, names),
        new Guard(Optional.of("right"), new TestClock()),
        new TestLook(),
        List.of(
            Route.get("/hello/{name}", asked -> Answer.text("hello " + asked.named("name"))),
            Route.get("/broken", asked -> failing()),
            Route.get(
                "/stored",
                asked -> {
                  throw new LedgerException("store x.db: the disk is full");
                }),
            Route.change("/changed", asked -> CompletableFuture.completedFuture(Answer.text("ok"))),
            Route.change("/late", asked -> late)),
        longestBody);
  }

  private static Answer failing() {
    throw new IllegalStateException("the password is hunter2");
  }

  @Test
  void answersByItsRoutes() {
    Reply reply = caller.get("/hello/you");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body()).isEqualTo("hello you");
  }

  @Test
  void everyAnswerTellsBrowsersToDoNothingWithIt() {
    for (String path : List.of("/hello/you", "/nowhere", "/login", "/broken")) {
      Reply reply = caller.get(path);

      assertThat(reply.header("content-security-policy"))
          .as(path)
          .contains("default-src 'none'")
          .contains("frame-ancestors 'none'")
          .doesNotContain("unsafe");
      assertThat(reply.header("x-content-type-options")).isEqualTo("nosniff");
      assertThat(reply.header("referrer-policy")).isEqualTo("no-referrer");
      assertThat(reply.header("cache-control")).isEqualTo("no-store");
      assertThat(reply.headers()).doesNotContainKeys("server", "x-powered-by");
    }
  }

  @Test
  void aPortThatIsTakenIsSaidWithWhatToDo() {
    assertThatThrownBy(() -> start(server.port(), Set.of()))
        .isInstanceOf(ListenException.class)
        .hasMessageContaining("127.0.0.1:" + server.port())
        .hasMessageContaining("http.port");
  }

  @Test
  void whatIsNotThereIsSaidInTheWordsOfWhoAsks() {
    assertThat(caller.get("/nowhere").status()).isEqualTo(404);
    assertThat(caller.get("/nowhere").json().path("hint").asString()).isNotEmpty();
    assertThat(caller.get("/nowhere", "Accept", "text/html,*/*").body()).startsWith("page: ");
    assertThat(
            caller.get("/api/nowhere", "Accept", "text/html,*/*").json().path("error").asString())
        .isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/../../etc/passwd",
        "/hello/..%2f..%2fetc/passwd",
        "//etc/passwd",
        "/%00",
        "/hello/..;/..;/etc/passwd",
        "/hello/\\..\\..\\etc"
      })
  void noPathLeadsOutOfTheRoutes(String path) throws IOException {
    String answer =
        raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 4").doesNotContain("root:");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "QUERY"})
  void noOtherMethodDoesAnything(String method) {
    assertThat(caller.ask(method, "/hello/you").status()).isIn(404, 405);
    assertThat(caller.ask(method, "/changed").status()).isIn(404, 405);
  }

  @Test
  void readingIsNoWayToChange() {
    assertThat(caller.get("/changed", "Authorization", "Bearer right").status()).isEqualTo(405);
  }

  @Test
  void aFailureTellsNothingOfTheInside() {
    Reply reply = caller.get("/broken");

    assertThat(reply.status()).isEqualTo(500);
    assertThat(reply.body()).doesNotContain("hunter2", "Exception", "at io.");
  }

  @Test
  void aStoreThatCannotBeReadIsSaid() {
    assertThat(caller.get("/stored").status()).isEqualTo(503);
    assertThat(caller.get("/stored").json().path("error").asString()).contains("the disk is full");
  }

  @Test
  void anAnswerMayTakeItsTimeAndHoldsNoThread() {
    List<CompletableFuture<Reply>> waiting = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      waiting.add(
          CompletableFuture.supplyAsync(
              () -> caller.post("/late", Map.of(), "Authorization", "Bearer right"),
              run -> new Thread(run).start()));
    }
    assertThat(caller.get("/hello/you").status()).isEqualTo(200);

    late.complete(Answer.text("at last"));

    assertThat(waiting).allSatisfy(reply -> assertThat(reply.join().body()).isEqualTo("at last"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"evil.example.com", "evil.example.com:8080", "127.0.0.1.evil.example"})
  void aNameThatLeadsHereByDeceitIsRefused(String host) throws IOException {
    assertThat(hello(host)).startsWith("HTTP/1.1 421");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"localhost", "LOCALHOST:8080", "127.0.0.1:99", "[::1]:8080", "bot.example.com"})
  void itsOwnNamesAreKnown(String host) throws IOException {
    assertThat(hello(host)).startsWith("HTTP/1.1 200");
  }

  private String hello(String host) throws IOException {
    return raw("GET /hello/you HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
  }

  @Test
  void aBodyThatIsTooLongIsRefused() {
    Map<String, String> form = Map.of("token", "x".repeat(2_000_000));

    assertThat(caller.post("/login", form, "Sec-Fetch-Site", "same-origin").status())
        .isEqualTo(413);
    assertThat(caller.post("/changed", form, "Authorization", "Bearer right").status())
        .isEqualTo(413);
    assertThat(caller.get("/hello/you").status()).isEqualTo(200);
  }

  @Test
  void aBodyWithoutALengthIsCutOffToo() throws IOException {
    String chunk = "10000\r\n" + "x".repeat(0x10000) + "\r\n";

    String answer =
        raw(
            "POST /login HTTP/1.1\r\nHost: localhost\r\nSec-Fetch-Site: same-origin\r\n"
                + "Content-Type: application/x-www-form-urlencoded\r\n"
                + "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
                + chunk.repeat(20)
                + "0\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 413");
  }

  @Test
  void headersThatAreTooLongAreRefused() {
    assertThat(caller.get("/hello/you", "X-Long", "x".repeat(20_000)).status()).isEqualTo(431);
  }

  /** Slow ones are cut off after half a minute: whoever waits for that waits too long. */
  @Test
  @Timeout(20)
  void whoSendsAFormByteByByteKeepsNobodyElseWaiting() throws IOException {
    List<Socket> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 20; i++) {
        Socket socket = new Socket("127.0.0.1", server.port());
        slow.add(socket);
        socket
            .getOutputStream()
            .write(
                ("POST /login HTTP/1.1\r\nHost: localhost\r\nSec-Fetch-Site: same-origin\r\n"
                        + "Content-Type: application/x-www-form-urlencoded\r\n"
                        + "Content-Length: 100\r\n\r\nt")
                    .getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
      }
      assertThat(caller.get("/hello/you").status()).isEqualTo(200);
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  @Test
  void whoeverTakesTooLongToSendABodyIsHungUpOn() throws IOException {
    Duration longest = Duration.ofMillis(200);
    try (Server hasty = start(0, Set.of(), longest);
        Socket trickling = new Socket("127.0.0.1", hasty.port())) {
      OutputStream out = trickling.getOutputStream();
      out.write(
          "POST /login HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nt"
              .getBytes(StandardCharsets.US_ASCII));
      out.flush();

      assertThat(trickling.getInputStream().readNBytes(100_000)).isEmpty();
      assertThat(new Caller(hasty.port()).post("/changed", Map.of("a", "b")).status())
          .as("a body that is there in time")
          .isEqualTo(401);
    }
  }

  @Test
  void headIsAnsweredAsGetIsWithoutABody() {
    Reply head = caller.ask("HEAD", "/hello/you");

    assertThat(head.status()).isEqualTo(200);
    assertThat(head.header("content-type"))
        .isEqualTo(caller.get("/hello/you").header("content-type"));
    assertThat(head.header("content-length")).isEqualTo("9");
    assertThat(head.body()).isEmpty();
    assertThat(caller.ask("HEAD", "/broken").status()).isEqualTo(500);
  }

  @Test
  void whoSignsInWithMoreThanATokenOrDoesNotSayWithHowMuchIsRefused() throws IOException {
    String head =
        "POST /login HTTP/1.1\r\nHost: localhost\r\nSec-Fetch-Site: same-origin\r\n"
            + "Content-Type: application/x-www-form-urlencoded\r\nConnection: close\r\n";
    assertThat(raw(head + "Content-Length: 4097\r\n\r\n" + "x".repeat(4097)))
        .startsWith("HTTP/1.1 413");
    assertThat(raw(head + "Transfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n"))
        .startsWith("HTTP/1.1 413");
  }

  /** What no client library would send. */
  private String raw(String request) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", server.port())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      InputStream in = socket.getInputStream();
      return new String(in.readNBytes(100_000), StandardCharsets.ISO_8859_1);
    }
  }
}
