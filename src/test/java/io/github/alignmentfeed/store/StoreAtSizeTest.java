package io.github.alignmentfeed.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.alignmentfeed.curation.Action;
import io.github.alignmentfeed.curation.Evidence;
import io.github.alignmentfeed.curation.Field;
import io.github.alignmentfeed.curation.PaperId;
import io.github.alignmentfeed.curation.Post;
import io.github.alignmentfeed.curation.Sighting;
import io.github.alignmentfeed.curation.StoryKey;
import io.github.alignmentfeed.cycle.Archive;
import io.github.alignmentfeed.cycle.Archive.Audience;
import io.github.alignmentfeed.cycle.Archive.Filter;
import io.github.alignmentfeed.cycle.Decided;
import io.github.alignmentfeed.cycle.Finding;
import io.github.alignmentfeed.cycle.Ledger;
import io.github.alignmentfeed.cycle.Ledger.Chore;
import io.github.alignmentfeed.cycle.Ledger.Page;
import io.github.alignmentfeed.cycle.Ledger.Query;
import io.github.alignmentfeed.cycle.Writes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a cycle asks of a store in which much was seen. Only counts are asserted here; {@link
 * StoreFigures} measures times.
 */
final class StoreAtSizeTest {
  private static final int POSTS = 50_000;
  private static final Instant NOW = SizedStore.NOW;

  /** Of a table that grows with what was seen or done. */
  private static final Pattern SCAN =
      Pattern.compile("SCAN (post|seen|way|write|story|story_key|finding|noted|hit|run)\\b.*");

  /** The first few in the order of an index, or what an index holds of the few that wait. */
  private static final Pattern SCAN_OF_FEW =
      Pattern.compile("SCAN \\w+ USING (COVERING )?INDEX (noted_waiting\\b.*|.* limit \\?)");

  @TempDir private static Path folder;
  private static SizedStore store;
  private static Path file;

  @BeforeAll
  static void fill() throws SQLException {
    file = folder.resolve("bot.db");
    store = new SizedStore(file, POSTS);
    store.write();
  }

  private static Ledger open() {
    return Stores.open("jdbc:sqlite:" + file);
  }

  private static Sighting met(int number) {
    Post post = store.post(number);
    return new Sighting(post, post.author().did(), post.indexedAt());
  }

  /** Everything that a cycle asks, and tells. */
  private static void cycle(Ledger ledger) {
    Post recent = store.post(POSTS - 5);
    ledger.belongTo(SizedStore.account(0));
    ledger.paused();
    ledger.doneAt(Chore.CLEAN);
    ledger.writes().unfinished();
    ledger.writes().standing(SizedStore.account(3));
    ledger.keep(List.of(met(POSTS - 5), met(POSTS + 1), met(3)), NOW);
    ledger.keep(
        List.of(new Sighting(store.post(4), SizedStore.account(9), NOW), met(POSTS - 6)), NOW);
    Post left = StoredPosts.post(StoredPosts.ADA, NOW, "good morning");
    ledger.keep(
        "run",
        List.of(
            new Page(
                StoredPosts.ADA,
                List.of(StoredPosts.met(left)),
                List.of(StoredPosts.decided(left, Action.SKIP, false)))),
        NOW);
    ledger.findings().due(NOW.minus(Duration.ofDays(3)), NOW);
    ledger.findings().want(recent.uri(), Set.of("https://bit.ly/a"));
    ledger.findings().note("https://bit.ly/a", new Finding.Target("https://a.example/"), NOW);
    ledger.findings().answered();
    ledger.findings().forget(SizedStore.account(3));
    ledger.refusals().refusing();
    ledger.open();
    ledger.threads(Set.of(recent.uri()));
    ledger.history(
        Set.of(recent.uri()),
        Set.of(StoryKey.thread(recent.uri()), StoryKey.paper(new PaperId("arxiv:2601.00007"))),
        NOW);
    ledger.decided("run", List.of(StoredPosts.decided(recent, Action.REPOST, false)), NOW);
    ledger.unchanged(Set.of(store.uri(POSTS - 6)));
    ledger.writes().claim(StoredPosts.claim(recent, NOW));
    ledger.writes().spend(2, NOW);
    ledger.writes().spent(NOW.minus(Duration.ofHours(1)));
    ledger.writes().settle(StoredPosts.claim(recent, NOW), NOW);
    ledger.writes().release(StoredPosts.claim(recent, NOW));
    ledger.writes().gone(recent.uri());
    ledger.lookAgain(NOW.minus(Duration.ofDays(3)));
    ledger
        .writes()
        .recognise(StoredPosts.claim(recent, NOW), Set.of(StoryKey.thread(recent.uri())), NOW);
    ledger.writes().takenBack(recent.uri(), Set.of(), NOW);
    ledger.writes().retracted(StoredPosts.claim(recent, NOW), Writes.Retraction.REFUSED, NOW);
    ledger.nextDue();
    ledger.prune(NOW.minus(Duration.ofDays(29)), NOW.minus(Duration.ofDays(179)));
  }

