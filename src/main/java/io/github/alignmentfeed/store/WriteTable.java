package io.github.alignmentfeed.store;

import io.github.alignmentfeed.atproto.AtUri;
import io.github.alignmentfeed.atproto.Did;
import io.github.alignmentfeed.atproto.StrongRef;
import io.github.alignmentfeed.curation.Action;
import io.github.alignmentfeed.curation.History.Sent;
import io.github.alignmentfeed.cycle.Writes.Claim;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What was written to the account, or is about to be. */
final class WriteTable {
  static final String CLAIMED = "claimed";
  static final String STANDS = "stands";
  static final String TAKEN_BACK = "taken back";

  private final Database db;

  WriteTable(Database db) {
    this.db = db;
  }

  void put(Claim claim, String state, Instant at) {
    db.update(
        "insert into write (uri, action, cid, rkey, created_at, story, state, at)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?)"
            + " on conflict (uri, action) do update set cid = excluded.cid, rkey = excluded.rkey,"
            + " created_at = excluded.created_at, story = excluded.story,"
            + " state = excluded.state, at = excluded.at",
        claim.subject().uri().toString(),
        claim.action().word(),
        claim.subject().cid(),
        claim.rkey(),
        claim.createdAt().toEpochMilli(),
        claim.story(),
        state,
        at.toEpochMilli());
    db.update("update post set written = 1 where uri = ?", claim.subject().uri().toString());
  }

  void remove(Claim claim) {
    db.update(
        "delete from write where uri = ? and action = ? and state = '" + CLAIMED + "'",
        claim.subject().uri().toString(),
        claim.action().word());
  }

  void takeBack(AtUri post, Instant at) {
    int known =
        db.update(
            "update write set state = ?, at = ? where uri = ?",
            TAKEN_BACK,
            at.toEpochMilli(),
            post.toString());
    if (known == 0) {
      put(
          new Claim(new StrongRef(post, ""), Action.REPOST, "", Instant.EPOCH, post.toString()),
          TAKEN_BACK,
          at);
    }
  }

  List<Claim> in(String state, Instant since) {
    return db.query(
        "select * from write where state = ? and created_at >= ? order by created_at desc, uri",
        WriteTable::claim,
        state,
        since.toEpochMilli());
  }

  Optional<Claim> standing(AtUri post, Action action) {
    return db
        .query(
            "select * from write where uri = ? and action = ? and state = ?",
            WriteTable::claim,
            post.toString(),
            action.word(),
            STANDS)
        .stream()
        .findFirst();
  }

  List<Claim> standing(Did author) {
    // Without the sign SQLite would go through everything that stands.
    return db.query(
        "select * from write where uri > ? and uri < ? and +state = ?",
        WriteTable::claim,
        "at://" + author + "/",
        "at://" + author + "0",
        STANDS);
  }

  /** The stories for which a post was written. */
  List<String> storiesOf(AtUri post) {
    return db.query("select story from write where uri = ?", r -> r.getString(1), post.toString());
  }

  /** The bookmark that stands for a story. */
  Optional<AtUri> bookmarkOf(String story) {
    return db
        .query(
            "select uri from write where story = ? and action = 'bookmark' and state = ?",
            r -> AtUri.of(r.getString(1)),
            story,
            STANDS)
        .stream()
        .findFirst();
  }

  /** Posts for which an action stands. */
  Set<AtUri> standing(Collection<AtUri> posts, Action action) {
    return among(posts, "action = '" + action.word() + "' and +state = '" + STANDS + "'");
  }

  /** Posts of which something was taken back, and for which nothing stands. */
  Set<AtUri> takenBack(Collection<AtUri> posts) {
    Set<AtUri> takenBack = among(posts, "+state = '" + TAKEN_BACK + "'");
    takenBack.removeAll(among(takenBack, "+state = '" + STANDS + "'"));
    return takenBack;
  }

  /**
   * Which of some posts have something written of them that is so.
   *
   * @param which names a state with a plus before it: SQLite then looks posts up by their
   *     addresses, and does not go through everything that is in that state
   */
  private Set<AtUri> among(Collection<AtUri> posts, String which) {
    return posts.isEmpty()
        ? new HashSet<>()
        : new HashSet<>(
            db.query(
                "select uri from write where uri" + Keeping.LISTED + " and " + which,
                r -> AtUri.of(r.getString(1)),
                PostJson.write(posts)));
  }

  /** Reposts sent since then, those taken back meanwhile among them. */
  List<Sent> reposts(Instant since) {
    return db.query(
        "select uri, created_at from write where action = 'repost' and created_at > ?",
        r -> new Sent(AtUri.of(r.getString(1)).did(), Instant.ofEpochMilli(r.getLong(2))),
        since.toEpochMilli());
  }

  void spend(int points, Instant at) {
    long minute = minute(at);
    db.update("delete from spent where minute < ?", minute - Duration.ofDays(1).toMinutes());
    db.update(
        "insert into spent (minute, points) values (?, ?)"
            + " on conflict (minute) do update set points = points + excluded.points",
        minute,
        points);
  }

  int spent(Instant since) {
    return db.query(
            "select coalesce(sum(points), 0) from spent where minute >= ?",
            r -> r.getInt(1),
            minute(since))
        .get(0);
  }

  private static long minute(Instant at) {
    return Math.floorDiv(at.getEpochSecond(), 60);
  }

  private static Claim claim(ResultSet row) throws SQLException {
    return new Claim(
        new StrongRef(AtUri.of(row.getString("uri")), row.getString("cid")),
        Action.valueOf(row.getString("action").toUpperCase(Locale.ROOT)),
        row.getString("rkey"),
        Instant.ofEpochMilli(row.getLong("created_at")),
        row.getString("story"));
  }
}
