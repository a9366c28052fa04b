package io.github.alignmentfeed.store;

import io.github.alignmentfeed.atproto.AtUri;
import io.github.alignmentfeed.atproto.Tid;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Posts that were skipped so long ago that only this is kept of them: that they were met, and their
 * score.
 */
final class SeenTable {
  private final Database db;
  private final Lender lender;

  SeenTable(Database db, Lender lender) {
    this.db = db;
    this.lender = lender;
  }

  /**
   * A post that was skipped.
   *
   * @param met the day since 1970
   */
  record Seen(long met, int score) {}

  Optional<Seen> find(AtUri post) {
    lender.lendSeen(PostJson.write(List.of(hash(post))));
    return db
        .query(
            "select met, score from seen where hash = ?",
            row -> new Seen(row.getLong(1), row.getInt(2)),
            hash(post))
        .stream()
        .findFirst();
  }

  /** Those of some posts that were. */
  Set<AtUri> among(Set<AtUri> posts) {
    if (posts.isEmpty()) {
      return Set.of();
    }
    Map<Long, AtUri> hashes = new HashMap<>();
    posts.forEach(post -> hashes.put(hash(post), post));
    String listed = PostJson.write(hashes.keySet());
    lender.lendSeen(listed);
    return new HashSet<>(
        db.query(
            "select hash from seen where hash" + Keeping.LISTED,
            row -> Objects.requireNonNull(hashes.get(row.getLong(1))),
            listed));
  }

  void add(AtUri post, Seen seen) {
    db.update(
        "insert or replace into seen (hash, met, score) values (?, ?, ?)",
        hash(post),
        seen.met(),
        seen.score());
  }

  void forget(AtUri post) {
    db.update("delete from seen where hash = ?", hash(post));
  }

  /** Forgets some of those met before a day; how many. */
  int forgetBefore(long day, int most) {
    return db.update(
        "delete from seen where hash in (select hash from seen where met < ? limit ?)", day, most);
  }

  /** Of ten million posts two have the same with a probability of five in a million. */
  private static long hash(AtUri post) {
    return Tid.hashed(post).bits();
  }
}
