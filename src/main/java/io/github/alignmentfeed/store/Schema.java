package io.github.alignmentfeed.store;

import io.github.alignmentfeed.cycle.LedgerException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** The tables of a store, brought up to date by numbered scripts. */
final class Schema {
  static final int VERSION = 10;

  /** The format whose rows are moved in steps, each of which is kept where a process dies. */
  private static final int MOVING = 7;

  private static final String LEFT = "post_6";

  private final Database db;
  private final String name;

  Schema(Database db, String name) {
    this.db = db;
    this.name = name;
  }

  /**
   * Whether nothing is to be done.
   *
   * @throws LedgerException where a newer version of this program made it, or another program
   */
  boolean isCurrent() {
    // In this order: another process that makes the same store writes both at once.
    boolean filled = tables() > 0;
    int version = version();
    if (version == 0 && filled) {
      throw new LedgerException(
          name + " is the database of another program: use another file as store");
    }
    return version == VERSION && !has(LEFT);
  }

  /** Brings it up to date; after a crash in the middle it goes on from there. */
  void update() {
    // Read again inside the transaction: another process may be making the same store.
    db.transaction(
        () -> {
          isCurrent();
          for (int next = version() + 1; next <= VERSION; next++) {
            if (Schema.class.getResource(next + ".sql") != null) { // a number may be left out
              run(script(next + ".sql"));
            }
            db.execute("pragma user_version = " + next);
          }
        });
    List<String> step = script(MOVING + ".rows.sql");
    while (has(LEFT)) {
      db.transaction(() -> move(step));
    }
  }

  private void move(List<String> step) {
    if (!has(LEFT)) {
      return;
    }
    if (db.query("select 1 from " + LEFT + " limit 1", row -> 1).isEmpty()) {
      db.execute("drop table way_6");
      db.execute("drop table " + LEFT);
    } else {
      run(step);
    }
  }

  private void run(List<String> statements) {
    statements.forEach(db::execute);
  }

  private int version() {
    int version = db.query("pragma user_version", row -> row.getInt(1)).get(0);
    if (version > VERSION) {
      throw new LedgerException(
          name
              + " was written by a newer version of this program (format "
              + version
              + ", this one knows "
              + VERSION
              + "): install that version again, or use another file as store");
    }
    return version;
  }

  private boolean has(String table) {
    return !db.query("select 1 from sqlite_master where name = ?", row -> 1, table).isEmpty();
  }

  private int tables() {
    return db.query("select count(*) from sqlite_master", row -> row.getInt(1)).get(0);
  }

  private static List<String> script(String file) {
    try (InputStream in = Schema.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("the program lacks its file " + file);
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Arrays.stream(text.replaceAll("--[^\n]*", "").split(";", -1))
          .filter(statement -> !statement.isBlank())
          .toList();
    } catch (IOException e) {
      throw new IllegalStateException("reading " + file, e);
    }
  }
}
