package io.github.alignmentfeed.store;

import io.github.alignmentfeed.atproto.AtUri;
import io.github.alignmentfeed.atproto.Handle;
import io.github.alignmentfeed.curation.Story;
import io.github.alignmentfeed.curation.Story.Standing;
import io.github.alignmentfeed.curation.StoryKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Stories and what leads to them. */
final class StoryTable {
  private final Database db;

  StoryTable(Database db) {
    this.db = db;
  }

  /** Writes keys down; a key that led elsewhere leads here from now on. */
  void keep(Story story) {
    begin(story.id(), story.began());
    for (StoryKey key : story.keys()) {
      lead(key, story.id());
    }
  }

  void begin(String id, Instant began) {
    db.update(
        "insert into story (id, began) values (?, ?)"
            + " on conflict (id) do update set began = min(began, excluded.began)",
        id,
        began.toEpochMilli());
  }

  void lead(StoryKey key, String id) {
    db.update(
        "insert into story_key (key, story) values (?, ?)"
            + " on conflict (key) do update set story = excluded.story",
        key.value(),
        id);
  }

  void stand(String id, Standing standing, Optional<AtUri> shown) {
    db.update(
        "update story set standing = ?, shown = ? where id = ?",
        standing.name(),
        shown.map(AtUri::toString).orElse(null),
        id);
  }

  Optional<String> idOf(StoryKey key) {
    return db
        .query("select story from story_key where key = ?", r -> r.getString(1), key.value())
        .stream()
        .findFirst();
  }

  Optional<Story> story(String id) {
    List<StoryKey> keys =
        db.query("select key from story_key where story = ?", r -> StoryKey.of(r.getString(1)), id);
    return db
        .query(
            "select story.*, (select json_extract(json, '$.author.handle') from post"
                + " where uri = shown) author from story where id = ?",
            r -> story(r, Set.copyOf(keys)),
            id)
        .stream()
        .findFirst();
  }

  List<Story> of(Set<StoryKey> keys) {
    Set<String> ids =
        new LinkedHashSet<>(
            db.query(
                "select story from story_key where key" + Keeping.LISTED,
                r -> r.getString(1),
                PostJson.write(keys.stream().map(StoryKey::value).toList())));
    return ids.stream().flatMap(id -> story(id).stream()).toList();
  }

  private static Story story(ResultSet row, Set<StoryKey> keys) throws SQLException {
    return new Story(
        row.getString("id"),
        keys,
        Instant.ofEpochMilli(row.getLong("began")),
        Standing.valueOf(row.getString("standing")),
        Optional.ofNullable(row.getString("shown")).map(AtUri::of),
        Optional.ofNullable(row.getString("author")).map(Handle::new));
  }
}
