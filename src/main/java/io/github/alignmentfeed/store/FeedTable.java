package io.github.alignmentfeed.store;

import io.github.alignmentfeed.atproto.Did;
import io.github.alignmentfeed.cycle.Activity;
import io.github.alignmentfeed.cycle.Ledger.Feed;
import io.github.alignmentfeed.cycle.Ledger.Remembered;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The accounts behind the sources, how far each feed was read, and how often it is worth it. */
final class FeedTable {
  private final Database db;

  FeedTable(Database db) {
    this.db = db;
  }

  Optional<Remembered> remembered(String source) {
    return db
        .query(
            "select members, at from source where name = ?",
            r ->
                new Remembered(
                    PostJson.texts(r.getString(1)).stream().map(Did::new).toList(),
                    Instant.ofEpochMilli(r.getLong(2))),
            source)
        .stream()
        .findFirst();
  }

  void remember(String source, List<Did> members, Instant at) {
    db.update(
        "insert into source (name, members, at) values (?, ?, ?) on conflict (name)"
            + " do update set members = excluded.members, at = excluded.at",
        source,
        PostJson.write(members.stream().map(Did::value).toList()),
        at.toEpochMilli());
  }

  Map<Did, Feed> all() {
    Map<Did, Feed> feeds = new HashMap<>();
    db.query(
            "select did, since, checkpoint, deep_at from feed",
            r ->
                Map.entry(
                    new Did(r.getString(1)),
                    new Feed(
                        Instant.ofEpochMilli(r.getLong(2)),
                        Instant.ofEpochMilli(r.getLong(3)),
                        Instant.ofEpochMilli(r.getLong(4)))))
        .forEach(entry -> feeds.put(entry.getKey(), entry.getValue()));
    return feeds;
  }

  void progress(Did did, Feed feed) {
    db.update(
        "insert into feed (did, since, checkpoint, deep_at) values (?, ?, ?, ?)"
            + " on conflict (did) do update set checkpoint = max(checkpoint, excluded.checkpoint),"
            + " deep_at = max(deep_at, excluded.deep_at)",
        did.value(),
        feed.since().toEpochMilli(),
        feed.checkpoint().toEpochMilli(),
        feed.deepAt().toEpochMilli());
  }

  Map<Did, Activity> activities() {
    Map<Did, Activity> activities = new HashMap<>();
    db.query(
            "select did, habits from activity",
            r -> Map.entry(new Did(r.getString(1)), Activity.of(r.getBytes(2))))
        .forEach(entry -> entry.getValue().ifPresent(a -> activities.put(entry.getKey(), a)));
    return activities;
  }

  void learnt(Did did, Activity activity) {
    db.update(
        "insert into activity (did, habits) values (?, ?)"
            + " on conflict (did) do update set habits = excluded.habits",
        did.value(),
        activity.toBytes());
  }
}
