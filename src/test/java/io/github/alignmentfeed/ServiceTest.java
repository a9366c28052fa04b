package io.github.alignmentfeed;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.serverError;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.github.alignmentfeed.bluesky.Patience;
import io.github.alignmentfeed.bluesky.Timeouts;
import io.github.alignmentfeed.config.ConfigurationLoader;
import io.github.alignmentfeed.config.Loaded;
import io.github.alignmentfeed.cycle.CycleReport;
import io.github.alignmentfeed.cycle.Status.Trouble;
import io.github.alignmentfeed.ops.Caller;
import io.github.alignmentfeed.ops.ListenException;
import io.github.alignmentfeed.ops.Schedule;
import io.github.alignmentfeed.ops.TestClock;
import io.github.alignmentfeed.store.Stores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The running service on a network of its own. */
@Timeout(60)
final class ServiceTest {
  @RegisterExtension
  private final WireMockExtension server = WireMockExtension.newInstance().build();

  @TempDir private Path folder;

  private final TestClock clock = new TestClock();
  private final List<CycleReport> told = new CopyOnWriteArrayList<>();

  @BeforeEach
  void aNetworkThatAnswers() throws IOException {
    server.stubFor(
        get(urlPathEqualTo("/xrpc/app.bsky.feed.getAuthorFeed"))
            .willReturn(okJson("{\"feed\":[]}")));
    write("rules.yaml", "rules: [{name: terms, points: 10, keywords: [alignment faking]}]\n");
    configure("password: aaaa-bbbb-cccc-dddd", "schedule: {cron: '0 0 0 1 1 ?'}");
  }

  private void configure(String bot, String more) throws IOException {
    write(
        "bot.yaml",
        """
        bot: {handle: bot.example.com, service: "%1$s", %3$s}
        network: {appview: "%1$s", plc: "%1$s"}
        include: [rules.yaml]
        accounts: ["did:plc:ewvi7nxzyoun6zhxrhs64oiz"]
        store: "jdbc:sqlite:%2$s"
        http: {port: 0}
        %4$s
        """
            .formatted(server.baseUrl(), folder.resolve("data/bot.db"), bot, more));
  }

  private void write(String file, String text) throws IOException {
    Files.writeString(folder.resolve(file), text);
  }

  private void refuseLogin() {
    server.stubFor(
        post(urlPathEqualTo("/xrpc/com.atproto.server.createSession"))
            .willReturn(
                aResponse()
                    .withStatus(401)
                    .withHeader("content-type", "application/json")
                    .withBody("{\"error\":\"AuthenticationRequired\",\"message\":\"Invalid\"}")));
  }

  private Loaded load() {
    return ConfigurationLoader.load(folder.resolve("bot.yaml"), Map.of(), Schedule::cronProblem);
  }

  private Service serve() {
    Pace pace = new Pace(clock, Timeouts.USUAL, Patience.USUAL, Stores.LOCK_PATIENCE);
    return new App(load().configuration().orElseThrow(), pace).serve(this::load, told::add);
  }

  private static CycleReport cycle(Service service) {
    return service.trigger().orTimeout(30, TimeUnit.SECONDS).join();
  }

  /** What the files hold now is as it will stay. */
  private static void settle(Service service) {
    service.look();
    service.look();
  }

  @Test
  void manyCyclesWithAWrongPasswordLogInOnceAndItIsSaid() {
    refuseLogin();
    try (Service service = serve()) {
      assertThat(cycle(service).login()).isPresent();
      assertThat(cycle(service).login()).isPresent();

      assertThat(service.status().why(Trouble.LOGIN).orElseThrow()).contains("bot.example.com");
      assertThat(service.status().lastGood()).isEmpty();
    }
    server.verify(1, postRequestedFor(urlPathEqualTo("/xrpc/com.atproto.server.createSession")));
  }

  @Test
  void whoAsksWhileACycleRunsJoinsIt() throws IOException {
    configure("operator: me", "");
    server.stubFor(
        get(urlPathEqualTo("/xrpc/app.bsky.feed.getAuthorFeed"))
            .willReturn(okJson("{\"feed\":[]}").withFixedDelay(1_000)));
    try (Service service = serve()) {
      CompletableFuture<CycleReport> first = service.trigger();
      CompletableFuture<CycleReport> second = service.trigger();

      assertThat(second.join().id()).isEqualTo(first.join().id());
      assertThat(told).extracting(CycleReport::id).containsOnlyOnce(first.join().id());
    }
  }

