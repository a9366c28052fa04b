package io.github.alignmentfeed.store;

import io.github.alignmentfeed.atproto.AtUri;
import io.github.alignmentfeed.curation.Action;
import io.github.alignmentfeed.curation.PaperId;
import io.github.alignmentfeed.curation.Post;
import io.github.alignmentfeed.cycle.Ledger.Query;
import io.github.alignmentfeed.cycle.Ledger.Told;
import io.github.alignmentfeed.cycle.Outcome;
import io.github.alignmentfeed.store.SeenTable.Seen;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What was decided and done, as people are told it. */
final class ToldTable {
  private static final String TOLD =
      "select *, (select group_concat(did) from way where way.post = post.id) ways,"
          + " (select state from write where write.uri = post.uri"
          + "  order by action = 'repost' desc limit 1) standing"
          + " from post ";

  /** As it stands in the index of what is not just skipped. */
  private static final String CHOSEN = " and (action <> 'skip' or written = 1)";

  private final Database db;
  private final SeenTable seen;
  private final Lender lender;

  ToldTable(Database db, SeenTable seen, Lender lender) {
    this.db = db;
    this.seen = seen;
    this.lender = lender;
  }

  Optional<Told> told(AtUri uri) {
    lender.lend("uri = ?", uri.toString());
    return db
        .query(TOLD + "where uri = ? and decided_at is not null", ToldTable::told, uri.toString())
        .stream()
        .findFirst()
        .or(() -> seen.find(uri).map(found -> letGo(uri, found)));
  }

  private static Told letGo(AtUri uri, Seen seen) {
    return new Told(
        uri,
        uri.did().value(),
        "",
        Action.SKIP,
        Action.SKIP,
        Outcome.NONE,
        Optional.empty(),
        "it was skipped long ago, and its text was let go since",
        seen.score(),
        List.of(),
        uri.toString(),
        List.of(),
        Set.of(),
        Instant.EPOCH.plus(Duration.ofDays(seen.met())),
        "");
  }

  List<Told> told(Query query) {
    List<Told> told = new ArrayList<>(decided(query));
    if (!query.openOnly()) {
      boolean enough = told.size() == query.most();
      Instant since = enough ? told.get(told.size() - 1).decidedAt() : query.since();
      told.addAll(recognised(query, since));
    }
    told.sort(Comparator.comparing(Told::decidedAt).reversed());
    return told.subList(0, Math.min(query.most(), told.size()));
  }

  private List<Told> decided(Query query) {
    boolean chosen = !query.actions().isEmpty() && !query.actions().contains(Action.SKIP);
    return db.query(
        TOLD
            + "where decided_at >= ?"
            + (chosen ? CHOSEN : "")
            + anyOf("(action in (%s) or standing is not null)", query.actions())
            + (query.openOnly() ? " and open = 1 and action = 'defer'" : "")
            + " order by decided_at desc, score desc, uri limit ?",
        ToldTable::told,
        query.since().toEpochMilli(),
        query.most());
  }

  /** What stands, or was taken back, without a decision that this store knows of. */
  private List<Told> recognised(Query query, Instant since) {
    return db.query(
        "select *, (select json from post where post.uri = write.uri) json from write"
            + " where at >= ? and state <> 'claimed' and not exists"
            + " (select 1 from post where post.uri = write.uri and decided_at is not null)"
            + anyOf("action in (%s)", query.actions())
            + " order by at desc, uri limit ?",
        ToldTable::recognised,
        since.toEpochMilli(),
        query.most());
  }

  private static String anyOf(String condition, Set<Action> actions) {
    String words = actions.stream().map(a -> "'" + a.word() + "'").collect(Collectors.joining(","));
    return words.isEmpty() ? "" : " and " + String.format(Locale.ROOT, condition, words);
  }

  static Action action(String word) {
    return Action.valueOf(word.toUpperCase(Locale.ROOT));
  }

  private static Told recognised(ResultSet row) throws SQLException {
    AtUri uri = AtUri.of(row.getString("uri"));
    Optional<Post> post =
        row.getString("json") == null ? Optional.empty() : Optional.of(PostReader.post(row));
    Action action = action(row.getString("action"));
    return new Told(
        uri,
        post.map(p -> p.author().handle().value()).orElse(uri.did().value()),
        post.map(p -> p.content().text()).orElse(""),
        action,
        action,
        Outcome.ALREADY,
        Optional.empty(),
        "it was in the account before this store knew of it",
        0,
        List.of(),
        row.getString("story"),
        List.of(),
        Set.of(),
        Instant.ofEpochMilli(row.getLong("at")),
        row.getString("state"));
  }

  private static Told told(ResultSet row) throws SQLException {
    Post post = PostReader.post(row);
    return new Told(
        post.uri(),
        post.author().handle().value(),
        post.content().text(),
        action(row.getString("action")),
        action(row.getString("intended")),
        Outcome.valueOf(row.getString("outcome").toUpperCase(Locale.ROOT)),
        PostTable.millis(row, "until"),
        row.getString("reason"),
        row.getInt("score"),
        PostReader.evidence(row.getString("evidence")),
        Optional.ofNullable(row.getString("story")).orElse(post.uri().toString()),
        PostReader.texts(row.getString("papers")).stream().map(PaperId::new).toList(),
        PostTable.ways(row, post),
        Instant.ofEpochMilli(row.getLong("decided_at")),
        Optional.ofNullable(row.getString("standing")).orElse(""));
  }
}
