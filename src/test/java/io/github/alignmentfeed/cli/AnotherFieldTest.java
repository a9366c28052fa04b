package io.github.alignmentfeed.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The rules of another field make of the program the bot of that field. */
final class AnotherFieldTest {
  private static final Path RULES = Path.of("config/examples/protein-design.yaml");
  private static final Path POSTS = Path.of("src/test/resources/corpus/field.jsonl");
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "repost   | New preprint: binder design with RFdiffusion, 40 of 96 bind",
        "repost   | Our paper on a thermostable enzyme with a new active site is out https://doi.org/10.1000/182",
        "bookmark | Inverse folding is overrated, change my mind",
        "bookmark | We are hiring for de novo protein design, see our preprint",
        "skip     | Whey or casein? I designed my own protein shake",
        "skip     | New paper on alignment faking in language models https://arxiv.org/abs/2610.11111",
      })
  void decidesForItsField(String action, String text) throws IOException {
    Path config =
        Files.writeString(
            folder.resolve("bot.yaml"),
            "include: ['" + RULES.toAbsolutePath() + "']\naccounts: [somebody.bsky.social]\n");
    ObjectNode line = (ObjectNode) MAPPER.readTree(Files.readAllLines(POSTS).get(0));
    ((ObjectNode) line.at("/item/post")).remove("embed");
    ObjectNode record = (ObjectNode) line.at("/item/post/record");
    record.put("text", text).remove(List.of("facets", "embed", "langs"));
    // Another label than the decision that is expected, so that the post is listed as misjudged.
    line.put("label", action.equals("skip") ? "repost" : "ignore");
    Path posts = Files.writeString(folder.resolve("posts.jsonl"), MAPPER.writeValueAsString(line));

    Console console =
        Console.run("--config", config.toString(), "evaluate", "--json", posts.toString());

    assertThat(console.code()).as(console.err()).isZero();
    assertThat(console.json().at("/misjudged/0/action").asString()).isEqualTo(action);
  }
}
