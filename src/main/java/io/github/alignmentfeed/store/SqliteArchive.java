package io.github.alignmentfeed.store;

import io.github.alignmentfeed.atproto.AtUri;
import io.github.alignmentfeed.atproto.Did;
import io.github.alignmentfeed.curation.Action;
import io.github.alignmentfeed.curation.History.Sent;
import io.github.alignmentfeed.curation.PaperId;
import io.github.alignmentfeed.curation.Post;
import io.github.alignmentfeed.cycle.Archive;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Answers from the tables that {@link NoteTable} keeps, and opens a post only to show it. */
public final class SqliteArchive implements Archive {
  private static final int POSTS_OF_A_PAPER = 5;
  private static final long DAY = Duration.ofDays(1).toMillis();

  private final Database db;
  private final boolean mine;
  private final FactTable facts;
  private final FindingTable findings;
  private final PostTable posts;
  private final ToldTable told;
  private final RefusalTable refusals;
  private final WriteTable writes;
  private final Discretion discretion;

  private SqliteArchive(Database db, Lender lender, boolean mine) {
    this.db = db;
    this.mine = mine;
    this.facts = new FactTable(db);
    this.findings = new FindingTable(db);
    this.posts = new PostTable(db, findings, new Changes(facts), lender);
    this.told = new ToldTable(db, new SeenTable(db, lender), lender);
    this.refusals = new RefusalTable(db);
    this.writes = new WriteTable(db);
    this.discretion = new Discretion(db, posts);
  }

  /**
   * Opens a store for reading, beside whoever writes to it.
   *
   * @param url {@code jdbc:sqlite:} and a path; the file is there already
   * @throws io.github.alignmentfeed.cycle.LedgerException where it cannot be used, with what to do
   */
  public static SqliteArchive open(String url) {
    return new SqliteArchive(StoreFile.of(url).watch(), Lender.NOBODY, true);
  }

  /** Of a database that somebody else closes. */
  static SqliteArchive of(Database db, Lender lender) {
    return new SqliteArchive(db, lender, false);
  }

  @Override
  public Page decisions(Filter filter, Optional<Cursor> after, int most) {
    List<Object> values = new ArrayList<>();
    String where = where(filter, after, values);
    String table = filter.rule().isPresent() ? "hit" : "noted";
    values.add(most + 1);
    List<Cursor> found =
        db.query(
            "select decided_at, uri from "
                + table
                + where
                + " order by decided_at desc, uri desc limit ?",
            r -> new Cursor(Instant.ofEpochMilli(r.getLong(1)), AtUri.of(r.getString(2))),
            values.toArray());
    List<Cursor> shown = found.subList(0, Math.min(most, found.size()));
    return new Page(
        shown.stream().flatMap(c -> decision(c.post(), filter.audience()).stream()).toList(),
        found.size() > most ? Optional.of(shown.get(most - 1)) : Optional.empty());
  }

  private static String where(Filter filter, Optional<Cursor> after, List<Object> values) {
    StringBuilder where = new StringBuilder(" where true");
    filter
        .rule()
        .ifPresent(
            rule -> {
              where.append(" and rule = ?");
              values.add(rule);
            });
    filter
        .account()
        .ifPresent(
            account -> {
              where.append(" and account = ?");
              values.add(account.value());
            });
    if (!filter.actions().isEmpty()) {
      where.append(
          filter.actions().stream()
              .map(action -> "'" + action.word() + "'")
              .collect(Collectors.joining(", ", " and action in (", ")")));
      if (!filter.actions().contains(Action.SKIP)) {
        // In these words the index over the few that were chosen is found.
        where.append(" and action <> 'skip'");
      }
    }
    if (filter.audience() == Audience.EVERYBODY) {
      where.append(" and hidden = 0");
    }
    filter
        .day()
        .ifPresent(
            day -> {
              where.append(" and decided_at >= ? and decided_at < ?");
              values.add(millis(day));
              values.add(millis(day) + DAY);
            });
    filter
        .at()
        .ifPresent(
            at -> {
              where.append(" and decided_at = ?");
              values.add(at.toEpochMilli());
            });
    after.ifPresent(
        cursor -> {
          where.append(" and (decided_at, uri) < (?, ?)");
          values.add(cursor.decidedAt().toEpochMilli());
          values.add(cursor.post().toString());
        });
    return where.toString();
  }

  private static long millis(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
  }

  @Override
  public Optional<Entry> decision(AtUri uri, Audience audience) {
    Optional<Post> post =
        posts.post(uri).filter(p -> audience == Audience.OPERATOR || !p.hidesFromStrangers());
    return post.flatMap(
        p ->
            told.told(uri)
                .map(t -> audience == Audience.OPERATOR ? t : discretion.toStrangers(t))
                .map(t -> new Entry(t, p)));
  }

