package io.github.alignmentfeed.cli;

import io.github.alignmentfeed.curation.Evaluation;
import io.github.alignmentfeed.curation.Evaluation.Item;
import io.github.alignmentfeed.curation.Evaluation.Quality;
import io.github.alignmentfeed.curation.Evaluation.Share;
import io.github.alignmentfeed.ops.ReportJson;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import picocli.CommandLine.Help.Ansi;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What an evaluation found, for people or as JSON. */
final class EvaluationText {
  private static final int WIDTH = 92;
  private static final int MOST_PROBLEMS = 20;
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final PrintWriter out;
  private final Evaluation evaluation;

  EvaluationText(PrintWriter out, Evaluation evaluation) {
    this.out = out;
    this.evaluation = evaluation;
  }

  void print() {
    out.println(ReportText.count(evaluation.items().size(), "labelled post"));
    problems();
    out.println();
    out.printf("%-8s %-26s %-26s %s%n", "", "precision (95 %)", "recall (95 %)", "F1 (95 %)");
    quality("repost", evaluation.repost());
    quality("shown", evaluation.shown());
    confusion();
    heading("By category, judged as labelled");
    evaluation
        .byCategory()
        .forEach(
            (category, share) ->
                out.printf("  %-28s %d of %d%n", category, share.hits(), share.all()));
    heading("Misjudged (" + evaluation.misjudged().size() + ")");
    evaluation.misjudged().forEach(this::misjudged);
    out.flush();
  }

  private void problems() {
    if (evaluation.problems().isEmpty()) {
      return;
    }
    out.println(ReportText.count(evaluation.problems().size(), "entry", "entries") + " set aside:");
    evaluation.problems().stream()
        .limit(MOST_PROBLEMS)
        .forEach(problem -> out.println("  " + Plain.line(problem)));
    if (evaluation.problems().size() > MOST_PROBLEMS) {
      out.println("  … and " + (evaluation.problems().size() - MOST_PROBLEMS) + " more");
    }
  }

  private void heading(String text) {
    out.println();
    out.println(Ansi.AUTO.string("@|bold " + text + "|@"));
  }

  private void quality(String name, Quality q) {
    out.printf(
        Locale.ROOT,
        "%-8s %-26s %-26s %.2f (%.2f-%.2f)%n",
        name,
        told(q.precision()),
        told(q.recall()),
        q.f1(),
        q.f1Low(),
        q.f1High());
  }

  private static String told(Share share) {
    return String.format(
        Locale.ROOT,
        "%.2f (%.2f-%.2f) %d/%d",
        share.value(),
        share.low(),
        share.high(),
        share.hits(),
        share.all());
  }

  private void confusion() {
    heading("Label against decision");
    Map<String, Map<String, Integer>> table = evaluation.confusion();
    TreeSet<String> actions = new TreeSet<>();
    table.values().forEach(row -> actions.addAll(row.keySet()));
    out.printf("  %-10s", "");
    actions.forEach(action -> out.printf("%10s", action));
    out.println();
    table.forEach(
        (label, row) -> {
          out.printf("  %-10s", label);
          actions.forEach(action -> out.printf("%10d", row.getOrDefault(action, 0)));
          out.println();
        });
  }

  private void misjudged(Item item) {
    out.println(
        "  "
            + item.id()
            + "  label "
            + item.label()
            + ", decided "
            + item.action().word()
            + (item.category().isEmpty() ? "" : "  [" + item.category() + "]"));
    if (!item.text().isBlank()) {
      out.println("      “" + Plain.cut(item.text(), WIDTH) + "”");
    }
    Plain.reason(item.reason(), WIDTH).forEach(line -> out.println("      " + line));
    if (item.evidence().stream().noneMatch(e -> item.reason().contains(e.rule()))) {
      item.evidence().stream()
          .map(e -> "“" + Plain.line(e.matched()) + "” in " + e.field().word() + ": " + e.rule())
          .distinct()
          .forEach(line -> out.println("      saw " + line));
    }
    out.println("      " + Plain.link(item.uri()));
  }

  void printJson() {
    ObjectNode json = MAPPER.createObjectNode().put("posts", evaluation.items().size());
    json.set("repost", quality(evaluation.repost()));
    json.set("shown", quality(evaluation.shown()));
    ObjectNode confusion = json.putObject("confusion");
    evaluation
        .confusion()
        .forEach((label, row) -> row.forEach(confusion.withObject("/" + label)::put));
    ObjectNode categories = json.putObject("byCategory");
    evaluation
        .byCategory()
        .forEach(
            (category, share) ->
                categories
                    .putObject(category)
                    .put("posts", share.all())
                    .put("right", share.hits()));
    ArrayNode misjudged = json.putArray("misjudged");
    for (Item item : evaluation.misjudged()) {
      ObjectNode one =
          misjudged
              .addObject()
              .put("id", item.id())
              .put("uri", item.uri().toString())
              .put("label", item.label())
              .put("text", item.text())
              .put("action", item.action().word())
              .put("score", item.score())
              .put("reason", item.reason());
      ArrayNode evidence = one.putArray("evidence");
      item.evidence().forEach(e -> ReportJson.add(evidence, e));
    }
    ArrayNode problems = json.putArray("malformed");
    evaluation.problems().forEach(problems::add);
    out.println(MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(json));
    out.flush();
  }

  private static ObjectNode quality(Quality q) {
    ObjectNode json = MAPPER.createObjectNode();
    json.put("precision", q.precision().value())
        .put("recall", q.recall().value())
        .put("f1", q.f1());
    interval(json, "precisionInterval", q.precision().low(), q.precision().high());
    interval(json, "recallInterval", q.recall().low(), q.recall().high());
    interval(json, "f1Interval", q.f1Low(), q.f1High());
    return json;
  }

  private static void interval(ObjectNode json, String name, double low, double high) {
    json.putArray(name).add(low).add(high);
  }
}
