package io.github.alignmentfeed.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Backtests of recorded posts, as a curator makes them. */
final class BacktestTest {
  @TempDir private Path folder;

  @RegisterExtension
  private final WireMockExtension network = WireMockExtension.newInstance().build();

  private String rules(String yaml) throws IOException {
    return Files.writeString(folder.resolve("other.yaml"), yaml).toString();
  }

  private static List<String> shown(JsonNode posts, String action) {
    List<String> uris = new ArrayList<>();
    for (JsonNode post : posts) {
      if (post.at("/today/action").asString().equals(action)) {
        uris.add(post.get("uri").asString());
      }
    }
    return uris;
  }

  private static List<String> decided(JsonNode report, String action) {
    List<String> uris = new ArrayList<>();
    for (JsonNode decision : report.get("decisions")) {
      if (decision.get("action").asString().equals(action)) {
        uris.add(decision.get("uri").asString());
      }
    }
    return uris;
  }

  @Test
  void todaysRulesShowWhatAReplayShows() {
    JsonNode replay = Console.run("run", "--replay", "seeds", "--json").json();

    Console console = Console.run("backtest", "--replay", "seeds", "--json");

    assertThat(console.code()).as(console.err()).isZero();
    for (String action : List.of("repost", "bookmark")) {
      assertThat(shown(console.json().get("shown"), action))
          .containsExactlyInAnyOrderElementsOf(decided(replay, action));
    }
    assertThat(console.json().at("/all/today/posts").asInt()).isEqualTo(14);
    assertThat(console.json().at("/all/other").isMissingNode()).isTrue();
    assertThat(console.json().get("differences")).isEmpty();
  }

  @Test
  void otherRulesStandBesideWithTheReasonsOfBothSides() throws IOException {
    String other = rules("rules: [{name: claude alone, points: 10, keywords: [Claude]}]\n");

    Console text = Console.run("backtest", "--replay", "seeds", "--rules", other);
    JsonNode json = Console.run("backtest", "--replay", "seeds", "--rules", other, "--json").json();

    assertThat(text.code()).as(text.err()).isZero();
    assertThat(text.err()).isEmpty();
    assertThat(text.out())
        .contains("By day", "By account", "By rule", "Different (")
        .contains("other: " + other)
        .containsPattern("today: repost, scores \\d+ of 10: terms of the field")
        .contains("other: skip, no rule holds")
        .contains("claude alone")
        .doesNotContain("at://");
    JsonNode first = json.at("/differences/0");
    assertThat(first.at("/today/action").asString()).isEqualTo("repost");
    assertThat(first.at("/other/action").asString()).isEqualTo("skip");
    assertThat(first.get("uri").asString()).startsWith("at://");
    assertThat(json.at("/byDay/0").propertyNames()).contains("day", "today", "other");
    assertThat(json.at("/byAccount/0").propertyNames()).contains("did", "handle", "today");
  }

  @Test
  void theSameRulesShowNoDifference() {
    Console console = Console.run("backtest", "--replay", "seeds", "--rules", "seeds/rules.yaml");

    assertThat(console.out()).contains("Different (0)");
  }

  @Test
  void sinceCountsFromTheLastPostOfARecording() {
    Console console = Console.run("backtest", "--replay", "seeds", "--since", "1d", "--json");

    assertThat(console.code()).as(console.err()).isZero();
    assertThat(console.json().get("byDay")).hasSize(1);
    assertThat(console.json().at("/byDay/0/day").asString()).isEqualTo("2025-01-10");
  }

  @Test
  void rulesThatCannotBeUsedEndWithTwoAndNameThePlace() throws IOException {
    String other = rules("rules: [{name: a, keywords: [b]}]\nlimits: {perDay: 1}\n");

    Console console = Console.run("backtest", "--replay", "seeds", "--rules", other);
    Console none = Console.run("backtest", "--replay", "seeds", "--rules", "no-such-file.yaml");

    assertThat(console.code()).isEqualTo(2);
    assertThat(console.err()).contains("other.yaml:1:9: error", "other.yaml:2:1: error");
    assertThat(none.code()).isEqualTo(2);
    assertThat(none.err()).contains("no-such-file.yaml");
  }

  @Test
  void theSecondTimeItAsksForNothingAndTellsTheSame() throws IOException {
    Instant lately = Instant.now().minus(Duration.ofDays(2));
    network.stubFor(
        get(urlPathEqualTo("/xrpc/app.bsky.feed.getAuthorFeed"))
            .willReturn(
                okJson(
                    """
                    {"feed": [{"post": {"uri": "at://did:plc:ada/app.bsky.feed.post/3mbd3542k22k3",
                      "cid": "bafyada", "author": {"did": "did:plc:ada", "handle": "ada.example.com"},
                      "indexedAt": "%1$s", "record": {"$type": "app.bsky.feed.post",
                        "text": "On alignment faking", "createdAt": "%1$s"}}}]}
                    """
                        .formatted(lately))));
    Path config =
        Files.writeString(
            folder.resolve("bot.yaml"),
            """
            accounts: ["did:plc:ada"]
            rules: [{name: terms, points: 10, keywords: [alignment faking]}]
            network: {appview: "%1$s", plc: "%1$s"}
            store: "jdbc:sqlite:%2$s"
            """
                .formatted(network.baseUrl(), folder.resolve("bot.db")));
    String[] command = {"backtest", "--since", "30d", "--config", config.toString()};

    Console first = Console.run(command);
    Console second = Console.run(command);

    assertThat(first.code()).as(first.err()).isZero();
    assertThat(first.out()).contains("1 post by 1 account", "1+0 of 1", "@ada.example.com");
    assertThat(second.out()).isEqualTo(first.out());
    network.verify(1, getRequestedFor(urlPathEqualTo("/xrpc/app.bsky.feed.getAuthorFeed")));
    assertThat(folder.resolve("bot.db")).doesNotExist();
    assertThat(folder.resolve("bot.db.past")).isNotEmptyDirectory();
  }

  @Test
  void aNetworkThatCannotBeReachedEndsWithFourAndNothingIsStored() throws IOException {
    Path config =
        Files.writeString(
            folder.resolve("bot.yaml"),
            """
            accounts: [somebody.bsky.social]
            rules: [{name: terms, points: 10, keywords: [alignment faking]}]
            network: {appview: "http://127.0.0.1:9", plc: "http://127.0.0.1:9"}
            store: "jdbc:sqlite:%s"
            """
                .formatted(folder.resolve("bot.db")));

    Console console = Console.run("backtest", "--config", config.toString());

    assertThat(console.code()).as(console.err()).isEqualTo(4);
    assertThat(console.out()).contains("0 posts", "somebody.bsky.social");
    assertThat(folder.resolve("bot.db")).doesNotExist();
  }
}
