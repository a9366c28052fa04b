package io.github.alignmentfeed.ops;

import io.github.alignmentfeed.curation.Action;
import io.github.alignmentfeed.curation.Decision;
import io.github.alignmentfeed.curation.Evidence;
import io.github.alignmentfeed.cycle.CycleReport;
import io.github.alignmentfeed.cycle.CycleReport.SourceResult;
import io.github.alignmentfeed.cycle.Decided;
import io.github.alignmentfeed.cycle.Ledger.Told;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Reports of cycles, and decisions, as JSON in the shape that scripts depend on. */
public final class ReportJson {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private ReportJson() {}

  /** A report as it is printed. */
  public static String text(JsonNode report) {
    return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(report);
  }

  /** A report that was printed; nothing where a text is no JSON. */
  public static Optional<JsonNode> parse(String text) {
    try {
      return Optional.of(MAPPER.readTree(text));
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  /** The report of a cycle. */
  public static JsonNode of(CycleReport report) {
    ObjectNode json = MAPPER.createObjectNode();
    json.putObject("run")
        .put("id", report.id())
        .put("trigger", report.trigger().word())
        .put("startedAt", report.startedAt().toString())
        .put("finishedAt", report.finishedAt().toString())
        .put("dryRun", report.dryRun())
        .put("login", report.login().orElse(null))
        .put("stopped", report.writing().orElse(null));
    ArrayNode sources = json.putArray("sources");
    report.sources().forEach(s -> add(sources, s));
    ArrayNode decisions = json.putArray("decisions");
    report.decisions().forEach(d -> add(decisions, d));
    json.set("counts", counts(report));
    return json;
  }

  /** A decision as it was written down. */
  public static ObjectNode of(Told t) {
    ObjectNode one =
        MAPPER
            .createObjectNode()
            .put("uri", t.uri().toString())
            .put("handle", t.handle())
            .put("text", t.text())
            .put("action", t.action().word())
            .put("intended", t.intended().word())
            .put("outcome", t.outcome().word())
            .put("standing", t.standing().isEmpty() ? null : t.standing())
            .put("reason", t.reason())
            .put("score", t.score())
            .put("decidedAt", t.decidedAt().toString())
            .put("until", t.until().map(Object::toString).orElse(null))
            .put("story", t.story());
    ArrayNode evidence = one.putArray("evidence");
    t.evidence().forEach(e -> add(evidence, e));
    ArrayNode papers = one.putArray("papers");
    t.papers().forEach(p -> papers.add(p.toString()));
    return one;
  }

  /** Adds how a source fared. */
  public static void add(ArrayNode sources, SourceResult result) {
    sources
        .addObject()
        .put("source", result.source().name())
        .put("kind", result.source().kind().word())
        .put("fetched", result.fetched())
        .put("new", result.fresh())
        .put("status", result.status().word())
        .put("unreachable", result.unreachable())
        .put("error", result.error().isEmpty() ? null : result.error());
  }

  private static void add(ArrayNode decisions, Decided decided) {
    Decision d = decided.decision();
    ObjectNode json =
        decisions
            .addObject()
            .put("uri", d.post().uri().toString())
            .put("cid", d.post().cid())
            .put("did", d.post().author().did().toString())
            .put("handle", d.post().author().handle().toString())
            .put("indexedAt", d.post().indexedAt().toString())
            .put("text", d.post().content().text())
            .put("action", d.action().word())
            .put("outcome", decided.outcome().word())
            .put("reason", d.reason())
            .put("score", d.score());
    ArrayNode evidence = json.putArray("evidence");
    d.evidence().forEach(e -> add(evidence, e));
    ArrayNode alts = json.putArray("alts");
    d.post().content().alts().forEach(alts::add);
    json.put("story", d.story());
    ArrayNode papers = json.putArray("papers");
    d.papers().forEach(p -> papers.add(p.toString()));
    ArrayNode through = json.putArray("seenThrough");
    d.through().stream().map(Object::toString).sorted().forEach(through::add);
    d.until().ifPresent(until -> json.put("until", until.toString()));
  }

  /** Adds what a rule saw. */
  public static void add(ArrayNode evidence, Evidence e) {
    evidence
        .addObject()
        .put("rule", e.rule())
        .put("field", e.field().word())
        .put("matched", e.matched())
        .put("points", e.points());
  }

  private static ObjectNode counts(CycleReport report) {
    ObjectNode counts = MAPPER.createObjectNode();
    counts.put("fetched", report.sources().stream().mapToInt(SourceResult::fetched).sum());
    counts.put("new", report.sources().stream().mapToInt(SourceResult::fresh).sum());
    for (Action action : Action.values()) {
      counts.put(action.word(), report.count(action));
    }
    return counts.put("failed", report.failed()).put("malformed", report.malformed());
  }
}
