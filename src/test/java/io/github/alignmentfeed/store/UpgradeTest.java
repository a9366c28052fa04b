package io.github.alignmentfeed.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.alignmentfeed.atproto.AtUri;
import io.github.alignmentfeed.atproto.Did;
import io.github.alignmentfeed.curation.Action;
import io.github.alignmentfeed.curation.Candidate;
import io.github.alignmentfeed.curation.PaperId;
import io.github.alignmentfeed.curation.Post;
import io.github.alignmentfeed.curation.Sighting;
import io.github.alignmentfeed.curation.Story;
import io.github.alignmentfeed.curation.StoryKey;
import io.github.alignmentfeed.cycle.Ledger;
import io.github.alignmentfeed.cycle.Ledger.Query;
import io.github.alignmentfeed.cycle.Ledger.Told;
import io.github.alignmentfeed.cycle.LedgerException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A store that format 4 of this program wrote is taken over with all that it knows. */
@Timeout(60)
final class UpgradeTest {
  private static final Did ADA = new Did("did:plc:ada");
  private static final Did BEN = new Did("did:plc:ben");
  private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");
  private static final AtUri SHOWN = post(ADA, "3mbd3542k22k3");
  private static final AtUri REPLY = post(ADA, "3mbd3542k22k4");
  private static final AtUri WAITS = post(BEN, "3mbd3542k22k5");
  private static final AtUri UNDECIDED = post(BEN, "3mbd3542k22k6");
  private static final AtUri GONE = post(BEN, "not-a-tid");
  private static final int MANY = 12_000;
  private static final String MANY_FEED = "at://did:plc:many/app.bsky.feed.post/";

  @TempDir private Path folder;
  private Path file;
  private String url;

  private static AtUri post(Did did, String rkey) {
    return AtUri.of("at://" + did + "/app.bsky.feed.post/" + rkey);
  }

  @BeforeEach
  void aStoreOfFormat4() throws IOException {
    file = folder.resolve("bot.db");
    url = "jdbc:sqlite:" + file;
    try (InputStream in = UpgradeTest.class.getResourceAsStream("/store/format-4.sql")) {
      tampered(new String(in.readAllBytes(), StandardCharsets.UTF_8).split(";\n"));
    }
  }

