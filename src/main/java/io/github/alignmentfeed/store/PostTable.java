package io.github.alignmentfeed.store;

import io.github.alignmentfeed.atproto.AtUri;
import io.github.alignmentfeed.atproto.Did;
import io.github.alignmentfeed.curation.Candidate;
import io.github.alignmentfeed.curation.Decision;
import io.github.alignmentfeed.curation.Leads;
import io.github.alignmentfeed.curation.PaperId;
import io.github.alignmentfeed.curation.Post;
import io.github.alignmentfeed.cycle.Decided;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Posts with their texts, and the latest decision on each. */
final class PostTable {
  private static final String OTHER_WAYS =
      "(select group_concat(did) from way where way.post = post.id) ways";
  private static final String CANDIDATE =
      "select uri, cid, json, own, "
          + OTHER_WAYS
          + ", (select min(since) from (select since from way join feed using (did)"
          + "  where way.post = post.id"
          + "  union all select since from feed where post.own and feed.did = post.author)) since"
          + " from post ";

  /** What was not opened again since open posts were read. */
  private static final String OPEN_IF_CHANGED = "open = changed > ?";

  private final Database db;
  private final Leads leads;
  private final Changes changes;
  private final Lender lender;

  /** The last change before open posts were read; what came later no decision knows of. */
  private long readAt = Long.MAX_VALUE;

  /**
   * @param leads what is known of the posts' addresses and papers
   */
  PostTable(Database db, Leads leads, Changes changes, Lender lender) {
    this.db = db;
    this.leads = leads;
    this.changes = changes;
    this.lender = lender;
  }

  List<Candidate> open() {
    readAt = changes.last();
    return db.query(CANDIDATE + "where open = 1", this::candidate);
  }

  List<Candidate> threads(Set<AtUri> roots) {
    String listed = PostJson.write(roots);
    lender.lend("uri" + Keeping.LISTED, listed);
    lender.lend("thread" + Keeping.LISTED, listed);
    List<Candidate> found = new ArrayList<>();
    found.addAll(
        db.query(
            CANDIDATE + "where thread is null and uri" + Keeping.LISTED, this::candidate, listed));
    found.addAll(db.query(CANDIDATE + "where thread" + Keeping.LISTED, this::candidate, listed));
    return found;
  }

  private Candidate candidate(ResultSet row) throws SQLException {
    Post post = PostReader.post(row).knowing(leads);
    return new Candidate(post, ways(row, post), Instant.ofEpochMilli(row.getLong("since")));
  }

  Optional<Post> post(AtUri uri) {
    lender.lend("uri = ?", uri.toString());
    return db
        .query(
            "select uri, cid, json from post where uri = ?",
            r -> PostReader.post(r).knowing(leads),
            uri.toString())
        .stream()
        .findFirst();
  }

  /** The story in which a post was decided on. */
  Optional<String> storyOf(AtUri uri) {
    return db
        .query(
            "select coalesce(story, uri) from post where uri = ? and decided_at is not null",
            r -> r.getString(1),
            uri.toString())
        .stream()
        .findFirst();
  }

  /**
   * @param after a post that was met long before
   */
  void reconsider(Instant since, long after) {
    lender.lend("id > ? and indexed_at >= ?", after, since.toEpochMilli());
    db.update(
        "update post set open = 1, gone = 0 where id > ? and action = 'skip' and indexed_at >= ?",
        after,
        since.toEpochMilli());
    lookAgain(since);
  }

  void lookAgain(Instant since) {
    db.update(
        "update post set open = 1, gone = 0 where gone = 1 and indexed_at >= ?",
        since.toEpochMilli());
  }

  void reopenStory(String story) {
    db.update(
        "update post set open = 1 where (story = ?1 or (uri = ?1 and story is null))"
            + " and (action is null or action = 'skip')",
        story);
  }

  void gone(AtUri uri) {
    db.update("update post set gone = 1, open = 0 where uri = ?", uri.toString());
  }

  /** Keeps of a post only that there was one. */
  void forget(AtUri uri) {
    db.update("delete from wanted where uri = ?", uri.toString());
    post(uri)
        .ifPresent(
            post ->
                db.update(
                    "update post set json = ?2, address = ?1, version = ?3, evidence = null,"
                        + " reason = 'its text was forgotten' where uri = ?1",
                    uri.toString(),
                    PostJson.stored(post.withoutContent()),
                    post.cid()));
  }

  /** Keeps of an account's posts only that there were some. */
  void forgetAuthor(Did author) {
    db.query(
            "select uri from post where uri > ? and uri < ?",
            r -> AtUri.of(r.getString(1)),
            "at://" + author + "/",
            "at://" + author + "0")
        .forEach(this::forget);
  }

  void close(AtUri uri) {
    db.update("update post set " + OPEN_IF_CHANGED + " where uri = ?", readAt, uri.toString());
  }

  void open(AtUri uri) {
    db.update("update post set open = 1 where uri = ?", uri.toString());
  }

  Set<AtUri> gone(Collection<AtUri> posts) {
    return Set.copyOf(
        db.query(
            "select uri from post where uri" + Keeping.LISTED + " and +gone = 1",
            r -> AtUri.of(r.getString(1)),
            PostJson.write(posts)));
  }

  void decided(String run, Decided decided, Instant now) {
    Decision d = decided.decision();
    db.update(
        "update post set run = ?, action = ?, intended = ?, outcome = ?, until = ?, reason = ?,"
            + " score = ?, evidence = ?, story = nullif(?, uri), papers = ?, decided_at = ?,"
            + " open = ? or changed > ? where uri = ?",
        run,
        d.action().word(),
        d.intended().word(),
        decided.outcome().word(),
        d.until().map(Instant::toEpochMilli).orElse(null),
        d.reason(),
        d.score(),
        evidence(d),
        d.story(),
        papers(d),
        now.toEpochMilli(),
        d.open() ? 1 : 0,
        readAt,
        d.post().uri().toString());
  }

  /** What the rules saw; of a post for which nothing speaks its reason tells enough. */
  static @Nullable String evidence(Decision decision) {
    return decision.isNotable() ? orNull(decision.evidence()) : null;
  }

  static @Nullable String papers(Decision decision) {
    return orNull(decision.papers().stream().map(PaperId::value).toList());
  }

  private static @Nullable String orNull(List<?> values) {
    return values.isEmpty() ? null : PostJson.write(values);
  }

  Optional<Instant> nextDue() {
    return db.query(
            "select min(until) due from post where open = 1 and until is not null",
            r -> millis(r, "due"))
        .get(0);
  }

  /** In whose feeds a post was met: its author's, and those of whoever reposted it. */
  static Set<Did> ways(ResultSet row, Post post) throws SQLException {
    List<Did> ways = new ArrayList<>(others(row.getString("ways")));
    if (row.getInt("own") == 1) {
      ways.add(post.author().did());
    }
    return Set.copyOf(ways);
  }

  private static List<Did> others(@Nullable String joined) {
    return joined == null
        ? List.of()
        : List.of(joined.split(",", -1)).stream().map(Did::new).toList();
  }

  static Optional<Instant> millis(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(value));
  }
}
