package io.github.alignmentfeed.store;

import io.github.alignmentfeed.atproto.AtUri;
import io.github.alignmentfeed.store.SeenTable.Seen;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Lets go of what is not needed any more, in steps so small that nobody who wants to write has to
 * wait for long. Posts are gone through in the order in which they were met, each twice in its
 * life: when its text may go, and when all of it may.
 */
final class Pruning {
  private static final int ROWS_A_STEP = 200;
  private static final int MOST_STEPS = 500;
  private static final int PAGES_A_STEP = 100;

  /** In which whoever waits for the file gets it. */
  private static final Duration REST = Duration.ofMillis(10);

  private static final String TEXTS_GONE = "texts gone up to";
  private static final String POSTS_GONE = "posts gone up to";

  private final Database db;
  private final FactTable facts;
  private final SeenTable seen;
  private final RunTable runs;

  Pruning(Database db, FactTable facts, SeenTable seen, RunTable runs) {
    this.db = db;
    this.facts = facts;
    this.seen = seen;
    this.runs = runs;
  }

  private record Skipped(AtUri uri, Seen seen) {}

  private record Row(long id, long met, boolean skipped, boolean needed) {}

  /** The last post of which the text is gone if it was skipped. */
  long textsGone() {
    return facts.number(TEXTS_GONE);
  }

  /**
   * Does as much as is due, or as may be done at once.
   *
   * @return whether more is due
   */
  boolean prune(Instant texts, Instant posts) {
    for (int step = 0; step < MOST_STEPS; step++) {
      if (Thread.currentThread().isInterrupted()) {
        return true;
      }
      if (!step(texts, posts) && !shrink()) {
        return false;
      }
      LockSupport.parkNanos(REST.toNanos());
    }
    return true;
  }

  private boolean step(Instant texts, Instant posts) {
    int[] done = {0};
    db.swiftly(
        () -> {
          done[0] += pass(TEXTS_GONE, Keeping.day(texts), this::letTextGo);
          done[0] += pass(POSTS_GONE, Keeping.day(posts), this::letGo);
          done[0] += seen.forgetBefore(Keeping.day(posts), ROWS_A_STEP);
          done[0] += runs.forgetBefore(posts, ROWS_A_STEP);
        });
    return done[0] > 0;
  }

  private int pass(String mark, long before, Consumer<Row> what) {
    List<Row> rows =
        db
            .query(
                "select id, met, action = 'skip' skipped, open or written needed from post"
                    + " where id > ? order by id limit ?",
                r ->
                    new Row(
                        r.getLong("id"),
                        r.getLong("met"),
                        r.getBoolean("skipped"),
                        r.getBoolean("needed")),
                facts.number(mark),
                ROWS_A_STEP)
            .stream()
            .takeWhile(row -> row.met() < before)
            .toList();
    rows.stream().filter(row -> !row.needed()).forEach(what);
    if (!rows.isEmpty()) {
      facts.put(mark, Long.toString(rows.get(rows.size() - 1).id()));
    }
    return rows.size();
  }

  private void letTextGo(Row row) {
    if (row.skipped()) {
      db.query(
              "select uri, score from post where id = ?",
              r -> new Skipped(AtUri.of(r.getString(1)), new Seen(row.met(), r.getInt(2))),
              row.id())
          .forEach(skipped -> seen.add(skipped.uri(), skipped.seen()));
      letGo(row);
    }
  }

  private void letGo(Row row) {
    db.update("delete from way where post = ?", row.id());
    db.update("delete from post where id = ?", row.id());
  }

  /** Gives room back to the disk, where much of the file is empty. */
  private boolean shrink() {
    long all = db.query("pragma page_count", r -> r.getLong(1)).get(0);
    long free = db.query("pragma freelist_count", r -> r.getLong(1)).get(0);
    boolean may = db.query("pragma auto_vacuum", r -> r.getInt(1)).get(0) > 0;
    if (!may || free < PAGES_A_STEP || free * 8 < all) {
      return false;
    }
    db.swiftly(() -> db.shrink(PAGES_A_STEP));
    return true;
  }
}
