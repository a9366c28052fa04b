package io.github.alignmentfeed.store;

import io.github.alignmentfeed.atproto.AtUri;
import io.github.alignmentfeed.atproto.Did;
import io.github.alignmentfeed.atproto.Handle;
import io.github.alignmentfeed.atproto.Tid;
import io.github.alignmentfeed.curation.Author;
import io.github.alignmentfeed.curation.Card;
import io.github.alignmentfeed.curation.Content;
import io.github.alignmentfeed.curation.Link;
import io.github.alignmentfeed.curation.Post;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * A store as it looks after so many posts in 180 days, written straight into its tables: of each
 * hundred one was reposted with its paper, four were seen by a rule, ten were met by a repost. The
 * texts of the last 30 days are there, those of older posts only where something was done.
 */
final class SizedStore {
  static final Instant NOW = Instant.parse("2026-07-01T12:00:00Z");
  static final int ACCOUNTS = 10_000;
  static final int DAYS = 180;
  static final int TEXT_DAYS = 30;

  private static final long SEED = 6;
  private static final int ROWS_A_COMMIT = 200_000;
  private static final String[] WORDS =
      ("the model was asked about weather and told us a long story of birds over the lake while"
              + " nobody looked at the evaluation results of last week which I find quite curious"
              + " because people keep saying that it works for them on every day but Sunday")
          .split(" ");

  private final Path file;
  private final int posts;

  SizedStore(Path file, int posts) {
    this.file = file;
    this.posts = posts;
  }

  int posts() {
    return posts;
  }

  static Did account(long number) {
    return new Did("did:plc:" + String.format("%024d", number).replace('0', 'q'));
  }

  /** When a post was met. */
  Instant at(int number) {
    Instant first = NOW.minus(Duration.ofDays(DAYS));
    return first.plusMillis((long) (Duration.ofDays(DAYS).toMillis() * (double) number / posts));
  }

  /** Loud accounts write more than others. */
  private static long author(int number) {
    double part = new Random(SEED + number).nextDouble();
    return (long) (part * part * ACCOUNTS);
  }

  AtUri uri(int number) {
    Tid key = Tid.of(at(number).toEpochMilli() * 1000 + number % 1000, number);
    return AtUri.of("at://" + account(author(number)) + "/app.bsky.feed.post/" + key);
  }

  boolean wasActedOn(int number) {
    return number % 100 == 7;
  }

  boolean hasText(int number) {
    return wasActedOn(number) || at(number).isAfter(NOW.minus(Duration.ofDays(TEXT_DAYS)));
  }

  Post post(int number) {
    Random random = new Random(number);
    StringBuilder text = new StringBuilder();
    int length = 40 + random.nextInt(220);
    while (text.length() < length) {
      text.append(WORDS[random.nextInt(WORDS.length)]).append(' ');
    }
    String link = "https://example.org/articles/2026/" + number + "/" + WORDS[number % 20];
    boolean linked = wasActedOn(number) || number % 3 == 0;
    Content content =
        new Content(
            text.toString(),
            linked ? List.of(new Link(link, Link.Origin.CARD)) : List.of(),
            number % 10 == 0 ? List.of("AIAlignment") : List.of(),
            linked
                ? List.of(new Card(link, "A title of usual length", text.toString()))
                : List.of(),
            number % 7 == 0 ? List.of("A picture of a diagram with three arrows") : List.of());
    AtUri uri = uri(number);
    return new Post(
        uri,
        "bafyrei" + String.format("%052d", number),
        new Author(
            uri.did(), new Handle("a" + author(number) + ".bsky.social"), "A Name", Set.of()),
        at(number),
        at(number),
        content,
        Optional.empty(),
        Optional.empty(),
        Set.of(),
        List.of("en"));
  }

