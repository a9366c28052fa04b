package io.github.alignmentfeed.store;

import io.github.alignmentfeed.atproto.Did;
import io.github.alignmentfeed.cycle.Activity;
import io.github.alignmentfeed.cycle.Feeds;
import io.github.alignmentfeed.cycle.Feeds.Feed;
import io.github.alignmentfeed.cycle.Feeds.Remembered;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The accounts behind the sources, how far each feed was read, and how often it is worth it. */
final class FeedTable implements Feeds {
  private final Database db;

  FeedTable(Database db) {
    this.db = db;
  }

  @Override
  public Optional<Remembered> remembered(String source) {
    return db
        .query(
            "select members, at from source where name = ?",
            r ->
                new Remembered(
                    PostReader.texts(r.getString(1)).stream().map(Did::new).toList(),
                    Instant.ofEpochMilli(r.getLong(2))),
            source)
        .stream()
        .findFirst();
  }

  @Override
  public void remember(String source, List<Did> members, Instant at) {
    db.swiftly(() -> put(source, members, at));
  }

  @Override
  public void remember(Map<String, Did> sources, Instant at) {
    db.swiftly(() -> sources.forEach((name, did) -> put(name, List.of(did), at)));
  }

  private void put(String source, List<Did> members, Instant at) {
    db.update(
        "insert into source (name, members, at) values (?, ?, ?) on conflict (name)"
            + " do update set members = excluded.members, at = excluded.at",
        source,
        PostJson.write(members.stream().map(Did::value).toList()),
        at.toEpochMilli());
  }

  @Override
  public Map<Did, Feed> all() {
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

  @Override
  public void progress(Map<Did, Feed> read) {
    if (!read.isEmpty()) {
      db.swiftly(() -> read.forEach(this::put));
    }
  }

  private void put(Did did, Feed feed) {
    db.update(
        "insert into feed (did, since, checkpoint, deep_at) values (?, ?, ?, ?)"
            + " on conflict (did) do update set checkpoint = max(checkpoint, excluded.checkpoint),"
            + " deep_at = max(deep_at, excluded.deep_at)",
        did.value(),
        feed.since().toEpochMilli(),
        feed.checkpoint().toEpochMilli(),
        feed.deepAt().toEpochMilli());
  }

  @Override
  public Map<Did, Activity> activities() {
    Map<Did, Activity> activities = new HashMap<>();
    db.query(
            "select did, habits from activity",
            r -> Map.entry(new Did(r.getString(1)), Activity.of(r.getBytes(2))))
        .forEach(entry -> entry.getValue().ifPresent(a -> activities.put(entry.getKey(), a)));
    return activities;
  }

  @Override
  public void learnt(Map<Did, Activity> activities) {
    if (!activities.isEmpty()) {
      db.swiftly(() -> activities.forEach(this::put));
    }
  }

  private void put(Did did, Activity activity) {
    db.update(
        "insert into activity (did, habits) values (?, ?)"
            + " on conflict (did) do update set habits = excluded.habits",
        did.value(),
        activity.toBytes());
  }
}
