package io.github.alignmentfeed.store;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.github.alignmentfeed.atproto.AtUri;
import io.github.alignmentfeed.atproto.Did;
import io.github.alignmentfeed.curation.Action;
import io.github.alignmentfeed.curation.PaperId;
import io.github.alignmentfeed.curation.Post;
import io.github.alignmentfeed.curation.Sighting;
import io.github.alignmentfeed.curation.StoryKey;
import io.github.alignmentfeed.cycle.Archive.Audience;
import io.github.alignmentfeed.cycle.Archive.Filter;
import io.github.alignmentfeed.cycle.Ledger;
import io.github.alignmentfeed.cycle.Ledger.Chore;
import io.github.alignmentfeed.cycle.Ledger.Page;
import io.github.alignmentfeed.cycle.Ledger.Query;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/**
 * Measures a store at size, and prints what performance.md tells: {@code mvn test
 * -Dtest=StoreFigures -Dstore.posts=10000000}; with {@code -Dstore.again=true} the file that is
 * there.
 */
final class StoreFigures {
  private static final int POSTS = Integer.getInteger("store.posts", 100_000);
  private static final Path FILE = Path.of("target", "store-at-size", "bot.db");
  private static final Instant NOW = SizedStore.NOW;
  private static final int TIMES = 500;
  private static final int WARM = 50;
  private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

  private final SizedStore store = new SizedStore(FILE, POSTS);
  private final Random random = new Random(1);

