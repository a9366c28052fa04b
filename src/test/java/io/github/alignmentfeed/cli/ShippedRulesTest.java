package io.github.alignmentfeed.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** How well the shipped rules choose; the figures are those of curation.md, rounded down. */
final class ShippedRulesTest {
  private static final Path CORPUS = Path.of("src/test/resources/corpus");
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  @TempDir Path folder;

  private JsonNode evaluated(List<String> lines) throws IOException {
    Path file = Files.write(folder.resolve("posts.jsonl"), lines);
    Console console = Console.run("evaluate", "--json", file.toString());
    assertThat(console.code()).as(console.err()).isZero();
    return console.json();
  }

  /** A half of a file: its odd lines are for tuning, its even lines are held out. */
  private static List<String> half(String file, String half) throws IOException {
    List<String> lines = Files.readAllLines(CORPUS.resolve(file));
    int first = half.equals("odd") ? 0 : 1;
    return IntStream.range(0, lines.size())
        .filter(i -> i % 2 == first)
        .mapToObj(lines::get)
        .toList();
  }

  @ParameterizedTest(name = "{0}, {1} lines")
  @CsvSource({
    "posts.jsonl,      odd, 0.89, 1.00, 0.97, 0.97",
    "everyday.jsonl,   odd, 1.00, 1.00, 0.71, 1.00",
    "everyday-2.jsonl, odd, 0.93, 0.93, 0.79, 1.00",
    "everyday-2.jsonl, even, 0.87, 0.93, 0.74, 1.00",
    "field.jsonl,      odd, 1.00, 0.97, 0.93, 1.00",
    "field.jsonl,      even, 0.97, 1.00, 0.87, 1.00",
    "field-2.jsonl,    odd, 1.00, 1.00, 0.96, 1.00",
    "field-2.jsonl,    even, 0.93, 0.93, 0.87, 0.95",
    "field-3.jsonl,    odd, 0.95, 0.93, 0.94, 0.98",
    "field-3.jsonl,    even, 0.81, 0.96, 0.88, 0.93",
    "field-4.jsonl,    odd, 0.95, 0.95, 0.89, 0.89",
    "field-4.jsonl,    even, 0.82, 0.75, 0.88, 0.83",
    "field-5.jsonl,    odd, 0.83, 0.88, 0.84, 0.86",
    "field-5.jsonl,    even, 0.93, 0.84, 0.92, 0.83",
    "everyday-3.jsonl, odd, 0.76, 1.00, 0.75, 0.91",
    "everyday-3.jsonl, even, 0.54, 0.80, 0.71, 0.80",
    "field-6.jsonl,    odd, 0.91, 0.87, 0.93, 0.87",
    "field-6.jsonl,    even, 0.87, 0.87, 0.88, 0.93",
    "everyday-4.jsonl, odd, 0.90, 1.00, 0.83, 0.93",
    "everyday-4.jsonl, even, 0.76, 1.00, 0.93, 0.93",
    "everyday-6.jsonl, odd, 0.77, 0.84, 0.62, 0.77",
    "everyday-6.jsonl, even, 0.78, 0.96, 0.77, 0.88",
    "field-7.jsonl,    odd, 0.92, 0.80, 0.90, 0.86",
    "field-7.jsonl,    even, 0.90, 0.85, 0.89, 0.87",
    "field-9.jsonl,    odd, 0.93, 0.83, 0.82, 0.84",
    "field-9.jsonl,    even, 0.94, 0.75, 0.89, 0.82",
  })
  void noFigureFallsBelowTheStatedOne(
      String file,
      String half,
      double repostPrecision,
      double repostRecall,
      double shownPrecision,
      double shownRecall)
      throws IOException {
    check(half(file, half), repostPrecision, repostRecall, shownPrecision, shownRecall);
  }

  /** Apart, so that whoever tunes the rules can leave it out. */
  @Test
  void noFigureOfHeldOutPostsFallsBelowTheStatedOne() throws IOException {
    check(half("posts.jsonl", "even"), 0.90, 0.81, 0.88, 0.95);
    check(half("everyday.jsonl", "even"), 0.76, 1.00, 0.60, 1.00);
    check(Files.readAllLines(CORPUS.resolve("field-8.jsonl")), 0.94, 0.81, 0.92, 0.81);
    check(Files.readAllLines(CORPUS.resolve("everyday-5.jsonl")), 0.88, 0.84, 0.90, 0.85);
  }

  private void check(
      List<String> lines,
      double repostPrecision,
      double repostRecall,
      double shownPrecision,
      double shownRecall)
      throws IOException {
    JsonNode found = evaluated(lines);
    assertThat(found.at("/repost/precision").asDouble()).isGreaterThanOrEqualTo(repostPrecision);
    assertThat(found.at("/repost/recall").asDouble()).isGreaterThanOrEqualTo(repostRecall);
    assertThat(found.at("/shown/precision").asDouble()).isGreaterThanOrEqualTo(shownPrecision);
    assertThat(found.at("/shown/recall").asDouble()).isGreaterThanOrEqualTo(shownRecall);
  }

