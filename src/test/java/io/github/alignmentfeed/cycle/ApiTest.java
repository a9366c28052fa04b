package io.github.alignmentfeed.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.alignmentfeed.curation.Post;
import io.github.alignmentfeed.ops.Api;
import io.github.alignmentfeed.ops.Caller;
import io.github.alignmentfeed.ops.Caller.Reply;
import io.github.alignmentfeed.ops.Guard;
import io.github.alignmentfeed.ops.Health;
import io.github.alignmentfeed.ops.Metrics;
import io.github.alignmentfeed.ops.Route;
import io.github.alignmentfeed.ops.Server;
import io.github.alignmentfeed.ops.TestLook;
import io.github.alignmentfeed.store.SqliteArchive;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What programs ask over HTTP, of a real store beside the bot that writes to it. */
@Timeout(60)
final class ApiTest {
  private static final String[] TOKEN = {"Authorization", "Bearer right"};

  @TempDir(factory = MemoryFolder.class)
  private Path folder;

  private TestBot bot;
  private Server server;
  private Caller caller;
  private List<Route> routes;
  private Metrics metrics;
  private CompletableFuture<CycleReport> report = new CompletableFuture<>();
  private Status status =
      new Status(
          TestPost.NOON,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          List.of());

  @BeforeEach
  void start() {
    bot = new TestBot(folder).follows("ada", "ben");
    metrics =
        new Metrics(
            () -> TestPost.NOON, () -> status, () -> SqliteArchive.open(bot.store()), () -> 1);
    routes =
        Stream.of(
                new Health(() -> status).routes(),
                metrics.routes(),
                new Api(() -> report, () -> SqliteArchive.open(bot.store()), () -> TestPost.NOON)
                    .routes())
            .flatMap(List::stream)
            .toList();
    server =
        Server.start(
            new Server.Place("127.0.0.1", 0, Set.of()),
            new Guard(Optional.of("right"), () -> TestPost.NOON),
            new TestLook(),
            routes);
    caller = new Caller(server.port());
  }

  @AfterEach
  void stop() {
    server.close();
    metrics.close();
  }

  private Post minutesAgo(String author, int minutes, String text) {
    return bot.network.publish(
        TestPost.by(author).at(TestPost.NOON.minus(Duration.ofMinutes(minutes))).says(text));
  }

  private JsonNode get(String path, String... headers) {
    Reply reply = caller.get(path, headers);
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    return reply.json();
  }

  private static List<String> uris(JsonNode decisions) {
    List<String> uris = new ArrayList<>();
    decisions.path("decisions").forEach(d -> uris.add(d.path("uri").asString()));
    return uris;
  }