  /** Everything that people ask. */
  private static void asked(Ledger ledger, Archive archive) {
    Set<Action> done = Set.of(Action.REPOST, Action.BOOKMARK);
    ledger.told(new Query(done, false, Instant.EPOCH, 20));
    ledger.told(new Query(Set.of(), false, NOW.minus(Duration.ofDays(1)), 20));
    ledger.told(new Query(Set.of(), true, Instant.EPOCH, 20));
    ledger.told(store.uri(7));
    ledger.told(store.uri(8));
    LocalDate today = LocalDate.ofInstant(NOW, ZoneOffset.UTC);
    archive.decisions(Filter.of(Audience.EVERYBODY), Optional.empty(), 20);
    archive.decisions(
        new Filter(
            Audience.OPERATOR,
            done,
            Optional.of(SizedStore.account(1)),
            Optional.of("rule 7"),
            Optional.of(today),
            Optional.empty()),
        Optional.empty(),
        20);
    archive.chosen(today.minusDays(30));
    archive.rule("rule 7", today.minusDays(29));
    archive.runs(Audience.EVERYBODY, 20);
    archive.waiting();
    archive.reposts(NOW.minus(Duration.ofDays(1)));
  }

  @Test
  void noQuestionGoesThroughEverythingThatWasSeenOrDone() throws SQLException {
    List<String> plans = new ArrayList<>();
    try (Watched watched = Watched.begin()) {
      try (SqliteLedger ledger = Stores.open(copy("plans").toString())) {
        cycle(ledger);
        asked(ledger, ledger.archive());
      }
      try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
        Set<String> statements = watched.statements();
        assertThat(statements).hasSizeGreaterThan(50);
        for (String sql : statements) {
          if (sql.matches("(?s)(select|insert|update|delete) .*")) {
            plans.addAll(plan(connection, sql));
          }
        }
      }
    }
    assertThat(plans).anyMatch(line -> line.contains("SEARCH post"));
    assertThat(plans)
        .noneMatch(line -> line.contains("write_state (state=?)") && line.contains("uri > ?"));
    assertThat(plans)
        .filteredOn(line -> line.contains("uri in (select value") && line.startsWith("SEARCH"))
        .anyMatch(line -> line.startsWith("SEARCH write"))
        .noneMatch(line -> line.contains("(state=?)") || line.contains("(gone=?)"));
    assertThat(plans)
        .noneMatch(line -> SCAN.matcher(line).lookingAt() && !SCAN_OF_FEW.matcher(line).matches());
  }

  private static List<String> plan(Connection connection, String sql) throws SQLException {
    List<String> lines = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement("explain query plan " + sql)) {
      ParameterMetaData parameters = statement.getParameterMetaData();
      for (int i = 1; i <= parameters.getParameterCount(); i++) {
        statement.setObject(i, 0);
      }
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          lines.add(row.getString("detail") + "   <- " + sql);
        }
      }
    }
    return lines;
  }

  private static Path copy(String name) {
    try {
      return Files.copy(file, folder.resolve(name + ".db"));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void theStartAsksForNothingThatWasSeen() throws SQLException {
    try (Watched watched = Watched.begin()) {
      open().close();
      assertThat(watched.statements())
          .noneMatch(sql -> sql.contains("post") || sql.contains("seen") || sql.contains("write"));
    }
  }

  @Test
  void aPageCostsOneStatementForEachPostThatIsNewAndAFewForAllOfIt() throws SQLException {
    List<Sighting> undecided = new ArrayList<>();
    List<Sighting> decided = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      undecided.add(StoredPosts.met(StoredPosts.post(StoredPosts.ADA, NOW.plusSeconds(i), "x")));
      decided.add(StoredPosts.met(StoredPosts.post(StoredPosts.ADA, NOW.plusSeconds(i), "y")));
    }
    Page page =
        new Page(
            StoredPosts.ADA,
            decided,
            decided.stream().map(s -> StoredPosts.decided(s.post(), Action.SKIP, false)).toList());
    try (Watched watched = Watched.begin();
        Ledger ledger = Stores.open(copy("pages").toString())) {
      ledger.keep(List.of(StoredPosts.met(store.post(POSTS + 1))), NOW);
      watched.count();
      ledger.keep(undecided, NOW);
      assertThat(watched.count()).isLessThanOrEqualTo(100 + 8);
      assertThat(ledger.keep("run", List.of(page), NOW).get(0).decided()).hasSize(100);
      assertThat(watched.count()).isLessThanOrEqualTo(100 + 9);
      ledger.keep(undecided, NOW);
      ledger.keep("run", List.of(page), NOW);
      assertThat(watched.count()).isLessThanOrEqualTo(2 * 7);
    }
  }

  @Test
  void aPostOfWhichARuleSawSomethingCostsOneStatementMoreAndTwoForEachRule() throws SQLException {
    // The note from which pages are made; each rule's hit, and how many it had on that day.
    Post post = StoredPosts.post(StoredPosts.ADA, NOW, "z");
    Decided plain = StoredPosts.decided(post, Action.SKIP, false);
    List<Evidence> evidence =
        List.of(
            new Evidence("one", Field.TEXT, 0, 0, 1, "z", 1),
            new Evidence("two", Field.TEXT, 0, 0, 1, "z", 1));
    Page page =
        new Page(
            StoredPosts.ADA,
            List.of(StoredPosts.met(post)),
            List.of(StoredPosts.with(plain, evidence)));
    try (Watched watched = Watched.begin();
        Ledger ledger = Stores.open(copy("notes").toString())) {
      ledger.keep(List.of(StoredPosts.met(store.post(POSTS + 1))), NOW);
      watched.count();
      ledger.keep("run", List.of(page), NOW);
      assertThat(watched.count()).isLessThanOrEqualTo(1 + 5 + 8);
    }
  }
}