  @Test
  void aCycleThatWasGoodIsRememberedAndAfterTwoIntervalsItIsTooOld() throws IOException {
    configure("operator: me", "schedule: {every: 10h}");
    try (Service service = serve()) {
      CycleReport good = cycle(service);
      assertThat(service.status().lastGood()).contains(good.finishedAt());
      assertThat(good.isGood()).isTrue();
      assertThat(service.status().lastRun()).contains(good.id());
      assertThat(service.status().trouble()).isEmpty();

      clock.pass(Duration.ofHours(20));
      assertThat(service.status().trouble()).isEmpty();
      clock.pass(Duration.ofSeconds(1));

      assertThat(service.status().why(Trouble.STALE).orElseThrow())
          .contains("the last good cycle ended at 2026-11-01T12:00:00Z");
    }
  }

  @Test
  void aStoreThatIsGoneIsSaidBeforeAndAfterACycleFindsOut() throws IOException {
    refuseLogin();
    try (Service service = serve()) {
      assertThat(service.status().why(Trouble.STORE)).isEmpty();
      Files.move(folder.resolve("data"), folder.resolve("elsewhere"));

      assertThat(service.status().why(Trouble.STORE).orElseThrow()).contains("is not there");

      Files.writeString(folder.resolve("data"), "a file where a folder was");
      assertThatThrownBy(() -> cycle(service)).hasRootCauseInstanceOf(IOException.class);
      assertThat(service.status().why(Trouble.STORE).orElseThrow()).contains("cannot be made");
      assertThat(service.status().why(Trouble.CYCLE)).isPresent();
    }
  }

  @Test
  void aChangedFileIsTakenUpOnceItIsWritten() throws IOException {
    configure("operator: me", "");
    try (Service service = serve()) {
      assertThat(cycle(service).sources()).hasSize(1);
      write(
          "rules.yaml",
          "accounts: ['did:plc:z72i7hdynmk6r22z27h6tvur']\n"
              + "rules: [{name: terms, points: 10, keywords: [oversight]}]\n");

      service.look();
      assertThat(cycle(service).sources()).as("it may still be written").hasSize(1);
      service.look();

      assertThat(cycle(service).sources()).hasSize(2);
      assertThat(service.status().trouble()).isEmpty();
    }
  }

  @Test
  void aBrokenFileIsRefusedWithItsPlaceAndTheOneBeforeStays() throws IOException {
    configure("operator: me", "");
    try (Service service = serve()) {
      write("rules.yaml", "rules: [{name: terms, points: ten, keywords: [oversight]}]\n");
      settle(service);

      assertThat(service.status().why(Trouble.CONFIGURATION).orElseThrow())
          .contains("the one before stays")
          .contains("rules.yaml:1:31: error");
      assertThat(cycle(service).sources()).hasSize(1);

      write("rules.yaml", "rules: [{name: terms, points: 10, keywords: [oversight]}]\n");
      settle(service);

      assertThat(service.status().trouble()).isEmpty();
    }
  }

  @Test
  void aFileThatIsGoneIsRefusedAndTakenUpWhenItIsBack() throws IOException {
    configure("operator: me", "");
    try (Service service = serve()) {
      Files.delete(folder.resolve("rules.yaml"));
      settle(service);
      assertThat(service.status().why(Trouble.CONFIGURATION).orElseThrow())
          .contains("there is no file");

      write("rules.yaml", "rules: [{name: terms, points: 10, keywords: [oversight]}]\n");
      settle(service);

      assertThat(service.status().trouble()).isEmpty();
    }
  }

  @Test
  void whatOnlyARestartTakesUpIsSaidAndTheRestIsTakenUp() throws IOException {
    configure("operator: me", "");
    try (Service service = serve()) {
      cycle(service);
      write(
          "bot.yaml",
          Files.readString(folder.resolve("bot.yaml"))
              .replace("data/bot.db", "other/bot.db")
              .replace("accounts: [", "accounts: [\"did:plc:z72i7hdynmk6r22z27h6tvur\", "));
      settle(service);

      assertThat(service.status().why(Trouble.RESTART).orElseThrow())
          .contains("\"store\"")
          .contains("restart");
      assertThat(cycle(service).sources()).hasSize(2);
      assertThat(folder.resolve("other")).doesNotExist();
    }
  }

