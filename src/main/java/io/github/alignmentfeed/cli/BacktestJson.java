package io.github.alignmentfeed.cli;

import io.github.alignmentfeed.Backtested;
import io.github.alignmentfeed.curation.Comparison;
import io.github.alignmentfeed.curation.Comparison.Both;
import io.github.alignmentfeed.curation.Comparison.Compared;
import io.github.alignmentfeed.curation.Comparison.Tally;
import io.github.alignmentfeed.curation.Decision;
import io.github.alignmentfeed.curation.Post;
import io.github.alignmentfeed.ops.ReportJson;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A backtest as JSON. */
final class BacktestJson {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final boolean compares;

  private BacktestJson(boolean compares) {
    this.compares = compares;
  }

  static String of(Backtested backtested) {
    Comparison comparison = backtested.comparison();
    BacktestJson json = new BacktestJson(comparison.other().isPresent());
    return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(json.all(backtested));
  }

  private ObjectNode all(Backtested backtested) {
    Comparison comparison = backtested.comparison();
    ObjectNode json = MAPPER.createObjectNode();
    ArrayNode sources = json.putArray("sources");
    backtested.sources().forEach(s -> ReportJson.add(sources, s));
    json.put("malformed", backtested.malformed());
    both(json.putObject("all"), comparison.all());
    ArrayNode days = json.putArray("byDay");
    comparison.byDay().forEach((day, b) -> both(days.addObject().put("day", day.toString()), b));
    ArrayNode accounts = json.putArray("byAccount");
    comparison
        .byAuthor()
        .forEach(
            (author, b) ->
                both(
                    accounts
                        .addObject()
                        .put("did", author.did().toString())
                        .put("handle", author.handle().toString()),
                    b));
    ArrayNode rules = json.putArray("byRule");
    comparison.byRule().forEach((rule, b) -> both(rules.addObject().put("rule", rule), b));
    ArrayNode shown = json.putArray("shown");
    comparison.shown().forEach(c -> compared(shown.addObject(), c));
    ArrayNode differences = json.putArray("differences");
    comparison.differences().forEach(c -> compared(differences.addObject(), c));
    return json;
  }

  private void both(ObjectNode json, Both both) {
    tally(json.putObject("today"), both.today());
    if (compares) {
      tally(json.putObject("other"), both.other());
    }
  }

  private static void tally(ObjectNode json, Tally tally) {
    json.put("posts", tally.posts())
        .put("repost", tally.repost())
        .put("bookmark", tally.bookmark());
  }

  private static void compared(ObjectNode json, Compared compared) {
    Post post = compared.today().post();
    json.put("uri", post.uri().toString())
        .put("handle", post.author().handle().toString())
        .put("indexedAt", post.indexedAt().toString())
        .put("text", post.content().text());
    decision(json.putObject("today"), compared.today());
    compared.other().ifPresent(d -> decision(json.putObject("other"), d));
  }

  private static void decision(ObjectNode json, Decision decision) {
    json.put("action", decision.action().word())
        .put("score", decision.score())
        .put("reason", decision.reason());
    ArrayNode evidence = json.putArray("evidence");
    decision.evidence().forEach(e -> ReportJson.add(evidence, e));
    json.put("story", decision.story());
  }
}
