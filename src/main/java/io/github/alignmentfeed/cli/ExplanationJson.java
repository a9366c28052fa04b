package io.github.alignmentfeed.cli;

import io.github.alignmentfeed.Explanation;
import io.github.alignmentfeed.config.WordPlaces;
import io.github.alignmentfeed.curation.Evidence;
import io.github.alignmentfeed.curation.Passage;
import io.github.alignmentfeed.curation.Post;
import io.github.alignmentfeed.curation.Rule;
import io.github.alignmentfeed.curation.Wordings;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** An explanation for programs. */
final class ExplanationJson {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private ExplanationJson() {}

  /**
   * @param places where the words of the rules stand
   */
  static String of(Explanation explanation, WordPlaces places) {
    Post post = explanation.post();
    Explanation.Verdict verdict = explanation.verdict();
    ObjectNode json =
        MAPPER
            .createObjectNode()
            .put("uri", post.uri().toString())
            .put("cid", post.cid())
            .put("did", post.author().did().toString())
            .put("handle", post.author().handle().toString())
            .put("indexedAt", post.indexedAt().toString())
            .put("action", verdict.action().word())
            .put("reason", verdict.reason())
            .put("score", verdict.score())
            .put("bookmarkAt", explanation.standards().bookmarkAt())
            .put("repostAt", explanation.standards().repostAt())
            .put("story", verdict.story());
    verdict.until().ifPresent(until -> json.put("until", until.toString()));
    explanation.decidedAt().ifPresent(at -> json.put("decidedAt", at.toString()));
    if (!explanation.standing().isEmpty()) {
      json.put("standing", explanation.standing());
    }
    ArrayNode papers = json.putArray("papers");
    explanation.judgement().papers().forEach(paper -> papers.add(paper.toString()));
    ArrayNode passages = json.putArray("passages");
    for (Passage passage : Passage.of(post)) {
      passages.addObject().put("field", passage.field().word()).put("text", passage.text());
    }
    ArrayNode rules = json.putArray("rules");
    Wordings wordings = explanation.wordings();
    explanation
        .rules()
        .forEach(rule -> add(rules.addObject(), rule, explanation, wordings, places));
    return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(json);
  }

  private static void add(
      ObjectNode json, Rule rule, Explanation explanation, Wordings wordings, WordPlaces places) {
    json.put("rule", rule.name())
        .put("place", explanation.standards().rulePlaces().get(rule.name()))
        .put("points", rule.points());
    rule.atMost().ifPresent(most -> json.put("atMost", most.word()));
    json.put("veto", rule.veto()).put("holds", explanation.judgement().rules().contains(rule));
    explanation.shortfalls().stream()
        .filter(nearly -> nearly.rule().equals(rule.name()))
        .forEach(
            nearly -> {
              ObjectNode shortfall =
                  json.putObject("shortfall")
                      .put(nearly.exception() ? "none" : "all", nearly.part())
                      .put("atLeast", nearly.atLeast());
              nearly.seen().forEach(shortfall.putArray("seen")::add);
            });
    ArrayNode evidence = json.putArray("evidence");
    for (Evidence e : explanation.judgement().evidence()) {
      if (e.rule().equals(rule.name())) {
        ObjectNode seen =
            evidence
                .addObject()
                .put("passage", e.passage())
                .put("field", e.field().word())
                .put("start", e.start())
                .put("end", e.end())
                .put("matched", e.matched());
        ArrayNode by = seen.putArray("by");
        for (String word : wordings.of(e)) {
          places
              .of(e.rule(), word)
              .forEach(by.addObject().put("word", word).putArray("places")::add);
        }
      }
    }
  }
}
