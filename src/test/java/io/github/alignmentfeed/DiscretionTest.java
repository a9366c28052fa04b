package io.github.alignmentfeed;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.serverError;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.github.alignmentfeed.bluesky.Patience;
import io.github.alignmentfeed.bluesky.Timeouts;
import io.github.alignmentfeed.config.ConfigurationLoader;
import io.github.alignmentfeed.config.Loaded;
import io.github.alignmentfeed.ops.Caller;
import io.github.alignmentfeed.ops.Schedule;
import io.github.alignmentfeed.ops.TestClock;
import io.github.alignmentfeed.store.Stores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Who shows posts to signed-in people alone is named to strangers nowhere. */
@Timeout(60)
final class DiscretionTest {
  private static final String SHY = "did:plc:ewvi7nxzyoun6zhxrhs64oiz";
  private static final String OPEN = "did:plc:z72i7hdynmk6r22z27h6tvur";
  private static final String[] TOKEN = {"Authorization", "Bearer long-enough-token"};

  @RegisterExtension
  private final WireMockExtension network = WireMockExtension.newInstance().build();

  @TempDir private Path folder;
  private Service service;
  private Caller caller;
  private String firstRun = "";

  /** The shy one's post is shown; the other's, on the same paper, is left alone because of it. */
  @BeforeEach
  void aPaperOfWhichAShyAndAnOpenPersonSpeak() throws IOException {
    feed(SHY, okJson(post(SHY, "shy.test", "3mbd3542k22k3", "12:00", "!no-unauthenticated")));
    feed(OPEN, okJson(post(OPEN, "open.test", "3mbd3542k22k4", "12:01", "other")));
    Files.writeString(
        folder.resolve("bot.yaml"),
        """
        network: {appview: "%1$s", plc: "%1$s"}
        accounts: ["%2$s", "%3$s"]
        rules: [{name: terms, points: 10, keywords: [alignment faking]}]
        schedule: {cron: '0 0 0 1 1 ?'}
        settle: 0s
        store: "jdbc:sqlite:%4$s"
        http: {port: 0, token: long-enough-token}
        """
            .formatted(network.baseUrl(), SHY, OPEN, folder.resolve("bot.db")));
    Pace pace = new Pace(new TestClock(), Timeouts.USUAL, Patience.USUAL, Stores.LOCK_PATIENCE);
    service = new App(load().configuration().orElseThrow(), pace).serve(this::load, report -> {});
    caller = new Caller(service.port());
    firstRun = service.trigger().join().id();
    feed(SHY, serverError());
    service.trigger().join();
  }

  @AfterEach
  void stop() {
    service.close();
  }

  private Loaded load() {
    return ConfigurationLoader.load(folder.resolve("bot.yaml"), Map.of(), Schedule::cronProblem);
  }

  private void feed(String account, ResponseDefinitionBuilder answer) {
    network.stubFor(
        get(urlPathEqualTo("/xrpc/app.bsky.feed.getAuthorFeed"))
            .withQueryParam("actor", equalTo(account))
            .willReturn(answer));
  }

  private static String post(String did, String handle, String key, String time, String label) {
    return """
        {"feed": [{"post": {"uri": "at://%1$s/app.bsky.feed.post/%3$s", "cid": "bafy1",
          "author": {"did": "%1$s", "handle": "%2$s", "displayName": "Name of %2$s",
            "labels": [{"src": "%1$s", "uri": "%1$s", "val": "%5$s", "cts": "2026-01-01T00:00:00Z"}]},
          "indexedAt": "2026-11-01T%4$s:00Z",
          "record": {"$type": "app.bsky.feed.post", "createdAt": "2026-11-01T%4$s:00Z",
            "text": "On alignment faking",
            "embed": {"$type": "app.bsky.embed.external", "external":
              {"uri": "https://arxiv.org/abs/2412.14093", "title": "A paper", "description": ""}}}}}]}
        """
        .formatted(did, handle, key, time, label);
  }

  @Test
  void strangersMeetNoNameOfTheirs() {
    for (String path :
        List.of(
            "/",
            "/posts",
            "/posts?show=all",
            "/papers",
            "/accounts",
            "/accounts/export",
            "/rules",
            "/api/runs",
            "/api/runs/" + firstRun,
            "/api/decisions",
            "/api/papers",
            "/api/status",
            "/health/ready",
            "/metrics")) {
      Caller.Reply reply = caller.get(path);

      assertThat(reply.status()).as(path).isEqualTo(200);
      assertThat(reply.body()).as(path).doesNotContain("shy.test", SHY);
    }
  }

  @Test
  void theOperatorDoes() {
    for (String path :
        List.of(
            "/posts?show=all",
            "/papers",
            "/accounts",
            "/accounts/export",
            "/api/runs",
            "/api/runs/" + firstRun,
            "/api/decisions",
            "/api/papers",
            "/metrics")) {
      assertThat(caller.get(path, TOKEN).body()).as(path).containsAnyOf("shy.test", SHY);
    }
  }

  @Test
  void aStrangerIsToldOfTheOtherPostAndThatSomethingIsLeftOut() {
    assertThat(caller.get("/api/decisions").body())
        .contains(OPEN, "its story is shown by a post of an account that shows its posts to");
    assertThat(caller.get("/accounts").body()).contains("1 shows its posts to signed-in people");
    assertThat(caller.get("/posts?account=shy.test").body()).contains("No account of that name");
    assertThat(caller.get("/api/decisions?account=shy.test").status()).isEqualTo(400);
  }
}
