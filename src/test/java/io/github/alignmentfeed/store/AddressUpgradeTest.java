package io.github.alignmentfeed.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.alignmentfeed.atproto.AtUri;
import io.github.alignmentfeed.atproto.Did;
import io.github.alignmentfeed.curation.Action;
import io.github.alignmentfeed.curation.Candidate;
import io.github.alignmentfeed.curation.Post;
import io.github.alignmentfeed.cycle.Ledger;
import io.github.alignmentfeed.cycle.Ledger.Told;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A store of format 9, in which a post's address and version stand in its JSON alone, is taken over
 * with every post. {@code -Dposts=1000000} makes it large.
 */
@Timeout(300)
final class AddressUpgradeTest {
  private static final int FORMAT = 9;
  private static final int POSTS = Integer.getInteger("posts", 4_000);
  private static final int AUTHORS = 1000;
  private static final int OPEN = 50;

  @TempDir private Path folder;
  private String url;

  private static String script(int number) throws IOException {
    try (InputStream in = Schema.class.getResourceAsStream(number + ".sql")) {
      return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static Did author(int number) {
    return new Did("did:plc:author" + number % AUTHORS);
  }

  private static AtUri uri(int number) {
    return AtUri.of("at://" + author(number) + "/app.bsky.feed.post/p" + number);
  }

  private void execute(String... statements) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      for (String sql : statements) {
        if (!sql.isBlank()) {
          statement.execute(sql);
        }
      }
      connection.commit();
    }
  }

  private List<Integer> numbers(String query) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      List<Integer> numbers = new ArrayList<>();
      for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
        numbers.add(row.getInt(column));
      }
      return numbers;
    }
  }

  /** Of each ten posts one was reposted, one answers the one before; the last ones are open. */
  @BeforeEach
  void aStoreOfFormat9() throws IOException, SQLException {
    url = "jdbc:sqlite:" + folder.resolve("bot.db");
    for (int number = 1; number <= FORMAT; number++) {
      execute(script(number).replaceAll("--[^\n]*", "").split(";", -1));
    }
    Post sample = StoredPosts.post(author(0), StoredPosts.NOON, "Lunch, as it is every day");
    String uri = "'at://did:plc:author' || (%1$s %% %2$d) || '/app.bsky.feed.post/p' || %1$s";
    String json =
        "json_set('%s', '$.uri', %s, '$.cid', 'bafy' || value, '$.author.did', 'did:plc:author' || (value %% %d))"
            .formatted(
                PostJson.stored(sample).replace("'", "''"),
                uri.formatted("value", AUTHORS),
                AUTHORS);
    execute(
        "drop table way_6",
        "drop table post_6",
        "with recursive number (value) as"
            + " (select 0 union all select value + 1 from number where value < %d - 1)"
                .formatted(POSTS)
            + " insert into post (met, indexed_at, own, written, open, action, intended, outcome,"
            + " score, decided_at, run, thread, reason, json)"
            + " select 20000, value, 1, value % 10 = 0, value >= "
            + (POSTS - OPEN)
            + ", iif(value % 10 = 0, 'repost', 'skip'), iif(value % 10 = 0, 'repost', 'skip'),"
            + " iif(value % 10 = 0, 'sent', 'none'), value % 7, value, 'run',"
            + " iif(value % 10 = 1, "
            + uri.formatted("(value - 1)", AUTHORS)
            + ", null), 'reason ' || value, "
            + json
            + " from number",
        "pragma user_version = " + FORMAT);
  }

  @Test
  void everyPostIsFoundAgainByItsAddressWithWhatWasDecided() throws SQLException {
    try (Ledger ledger = Stores.open(url)) {
      for (int number : List.of(0, 1, 2, POSTS / 2, POSTS - 1)) {
        Told told = ledger.told(uri(number)).orElseThrow();
        assertThat(told.uri()).isEqualTo(uri(number));
        assertThat(told.action()).isEqualTo(number % 10 == 0 ? Action.REPOST : Action.SKIP);
        assertThat(told.reason()).isEqualTo("reason " + number);
        assertThat(told.score()).isEqualTo(number % 7);
        Post post = ledger.post(uri(number)).orElseThrow();
        assertThat(post.uri()).isEqualTo(uri(number));
        assertThat(post.cid()).isEqualTo("bafy" + number);
      }
      assertThat(ledger.threads(Set.of(uri(10))))
          .extracting(c -> c.post().uri())
          .containsExactlyInAnyOrder(uri(10), uri(11));
      assertThat(ledger.open())
          .extracting(c -> c.post().uri())
          .containsExactlyInAnyOrderElementsOf(
              IntStream.range(POSTS - OPEN, POSTS).mapToObj(AddressUpgradeTest::uri).toList());
      knowsWhatIsMetAgain(ledger);
    }
    assertThat(
            numbers(
                "select (select user_version from pragma_user_version), count(*),"
                    + " count(distinct uri), count(distinct cid), count(distinct author),"
                    + " sum(action = 'repost'), sum(address is null) from post"))
        .containsExactly(
            Schema.VERSION, POSTS + 1, POSTS + 1, POSTS + 1, AUTHORS, POSTS / 10, POSTS);
  }

  private static void knowsWhatIsMetAgain(Ledger ledger) {
    Post known = ledger.post(uri(5)).orElseThrow();
    Post fresh = StoredPosts.post(author(5), StoredPosts.NOON, "Something new");
    ledger.keep(List.of(StoredPosts.met(known), StoredPosts.met(fresh)), StoredPosts.NOON);
    assertThat(ledger.open())
        .extracting(Candidate::post)
        .contains(fresh)
        .doesNotContain(known)
        .hasSize(OPEN + 1);
  }
}
