package io.github.alignmentfeed.store;

import java.util.Optional;

/** Single facts by name. */
final class FactTable {
  private static final String PAUSED = "paused";

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

  /** A fact that counts something; zero where it is not known. */
  long number(String fact) {
    return get(fact).map(Long::parseLong).orElse(0L);
  }

  void remove(String fact) {
    db.update("delete from fact where name = ?", fact);
  }

  /** Whether the operator stopped all writing. */
  boolean paused() {
    return get(PAUSED).isPresent();
  }

  void pause(boolean paused) {
    if (paused) {
      put(PAUSED, "yes");
    } else {
      remove(PAUSED);
    }
  }
}
