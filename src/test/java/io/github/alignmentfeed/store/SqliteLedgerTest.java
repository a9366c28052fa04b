package io.github.alignmentfeed.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.alignmentfeed.atproto.AtUri;
import io.github.alignmentfeed.atproto.Did;
import io.github.alignmentfeed.atproto.Handle;
import io.github.alignmentfeed.curation.Author;
import io.github.alignmentfeed.curation.Candidate;
import io.github.alignmentfeed.curation.Card;
import io.github.alignmentfeed.curation.Content;
import io.github.alignmentfeed.curation.Link;
import io.github.alignmentfeed.curation.Post;
import io.github.alignmentfeed.curation.Sighting;
import io.github.alignmentfeed.cycle.Activity;
import io.github.alignmentfeed.cycle.Feeds.Feed;
import io.github.alignmentfeed.cycle.Finding;
import io.github.alignmentfeed.cycle.Ledger;
import io.github.alignmentfeed.cycle.LedgerException;
import io.github.alignmentfeed.cycle.LockedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file itself: what it keeps, who may have it, and what is said when it is broken. */
final class SqliteLedgerTest {
  private static final Did ADA = new Did("did:plc:ada");
  private static final Did BEN = new Did("did:plc:ben");
  private static final Instant NOON = Instant.parse("2026-01-05T12:00:00.123456Z");

  @TempDir private Path folder;
  private Path file;
  private String url;

  @BeforeEach
  void name() {
    file = folder.resolve("bot.db");
    url = "jdbc:sqlite:" + file;
  }

  private static Post post(String cid, String text) {
    Content content =
        new Content(
            text,
            List.of(new Link("https://arxiv.org/abs/2601.00001", Link.Origin.CARD)),
            List.of("AIAlignment"),
            List.of(new Card("https://arxiv.org/abs/2601.00001", "Titel", "")),
            List.of("a figure"));
    Author author = new Author(ADA, new Handle("ada.test"), "Ada 🦉", Set.of("x"));
    AtUri uri = AtUri.of("at://did:plc:ada/app.bsky.feed.post/3mbd3542k22k3");
    AtUri quoted = AtUri.of("at://did:plc:ben/app.bsky.feed.post/3mbd3542k22k4");
    Author other = new Author(BEN, new Handle("ben.test"), "", Set.of());
    return new Post(
        uri,
        cid,
        author,
        NOON,
        NOON,
        content,
        Optional.empty(),
        Optional.of(new Post.Quote(quoted, other, Content.ofText("quoted"), Set.of())),
        Set.of("!warn"),
        List.of("en"));
  }

  private static Sighting met(Post post, Did through) {
    return new Sighting(post, through, NOON);
  }

  @Test
  void aPostComesBackAsItWasAfterReopening() {
    Post post = post("one", "Grüße, 世界 🦉");
    try (Ledger ledger = Stores.open(url)) {
      assertThat(ledger.keep(List.of(met(post, ADA)), NOON)).isEqualTo(1);
      assertThat(ledger.keep(List.of(met(post, ADA)), NOON)).isZero();
    }
    try (Ledger ledger = Stores.open(url)) {
      assertThat(ledger.post(post.uri())).contains(post);
      assertThat(ledger.open()).extracting(Candidate::post).containsExactly(post);
    }
  }

  @Test
  void aPostIsKnownByEveryWayAndSinceTheEarliest() {
    Post post = post("one", "x");
    try (Ledger ledger = Stores.open(url)) {
      ledger
          .feeds()
          .progress(
              Map.of(
                  ADA, new Feed(NOON, NOON, NOON),
                  BEN, new Feed(NOON.minusSeconds(60), NOON, NOON)));
      ledger.keep(List.of(met(post, ADA), met(post, BEN)), NOON);

      Candidate candidate = ledger.open().get(0);

      assertThat(candidate.through()).containsExactlyInAnyOrder(ADA, BEN);
      assertThat(candidate.since().toEpochMilli()).isEqualTo(NOON.minusSeconds(60).toEpochMilli());
    }
  }

  @Test
  void anEditedPostReplacesTheFormerVersion() {
    try (Ledger ledger = Stores.open(url)) {
      ledger.keep(List.of(met(post("one", "before"), ADA)), NOON);
      ledger.keep(List.of(met(post("two", "after"), ADA)), NOON);

      assertThat(ledger.open()).extracting(c -> c.post().cid()).containsExactly("two");
    }
  }

  @Test
  void aStoreBelongsToOneBot() {
    try (Ledger ledger = Stores.open(url)) {
      ledger.belongTo(ADA);
      ledger.belongTo(ADA);

      assertThat(ledger.owner()).contains(ADA);
      assertThatThrownBy(() -> ledger.belongTo(BEN))
          .isInstanceOf(LedgerException.class)
          .hasMessageContaining(ADA.value())
          .hasMessageContaining("use another file");
    }
  }

