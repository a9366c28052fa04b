package io.github.alignmentfeed.store;

import io.github.alignmentfeed.curation.Action;
import io.github.alignmentfeed.cycle.Archive.Run;
import io.github.alignmentfeed.cycle.CycleReport;
import io.github.alignmentfeed.cycle.CycleReport.SourceResult;
import io.github.alignmentfeed.cycle.CycleReport.Status;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The cycles that were run. */
final class RunTable {
  private static final int PROBLEMS = 20;

  private final Database db;

  RunTable(Database db) {
    this.db = db;
  }

  void finished(CycleReport report) {
    db.update(
        "insert into run (id, trigger, started_at, finished_at, report) values (?, ?, ?, ?, ?)",
        report.id(),
        report.trigger().word(),
        report.startedAt().toEpochMilli(),
        report.finishedAt().toEpochMilli(),
        PostJson.write(summary(report)));
  }

  /** Forgets some of those that ended before a time; how many. */
  int forgetBefore(Instant time, int most) {
    return db.update(
        "delete from run where id in (select id from run where finished_at < ? limit ?)",
        time.toEpochMilli(),
        most);
  }

  private static Map<String, Object> summary(CycleReport report) {
    Map<String, Object> summary = new LinkedHashMap<>();
    summary.put("dryRun", report.dryRun());
    summary.put("fetched", report.sources().stream().mapToInt(SourceResult::fetched).sum());
    summary.put("fresh", report.sources().stream().mapToInt(SourceResult::fresh).sum());
    Map<String, Integer> actions = new LinkedHashMap<>();
    for (Action action : Action.values()) {
      actions.put(action.word(), report.count(action));
    }
    summary.put("actions", actions);
    summary.put("failed", report.failed());
    summary.put("problems", problems(report));
    return summary;
  }

  private static List<String> problems(CycleReport report) {
    return Stream.of(
            Stream.of(report.login(), report.writing()).flatMap(Optional::stream),
            report.sources().stream()
                .filter(source -> source.status() == Status.FAILED)
                .map(source -> source.source().name() + ": " + source.error()))
        .flatMap(all -> all)
        .limit(PROBLEMS)
        .toList();
  }

  static Run run(ResultSet row) throws SQLException {
    JsonNode summary = PostReader.read(row.getString("report"));
    Map<Action, Integer> actions = new EnumMap<>(Action.class);
    for (Action action : Action.values()) {
      actions.put(action, summary.path("actions").path(action.word()).asInt(0));
    }
    return new Run(
        row.getString("id"),
        row.getString("trigger"),
        Instant.ofEpochMilli(row.getLong("started_at")),
        Instant.ofEpochMilli(row.getLong("finished_at")),
        summary.path("dryRun").asBoolean(false),
        summary.path("fetched").asInt(0),
        summary.path("fresh").asInt(0),
        actions,
        summary.path("failed").asInt(0),
        summary.path("problems").valueStream().map(JsonNode::asString).toList());
  }
}