  @Override
  public List<Chosen> chosen(LocalDate since) {
    return db.query(
        "select decided_at / ?1 day, action, count(*) from noted"
            + " where action <> 'skip' and decided_at >= ?2 group by day, action order by day, action",
        r ->
            new Chosen(
                LocalDate.ofEpochDay(r.getLong(1)), ToldTable.action(r.getString(2)), r.getInt(3)),
        DAY,
        millis(since));
  }

  @Override
  public List<Paper> papers(Instant since, Audience audience, int most) {
    record Counted(PaperId id, int accounts, int posts) {}
    List<Counted> counted =
        db.query(
            "select paper, count(distinct account) accounts, count(distinct uri), max(posted_at) last"
                + " from mention where posted_at >= ? group by paper"
                + " order by accounts desc, last desc, paper limit ?",
            r -> new Counted(new PaperId(r.getString(1)), r.getInt(2), r.getInt(3)),
            since.toEpochMilli(),
            most);
    return counted.stream()
        .map(
            c ->
                new Paper(
                    c.id(),
                    findings.about(c.id()),
                    c.accounts(),
                    c.posts(),
                    latest(c.id(), since, audience)))
        .toList();
  }

  private List<Entry> latest(PaperId paper, Instant since, Audience audience) {
    return db
        .query(
            "select uri from mention where paper = ? and posted_at >= ? and hidden <= ?"
                + " group by posted_at, uri order by posted_at desc, uri limit ?",
            r -> AtUri.of(r.getString(1)),
            paper.value(),
            since.toEpochMilli(),
            audience == Audience.OPERATOR ? 1 : 0,
            POSTS_OF_A_PAPER)
        .stream()
        .flatMap(uri -> decision(uri, audience).stream())
        .toList();
  }

  @Override
  public Optional<Did> account(String handle, Audience audience) {
    return db
        .query(
            "select account from figure where handle = ? collate nocase and hidden <= ?",
            r -> new Did(r.getString(1)),
            handle,
            audience == Audience.OPERATOR ? 1 : 0)
        .stream()
        .findFirst();
  }

  @Override
  public Map<Did, AccountFigures> accounts() {
    Map<Did, AccountFigures> all = new HashMap<>();
    db.query(
            "select account, handle, posts, chosen, checkpoint from figure"
                + " left join feed on feed.did = figure.account",
            r ->
                Map.entry(
                    new Did(r.getString(1)),
                    new AccountFigures(
                        r.getString(2),
                        r.getInt(3),
                        r.getInt(4),
                        PostTable.millis(r, "checkpoint"))))
        .forEach(entry -> all.put(entry.getKey(), entry.getValue()));
    return all;
  }

  @Override
  public Map<String, Fetched> sources() {
    Map<String, Fetched> all = new HashMap<>();
    db.query(
            "select fetched.*, members from fetched left join source on source.name = source",
            r ->
                Map.entry(
                    r.getString("source"),
                    new Fetched(
                        PostReader.texts(r.getString("members")).stream().map(Did::new).toList(),
                        PostTable.millis(r, "at"),
                        PostTable.millis(r, "read"),
                        r.getInt("failures"),
                        r.getString("error"))))
        .forEach(entry -> all.put(entry.getKey(), entry.getValue()));
    return all;
  }

  @Override
  public Set<String> hidden() {
    return discretion.hidden();
  }

  @Override
  public RuleFigures rule(String name, LocalDate since) {
    Optional<Instant> last =
        db.query(
                "select max(decided_at) last from hit where rule = ?",
                r -> PostTable.millis(r, "last"),
                name)
            .get(0);
    return db.query(
            "select coalesce(sum(posts), 0), coalesce(sum(chosen), 0) from hit_day"
                + " where rule = ? and day >= ?",
            r -> new RuleFigures(r.getInt(1), r.getInt(2), last),
            name,
            since.toEpochDay())
        .get(0);
  }

  @Override
  public List<Run> runs(Audience audience, int most) {
    return told(
        db.query("select * from run order by finished_at desc limit ?", RunTable::run, most),
        audience);
  }

  @Override
  public Optional<Run> run(String id, Audience audience) {
    return told(db.query("select * from run where id = ?", RunTable::run, id), audience).stream()
        .findFirst();
  }

  private List<Run> told(List<Run> runs, Audience audience) {
    return audience == Audience.OPERATOR
        ? runs
        : runs.stream().map(discretion.runsToStrangers()).toList();
  }

  @Override
  public Waiting waiting() {
    return db.query(
            "select count(*), min(until) first from noted where action = 'defer'",
            r -> new Waiting(r.getInt(1), PostTable.millis(r, "first")))
        .get(0);
  }

  @Override
  public List<Instant> reposts(Instant since) {
    return writes.reposts(since).stream().map(Sent::at).sorted().toList();
  }

  @Override
  public int spent(Instant since) {
    return writes.spent(since);
  }

  @Override
  public Set<Did> refusing() {
    return refusals.refusing();
  }

  @Override
  public boolean paused() {
    return facts.paused();
  }

  @Override
  public void close() {
    if (mine) {
      db.close();
    }
  }
}