  void write() throws SQLException {
    Stores.open(file.toString()).close();
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute("pragma synchronous = off");
      statement.execute("pragma journal_mode = off");
      statement.execute("pragma cache_size = -1000000");
      connection.setAutoCommit(false);
      try (Rows rows = new Rows(connection)) {
        accounts(rows);
        for (int i = 0; i < posts; i++) {
          post(rows, i);
          if (i % ROWS_A_COMMIT == 0) {
            connection.commit();
          }
        }
      }
      // As pruning leaves it: everything up to here was gone through.
      statement.execute(
          "insert into fact (name, value) select 'texts gone up to', cast(max(id) as text)"
              + " from post where met < "
              + Keeping.day(NOW.minus(Duration.ofDays(TEXT_DAYS))));
      connection.commit();
    }
  }

  private static void accounts(Rows rows) throws SQLException {
    long now = NOW.toEpochMilli();
    for (int i = 0; i < ACCOUNTS; i++) {
      String did = account(i).value();
      rows.add("insert into feed values (?, ?, ?, ?)", did, 0L, now, now);
      rows.add("insert into activity values (?, zeroblob(200))", did);
      rows.add("insert into figure values (?, ?, 1000, 10, 0)", did, "a" + i + ".bsky.social");
    }
    for (int i = 0; i < DAYS * 144; i++) {
      long at = now - i * 600_000L;
      rows.add(
          "insert into run values (?, 'schedule', ?, ?, ?)",
          "run-" + i + "-of-a-length-as-usual",
          at,
          at,
          "{\"dryRun\":false,\"fetched\":1000,\"fresh\":380,\"actions\":{},\"failed\":0,"
              + "\"problems\":[]}");
    }
  }

  private void post(Rows rows, int number) throws SQLException {
    AtUri uri = uri(number);
    long day = Keeping.day(at(number));
    if (!hasText(number)) {
      rows.add(
          "insert or ignore into seen values (?, ?, ?)", Tid.hashed(uri).bits(), day, number % 5);
      return;
    }
    Post post = post(number);
    boolean acted = wasActedOn(number);
    long at = at(number).toEpochMilli();
    String action = acted ? "repost" : "skip";
    rows.add(
        "insert or ignore into post (met, indexed_at, own, written, open, action, intended, outcome,"
            + " score, decided_at, run, reason, papers, evidence, json, address, version)"
            + " values (?, ?, ?, ?, ?, ?, ?, 'none', ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        day,
        at,
        number % 10 == 3 ? 0 : 1,
        acted ? 1 : 0,
        number > posts - 20 ? 1 : 0,
        action,
        action,
        number % 5,
        at,
        "0b5f9a0e-6f0c-4a8e-9d3d-2f1f0a7c6b11",
        acted ? "scores 12 of 10: core terms +10 (“alignment” in text)" : "no rule holds",
        acted ? "[\"arxiv:2601.%05d\"]".formatted(number % 100_000) : null,
        acted || number % 25 == 0
            ? "[{\"rule\":\"core terms\",\"field\":\"TEXT\",\"passage\":0,\"start\":1,\"end\":9,"
                + "\"matched\":\"alignment\",\"points\":10}]"
            : null,
        PostJson.stored(post),
        uri.toString(),
        post.cid());
    if (number % 10 == 3) {
      rows.add(
          "insert or ignore into way select id, ?, ? from post where uri = ?",
          account(number % ACCOUNTS).value(),
          at,
          uri.toString());
    }
    if (acted || number % 25 == 0) {
      noted(rows, number, uri.toString(), at, action);
    }
    if (acted) {
      acted(rows, number, uri, at);
    }
  }

  private static void noted(Rows rows, int number, String uri, long at, String action)
      throws SQLException {
    String account = account(author(number)).value();
    rows.add(
        "insert or ignore into noted values (?, ?, 0, ?, null, ?, '[\"core terms\"]')",
        uri,
        account,
        action,
        at);
    rows.add(
        "insert or ignore into hit values (?, ?, ?, ?, ?, 0)",
        "rule " + number % 50,
        at,
        uri,
        action,
        account);
    rows.add(
        "insert into hit_day values (?, ?, 1, ?) on conflict (rule, day)"
            + " do update set posts = posts + 1, chosen = chosen + excluded.chosen",
        "rule " + number % 50,
        Math.floorDiv(at, Duration.ofDays(1).toMillis()),
        action.equals("skip") ? 0 : 1);
  }

  private static void acted(Rows rows, int number, AtUri uri, long at) throws SQLException {
    String paper = "arxiv:2601.%05d".formatted(number % 100_000);
    rows.add(
        "insert or ignore into write values (?, 'repost', ?, ?, ?, ?, 'stands', ?)",
        uri.toString(),
        "bafyrei" + String.format("%052d", number),
        Tid.about(uri).toString(),
        at,
        uri.toString(),
        at);
    rows.add(
        "insert or ignore into story values (?, ?, 'REPOSTED', ?)",
        uri.toString(),
        at,
        uri.toString());
    rows.add("insert or ignore into story_key values (?, ?)", "thread:" + uri, uri.toString());
    rows.add(
        "insert or ignore into story_key values (?, ?)",
        "paper:" + paper + "." + number,
        uri.toString());
    rows.add(
        "insert or ignore into finding values (?, null, ?, ?, 0, null)",
        paper + number,
        "A title",
        "x".repeat(800));
    rows.add(
        "insert or ignore into mention values (?, ?, ?, ?, 0)",
        uri.toString(),
        paper,
        account(author(number)).value(),
        at);
  }

  /** Statements that are prepared once. */
  private static final class Rows implements AutoCloseable {
    private final Connection connection;
    private final Map<String, PreparedStatement> statements = new LinkedHashMap<>();

    Rows(Connection connection) {
      this.connection = connection;
    }

    void add(String sql, Object... values) throws SQLException {
      PreparedStatement statement = statements.get(sql);
      if (statement == null) {
        statement = connection.prepareStatement(sql);
        statements.put(sql, statement);
      }
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      statement.executeUpdate();
    }

    @Override
    public void close() throws SQLException {
      for (PreparedStatement statement : statements.values()) {
        statement.close();
      }
    }
  }
}
