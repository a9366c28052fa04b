package io.github.alignmentfeed.store;

import io.github.alignmentfeed.atproto.AtUri;
import io.github.alignmentfeed.atproto.Did;
import io.github.alignmentfeed.curation.Candidate;
import io.github.alignmentfeed.curation.Decision;
import io.github.alignmentfeed.curation.Leads;
import io.github.alignmentfeed.curation.PaperId;
import io.github.alignmentfeed.curation.Post;
import io.github.alignmentfeed.curation.Sighting;
import io.github.alignmentfeed.cycle.Decided;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Posts, the ways on which they were met, and the latest decision on each. */
final class PostTable {
  private static final String CANDIDATE =
      "select json, (select group_concat(did) from way where way.uri = post.uri) ways,"
          + " (select min(since) from way join feed on feed.did = way.did"
          + "  where way.uri = post.uri) since"
          + " from post ";

  private final Database db;
  private final Leads leads;

  /**
   * @param leads what is known of the posts' addresses and papers
   */
  PostTable(Database db, Leads leads) {
    this.db = db;
    this.leads = leads;
  }

  int keep(List<Sighting> sightings) {
    int unknown = 0;
    for (Sighting sighting : sightings) {
      Post post = sighting.post();
      String uri = post.uri().toString();
      List<String> known = db.query("select cid from post where uri = ?", r -> r.getString(1), uri);
      if (known.isEmpty()) {
        unknown++;
        db.update(
            "insert into post (uri, cid, thread, indexed_at, json) values (?, ?, ?, ?, ?)",
            uri,
            post.cid(),
            post.threadRoot().toString(),
            post.indexedAt().toEpochMilli(),
            PostJson.write(post));
      } else if (!known.get(0).equals(post.cid())) {
        db.update(
            "update post set cid = ?, json = ?, open = 1, gone = 0 where uri = ?",
            post.cid(),
            PostJson.write(post),
            uri);
      } else {
        String json = PostJson.write(post);
        // A label that was lifted, or set, may change the decision.
        db.update(
            "update post set json = ?, open = iif(action = 'skip', 1, open)"
                + " where uri = ? and json <> ?",
            json,
            uri,
            json);
      }
      int way =
          db.update(
              "insert or ignore into way (uri, did) values (?, ?)",
              uri,
              sighting.through().value());
      if (way > 0 && !known.isEmpty()) {
        // Another account leads to it now: what was not allowed before may be.
        db.update("update post set open = 1 where uri = ? and action in ('skip', 'bookmark')", uri);
      }
    }
    return unknown;
  }

  List<Candidate> open() {
    return db.query(CANDIDATE + "where open = 1", this::candidate);
  }

  List<Candidate> threads(Set<AtUri> roots) {
    List<Candidate> found = new ArrayList<>();
    for (AtUri root : roots) {
      found.addAll(db.query(CANDIDATE + "where thread = ?", this::candidate, root.toString()));
    }
    return found;
  }

  private Candidate candidate(ResultSet row) throws SQLException {
    Post post = PostJson.post(row.getString("json")).knowing(leads);
    return new Candidate(
        post, ways(row.getString("ways")), Instant.ofEpochMilli(row.getLong("since")));
  }

  Optional<Post> post(AtUri uri) {
    return db
        .query(
            "select json from post where uri = ?",
            r -> PostJson.post(r.getString(1)).knowing(leads),
            uri.toString())
        .stream()
        .findFirst();
  }

  /** The story in which a post was decided on. */
  Optional<String> storyOf(AtUri uri) {
    return db
        .query(
            "select story from post where uri = ? and story is not null",
            r -> r.getString(1),
            uri.toString())
        .stream()
        .findFirst();
  }

  void reconsider(Instant since) {
    db.update(
        "update post set open = 1, gone = 0"
            + " where (action = 'skip' or gone = 1) and indexed_at >= ?",
        since.toEpochMilli());
  }

  void lookAgain(Instant since) {
    db.update(
        "update post set open = 1, gone = 0 where gone = 1 and indexed_at >= ?",
        since.toEpochMilli());
  }

  void reopenStory(String story) {
    db.update(
        "update post set open = 1 where story = ? and (action is null or action = 'skip')", story);
  }

  void gone(AtUri uri) {
    db.update("update post set gone = 1, open = 0 where uri = ?", uri.toString());
  }

  /** Keeps of a post only that there was one. */
  void forget(AtUri uri) {
    post(uri)
        .ifPresent(
            post ->
                db.update(
                    "update post set json = ?, evidence = null, reason = 'its text was forgotten'"
                        + " where uri = ?",
                    PostJson.write(post.withoutContent()),
                    uri.toString()));
  }

  /** Keeps of an account's posts only that there were some. */
  void forgetAuthor(Did author) {
    db.query(
            "select uri from post where uri like ?",
            r -> AtUri.of(r.getString(1)),
            "at://" + author.value() + "/%")
        .forEach(this::forget);
  }

  void close(AtUri uri) {
    db.update("update post set open = 0 where uri = ?", uri.toString());
  }

  void open(AtUri uri) {
    db.update("update post set open = 1 where uri = ?", uri.toString());
  }

  Set<AtUri> gone(Collection<AtUri> posts) {
    return posts.stream()
        .filter(
            uri ->
                !db.query("select 1 from post where uri = ? and gone = 1", r -> 1, uri.toString())
                    .isEmpty())
        .collect(Collectors.toSet());
  }

  void decided(String run, Decided decided, Instant now) {
    Decision d = decided.decision();
    db.update(
        "update post set run = ?, action = ?, intended = ?, outcome = ?, until = ?, reason = ?,"
            + " score = ?, evidence = ?, story = ?, papers = ?, decided_at = ?,"
            + " open = iif(cid = ?, ?, 1) where uri = ?",
        run,
        d.action().word(),
        d.intended().word(),
        decided.outcome().word(),
        d.until().map(Instant::toEpochMilli).orElse(null),
        d.reason(),
        d.score(),
        PostJson.write(d.evidence()),
        d.story(),
        PostJson.write(d.papers().stream().map(PaperId::value).toList()),
        now.toEpochMilli(),
        d.post().cid(),
        d.open() ? 1 : 0,
        d.post().uri().toString());
  }

  Optional<Instant> nextDue() {
    return db.query(
            "select min(until) due from post where open = 1 and until is not null",
            r -> millis(r, "due"))
        .get(0);
  }

  static Set<Did> ways(@Nullable String joined) {
    return joined == null
        ? Set.of()
        : List.of(joined.split(",", -1)).stream().map(Did::new).collect(Collectors.toSet());
  }

  static Optional<Instant> millis(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(value));
  }
}