  /** What is decided of a post that says this, and what the rules saw. */
  private JsonNode judged(String text) throws IOException {
    return judged(text, MAPPER.missingNode());
  }

  private JsonNode judged(String text, JsonNode embed) throws IOException {
    ObjectNode line = (ObjectNode) MAPPER.readTree(half("everyday.jsonl", "odd").get(0));
    ObjectNode record = (ObjectNode) line.at("/item/post/record");
    record.put("text", text).remove("langs");
    if (!embed.isMissingNode()) {
      record.set("embed", embed);
    }
    Path file = Files.writeString(folder.resolve("post.jsonl"), MAPPER.writeValueAsString(line));
    Console console = Console.run("run", "--json", "--replay", file.toString());
    assertThat(console.code()).as(console.err()).isZero();
    return console.json().at("/decisions/0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "La sécurité de l'IA n'est pas un luxe.",
        "Un colloque sur la sûreté de l’IA à Lyon",
        "L’alignement de l’IA, expliqué à ma mère",
        "Was heißt eigentlich KI-Sicherheit?",
        "KI-Sicherheitsforschung braucht Geld",
        "Hablemos de la seguridad de la IA",
        "El alineamiento de la IA no está resuelto",
        "A segurança da IA é um problema em aberto",
        "O alinhamento de IA explicado",
        "La sicurezza dell'IA in Europa",
        "Безопасность ИИ: что мы знаем",
        "О безопасности ИИ",
        "인공지능과 AI 안전 연구",
        "人工智能安全研究所今天成立",
        "我们需要讨论人工智能对齐的问题",
        "AI安全不只是过滤",
        "奖励黑客的三个例子",
        "AIアライメントの入門",
        "AIの安全性について",
        "talking about ai safety in small letters",
        "A hashtag is enough #AISafety",
        "So is one in small letters #aisafety",
      })
  void theFieldIsKnownByTheNamesThatPeopleGiveIt(String text) throws IOException {
    assertThat(judged(text).get("action").asString()).isEqualTo("bookmark");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "We test all baby cot monitors of this year",
        "Transmission Control Protocol, the OSI model, and why we present both",
        "JWST's MIRI saw it first: new paper, our model fits https://arxiv.org/abs/2610.11111",
        "Multiple sequence alignment with a hidden Markov model: https://arxiv.org/abs/2610.11112",
        "A jailbreak for older iPhone models",
        "Sleeper agents is the best spy film of the year",
        "Model organisms in plant biology: new paper https://doi.org/10.1000/182",
        "AI art is harmful, its makers are dishonest. We found our drawings in it.",
        "Our bank's chatbot has no guardrails, we found out by mail",
        "AI DAY at the farm, and honest results",
        "Our new paper on soil bacteria: we find 14 https://arxiv.org/abs/2610.11113",
      })
  void wordsOfTheFieldWithAnotherMeaningShowNothing(String text) throws IOException {
    assertThat(judged(text).get("action").asString()).isEqualTo("skip");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Reward hacking in RL agents begins after 40k training episodes. We find out why.",
        "We study hiring bias and sycophancy in language models: our paper is out",
        "Our interns' project: we trained sparse autoencoders on a small model",
      })
  void researchThatSpeaksOfHiringOrEpisodesIsReposted(String text) throws IOException {
    assertThat(judged(text).get("action").asString()).isEqualTo("repost");
  }

  @Test
  void onlyTheMonthOfAPaperTellsItsAge() throws IOException {
    String text = "Detecting specification gaming in language models: https://arxiv.org/abs/%s";
    assertThat(judged(text.formatted("2611.19118")).get("action").asString()).isEqualTo("repost");
    assertThat(judged(text.formatted("1911.19118")).get("action").asString()).isEqualTo("bookmark");
  }

  /** Every card of arXiv has the words "paper" and "arXiv" and the halves of the number. */
  @Test
  void theCardThatArxivGivesEachPaperIsNoSignOfResearch() throws IOException {
    String title = "Faster sorting on small machines";
    String card =
        """
        {"$type": "app.bsky.embed.external", "external": {"uri": "https://arxiv.org/abs/2610.11114",
        "title": "%1$s", "description": "Abstract page for arXiv paper 2610.11114: %1$s"}}"""
            .formatted(title);
    JsonNode decision = judged(title, MAPPER.readTree(card));
    assertThat(decision.get("evidence").findValuesAsString("rule"))
        .contains("a paper on machine learning")
        .doesNotContain(
            "what is published",
            "two words of what is published",
            "figures of a study",
            "two numbers in a sentence");
  }
}