  @Test
  void anotherScheduleHoldsAtOnce() throws IOException {
    configure("operator: me", "schedule: {cron: '0 0 0 1 1 ?', timezone: UTC}");
    try (Service service = serve()) {
      assertThat(service.status().next().orElseThrow().toString()).endsWith("-01-01T00:00:00Z");
      configure("operator: me", "schedule: {cron: '0 0 0 1 2 ?', timezone: UTC}");
      settle(service);

      assertThat(service.status().next().orElseThrow().toString()).endsWith("-02-01T00:00:00Z");
    }
  }

  @Test
  void howItFaresIsToldWhileAnotherScheduleWaitsForTheCycleInHand() throws IOException {
    server.stubFor(
        get(urlPathEqualTo("/xrpc/app.bsky.feed.getAuthorFeed"))
            .willReturn(okJson("{\"feed\":[]}").withFixedDelay(5_000)));
    configure("operator: me", "schedule: {every: 10h}");
    try (Service service = serve()) {
      await().until(() -> service.status().running().isPresent());
      configure("operator: me", "schedule: {every: 9h}");
      // The common pool may have one thread, which then waits as well.
      Executor threads = task -> new Thread(task).start();
      CompletableFuture<Void> changed = CompletableFuture.runAsync(() -> settle(service), threads);

      while (!changed.isDone()) {
        CompletableFuture.supplyAsync(service::status, threads)
            .orTimeout(2, TimeUnit.SECONDS)
            .join();
      }
    }
  }

  @Test
  void figuresTellOfTheCyclesAndTheRequestsOfTheService() throws IOException {
    configure("operator: me", "schedule: {cron: '0 0 0 1 1 ?'}");
    try (Service service = serve()) {
      cycle(service);
      cycle(service);

      assertThat(new Caller(service.port()).get("/metrics").body())
          .contains("feedbot_cycles_total{outcome=\"good\"} 2.0")
          .contains(
              "feedbot_requests_seconds_count{method=\"app.bsky.feed.getAuthorFeed\",status=\"200\"}"
                  + " 2")
          .contains("feedbot_requests_left 14");
    }
  }

  @Test
  void aPortThatIsTakenEndsTheStart() throws IOException {
    configure("operator: me", "");
    try (Service service = serve()) {
      write(
          "bot.yaml",
          Files.readString(folder.resolve("bot.yaml"))
              .replace("port: 0", "port: " + service.port()));

      assertThatThrownBy(this::serve).isInstanceOf(ListenException.class);
    }
  }

  @Test
  void whoeverWatchesIsPingedAfterAGoodCycleAlone() throws IOException {
    configure("operator: me", "ping: " + server.baseUrl() + "/ping/secret");
    server.stubFor(get(urlPathEqualTo("/ping/secret")).willReturn(ok()));
    try (Service service = serve()) {
      cycle(service);
      await()
          .untilAsserted(() -> server.verify(1, getRequestedFor(urlPathEqualTo("/ping/secret"))));

      server.stubFor(
          get(urlPathEqualTo("/xrpc/app.bsky.feed.getAuthorFeed")).willReturn(serverError()));
      assertThat(cycle(service).isGood()).isFalse();
    }
    server.verify(1, getRequestedFor(urlPathEqualTo("/ping/secret")));
  }

  @Test
  void nobodyIsPingedWhereTheLoginIsRefused() throws IOException {
    configure("password: aaaa-bbbb-cccc-dddd", "ping: " + server.baseUrl() + "/ping/secret");
    refuseLogin();
    try (Service service = serve()) {
      cycle(service);
      String metrics = new Caller(service.port()).get("/metrics").body();

      assertThat(metrics)
          .contains("feedbot_trouble{kind=\"login\"} 1.0")
          .contains("feedbot_cycles_total{outcome=\"bad\"} 1.0")
          .contains("feedbot_last_good_cycle_timestamp_seconds 0.0");
      assertThat(new Caller(service.port()).get("/").body())
          .contains("What is wrong")
          .contains("refuses the login");
      assertThat(new Caller(service.port()).get("/health/ready").body()).contains("\"login\"");
    }
    server.verify(0, getRequestedFor(urlPathEqualTo("/ping/secret")));
  }
}
