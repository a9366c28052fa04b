package io.github.alignmentfeed.store;

import io.github.alignmentfeed.curation.Action;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** In which posts each rule saw something, and how many they were on each day. */
final class HitTable {
  private static final long DAY = Duration.ofDays(1).toMillis();

  private final Database db;

  HitTable(Database db) {
    this.db = db;
  }

  /**
   * A rule saw something in a post.
   *
   * @param account who brought it
   * @param hidden 1 where its author shows it to signed-in people alone, else 0
   */
  record Hit(String rule, String uri, Action action, String account, int hidden) {}

  /** Adds hits that are not noted at that time. */
  void add(List<Hit> hits, Instant now) {
    long at = now.toEpochMilli();
    int[] added =
        db.updateEach(
            "insert or ignore into hit (rule, decided_at, uri, action, account, hidden)"
                + " values (?, ?, ?, ?, ?, ?)",
            hits.stream()
                .map(
                    h ->
                        new @Nullable Object[] {
                          h.rule(), at, h.uri(), h.action().word(), h.account(), h.hidden()
                        })
                .toList());
    Map<String, Integer> posts = new TreeMap<>();
    Map<String, Integer> chosen = new TreeMap<>();
    for (int i = 0; i < added.length; i++) {
      Hit hit = hits.get(i);
      posts.merge(hit.rule(), added[i], Integer::sum);
      chosen.merge(hit.rule(), added[i] * chosen(hit.action()), Integer::sum);
    }
    posts.forEach(
        (rule, number) -> count(rule, now, number, Objects.requireNonNull(chosen.get(rule))));
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
    count(rule, decidedAt, -gone, -gone * chosen(action));
  }

  /** Notes them at another time, all else being the same but perhaps who may see it. */
  void again(
      List<String> rules, String uri, Action action, Instant before, Instant now, int hidden) {
    int[] moved =
        db.updateEach(
            "update hit set decided_at = ?, hidden = ? where rule = ? and decided_at = ? and uri = ?",
            rules.stream()
                .map(
                    rule ->
                        new @Nullable Object[] {
                          now.toEpochMilli(), hidden, rule, before.toEpochMilli(), uri
                        })
                .toList());
    for (int i = 0; i < moved.length && day(before) != day(now); i++) {
      count(rules.get(i), before, -moved[i], -moved[i] * chosen(action));
      count(rules.get(i), now, moved[i], moved[i] * chosen(action));
    }
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
    count(rule, decidedAt, 0, changed * (chosen(action) - chosen(before)));
  }

  /** Forgets days on which nothing is left. */
  void tidy() {
    db.update("delete from hit_day where posts = 0");
  }

  private void count(String rule, Instant decidedAt, int posts, int chosen) {
    db.update(
        "insert into hit_day (rule, day, posts, chosen) values (?1, ?2, ?3, ?4)"
            + " on conflict (rule, day) do update set posts = posts + ?3, chosen = chosen + ?4",
        rule,
        day(decidedAt),
        posts,
        chosen);
  }

  private static int chosen(Action action) {
    return action == Action.SKIP ? 0 : 1;
  }

  private static long day(Instant time) {
    return Math.floorDiv(time.toEpochMilli(), DAY);
  }
}
