package io.github.alignmentfeed;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.github.alignmentfeed.config.Configuration;
import io.github.alignmentfeed.config.ConfigurationLoader;
import io.github.alignmentfeed.config.Loaded;
import io.github.alignmentfeed.cycle.CycleReport;
import io.github.alignmentfeed.cycle.Status;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

final class AppServeTest {
  @RegisterExtension
  private final WireMockExtension server = WireMockExtension.newInstance().build();

  @TempDir private Path folder;

  @Test
  @Timeout(60)
  void manyCyclesWithAWrongPasswordLogInOnce() throws Exception {
    server.stubFor(
        get(urlPathEqualTo("/xrpc/app.bsky.feed.getAuthorFeed"))
            .willReturn(okJson("{\"feed\":[]}")));
    server.stubFor(
        post(urlPathEqualTo("/xrpc/com.atproto.server.createSession"))
            .willReturn(
                aResponse()
                    .withStatus(401)
                    .withHeader("content-type", "application/json")
                    .withBody("{\"error\":\"AuthenticationRequired\",\"message\":\"Invalid\"}")));
    List<CycleReport> told = new CopyOnWriteArrayList<>();
    CountDownLatch three = new CountDownLatch(3);
    try (Service service =
        new App(configuration(), Pace.USUAL)
            .serve(
                this::load,
                report -> {
                  told.add(report);
                  three.countDown();
                })) {
      assertThat(three.await(40, TimeUnit.SECONDS)).isTrue();
      assertThat(service.status().why(Status.Trouble.LOGIN)).isPresent();
    }

    assertThat(told).allSatisfy(report -> assertThat(report.login()).isPresent());
    server.verify(1, postRequestedFor(urlPathEqualTo("/xrpc/com.atproto.server.createSession")));
  }

  private Loaded load() {
    return ConfigurationLoader.load(folder.resolve("bot.yaml"), Map.of(), cron -> Optional.empty());
  }

  private Configuration configuration() throws Exception {
    Files.writeString(
        folder.resolve("bot.yaml"),
        """
            bot: {handle: bot.example.com, password: aaaa-bbbb-cccc-dddd, service: "%1$s"}
            network: {appview: "%1$s", plc: "%1$s"}
            accounts: ["did:plc:ewvi7nxzyoun6zhxrhs64oiz"]
            rules: [{name: terms, points: 10, keywords: [alignment faking]}]
            schedule: {every: 1s}
            store: "jdbc:sqlite:%2$s"
            http: {port: 0}
            """
            .formatted(server.baseUrl(), folder.resolve("bot.db")));
    return load().configuration().orElseThrow();
  }
}