  @Test
  void measure() throws Exception {
    // Every statement is told below that, which takes longer than the statement.
    ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.INFO);
    if (!Boolean.getBoolean("store.again")) {
      fill();
    }
    say("file: %,d MB", Files.size(FILE) >> 20);
    start();
    try (SqliteLedger ledger = open()) {
      lookups(ledger);
      whole(ledger);
      asked(ledger);
    }
    rehearsal();
    pruning();
    say("file in the end: %,d MB", Files.size(FILE) >> 20);
    assertThat(Files.size(FILE)).isLessThan(3_000_000_000L);
  }

  private void fill() throws IOException, SQLException {
    Files.createDirectories(FILE.getParent());
    for (String rest : List.of("", "-wal", "-shm", "-journal")) {
      Files.deleteIfExists(Path.of(FILE + rest));
    }
    long began = System.nanoTime();
    store.write();
    say("filled with %,d posts in %,d s", POSTS, (System.nanoTime() - began) / 1_000_000_000);
  }

  private static SqliteLedger open() {
    return Stores.open("jdbc:sqlite:" + FILE);
  }

  @SuppressWarnings("SystemOut")
  private static void say(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }

  private void start() throws IOException {
    open().close();
    long read = readSoFar();
    long began = System.nanoTime();
    SqliteLedger ledger = open();
    ledger.paused();
    long took = System.nanoTime() - began;
    say("start: %.1f ms, %,d KB read", took / 1e6, (readSoFar() - read) >> 10);
    ledger.close();
  }

  private void rehearsal() throws IOException {
    long read = readSoFar();
    long began = System.nanoTime();
    try (Ledger ledger = Stores.rehearse("jdbc:sqlite:" + FILE)) {
      ledger.open();
      say(
          "start of a dry run: %.1f ms, %,d KB read",
          (System.nanoTime() - began) / 1e6, (readSoFar() - read) >> 10);
    }
  }

  /**
   * Bytes that this process read from files, cached or not; zero where the system does not tell.
   */
  private static long readSoFar() throws IOException {
    Path io = Path.of("/proc/self/io");
    return Files.isReadable(io)
        ? Files.readAllLines(io).stream()
            .filter(line -> line.startsWith("rchar: "))
            .mapToLong(line -> Long.parseLong(line.substring("rchar: ".length())))
            .findFirst()
            .orElse(0)
        : 0;
  }

  /** Processor time is what the program itself needs, however busy the machine is. */
  private static void measured(String what, int times, IntConsumer once) {
    long[] took = new long[times];
    long[] worked = new long[times];
    for (int i = -Math.min(WARM, times); i < times; i++) {
      long before = CPU.getCurrentThreadCpuTime();
      long began = System.nanoTime();
      once.accept(i < 0 ? times - i : i);
      if (i >= 0) {
        took[i] = System.nanoTime() - began;
        worked[i] = CPU.getCurrentThreadCpuTime() - before;
      }
    }
    Arrays.sort(took);
    Arrays.sort(worked);
    say(
        "| %s | %.2f | %.2f | %.2f | %.2f | %.2f |",
        what,
        took[times / 2] / 1e6,
        took[times * 99 / 100] / 1e6,
        took[times - 1] / 1e6,
        worked[times * 99 / 100] / 1e6,
        worked[times - 1] / 1e6);
  }

  private static Sighting met(Post post) {
    return new Sighting(post, post.author().did(), post.indexedAt());
  }

  private int recent() {
    return POSTS - 1 - random.nextInt(POSTS / 10);
  }

  private int old() {
    int number = random.nextInt(POSTS / 2);
    return store.wasActedOn(number) ? number + 1 : number;
  }

  private int acted() {
    return random.nextInt(POSTS / 100) * 100 + 7;
  }

  private void lookups(Ledger ledger) {
    say("| a cycle's lookup | median ms | 99 %% | longest | processor 99 %% | longest |");
    say("open: %d", ledger.open().size());
    measured("what is open", TIMES, i -> ledger.open());
    measured(
        "an unknown post is kept",
        TIMES,
        i ->
            ledger.keep(
                List.of(
                    met(
                        StoredPosts.post(
                            SizedStore.account(i % SizedStore.ACCOUNTS),
                            NOW.plusMillis(i),
                            "Text " + i))),
                NOW));
    ledger.unchanged(ledger.open().stream().map(c -> c.post().uri()).collect(Collectors.toSet()));
    measured(
        "a known post is met again",
        TIMES,
        i -> ledger.keep(List.of(met(store.post(recent()))), NOW));
    measured(
        "a post whose text is gone is met again",
        TIMES,
        i -> ledger.keep(List.of(met(store.post(old()))), NOW));
    measured("a thread", TIMES, i -> ledger.threads(Set.of(store.uri(recent()))));
    measured(
        "the history of a post and a paper",
        TIMES,
        i -> {
          AtUri uri = store.uri(acted());
          ledger.history(
              Set.of(uri),
              Set.of(StoryKey.thread(uri), StoryKey.paper(new PaperId("arxiv:2601.00007"))),
              NOW);
        });
    measured(
        "a decision is written down",
        TIMES,
        i ->
            ledger.decided(
                "run",
                List.of(StoredPosts.decided(store.post(recent()), Action.SKIP, false)),
                NOW));
    measured(
        "a claim is stored, fsync included",
        200,
        i -> ledger.writes().claim(StoredPosts.claim(store.post(recent()), NOW)));
    measured("what is unfinished", 20, i -> ledger.writes().unfinished());
    measured(
        "whether a repost stands",
        TIMES,
        i -> ledger.writes().standing(store.uri(acted()), Action.REPOST));
    measured(
        "what stands of one author",
        TIMES,
        i -> ledger.writes().standing(store.uri(acted()).did()));
    measured(
        "what is to be found out", TIMES, i -> ledger.findings().due(NOW.minusSeconds(1), NOW));
    measured("who said no", TIMES, i -> ledger.refusals().refusing());
    measured(
        "pauses, chores, points",
        TIMES,
        i -> {
          ledger.paused();
          ledger.doneAt(Chore.CLEAN);
          ledger.writes().spent(NOW.minusSeconds(3600));
        });
  }

  /** What is read as a whole, by its nature. */
  private static void whole(Ledger ledger) {
    say("| read as a whole | median ms | 99 %% | longest | processor 99 %% | longest |");
    measured("how far 10,000 feeds were read", 20, i -> ledger.feeds().all());
    measured("the habits of 10,000 accounts", 20, i -> ledger.feeds().activities());
    measured("everything that stands", 5, i -> ledger.writes().standing(Instant.EPOCH));
  }

  private void asked(SqliteLedger ledger) {
    Set<Action> done = Set.of(Action.REPOST, Action.BOOKMARK);
    LocalDate today = LocalDate.ofInstant(NOW, ZoneOffset.UTC);
    var archive = ledger.archive();
    say("| people ask | median ms | 99 %% | longest | processor 99 %% | longest |");
    measured("history", 50, i -> ledger.told(new Query(done, false, Instant.EPOCH, 20)));
    measured("queue", 50, i -> ledger.told(new Query(Set.of(), true, Instant.EPOCH, 20)));
    measured("one post", 500, i -> ledger.told(store.uri(i % 2 == 0 ? acted() : old())));
    measured(
        "a page of decisions",
        50,
        i -> archive.decisions(Filter.of(Audience.EVERYBODY), Optional.empty(), 20));
    measured("what was chosen in 30 days", 20, i -> archive.chosen(today.minusDays(30)));
    measured(
        "papers of 90 days",
        5,
        i -> archive.papers(NOW.minus(Duration.ofDays(90)), Audience.OPERATOR, 20));
    measured(
        "all 50 rules, 30 days",
        20,
        i -> IntStream.range(0, 50).forEach(r -> archive.rule("rule " + r, today.minusDays(29))));
    measured("all accounts", 5, i -> archive.accounts());
  }

  /** A day is let go while a cycle goes on through another connection. */
  private void pruning() throws Exception {
    Instant later = NOW.plus(Duration.ofDays(1));
    ExecutorService other = Executors.newSingleThreadExecutor();
    try (SqliteLedger pruning = open();
        SqliteLedger cycling = open()) {
      long began = System.nanoTime();
      Future<Integer> rounds =
          other.submit(
              () -> {
                int calls = 0;
                boolean more = true;
                while (more) {
                  more =
                      pruning.prune(
                          later.minus(Duration.ofDays(SizedStore.TEXT_DAYS)),
                          later.minus(Duration.ofDays(SizedStore.DAYS)));
                  calls++;
                }
                return calls;
              });
      say("| beside pruning | median ms | 99 %% | longest | processor 99 %% | longest |");
      int times = 0;
      while (!rounds.isDone() && times < 20) {
        int first = times++ * 1000;
        measured("a feed with 20 new posts is kept", 20, i -> keep(cycling, first + i, later));
        measured("a thread", 100, i -> cycling.threads(Set.of(store.uri(recent()))));
        measured("what is open", 20, i -> cycling.open());
        measured(
            "a claim is stored",
            100,
            i ->
                cycling
                    .writes()
                    .claim(StoredPosts.claim(store.post(POSTS - 1 - first - i), later)));
      }
      int calls = rounds.get();
      say("a day's posts let go in %.1f s, %d rounds", (System.nanoTime() - began) / 1e9, calls);
    } finally {
      other.shutdownNow();
    }
  }

  /** Keeps what was left alone of a feed, as most of a cycle does. */
  private static void keep(Ledger ledger, int feed, Instant at) {
    Did account = SizedStore.account(feed % SizedStore.ACCOUNTS);
    List<Post> posts =
        IntStream.range(0, 20)
            .mapToObj(i -> StoredPosts.post(account, at.plusSeconds(i), "Of " + feed + ", " + i))
            .toList();
    ledger.keep(
        "run",
        List.of(
            new Page(
                account,
                posts.stream().map(StoreFigures::met).toList(),
                posts.stream().map(p -> StoredPosts.decided(p, Action.SKIP, false)).toList())),
        at);
  }
}
