package io.github.alignmentfeed.store;

import io.github.alignmentfeed.atproto.AtUri;
import io.github.alignmentfeed.curation.Post;
import io.github.alignmentfeed.curation.Sighting;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Takes in what was met in a feed; a part of a transaction. */
final class Keeping {
  private final Database db;
  private final SeenTable seen;
  private final Changes changes;
  private final Lender lender;

  Keeping(Database db, SeenTable seen, Changes changes, Lender lender) {
    this.db = db;
    this.seen = seen;
    this.changes = changes;
    this.lender = lender;
  }

  private record Known(long id, boolean same, boolean sameRecord, boolean own) {}

  /** How many of them were not known. */
  int keep(List<Sighting> sightings, Instant now) {
    int unknown = 0;
    for (Sighting sighting : sightings) {
      if (keep(sighting, day(now))) {
        unknown++;
      }
    }
    return unknown;
  }

  static long day(Instant time) {
    return Math.floorDiv(time.toEpochMilli(), Duration.ofDays(1).toMillis());
  }

  private boolean keep(Sighting sighting, long today) {
    Post post = sighting.post();
    String uri = post.uri().toString();
    String json = PostJson.write(post);
    boolean own = sighting.through().equals(post.uri().did());
    lender.lend("uri = ?", uri);
    List<Known> known =
        db.query(
            "select id, json = ?2, cid = ?3, own from post where uri = ?1",
            r -> new Known(r.getLong(1), r.getBoolean(2), r.getBoolean(3), r.getBoolean(4)),
            uri,
            json,
            post.cid());
    if (!known.isEmpty()) {
      renew(sighting, known.get(0), json, own);
      return false;
    }
    boolean seenBefore = seen.find(post.uri()).isPresent();
    if (seenBefore && own) {
      return false;
    }
    // Who reposts a post that was skipped long ago says something new of it.
    seen.forget(post.uri());
    add(post, json, own, today);
    if (!own) {
      addWay(sighting);
    }
    return !seenBefore;
  }

  private void add(Post post, String json, boolean own, long today) {
    AtUri thread = post.threadRoot();
    db.update(
        "insert into post (json, thread, indexed_at, met, own, written)"
            + " values (?1, ?2, ?3, ?4, ?5, exists (select 1 from write where uri = ?6))",
        json,
        thread.equals(post.uri()) ? null : thread.toString(),
        post.indexedAt().toEpochMilli(),
        today,
        own ? 1 : 0,
        post.uri().toString());
  }

  private void renew(Sighting sighting, Known known, String json, boolean own) {
    if (!known.sameRecord()) {
      db.update(
          "update post set json = ?, open = 1, gone = 0, changed = ? where id = ?",
          json,
          changes.next(),
          known.id());
    } else if (!known.same()) {
      // A label that was lifted, or set, may change the decision.
      db.update(
          "update post set json = ?, open = iif(action = 'skip', 1, open), changed = ?"
              + " where id = ?",
          json,
          changes.next(),
          known.id());
    }
    boolean another = own ? !known.own() : addWay(sighting) > 0;
    if (another) {
      // Another account leads to it now: what was not allowed before may be.
      db.update(
          "update post set own = own or ?, changed = ?,"
              + " open = iif(action in ('skip', 'bookmark'), 1, open) where id = ?",
          own ? 1 : 0,
          changes.next(),
          known.id());
    }
  }

  private int addWay(Sighting sighting) {
    return db.update(
        "insert or ignore into way (post, did, at) select id, ?, ? from post where uri = ?",
        sighting.through().value(),
        sighting.at().toEpochMilli(),
        sighting.post().uri().toString());
  }
}
