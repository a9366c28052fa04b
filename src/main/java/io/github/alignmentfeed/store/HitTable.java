package io.github.alignmentfeed.store;

import io.github.alignmentfeed.curation.Action;
import java.time.Duration;
import java.time.Instant;

/** In which posts each rule saw something, and how many they were on each day. */
final class HitTable {
  private static final long DAY = Duration.ofDays(1).toMillis();

  private final Database db;

  HitTable(Database db) {
    this.db = db;
  }

  void add(String rule, Instant decidedAt, String uri, Action action, String account, int hidden) {
    int added =
        db.update(
            "insert or ignore into hit (rule, decided_at, uri, action, account, hidden)"
                + " values (?, ?, ?, ?, ?, ?)",
            rule,
            decidedAt.toEpochMilli(),
            uri,
            action.word(),
            account,
            hidden);
    db.update(
        "insert into hit_day (rule, day, posts, chosen) values (?1, ?2, ?3, ?4)"
            + " on conflict (rule, day) do update set posts = posts + ?3, chosen = chosen + ?4",
        rule,
        day(decidedAt),
        added,
        added * chosen(action));
  }

  /**
   * @param action as it was noted
   */
  void forget(String rule, Instant decidedAt, String uri, Action action) {
    int gone =
        db.update(
            "delete from hit where rule = ? and decided_at = ? and uri = ?",
            rule,
            decidedAt.toEpochMilli(),
            uri);
    db.update(
        "update hit_day set posts = posts - ?, chosen = chosen - ? where rule = ? and day = ?",
        gone,
        gone * chosen(action),
        rule,
        day(decidedAt));
  }

  /**
   * @param before the action as it was noted
   */
  void change(String rule, Instant decidedAt, String uri, Action before, Action action) {
    int changed =
        db.update(
            "update hit set action = ? where rule = ? and decided_at = ? and uri = ?",
            action.word(),
            rule,
            decidedAt.toEpochMilli(),
            uri);
    db.update(
        "update hit_day set chosen = chosen + ? where rule = ? and day = ?",
        changed * (chosen(action) - chosen(before)),
        rule,
        day(decidedAt));
  }

  /** Forgets days on which nothing is left. */
  void tidy() {
    db.update("delete from hit_day where posts = 0");
  }

  private static int chosen(Action action) {
    return action == Action.SKIP ? 0 : 1;
  }

  private static long day(Instant time) {
    return Math.floorDiv(time.toEpochMilli(), DAY);
  }
}
