package io.github.alignmentfeed.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.alignmentfeed.cycle.Status.Trouble;
import io.github.alignmentfeed.cycle.Status.Wrong;
import io.github.alignmentfeed.ops.Caller;
import io.github.alignmentfeed.ops.Guard;
import io.github.alignmentfeed.ops.Metrics;
import io.github.alignmentfeed.ops.Server;
import io.github.alignmentfeed.ops.TestLook;
import io.github.alignmentfeed.store.SqliteArchive;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The figures of real cycles, read over HTTP as Prometheus does. */
@Timeout(60)
final class MetricsTest {
  private static final Pattern NAME = Pattern.compile("\\b(?:feedbot|jvm|process|system)_\\w+");

  @TempDir(factory = MemoryFolder.class)
  private Path folder;

  private final List<CycleReport> reports = new ArrayList<>();
  private final List<Wrong> trouble = new ArrayList<>();
  private TestBot bot;
  private Metrics metrics;
  private Server server;

  @BeforeEach
  void start() {
    bot = new TestBot(folder).follows("ada", "ben");
    metrics =
        new Metrics(
            () -> TestPost.NOON.plus(Duration.ofHours(1)),
            () -> TestStatus.of(trouble),
            () -> SqliteArchive.open(bot.store()),
            () -> 1_234);
    server =
        Server.start(
            new Server.Place("127.0.0.1", 0, Set.of()),
            new Guard(Optional.empty(), () -> TestPost.NOON),
            new TestLook(),
            metrics.routes());
  }

  @AfterEach
  void stop() {
    server.close();
    metrics.close();
  }

  private void tick() {
    CycleReport report = bot.tick();
    reports.add(report);
    metrics.ended(report);
  }

  private String scrape() {
    Caller.Reply reply = new Caller(server.port()).get("/metrics");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("content-type")).startsWith("text/plain");
    return reply.body();
  }

  /** The sum over all series of that name whose labels hold a text. */
  private static double sum(String scraped, String name, String label) {
    return scraped
        .lines()
        .filter(line -> line.matches(name + "(\\{.*})? .*") && line.contains(label))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  private void someCycles() {
    bot.network.publish(TestPost.by("ada").at(TestPost.NOON.minus(Duration.ofMinutes(3))));
    bot.network.publish(
        TestPost.by("ben").at(TestPost.NOON.minus(Duration.ofMinutes(2))).says(TestPost.HINTING));
    bot.network.publish(
        TestPost.by("ben").at(TestPost.NOON.minus(Duration.ofMinutes(1))).says("Lunch"));
    tick();
    bot.network.fails(TestPost.did("ben"));
    bot.later(Duration.ofMinutes(10));
    tick();
    bot.network.publish(TestPost.by("ada").at(TestPost.NOON.plus(Duration.ofMinutes(11))));
    bot.later(Duration.ofMinutes(10));
    tick();
    metrics.broke();
  }

  @Test
  void theEquationsBetweenCountersHold() {
    someCycles();
    String scraped = scrape();

    double decided = sum(scraped, "feedbot_posts_decided_total", "");
    assertThat(decided)
        .isEqualTo(reports.stream().mapToInt(r -> r.decisions().size()).sum())
        .isGreaterThan(3)
        .isEqualTo(sum(scraped, "feedbot_decisions_total", ""))
        .isEqualTo(sum(scraped, "feedbot_outcomes_total", ""));
    assertThat(sum(scraped, "feedbot_cycles_total", "")).isEqualTo(reports.size() + 1);
    assertThat(sum(scraped, "feedbot_cycle_duration_seconds_count", ""))
        .isEqualTo(
            sum(scraped, "feedbot_cycles_total", "good")
                + sum(scraped, "feedbot_cycles_total", "bad"));
    assertThat(sum(scraped, "feedbot_source_readings_total", ""))
        .isEqualTo(reports.stream().mapToInt(r -> r.sources().size()).sum());
    assertThat(sum(scraped, "feedbot_failures_total", ""))
        .isPositive()
        .isEqualTo(
            sum(scraped, "feedbot_source_readings_total", "failed")
                + sum(scraped, "feedbot_outcomes_total", "failed"));
    assertThat(sum(scraped, "feedbot_posts_new_total", ""))
        .isPositive()
        .isLessThanOrEqualTo(sum(scraped, "feedbot_posts_fetched_total", ""));
  }

  @Test
  void aSourceThatFailsIsSeen() {
    someCycles();
    String scraped = scrape();

    assertThat(sum(scraped, "feedbot_source_failures", "ben")).isPositive();
    assertThat(sum(scraped, "feedbot_source_failures", "ada")).isZero();
    assertThat(sum(scraped, "feedbot_source_age_seconds", "ben"))
        .isGreaterThan(sum(scraped, "feedbot_source_age_seconds", "ada"));
  }

  @Test
  void aRefusedLoginIsLoud() {
    bot.tick();
    assertThat(sum(scrape(), "feedbot_trouble", "login")).isZero();

    trouble.add(new Wrong(Trouble.LOGIN, "refused"));

    assertThat(sum(scrape(), "feedbot_trouble", "login")).isEqualTo(1);
  }

  @Test
  void requestsAreCountedByMethodAndStatus() {
    metrics.request("app.bsky.feed.getAuthorFeed", 200, Duration.ofMillis(250));
    metrics.request("app.bsky.feed.getAuthorFeed", 429, Duration.ofMillis(50));
    metrics.request("app.bsky.feed.getPosts", 0, Duration.ofMillis(50));
    String scraped = scrape();

    assertThat(sum(scraped, "feedbot_requests_seconds_count", "")).isEqualTo(3);
    assertThat(sum(scraped, "feedbot_requests_seconds_count", "status=\"429\"")).isEqualTo(1);
    assertThat(sum(scraped, "feedbot_requests_seconds_sum", "status=\"200\"")).isEqualTo(0.25);
  }

  @Test
  void whatIsLeftOfBudgetsIsTold() {
    bot.tick();
    String scraped = scrape();

    assertThat(sum(scraped, "feedbot_requests_left", "")).isEqualTo(1_234);
    assertThat(sum(scraped, "feedbot_write_points_left_hour", ""))
        .isEqualTo(BudgetedAccount.HOURLY);
    assertThat(sum(scraped, "feedbot_queue_posts", "")).isZero();
  }

  @Test
  void aStoreThatCannotBeReadTakesNoOtherFigureAway() {
    String scraped = scrape();

    assertThat(scraped).contains("feedbot_queue_posts NaN").contains("jvm_memory_used_bytes");
  }

  @Test
  void everyQueryOfTheDashboardNamesFiguresThatExist() throws Exception {
    someCycles();
    metrics.request("app.bsky.feed.getAuthorFeed", 200, Duration.ofMillis(250));
    String scraped = scrape();
    JsonNode dashboard =
        JsonMapper.builder()
            .build()
            .readTree(Files.readString(Path.of("config/grafana-dashboard.json")));
    Set<String> asked = new TreeSet<>();
    for (JsonNode expression : dashboard.findValues("expr")) {
      Matcher names = NAME.matcher(expression.asString());
      assertThat(names.find()).as(expression.asString()).isTrue();
      do {
        asked.add(names.group());
      } while (names.find());
    }

    assertThat(asked).hasSizeGreaterThan(10);
    assertThat(asked)
        .allSatisfy(
            name ->
                assertThat(scraped.lines()).anyMatch(line -> line.matches(name + "(\\{.*})? .*")));
  }
}