  private void tampered(String... statements) {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      for (String sql : statements) {
        statement.execute(sql);
      }
      connection.commit();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private int number(String query) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      return row.getInt(1);
    }
  }

  private static void knowsAll(Ledger ledger) {
    assertThat(ledger.open())
        .extracting(c -> c.post().uri())
        .containsExactlyInAnyOrder(WAITS, UNDECIDED);
    Candidate reposted =
        ledger.open().stream()
            .filter(c -> c.post().uri().equals(UNDECIDED))
            .findFirst()
            .orElseThrow();
    assertThat(reposted.through()).containsExactlyInAnyOrder(ADA, BEN);
    assertThat(reposted.since()).isEqualTo(NOON.minusSeconds(600));
    assertThat(ledger.threads(Set.of(SHOWN)))
        .extracting(c -> c.post().uri())
        .containsExactlyInAnyOrder(SHOWN, REPLY);
    Told waits = ledger.told(WAITS).orElseThrow();
    assertThat(waits.action()).isEqualTo(Action.DEFER);
    assertThat(waits.story()).isEqualTo(WAITS.toString());
    assertThat(waits.papers()).containsExactly(new PaperId("arxiv:2601.00001"));
    assertThat(waits.through()).containsExactly(BEN);
    assertThat(ledger.told(REPLY).orElseThrow().story()).isEqualTo(SHOWN.toString());
    assertThat(ledger.nextDue()).contains(NOON.plusSeconds(1200));
    var history =
        ledger.history(
            Set.of(SHOWN, GONE),
            Set.of(StoryKey.paper(new PaperId("arxiv:2601.00001"))),
            NOON.plusSeconds(1));
    assertThat(history.reposted()).containsExactly(SHOWN);
    assertThat(history.gone()).containsExactly(GONE);
    assertThat(history.stories())
        .extracting(Story::standing)
        .containsExactly(Story.Standing.REPOSTED);
    assertThat(ledger.told(new Query(Set.of(Action.REPOST), false, Instant.EPOCH, 9)))
        .extracting(Told::uri, Told::standing)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(SHOWN, "stands"));
  }

  @Test
  void nothingIsLostAndNothingIsNew() {
    try (Ledger ledger = Stores.open(url)) {
      knowsAll(ledger);
    }
    try (Ledger ledger = Stores.open(url)) {
      knowsAll(ledger);
    }
  }

  @Test
  void whatIsMetAgainAsItWasIsNotDecidedAgainThoughItWouldBeWrittenInOtherWordsNow() {
    try (Ledger ledger = Stores.open(url)) {
      Post reply = ledger.post(REPLY).orElseThrow();
      ledger.keep(List.of(new Sighting(reply, ADA, reply.indexedAt())), NOON);
      knowsAll(ledger);

      Post labelled =
          new Post(
              reply.uri(),
              reply.cid(),
              reply.author(),
              reply.createdAt(),
              reply.indexedAt(),
              reply.content(),
              reply.reply(),
              reply.quote(),
              Set.of("spam"),
              reply.langs());
      ledger.keep(List.of(new Sighting(labelled, ADA, reply.indexedAt())), NOON);
      assertThat(ledger.open()).extracting(c -> c.post()).contains(labelled);
    }
  }

  @Test
  void aRehearsalReadsItAndLeavesItAsItIs() throws IOException {
    byte[] before = Files.readAllBytes(file);

    try (Ledger ledger = Stores.rehearse(url)) {
      knowsAll(ledger);
      ledger.pause(true);
    }

    assertThat(Files.readAllBytes(file)).isEqualTo(before);
  }

  @Test
  void whereOneStepFailsTheNextStartGoesOnFromThere() {
    manyMore();
    tampered(
        "create trigger refusal before delete on post when old.uri = '"
            + MANY_FEED
            + "7000'"
            + " begin select raise(abort, 'refused'); end");

    assertThatThrownBy(() -> Stores.open(url))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("refused");

    tampered("drop trigger refusal");
    try (Ledger ledger = Stores.open(url)) {
      assertThat(ledger.threads(Set.of(post(new Did("did:plc:many"), "6999")))).hasSize(1);
      assertThat(ledger.open()).hasSize(2 + MANY);
    }
  }

  @Test
  void aProcessThatIsKilledOnTheWayLosesNothing() throws Exception {
    manyMore();
    Process upgrading =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Opening.class.getName(),
                url)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("said").toFile())
            .start();
    try {
      while (upgrading.isAlive() && (Files.size(file) == 0 || !hasMoved())) {
        Thread.onSpinWait();
      }
    } finally {
      upgrading.destroyForcibly();
      assertThat(upgrading.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(number("select count(*) from post_6")).isPositive();

    try (Ledger ledger = Stores.open(url)) {
      assertThat(ledger.open()).hasSize(2 + MANY);
    }
    assertThat(number("select count(distinct uri) from post")).isEqualTo(5 + MANY);
    assertThat(number("select count(*) from sqlite_master where name like '%\\_6' escape '\\'"))
        .isZero();
  }

  private boolean hasMoved() {
    try {
      return number("select count(*) from post where id > 2000") > 0;
    } catch (SQLException e) {
      return false;
    }
  }

  /** Opens a store and closes it. */
  static final class Opening {
    private Opening() {}

    public static void main(String[] args) {
      Stores.open(args[0]).close();
    }
  }

  private void manyMore() {
    String uri = "'" + MANY_FEED + "' || value";
    tampered(
        "with recursive number (value) as"
            + " (select 1 union all select value + 1 from number where value < %d)".formatted(MANY)
            + " insert into post (uri, cid, thread, indexed_at, json) select %1$s, 'c', %1$s, value,"
                .formatted(uri)
            + " json_set(json, '$.uri', %s, '$.author.did', 'did:plc:many')".formatted(uri)
            + " from number, (select json from post where uri = '%s')".formatted(UNDECIDED),
        "insert into way (uri, did)"
            + " select uri, 'did:plc:many' from post where indexed_at <= "
            + MANY);
  }
}
