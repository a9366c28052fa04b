package io.github.alignmentfeed.store;

import io.github.alignmentfeed.cycle.CycleReport;
import java.util.Map;
import java.util.Optional;

/** Single facts by name, and the cycles that were run. */
final class FactTable {
  private final Database db;

  FactTable(Database db) {
    this.db = db;
  }

  void put(String fact, String value) {
    db.update(
        "insert into fact (name, value) values (?, ?)"
            + " on conflict (name) do update set value = excluded.value",
        fact,
        value);
  }

  Optional<String> get(String fact) {
    return db.query("select value from fact where name = ?", r -> r.getString(1), fact).stream()
        .findFirst();
  }

  void remove(String fact) {
    db.update("delete from fact where name = ?", fact);
  }

  void run(CycleReport report) {
    db.update(
        "insert into run (id, trigger, started_at, finished_at, report) values (?, ?, ?, ?, ?)",
        report.id(),
        report.trigger().word(),
        report.startedAt().toEpochMilli(),
        report.finishedAt().toEpochMilli(),
        PostJson.write(
            Map.of(
                "failed", report.failed(),
                "decisions", report.decisions().size(),
                "login", report.login().orElse(""))));
  }
}