  @Test
  void aRehearsalSeesTheDataButChangesNotOneByte() throws IOException {
    try (Ledger ledger = Stores.open(url)) {
      ledger.keep(List.of(met(post("one", "x"), ADA)), NOON);
    }
    byte[] before = Files.readAllBytes(file);

    try (Ledger rehearsal = Stores.rehearse(url)) {
      assertThat(rehearsal.open()).hasSize(1);
      rehearsal.keep(List.of(met(post("two", "y"), BEN)), NOON);
      rehearsal.pause(true);
      rehearsal.belongTo(ADA);
    }

    assertThat(Files.readAllBytes(file)).isEqualTo(before);
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void aRehearsalWithoutAStoreMakesNone() throws IOException {
    try (Ledger rehearsal = Stores.rehearse("jdbc:sqlite:" + folder.resolve("no/where.db"))) {
      rehearsal.pause(true);
      assertThat(rehearsal.paused()).isTrue();
    }

    try (var files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void aRehearsalIsPossibleWhileTheStoreIsOpenElsewhere() {
    try (Ledger ledger = Stores.open(url)) {
      ledger.keep(List.of(met(post("one", "x"), ADA)), NOON);

      try (Ledger rehearsal = Stores.rehearse(url)) {
        assertThat(rehearsal.open()).hasSize(1);
      }
    }
  }

  @Test
  void aRehearsalOfALockedStoreIsRefusedAndNotEmpty() throws SQLException {
    try (Ledger ledger = Stores.open(url)) {
      ledger.keep(List.of(met(post("one", "x"), ADA)), NOON);
    }
    try (Connection other = DriverManager.getConnection(url);
        Statement statement = other.createStatement()) {
      statement.execute("begin exclusive");

      assertThatThrownBy(() -> Stores.rehearse(url, Duration.ofMillis(50)))
          .isInstanceOf(LedgerException.class)
          .hasMessageContaining("locked");

      statement.execute("rollback");
    }
    try (Ledger rehearsal = Stores.rehearse(url)) {
      assertThat(rehearsal.open()).hasSize(1);
    }
  }

  @Test
  void aRehearsalOfADamagedStoreIsRefusedAndNotEmpty() throws IOException {
    Files.writeString(file, "This is no database at all. ".repeat(4000));

    assertThatThrownBy(() -> Stores.rehearse(url))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("damaged");
  }

  @Test
  void aRehearsalOfAStoreThatWasCutOffIsRefusedAndNotEmpty() throws IOException {
    try (Ledger ledger = Stores.open(url)) {
      ledger.keep(List.of(met(post("one", "x".repeat(30_000)), ADA)), NOON);
    }
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length / 2));

    assertThatThrownBy(() -> Stores.rehearse(url))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("damaged");
  }

  @Test
  void aRehearsalAfterAProcessDiedInTheMiddleOfAWriteSaysSo() throws IOException, SQLException {
    try (Ledger ledger = Stores.open(url)) {
      ledger.keep(List.of(met(post("one", "x"), ADA)), NOON);
    }
    Path left = folder.resolve("left.db");
    try (Connection dying = DriverManager.getConnection(url);
        Statement statement = dying.createStatement()) {
      statement.execute("pragma cache_size = 1");
      statement.execute("pragma synchronous = full");
      statement.execute("begin immediate");
      for (int i = 0; i < 200; i++) {
        statement.execute(
            "insert into fact (name, value) values ('f" + i + "', '" + "v".repeat(3000) + "')");
      }
      Files.copy(file, left);
      Files.copy(folder.resolve("bot.db-journal"), folder.resolve("left.db-journal"));
    }
    byte[] before = Files.readAllBytes(left);

    assertThatThrownBy(() -> Stores.rehearse("jdbc:sqlite:" + left))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("in the middle of a write");
    assertThat(Files.readAllBytes(left)).isEqualTo(before);
    try (Ledger mended = Stores.open("jdbc:sqlite:" + left)) {
      assertThat(mended.open()).hasSize(1);
    }
  }

  @Test
  void twoProcessesMayMakeOneNewStoreAtOnce() throws Exception {
    for (int round = 0; round < 10; round++) {
      String fresh = "jdbc:sqlite:" + folder.resolve("fresh" + round + ".db");
      CountDownLatch start = new CountDownLatch(1);
      Callable<Boolean> opening =
          () -> {
            start.await();
            try (Ledger ledger = Stores.open(fresh)) {
              return ledger.paused();
            }
          };
      ExecutorService pool = Executors.newFixedThreadPool(4);
      try {
        List<Future<Boolean>> opened =
            Stream.generate(() -> pool.submit(opening)).limit(4).toList();
        start.countDown();
        for (Future<Boolean> one : opened) {
          assertThat(one.get()).isFalse();
        }
      } finally {
        pool.shutdownNow();
      }
    }
  }

  @Test
  void aNewStoreIsReadableByItsOwnerAlone() throws IOException {
    Stores.open(url).close();
    Path file = Path.of(url.substring("jdbc:sqlite:".length()));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void oneWriterAtATime() throws InterruptedException {
    CountDownLatch holding = new CountDownLatch(1);
    CountDownLatch done = new CountDownLatch(1);
    Thread other =
        new Thread(
            () -> {
              try (Ledger ledger = Stores.open(url)) {
                ledger.exclusively(
                    () -> {
                      holding.countDown();
                      return await(done);
                    });
              }
            });
    other.start();
    holding.await();

    try (Ledger ledger = Stores.open(url, Duration.ofMillis(250))) {
      assertThatThrownBy(() -> ledger.exclusively(() -> "mine"))
          .isInstanceOf(LockedException.class)
          .hasMessageContaining("another process");
      done.countDown();
      other.join();
      assertThat(ledger.exclusively(() -> "mine")).isEqualTo("mine");
    }
  }

  private static boolean await(CountDownLatch latch) {
    try {
      latch.await();
      return true;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void theLockIsGivenBackWhereTheWorkFails() {
    try (Ledger ledger = Stores.open(url, Duration.ofMillis(250))) {
      assertThatThrownBy(
              () ->
                  ledger.exclusively(
                      () -> {
                        throw new IllegalArgumentException("work");
                      }))
          .isInstanceOf(IllegalArgumentException.class);

      assertThat(ledger.exclusively(() -> "again")).isEqualTo("again");
    }
  }

  @Test
  void habitsOfAccountsAreRememberedAndWhatCannotBeReadIsForgotten() throws SQLException {
    Activity known = Activity.NONE.answered(List.of(), NOON.minusSeconds(60), NOON);
    try (Ledger ledger = Stores.open(url)) {
      ledger.feeds().learnt(Map.of(ADA, known.failed(false, NOON)));
      ledger.feeds().learnt(Map.of(ADA, known));
      assertThat(ledger.feeds().activities()).containsOnlyKeys(ADA);
      assertThat(ledger.feeds().activities().get(ADA).failures()).isZero();
      assertThat(ledger.feeds().activities().get(ADA).asked())
          .isEqualTo(NOON.truncatedTo(ChronoUnit.MILLIS));
    }
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute("update activity set habits = x'ff'");
    }
    try (Ledger ledger = Stores.open(url)) {
      assertThat(ledger.feeds().activities()).isEmpty();
    }
  }

  void whatIsKnownOfALinkStandsInNoStoredPost() throws SQLException {
    Post known = post("bafy", "Alignment faking");
    String link = known.content().links().get(0).url();
    try (Ledger ledger = Stores.open(url)) {
      ledger.feeds().progress(Map.of(ADA, new Feed(NOON, NOON, NOON)));
      ledger.keep(List.of(new Sighting(known, ADA, NOON)), NOON);
      ledger.findings().note(link, new Finding.Target("https://example.com/marked"), NOON);
      assertThat(ledger.post(known.uri()).orElseThrow().content().links())
          .contains(new Link("https://example.com/marked", Link.Origin.RESOLVED));
      assertThat(ledger.keep(List.of(new Sighting(known, ADA, NOON)), NOON)).isZero();
    }
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select json from post")) {
      assertThat(row.getString(1)).doesNotContain("marked").doesNotContain("papers");
    }
  }

  @Test
  void whatWasFoundIsNotLostToALaterFailure() {
    try (Ledger ledger = Stores.open(url)) {
      ledger.findings().note("https://bit.ly/a", new Finding.Target("https://a.example/"), NOON);
      ledger.findings().note("https://bit.ly/a", new Finding.Nothing(true), NOON);
      assertThat(ledger.findings().target("https://bit.ly/a")).contains("https://a.example/");
    }
  }

  @Test
  void aStoreOfANewerVersionIsRefusedAndLeftAlone() throws SQLException, IOException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute("pragma user_version = 99");
    }
    byte[] before = Files.readAllBytes(file);

    assertThatThrownBy(() -> Stores.open(url))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("newer version");
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
  }

  @Test
  void theDatabaseOfAnotherProgramIsRefusedAndLeftAlone() throws SQLException, IOException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute("create table a (b)");
    }
    byte[] before = Files.readAllBytes(file);

    assertThatThrownBy(() -> Stores.open(url))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("another program");
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
  }

  @Test
  void aFileThatIsNoDatabaseIsRefusedWithAdvice() throws IOException {
    Files.writeString(file, "This is no database at all. ".repeat(200));

    assertThatThrownBy(() -> Stores.open(url))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("move it away");
  }

  @Test
  void aFolderThatCannotBeMadeIsToldWithAdvice() throws IOException {
    Files.writeString(folder.resolve("taken"), "a file");

    assertThatThrownBy(() -> Stores.open("jdbc:sqlite:" + folder.resolve("taken/bot.db")))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("cannot be made");
  }
}
