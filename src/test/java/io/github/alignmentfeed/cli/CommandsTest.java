package io.github.alignmentfeed.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.alignmentfeed.atproto.AtUri;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The commands that need no network. */
final class CommandsTest {
  @TempDir private Path folder;
  private String config;

  @BeforeEach
  void writeAConfiguration() throws IOException {
    config =
        write(
            """
            accounts: [somebody.bsky.social]
            rules:
              - {name: terms, points: 10, keywords: [alignment faking]}
            store: "jdbc:sqlite:%s"
            """
                .formatted(folder.resolve("bot.db")));
  }

  private String write(String yaml) throws IOException {
    return Files.writeString(folder.resolve("bot.yaml"), yaml).toString();
  }

  @Test
  void checkAcceptsAGoodConfiguration() {
    Console console = Console.run("check", "--config", config);

    assertThat(console.code()).as(console.out()).isZero();
    assertThat(console.out()).contains("usable: 1 source, 1 rule");
  }

  @Test
  void checkListsEveryProblemAtOnceWithItsPlace() throws IOException {
    write(
        """
        acounts: [somebody.bsky.social]
        rules:
          - {name: terms, points: ten, keywords: [alignment faking]}
        settle: 20
        """);

    Console console = Console.run("check", "--config", config);

    assertThat(console.code()).isEqualTo(2);
    assertThat(console.out())
        .contains("bot.yaml:1:1: error")
        .contains("did you mean \"accounts\"?")
        .contains("bot.yaml:3:27: error")
        .contains("bot.yaml:4:9: error");
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "history", "queue", "pause", "resume", "serve"})
  void aBrokenConfigurationEndsEveryCommandWithTwo(String command) throws IOException {
    write("rules: 7\n");

    Console console = Console.run(command, "--config", config);

    assertThat(console.code()).isEqualTo(2);
    assertThat(console.err()).contains("bot.yaml:1:8: error");
  }

  @Test
  void aPasswordWhoseVariableIsUnsetIsAnErrorAndNotADryRun() throws IOException {
    write(
        Files.readString(Path.of(config))
            + "bot: {handle: bot.bsky.social, password: \"${NO_SUCH_VARIABLE_HERE}\"}\n");

    Console console = Console.run("run", "--config", config);

    assertThat(console.code()).isEqualTo(2);
    assertThat(console.err()).contains("NO_SUCH_VARIABLE_HERE");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no-such-command",
        "run --no-such-option",
        "explain",
        "explain nonsense",
        "undo",
        "history --limit 0",
        "run --replay seeds --reconsider 3d"
      })
  void wrongUsageEndsWithTwo(String line) {
    String[] arguments = line.isEmpty() ? new String[0] : line.split(" ", -1);

    assertThat(Console.run(arguments).code()).isEqualTo(2);
  }

  @Test
  void aRecordingThatIsNotThereIsToldAndEndsWithTwo() {
    Console console =
        Console.run("run", "--config", config, "--replay", folder.resolve("none").toString());

    assertThat(console.code()).isEqualTo(2);
    assertThat(console.err()).contains("none");
  }

  @Test
  void historyAndQueueOfAFreshBotAreEmptyAndMakeNoStore() {
    assertThat(Console.run("history", "--config", config).out()).contains("Nothing was done");
    assertThat(Console.run("queue", "--config", config).out()).contains("Nothing waits");
    assertThat(Console.run("queue", "--json", "--config", config).json()).isEmpty();
    assertThat(folder.resolve("bot.db")).doesNotExist();
  }

  @Test
  void pauseAndResumeAnswer() {
    assertThat(Console.run("pause", "--config", config).out()).contains("paused");
    assertThat(Console.run("resume", "--config", config).out()).contains("goes on");
  }

  @Test
  void undoWithoutAPasswordEndsWithThree() {
    Console console =
        Console.run(
            "undo",
            "--config",
            config,
            "at://did:plc:ewvi7nxzyoun6zhxrhs64oiz/app.bsky.feed.post/3k");

    assertThat(console.code()).isEqualTo(3);
    assertThat(console.err()).contains("bot.password");
  }

  @Test
  void schemaPrintsTheShippedSchema() throws IOException {
    assertThat(Console.run("schema").out())
        .isEqualTo(Files.readString(Path.of("config/bot.schema.json")));
  }

  @Test
  void shellCompletionIsPrinted() {
    assertThat(Console.run("generate-completion").out()).contains("alignment-feed-bot");
  }

  @Test
  void theShippedConfigurationHasNoProblems() {
    Console console = Console.run("check", "--config", "config/bot.yaml");

    assertThat(console.code()).isZero();
    assertThat(console.out()).startsWith("The configuration is usable");
  }

  @Test
  void textsOfStrangersCannotCommandATerminal() throws IOException {
    String item =
        """
        {"post":{"uri":"at://did:plc:ewvi7nxzyoun6zhxrhs64oiz/app.bsky.feed.post/3ldlx4zm3kkg6",
         "cid":"bafyreib","author":{"did":"did:plc:ewvi7nxzyoun6zhxrhs64oiz","handle":"somebody.bsky.social"},
         "record":{"$type":"app.bsky.feed.post","text":"alignment faking \\u001b[2J \\u202Eevil @|red x|@",
         "createdAt":"2026-01-01T00:00:00Z"},"indexedAt":"2026-01-01T00:00:00Z"}}
        """
            .replace("\n", "");
    Path recorded = Files.writeString(folder.resolve("hostile.jsonl"), item);

    Console console = Console.run("run", "--config", config, "--replay", recorded.toString());

    assertThat(console.code()).as(console.err()).isZero();
    assertThat(console.out())
        .contains("Would repost (1)")
        .contains("@|red x|@")
        .doesNotContain("\u001b[2J")
        .doesNotContain("\u202E");
  }

  @Test
  void aMalformedEntryOfARecordingIsSetAsideAndCounted() throws IOException {
    String good =
        "{\"post\":{\"uri\":\"at://did:plc:ewvi7nxzyoun6zhxrhs64oiz/app.bsky.feed.post/3k\","
            + "\"cid\":\"c\",\"author\":{\"did\":\"did:plc:ewvi7nxzyoun6zhxrhs64oiz\",\"handle\":\"a.test\"},"
            + "\"record\":{\"text\":\"hello\"},\"indexedAt\":\"2026-01-01T00:00:00Z\"}}\n";
    Path recorded = Files.writeString(folder.resolve("mixed.jsonl"), good + "{\"post\":7}\n");

    Console console =
        Console.run("run", "--config", config, "--json", "--replay", recorded.toString());

    assertThat(console.code()).as(console.err()).isZero();
    assertThat(console.json().get("decisions")).hasSize(1);
    assertThat(console.json().at("/counts/malformed").asInt()).isEqualTo(1);
  }

  @Test
  void evaluateMeasuresTheShippedRulesOnLabelledPosts() {
    String corpus = "src/test/resources/corpus/posts.jsonl";
    Console json = Console.run("evaluate", "--json", corpus);
    Console text = Console.run("evaluate", corpus);

    assertThat(json.code()).as(json.err()).isZero();
    assertThat(json.json().get("posts").asInt()).isEqualTo(169);
    assertThat(json.json().at("/repost").propertyNames()).contains("precision", "recall", "f1");
    assertThat(json.json().at("/shown/f1").asDouble()).isBetween(0.5, 1.0);
    int counted = 0;
    for (JsonNode row : json.json().get("confusion")) {
      for (JsonNode cell : row) {
        counted += cell.asInt();
      }
    }
    assertThat(counted).isEqualTo(169);
    assertThat(json.json().at("/misjudged/0").propertyNames())
        .contains("id", "uri", "label", "action", "score", "reason");
    assertThat(text.out()).contains("169 labelled posts").contains("Label against decision");
    // Each can be explained by what stands beside it.
    AtUri first = AtUri.of(json.json().at("/misjudged/0/uri").asString());
    String address = "https://bsky.app/profile/" + first.did() + "/post/" + first.rkey();
    assertThat(text.out()).contains(address);
    Console explained = Console.run("explain", "--replay", corpus, address);
    assertThat(explained.code()).as(explained.err()).isZero();
  }

  @Test
  void evaluateNamesTheLinesThatItSetsAsideAndEndsWithOne() throws IOException {
    List<String> lines = Files.readAllLines(Path.of("src/test/resources/corpus/everyday.jsonl"));
    Path file =
        Files.write(
            folder.resolve("labelled.jsonl"),
            List.of(
                lines.get(0),
                "{\"id\":\"x\", oops",
                lines.get(2).replaceFirst("\"label\": ?\"\\w+\"", "\"label\":\"reposts\"")));

    Console text = Console.run("evaluate", file.toString());
    Console json = Console.run("evaluate", "--json", file.toString());

    assertThat(text.code()).as(text.err()).isEqualTo(1);
    assertThat(text.out())
        .contains("1 labelled post", "2 entries set aside")
        .contains("labelled.jsonl:2: not JSON")
        .contains("labelled.jsonl:3: the label “reposts” is none of repost, bookmark, ignore");
    assertThat(json.code()).isEqualTo(1);
    assertThat(json.json().get("malformed")).hasSize(2);
  }

  @Test
  void evaluateOfAFileWithoutLabelledPostsEndsWithTwoAndNamesTheFirstLine() throws IOException {
    Path file = Files.writeString(folder.resolve("labelled.jsonl"), "{\"id\":\"x\"}\n");

    Console console = Console.run("evaluate", file.toString());

    assertThat(console.code()).isEqualTo(2);
    assertThat(console.err()).contains("holds no labelled posts", "labelled.jsonl");
  }
}
