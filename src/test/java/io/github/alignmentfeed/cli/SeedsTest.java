package io.github.alignmentfeed.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a newcomer sees: the shipped configuration and rules on the recorded posts. */
final class SeedsTest {
  private static final String RESEARCHER =
      "at://did:plc:placeholdersambowmanxxxx/app.bsky.feed.post/";
  private static final String JOURNALIST =
      "at://did:plc:placeholderjournalistxxx/app.bsky.feed.post/";
  private static final String DIRECTIONS = RESEARCHER + "3lffyd233bs4w";
  private static final String NEWS = JOURNALIST + "3ldlurb7ndko6";
  private static final String THREAD = RESEARCHER + "3ldlx4zm3kkg6";
  private static final List<String> REST_OF_THREAD =
      Stream.of(
              "3ldlx6okp3sg6",
              "3ldlxafm2esg6",
              "3ldlxbrylfsg6",
              "3ldlxdd6ho2g6",
              "3ldlxeprctsg6",
              "3ldlxg6d3p2g6",
              "3ldlxhnkykkg6",
              "3ldlxj2pcdcg6",
              "3ldlxkivqusg6")
          .map(RESEARCHER::concat)
          .toList();
  private static final String FELLOWS = RESEARCHER + "3lcgc4h2nakaj";
  private static final String FIRST_POST = RESEARCHER + "3lbbphoqfnk2f";

  private static List<String> uris(JsonNode report, String action) {
    List<String> uris = new ArrayList<>();
    for (JsonNode decision : report.get("decisions")) {
      if (decision.get("action").asString().equals(action)) {
        uris.add(decision.get("uri").asString());
      }
    }
    return uris;
  }

  @Test
  void everyRecordedPostIsDecidedAsACuratorWould() {
    Console console = Console.run("run", "--replay", "seeds", "--json");

    assertThat(console.code()).as(console.err()).isZero();
    assertThat(uris(console.json(), "repost")).containsExactlyInAnyOrder(DIRECTIONS, NEWS, THREAD);
    assertThat(uris(console.json(), "bookmark")).containsExactly(FELLOWS);
    assertThat(uris(console.json(), "skip"))
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(Stream.of(FIRST_POST), REST_OF_THREAD.stream()).toList());
    assertThat(console.json().get("decisions")).hasSize(14);
  }

  @Test
  void everyPostHasADecisionWithAReasonAndItsEvidence() {
    JsonNode report = Console.run("run", "--replay", "seeds", "--json").json();

    assertThat(report.get("decisions")).hasSize(14);
    for (JsonNode decision : report.get("decisions")) {
      assertThat(decision.get("reason").asString()).isNotBlank();
      int points = 0;
      for (JsonNode evidence : decision.get("evidence")) {
        points += evidence.get("points").asInt();
        assertThat(evidence.get("matched").asString()).isNotEmpty();
        assertThat(evidence.get("field").asString())
            .isIn("text", "link", "card", "alt", "quote", "tag");
      }
      assertThat(points).isEqualTo(decision.get("score").asInt());
    }
  }

  @Test
  void theReportHasTheShapeThatScriptsDependOn() {
    JsonNode report = Console.run("run", "--replay", "seeds", "--json").json();

    assertThat(report.propertyNames()).contains("run", "sources", "decisions", "counts");
    assertThat(report.get("run").propertyNames())
        .contains("id", "trigger", "startedAt", "finishedAt", "dryRun");
    assertThat(report.at("/run/dryRun").asBoolean()).isTrue();
    assertThat(report.at("/sources/0").propertyNames())
        .contains("source", "kind", "fetched", "new", "status", "error");
    assertThat(report.at("/decisions/0").propertyNames())
        .contains(
            "uri",
            "cid",
            "did",
            "handle",
            "action",
            "outcome",
            "reason",
            "score",
            "evidence",
            "story",
            "papers",
            "seenThrough");
    assertThat(report.get("counts").propertyNames())
        .contains("fetched", "new", "repost", "bookmark", "defer", "skip", "retract", "failed");
  }

  @Test
  void theSameRecordingGivesTheSameAnswer() {
    List<String> answers =
        Stream.generate(() -> Console.run("run", "--replay", "seeds").out()).limit(2).toList();

    assertThat(answers.get(0)).isEqualTo(answers.get(1)).contains("Would repost (3)");
  }

  @Test
  void explainTellsOfEverySeedPostWhatEveryRuleSaw() {
    JsonNode report = Console.run("run", "--replay", "seeds", "--json").json();

    for (JsonNode decision : report.get("decisions")) {
      Console console = Console.run("explain", "--replay", "seeds", decision.get("uri").asString());

      assertThat(console.code()).as(console.err()).isZero();
      assertThat(console.out())
          .contains("because: ")
          .contains("terms of the field (+5)")
          .contains(decision.get("action").asString() + ", decided");
    }
  }

  @Test
  void explainAlsoTakesTheAddressOfAPost() {
    Console console =
        Console.run(
            "explain",
            "--replay",
            "seeds",
            "https://bsky.app/profile/sleepinyourhat.bsky.social/post/3ldlx4zm3kkg6");

    assertThat(console.code()).as(console.err()).isZero();
    assertThat(console.out())
        .contains("«AGI safety»")
        .contains("(bookmark from 5, repost from 10)")
        .containsPattern("x  .*\\(\\+\\d+\\), .*rules\\.yaml:\\d+:\\d+")
        .containsPattern("-  .*: does not hold, .*rules\\.yaml:\\d+:\\d+")
        .containsPattern("“AGI safety” in text, by [^“]*\\(seeds/rules\\.yaml:\\d+:\\d+[,)]");
  }

  @Test
  void explainAsJsonPointsIntoThePostAndIntoTheRules() {
    Console console =
        Console.run(
            "explain",
            "--json",
            "--replay",
            "seeds",
            "https://bsky.app/profile/sleepinyourhat.bsky.social/post/3ldlx4zm3kkg6");

    assertThat(console.code()).as(console.err()).isZero();
    JsonNode json = console.json();
    assertThat(json.get("reason").asString()).isNotBlank();
    int told = 0;
    for (JsonNode rule : json.get("rules")) {
      assertThat(rule.get("place").asString()).matches(".*\\.yaml:\\d+:\\d+");
      assertThat(rule.get("evidence").isEmpty()).isNotEqualTo(rule.get("holds").asBoolean());
      for (JsonNode seen : rule.get("evidence")) {
        String text = json.at("/passages/" + seen.get("passage").asInt() + "/text").asString();
        assertThat(text.substring(seen.get("start").asInt(), seen.get("end").asInt()))
            .isEqualTo(seen.get("matched").asString());
        assertThat(seen.at("/by/0/word").asString()).isNotBlank();
        assertThat(seen.at("/by/0/places/0").asString()).matches("seeds/rules\\.yaml:\\d+:\\d+");
        told++;
      }
    }
    assertThat(told).isPositive();
  }
}
