package io.github.alignmentfeed;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.serverError;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.github.alignmentfeed.bluesky.Patience;
import io.github.alignmentfeed.bluesky.Timeouts;
import io.github.alignmentfeed.cli.Console;
import io.github.alignmentfeed.config.ConfigurationLoader;
import io.github.alignmentfeed.config.Loaded;
import io.github.alignmentfeed.ops.Schedule;
import io.github.alignmentfeed.ops.TestClock;
import io.github.alignmentfeed.store.Stores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands that ask a running service. */
@Timeout(60)
final class RemoteTest {
  private static final String POST =
      """
      {"feed": [{"post": {"uri": "at://did:plc:ewvi7nxzyoun6zhxrhs64oiz/app.bsky.feed.post/3mbd3542k22k3",
        "cid": "bafy1", "author": {"did": "did:plc:ewvi7nxzyoun6zhxrhs64oiz", "handle": "ada.test"},
        "indexedAt": "2026-11-01T11:00:00Z",
        "record": {"$type": "app.bsky.feed.post", "text": "On alignment faking",
          "createdAt": "2026-11-01T11:00:00Z"}}}]}
      """;

  @RegisterExtension
  private final WireMockExtension network = WireMockExtension.newInstance().build();

  @TempDir private Path folder;

  private final TestClock clock = new TestClock();
  private Service service;

  @BeforeEach
  void aServiceWithAPost() throws IOException {
    feedIs(POST);
    configure(0, "long-enough-token");
    Pace pace = new Pace(clock, Timeouts.USUAL, Patience.USUAL, Stores.LOCK_PATIENCE);
    service = new App(load().configuration().orElseThrow(), pace).serve(this::load, report -> {});
    configure(service.port(), "long-enough-token");
  }

  @AfterEach
  void stop() {
    service.close();
  }

  private void feedIs(String json) {
    network.stubFor(
        get(urlPathEqualTo("/xrpc/app.bsky.feed.getAuthorFeed")).willReturn(okJson(json)));
  }

  private void configure(int port, String token) throws IOException {
    Files.writeString(
        folder.resolve("bot.yaml"),
        """
        network: {appview: "%1$s", plc: "%1$s"}
        accounts: [{did: "did:plc:ewvi7nxzyoun6zhxrhs64oiz", reposts: vouch}]
        rules: [{name: terms, points: 10, keywords: [alignment faking]}]
        schedule: {cron: '0 0 0 1 1 ?'}
        settle: 0s
        store: "jdbc:sqlite:%2$s"
        http: {port: %3$d, token: %4$s}
        """
            .formatted(network.baseUrl(), folder.resolve("bot.db"), port, token));
  }

  private Loaded load() {
    return ConfigurationLoader.load(folder.resolve("bot.yaml"), Map.of(), Schedule::cronProblem);
  }

  private Console run(String... command) {
    String[] all = Arrays.copyOf(command, command.length + 2);
    all[command.length] = "--config";
    all[command.length + 1] = folder.resolve("bot.yaml").toString();
    return Console.run(Pace.USUAL, all);
  }

  @Test
  void triggerPrintsWhatRunPrints() {
    Console console = run("trigger");

    assertThat(console.code()).as(console.err()).isZero();
    assertThat(console.out())
        .startsWith("Read 1 entry from 1 source")
        .contains("Would repost (1)")
        .contains("2026-11-01 11:00  @ada.test")
        .contains("On alignment faking")
        .contains("why: scores 10 of 10");
  }

  @Test
  void triggerPrintsTheReportAsJson() {
    Console console = run("trigger", "--json");

    assertThat(console.json().at("/decisions/0/action").asString()).isEqualTo("repost");
    assertThat(console.json().at("/run/dryRun").asBoolean()).isTrue();
  }

  @Test
  void triggerEndsAsRunWould() {
    service.trigger().join();
    network.stubFor(
        get(urlPathEqualTo("/xrpc/app.bsky.feed.getAuthorFeed"))
            .willReturn(okJson("no feed at all")));

    Console console = run("trigger");

    assertThat(console.code()).isEqualTo(1);
    assertThat(console.out()).contains("failed: ");
  }

  @Test
  void triggerWithTheWrongTokenSaysSo() throws IOException {
    configure(service.port(), "some-other-token");

    Console console = run("trigger");

    assertThat(console.code()).isEqualTo(2);
    assertThat(console.err()).contains("the token is wrong").doesNotContain("some-other-token");
  }

  @Test
  void whereNoServiceAnswersItIsSaidWhatToDo() {
    service.close();

    Console trigger = run("trigger");
    Console health = run("health");

    assertThat(trigger.code()).isEqualTo(4);
    assertThat(trigger.err()).contains("no service answers at 127.0.0.1").contains("serve");
    assertThat(health.code()).isEqualTo(1);
    assertThat(health.out()).contains("no service answers at 127.0.0.1");
  }

  @Test
  void healthIsGoodWhereTheServiceDoesItsWork() {
    service.trigger().join();

    Console console = run("health");

    assertThat(console.out()).isEqualToIgnoringNewLines("ready");
    assertThat(console.code()).isZero();
  }

  @Test
  void healthSaysWhatIsWrong() {
    network.stubFor(
        get(urlPathEqualTo("/xrpc/app.bsky.feed.getAuthorFeed")).willReturn(serverError()));
    clock.pass(Duration.ofDays(800));

    Console console = run("health");

    assertThat(console.code()).isEqualTo(1);
    assertThat(console.out()).contains("stale: ").contains("another was due by");
  }

  @ParameterizedTest
  @CsvSource({"404, {}", "200, <html>", "502, ''", "200, []"})
  void whereSomethingElseAnswersThatIsSaid(int status, String body) throws IOException {
    network.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(status).withBody(body)));
    configure(network.getPort(), "long-enough-token");

    Console trigger = run("trigger");
    Console health = run("health");

    assertThat(trigger.code()).isEqualTo(4);
    assertThat(trigger.err()).contains("is no running bot (status " + status);
    assertThat(health.code()).isEqualTo(1);
    assertThat(health.out()).contains("is no running bot (status " + status);
  }
}
