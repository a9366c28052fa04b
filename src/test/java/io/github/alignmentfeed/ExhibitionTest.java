package io.github.alignmentfeed;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.alignmentfeed.config.ConfigurationLoader;
import io.github.alignmentfeed.ops.Schedule;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a newcomer sees: the seeds on pages, with no account and no network. */
@Timeout(60)
final class ExhibitionTest {
  private final HttpClient client = HttpClient.newHttpClient();

  @TempDir private Path folder;
  private Exhibition exhibition;

  @BeforeEach
  void show() throws IOException {
    Path seeds = Path.of("seeds").toAbsolutePath();
    Files.writeString(
        folder.resolve("bot.yaml"),
        """
        include: ["%1$s/accounts.yaml", "%1$s/rules.yaml"]
        store: "jdbc:sqlite:%2$s"
        http: {port: 0, token: a-token-that-opens-nothing-here}
        """
            .formatted(seeds, folder.resolve("bot.db")));
    App app =
        new App(
            ConfigurationLoader.load(folder.resolve("bot.yaml"), Map.of(), Schedule::cronProblem)
                .configuration()
                .orElseThrow(),
            Pace.USUAL);
    exhibition = app.exhibit(seeds);
  }

  @AfterEach
  void close() {
    exhibition.close();
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(request(path).GET().build(), BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://localhost:" + exhibition.port() + path))
        .header("Accept", "text/html");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/", "/posts", "/posts?show=all", "/papers?days=90", "/accounts", "/rules"})
  void everyPageAnswersWithNothingToPress(String path) throws Exception {
    HttpResponse<String> page = get(path);

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'");
    assertThat(page.body())
        .contains("These are recorded posts")
        .doesNotContain("<script", "method=\"post\"", "style=\"", "src=\"http");
  }

  @Test
  void aPostStandsThereWithItsWordsMarkedAndItsReason() throws Exception {
    assertThat(get("/posts").body())
        .contains("Sam Bowman", "@sleepinyourhat.bsky.social", "<mark title=")
        .containsPattern("Scores \\d+ of 10");
  }

  @Test
  void pagesCanBeAskedAnythingAndStillAnswer() throws Exception {
    for (String query :
        new String[] {
          "/posts?show=%3Cscript%3E&rule=%22%3E%3Cscript%3E&account=%27&day=2026-99-99",
          "/posts?after=12-at://nobody",
          "/posts?after=x",
          "/papers?days=99999999999",
          "/accounts?sort=%00"
        }) {
      HttpResponse<String> page = get(query);

      assertThat(page.statusCode()).as(query).isEqualTo(200);
      assertThat(page.body()).as(query).doesNotContain("<script");
    }
  }

  @Test
  void theAccountsCanBeTakenAlong() throws Exception {
    HttpResponse<String> yaml = get("/accounts/export");

    assertThat(yaml.headers().firstValue("Content-Type").orElseThrow()).contains("yaml");
    assertThat(yaml.body()).startsWith("accounts:\n  - ").contains("sleepinyourhat.bsky.social");
  }

  @Test
  void nothingCanBeChanged() throws Exception {
    HttpResponse<String> refused =
        client.send(
            request("/posts/repost")
                .header("Authorization", "Bearer a-token-that-opens-nothing-here")
                .POST(HttpRequest.BodyPublishers.ofString("post=x"))
                .build(),
            BodyHandlers.ofString());

    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(Files.exists(folder.resolve("bot.db"))).isFalse();
  }

  @Test
  void whatIsNotThereIsSaidOnAPage() throws Exception {
    HttpResponse<String> missing = get("/nothing");

    assertThat(missing.statusCode()).isEqualTo(404);
    assertThat(missing.body()).contains("That did not work", "there is nothing here");
  }
}