  @Test
  void aCycleIsAnsweredWithItsReportInTheShapeOfRun() {
    Post shown = minutesAgo("ada", 1, TestPost.MATCHING);
    report.complete(bot.tick());

    Reply reply = caller.post("/api/runs", Map.of(), TOKEN);

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.json().at("/run/id").asString()).isEqualTo(report.join().id());
    assertThat(uris(reply.json())).containsExactly(shown.uri().toString());
    assertThat(reply.json().at("/counts/repost").asInt()).isEqualTo(1);
    assertFollows("Report", reply.body());
  }

  @Test
  void whoDoesNotWaitIsToldThatItRuns() {
    Reply reply = caller.post("/api/runs?wait=false", Map.of(), TOKEN);

    assertThat(reply.status()).isEqualTo(202);
    assertFollows("Begun", reply.body());
  }

  @Test
  void aCycleNeedsTheToken() {
    assertThat(caller.post("/api/runs", Map.of()).status()).isEqualTo(401);
  }

  @ParameterizedTest
  @CsvSource({"locked, 423", "broken, 503", "bug, 500"})
  void aCycleThatBreaksOffIsSaid(String how, int code) {
    report.completeExceptionally(
        switch (how) {
          case "locked" -> new LockedException("another process has been writing");
          case "broken" -> new LedgerException("store x: the disk is full");
          default -> new IllegalStateException("secret inside");
        });

    Reply reply = caller.post("/api/runs", Map.of(), TOKEN);

    assertThat(reply.status()).isEqualTo(code);
    assertThat(reply.body()).doesNotContain("secret inside");
    assertFollows("Problem", reply.body());
  }

  @Test
  void cyclesAreListedAndFoundByTheirNames() {
    Post shown = minutesAgo("ada", 1, TestPost.MATCHING);
    String first = bot.tick().id();
    String second = bot.later(Duration.ofMinutes(10)).tick().id();

    JsonNode runs = get("/api/runs?limit=1");

    assertThat(runs.at("/runs/0/id").asString()).isEqualTo(second);
    assertThat(runs.path("runs").size()).isEqualTo(1);
    assertThat(get("/api/runs/" + first).at("/counts/repost").asInt()).isEqualTo(1);
    assertFollows("Runs", runs.toString());
    JsonNode one = get("/api/runs/" + first);
    assertFollows("RunWithDecisions", one.toString());
    assertThat(uris(one)).containsExactly(shown.uri().toString());
    assertThat(uris(get("/api/runs/" + second))).isEmpty();
    assertThat(caller.get("/api/runs/nonsense").status()).isEqualTo(404);
  }

  @Test
  void decisionsAreFilteredAndPaged() {
    Post shown = minutesAgo("ada", 1, TestPost.MATCHING);
    List<String> kept = new ArrayList<>();
    for (int i = 2; i < 7; i++) {
      kept.add(minutesAgo("ben", i, TestPost.HINTING + " " + i).uri().toString());
    }
    bot.tick();

    assertThat(uris(get("/api/decisions?action=repost"))).containsExactly(shown.uri().toString());
    assertThat(uris(get("/api/decisions?action=repost&action=bookmark"))).hasSize(6);
    String ben = TestPost.did("ben").value();
    assertThat(uris(get("/api/decisions?account=" + ben)))
        .containsExactlyInAnyOrderElementsOf(kept);
    assertThat(uris(get("/api/decisions?day=1999-01-01"))).isEmpty();
    assertThat(uris(get("/api/decisions?rule=nonsense"))).isEmpty();
    List<String> paged = new ArrayList<>();
    String query = "/api/decisions?limit=4";
    JsonNode page = get(query);
    assertFollows("Decisions", page.toString());
    paged.addAll(uris(page));
    page = get(query + "&cursor=" + page.path("next").asString().replace(":", "%3A"));
    paged.addAll(uris(page));
    assertThat(page.path("next").isNull()).isTrue();
    assertThat(paged).hasSize(6).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @CsvSource({
    "/api/decisions?action=like",
    "/api/decisions?day=yesterday",
    "/api/decisions?day=%2B999999999-12-31",
    "/api/decisions?day=-999999999-01-01",
    "/api/decisions?cursor=abc",
    "/api/decisions?limit=0",
    "/api/decisions?limit=1000",
    "/api/decisions?limit=99999999999999",
    "/api/decisions?account=nobody.example.com",
    "/api/papers?days=-1",
    "/api/runs?limit=x"
  })
  void aQuestionThatMakesNoSenseIsAnsweredWithWhatWould(String path) {
    bot.tick();

    Reply reply = caller.get(path);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.json().path("hint").asString()).isNotEmpty();
    assertFollows("Problem", reply.body());
  }

  @Test
  void postsForTheSignedInAreForTheOperatorAlone() {
    Post open = minutesAgo("ada", 1, TestPost.MATCHING);
    Post shy =
        bot.network.publish(
            TestPost.by("ben")
                .at(TestPost.NOON.minus(Duration.ofMinutes(2)))
                .says(TestPost.MATCHING + " too"));
    bot.network.change(TestPost.hidden(shy));
    bot.tick();

    assertThat(uris(get("/api/decisions"))).containsExactly(open.uri().toString());
    assertThat(caller.get("/api/decisions").body()).doesNotContain(shy.uri().toString());
    assertThat(uris(get("/api/decisions", TOKEN))).contains(shy.uri().toString());
  }

  @Test
  void papersAreToldWithWhoSpeaksOfThem() {
    minutesAgo("ada", 1, TestPost.MATCHING + " https://arxiv.org/abs/2412.14093");
    bot.tick();

    assertFollows("Papers", get("/api/papers").toString());
    assertThat(get("/api/papers?days=7").path("papers").isArray()).isTrue();
  }

  @Test
  void everyRouteIsDescribedAndEveryDescribedPathAnswers() {
    bot.tick();
    Set<String> described = new TreeSet<>();
    get("/api/openapi.json")
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        method ->
                            described.add(
                                method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey())));

    assertThat(described)
        .containsExactlyInAnyOrderElementsOf(
            routes.stream().map(r -> r.method() + " " + r.path()).toList());
    for (String path : described) {
      if (path.startsWith("GET ")) {
        assertThat(caller.get(path.substring(4).replace("{id}", bot.tick().id())).status())
            .as(path)
            .isEqualTo(200);
      }
    }
  }

  @Test
  void itIsReadyWhereNothingIsWrong() {
    assertThat(get("/health/live").path("status").asString()).isEqualTo("alive");
    assertThat(get("/health/ready").path("status").asString()).isEqualTo("ready");
    assertFollows("Ready", get("/health/ready").toString());
    assertFollows("Status", get("/api/status").toString());
  }

  @ParameterizedTest
  @CsvSource({
    "LOGIN, 503",
    "STORE, 503",
    "STALE, 503",
    "CYCLE, 200",
    "CONFIGURATION, 200",
    "RESTART, 200"
  })
  void itIsNotReadyWhereItCannotDoItsWorkAndSaysWhy(Status.Trouble kind, int code) {
    status = TestStatus.of(List.of(new Status.Wrong(kind, "because")));

    Reply reply = caller.get("/health/ready");

    assertThat(reply.status()).isEqualTo(code);
    if (code == 503) {
      assertThat(reply.json().at("/reasons/0/kind").asString()).isEqualToIgnoringCase(kind.name());
      assertThat(reply.json().at("/reasons/0/why").asString()).isEqualTo("because");
    }
    assertThat(caller.ask("HEAD", "/health/ready").status()).isEqualTo(code);
    assertThat(get("/api/status", TOKEN).at("/trouble/0/why").asString()).isEqualTo("because");
    assertThat(caller.get("/health/live").status()).isEqualTo(200);
  }

  @Test
  void whatMayNameFilesOfTheMachineIsForTheOperatorAlone() {
    status =
        TestStatus.of(
            List.of(new Status.Wrong(Status.Trouble.CONFIGURATION, "/home/me/rules.yaml:1:2")));

    assertThat(caller.get("/api/status").body()).doesNotContain("/home/me");
    assertThat(caller.get("/api/status", TOKEN).body()).contains("/home/me");
  }

  /** What came follows its description. */
  private void assertFollows(String schema, String body) {
    ObjectNode whole = (ObjectNode) get("/api/openapi.json");
    whole.put("$ref", "#/components/schemas/" + schema);
    assertThat(
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(whole.toString())
                .validate(body, InputFormat.JSON))
        .isEmpty();
  }
}
