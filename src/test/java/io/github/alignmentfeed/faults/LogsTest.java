package io.github.alignmentfeed.faults;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.github.alignmentfeed.cycle.MemoryFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What stands in the log, and how. */
@Timeout(60)
class LogsTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir(factory = MemoryFolder.class)
  private Path folder;

  private Scene scene;

  @BeforeEach
  void aBot() {
    scene = new Scene(folder, Instant.now());
  }

  @AfterEach
  void noSecretWasShown() throws IOException {
    scene.close();
    scene.watch.foundNoSecret(folder);
  }

  /** The log of a process, and what it printed. */
  private record Process(List<String> log, String printed) {}

  private Process process(String settings, String... command) throws IOException {
    Path log = folder.resolve("log");
    Child.Ended ended = Child.program("exec 2>" + log + "; " + settings + " exec", folder, command);
    scene.watch.said(ended.said());
    assertThat(ended.code()).as(ended.said() + Files.readString(log)).isZero();
    List<String> logged =
        Files.readAllLines(log).stream().filter(line -> !line.contains("bot.yaml:")).toList();
    return new Process(logged, ended.said());
  }

  @Test
  void asJsonEveryLineIsAnObjectWithTimeLevelPlaceAndText() throws IOException {
    List<String> log = process("LOG_FORMAT=json", "run").log();

    assertThat(log).hasSizeGreaterThan(5);
    assertThat(log.stream().map(JSON::readTree))
        .allSatisfy(
            line -> {
              assertThat(Instant.ofEpochMilli(line.path("timestamp").asLong()))
                  .isBetween(Instant.now().minusSeconds(60), Instant.now());
              assertThat(line.path("level").asString()).isIn("TRACE", "DEBUG", "INFO", "WARN");
              assertThat(line.path("loggerName").asString()).contains(".");
              assertThat(line.path("threadName").asString()).isNotBlank();
              assertThat(line.path("formattedMessage").asString()).isNotBlank();
            });
  }

  @Test
  void everyLineOfACycleHasItsIdAlsoFromTheThreadsThatReadFeeds() throws IOException {
    scene.appview.fails(
        a -> a.method().equals("app.bsky.feed.getAuthorFeed"),
        2,
        a -> Answer.refusal(a, 503, "Unavailable", "Later"));

    Process run = process("LOG_FORMAT=json", "run", "--json");

    String id = JSON.readTree(run.printed()).path("run").path("id").asString();
    List<JsonNode> log = run.log().stream().map(JSON::readTree).toList();
    List<JsonNode> own =
        log.stream().filter(line -> line.path("level").asString().equals("DEBUG")).toList();
    assertThat(own)
        .hasSize(2)
        .allMatch(line -> line.path("loggerName").asString().endsWith(".Transport"))
        .noneMatch(line -> line.path("threadName").asString().equals("main"));
    assertThat(log.subList(log.indexOf(own.get(0)), log.size()))
        .hasSizeGreaterThan(10)
        .allSatisfy(line -> assertThat(line.path("mdc").path("cycle").asString()).isEqualTo(id));
  }

  @Test
  void forPeopleALineNamesItsCycleBriefly() throws IOException {
    List<String> log = process("", "run").log();

    assertThat(log)
        .anyMatch(line -> line.matches(".{23} INFO  \\[[0-9a-f]{8}] OneLogin logged in: .*"));
  }

  @Test
  void aLineOfNoCycleNamesNone() throws IOException {
    List<String> log = process("LOG_FORMAT=xml", "schema").log();

    assertThat(log)
        .singleElement()
        .asString()
        .matches(".{23} WARN  LogOutput LOG_FORMAT is xml: write json or text; text is used");
  }

  @Test
  void nothingOfASinglePostStandsAboveDebugHoweverItFares() {
    for (int i = 0; i < 30; i++) {
      publish("3m6dqo5uq2k3" + (char) ('a' + i % 26) + i / 26);
    }
    scene.run("run");
    scene.world.delete(Scene.ADAS);
    publish("3m6dqo5uq2k4a");
    publish("3m6dqo5uq2k4b");
    scene.pds.fails(
        a -> a.method().equals("com.atproto.repo.putRecord"),
        a -> Answer.refusal(a, 500, "InternalServerError", "No"));

    scene.run("run");

    assertThat(scene.watch.logged(Level.DEBUG)).anyMatch(line -> line.contains("feed.post/"));
    assertThat(scene.watch.logged(Level.INFO))
        .noneMatch(line -> line.contains("feed.post/"))
        .anyMatch(line -> line.startsWith("WARN 2 of 2 writes failed; the first: "));
  }

  private void publish(String key) {
    scene.publish(Scene.uri(Scene.ADA, key), Scene.ADA, "Alignment faking, number " + key);
  }
}
