package io.github.alignmentfeed;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.okXml;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.github.alignmentfeed.bluesky.Patience;
import io.github.alignmentfeed.bluesky.Timeouts;
import io.github.alignmentfeed.config.Configuration;
import io.github.alignmentfeed.config.ConfigurationLoader;
import io.github.alignmentfeed.curation.Action;
import io.github.alignmentfeed.curation.Decision;
import io.github.alignmentfeed.curation.PaperId;
import io.github.alignmentfeed.cycle.CycleReport;
import io.github.alignmentfeed.cycle.CycleReport.Trigger;
import io.github.alignmentfeed.cycle.Decided;
import io.github.alignmentfeed.store.Stores;
import io.github.alignmentfeed.web.TestWeb;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The whole program on posts whose links say little, and nothing of it in a replay. */
final class AppLinksTest {
  private static final String ADA = "did:plc:ewvi7nxzyoun6zhxrhs64oiz";
  private static final String BEN = "did:plc:z72i7hdynmk6r22z27h6tvur";
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final Pace PACE =
      new Pace(() -> NOON, Timeouts.USUAL, Patience.USUAL, Stores.LOCK_PATIENCE);

  @RegisterExtension
  private final WireMockExtension bluesky = WireMockExtension.newInstance().build();

  @RegisterExtension private final TestWeb net = new TestWeb();

  @TempDir private Path folder;

  @BeforeEach
  void anAnnouncementAndAShortenedLink() {
    feed(ADA, post(ADA, "3mbd3542k22k3", "Alignment faking", "https://arxiv.org/abs/2412.14093"));
    feed(BEN, post(BEN, "3mbd3542k22k4", "Worth a read", "http://bit.ly/abc"));
    net.redirects("bit.ly", "/abc", "http://t.co/xyz");
    net.redirects("t.co", "/xyz", "https://www.alphaxiv.org/abs/2412.14093v3");
  }

  private void feed(String did, String item) {
    bluesky.stubFor(
        get(urlPathEqualTo("/xrpc/app.bsky.feed.getAuthorFeed"))
            .withQueryParam("actor", equalTo(did))
            .willReturn(okJson("{\"feed\":[" + item + "]}")));
  }

  private static String post(String did, String rkey, String text, String link) {
    return """
        {"post": {"uri": "at://%1$s/app.bsky.feed.post/%2$s", "cid": "bafy%2$s",
          "author": {"did": "%1$s", "handle": "a%2$s.example.com"},
          "indexedAt": "2026-11-20T11:00:00Z",
          "record": {"$type": "app.bsky.feed.post", "text": "%3$s", "createdAt": "2026-11-20T11:00:00Z",
            "facets": [{"index": {"byteStart": 0, "byteEnd": 5},
              "features": [{"$type": "app.bsky.richtext.facet#link", "uri": "%4$s"}]}]}}}
        """
        .formatted(did, rkey, text, link);
  }

  private Configuration configuration(String more) throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("bot.yaml"),
            """
            network: {appview: "%1$s", plc: "%1$s"}
            accounts: ["%2$s", "%3$s"]
            rules:
              - {name: terms, points: 10, keywords: [alignment faking]}
              - {name: paper, points: 4, domains: [arxiv.org, alphaxiv.org]}
            store: "jdbc:sqlite:%4$s"
            settle: 0s
            %5$s
            """
                .formatted(bluesky.baseUrl(), ADA, BEN, folder.resolve("bot.db"), more));
    return ConfigurationLoader.load(file, Map.of(), cron -> Optional.empty())
        .configuration()
        .orElseThrow();
  }

  private Decision by(String did, CycleReport report) {
    return report.decisions().stream()
        .map(Decided::decision)
        .filter(d -> d.post().author().did().value().equals(did))
        .findFirst()
        .orElseThrow();
  }

  private CycleReport run(String more) throws Exception {
    return new App(configuration(more), PACE, net.outlet())
        .run(true, Optional.empty(), Trigger.MANUAL, done -> {});
  }

  @Test
  void aShortenedLinkIsThePaperThatItLeadsTo() throws Exception {
    CycleReport report = run("");
    Decision shared = by(BEN, report);
    assertThat(shared.papers()).containsExactly(new PaperId("arxiv:2412.14093"));
    assertThat(shared.action()).isEqualTo(Action.SKIP);
    assertThat(shared.reason())
        .startsWith("its story is shown by at://" + ADA + "/app.bsky.feed.post/3mbd3542k22k3 of @");
    assertThat(net.requests()).containsExactly("HEAD bit.ly/abc", "HEAD t.co/xyz");
  }

  @Test
  void aTitleIsLookedUpWhereItIsAskedFor() throws Exception {
    feed(ADA, post(ADA, "3mbd3542k22k3", "Hm", "https://example.com/"));
    net.server()
        .stubFor(
            get(urlPathEqualTo("/api/query"))
                .willReturn(
                    okXml(
                        """
                        <feed xmlns="http://www.w3.org/2005/Atom"><entry>
                        <id>http://arxiv.org/abs/2412.14093v2</id>
                        <title>Alignment faking in large language models</title>
                        <summary>We present a demonstration.</summary></entry></feed>
                        """)));
    Decision shared = by(BEN, run("links: {titles: true}"));
    assertThat(shared.action()).isEqualTo(Action.REPOST);
    assertThat(shared.reason())
        .isEqualTo(
            "scores 14 of 10: terms +10 (“Alignment faking” in paper); paper +4 (“alphaxiv.org” in link)");
    assertThat(net.requests())
        .contains("GET export.arxiv.org/api/query?id_list=2412.14093&max_results=1");
  }

  @Test
  void nothingIsFollowedWhereNoShortenerIsNamed() throws Exception {
    assertThat(by(BEN, run("links: {shorteners: []}")).papers()).isEmpty();
    assertThat(net.requests()).isEmpty();
  }

  @Test
  void aReplayAsksNobody() throws Exception {
    Path recording =
        Files.writeString(
            folder.resolve("recorded.json"),
            "{\"feed\":["
                + post(BEN, "3mbd3542k22k4", "Worth a read", "http://bit.ly/abc")
                + ","
                + post(BEN, "3mbd3542k22k5", "This too", "https://arxiv.org/abs/2412.14093")
                + "]}");
    CycleReport report =
        new App(configuration("links: {titles: true}"), PACE, net.outlet())
            .recordings()
            .replay(recording);
    assertThat(report.decisions()).hasSize(2);
    assertThat(net.requests()).isEmpty();
    assertThat(net.dials()).isZero();
  }
}
