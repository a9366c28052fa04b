package io.github.alignmentfeed.faults;

import io.github.alignmentfeed.Pace;
import io.github.alignmentfeed.atproto.AtUri;
import io.github.alignmentfeed.bluesky.Patience;
import io.github.alignmentfeed.bluesky.Pause;
import io.github.alignmentfeed.bluesky.Timeouts;
import io.github.alignmentfeed.cli.Console;
import io.github.alignmentfeed.cycle.Ledger;
import io.github.alignmentfeed.cycle.Writes.Claim;
import io.github.alignmentfeed.store.Stores;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The program from its commands to a real store, on servers that can be made to fail, with a clock
 * of its own. Each command is a process of its own as far as the program can tell.
 */
final class Scene implements AutoCloseable, InstantSource {
  /** Stands in every secret, and in nothing else; in small letters in passwords. */
  static final String MARK = "MRKD";

  static final String PASSWORD = "mrkd-pass-word-0001";
  static final String NEW_PASSWORD = "mrkd-pass-word-0002";
  static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  static final String ADA = "did:plc:ada";
  static final String BOB = "did:plc:bob";

  /** Posts to repost, to repost after it, and to bookmark. */
  static final String ADAS = uri(ADA, "3m6dqo5uq2k2a");

  static final String BOBS = uri(BOB, "3m6dqo5uq2k2b");
  static final String HINT = uri(BOB, "3m6dqo5uq2k2c");

  final World world = new World();
  final FaultServer appview = new FaultServer(world::openly);
  final FaultServer pds = new FaultServer(world::privately);
  final Watch watch = new Watch();
  final List<Duration> pauses = new ArrayList<>();
  private final Path folder;
  private Timeouts timeouts =
      new Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofSeconds(20));
  private Instant now;
  private String password = PASSWORD;
  private String reading = appview.address();
  private String store = "";
  private List<String> accounts = List.of(ADA, BOB);

  Scene(Path folder) {
    this(folder, NOON);
  }

  /**
   * @param start what time it is at first; all posts are two hours old then
   */
  Scene(Path folder, Instant start) {
    this.folder = folder;
    this.now = start;
    this.store = "jdbc:sqlite:" + folder.resolve("bot.db");
    world.pdsAt(pds.address());
    world.claimedIs(this::isClaimed);
    publish(ADAS, ADA, "Our paper on alignment faking and scalable oversight");
    publish(BOBS, BOB, "More on alignment faking");
    publish(HINT, BOB, "A hint of sycophancy");
    configure();
  }

  private boolean isClaimed(String subject) {
    try (Ledger ledger = Stores.read(store, Duration.ofSeconds(10))) {
      return ledger.writes().unfinished().stream()
          .anyMatch(claim -> claim.subject().uri().toString().equals(subject));
    }
  }

  static String uri(String did, String rkey) {
    return "at://" + did + "/app.bsky.feed.post/" + rkey;
  }

  void publish(String uri, String did, String text) {
    String cid = "bafy" + Integer.toHexString(uri.hashCode());
    world.publish(new World.Written(uri, cid, did, text, now.minus(Duration.ofHours(2))));
  }

  private void configure() {
    write(
        "bot.yaml",
        """
        bot: {handle: %s, password: %s, operator: "@me.example.com"}
        network: {appview: "%s", plc: "%s"}
        accounts: %s
        rules:
          - {name: core, points: 10, keywords: [alignment faking]}
          - {name: more, points: 4, keywords: [scalable oversight]}
          - {name: hint, points: 5, keywords: [sycophancy]}
        limits: {perHour: 100, perDay: 100, perAuthorPerDay: 100, spacing: 0s, maxAge: 3d}
        settle: 0s
        schedule: {every: 1s}
        store: "%s"
        http: {port: 0, token: MRKD-HTTP-TOKEN-0001}
        """
            .formatted(
                World.HANDLE,
                password,
                reading,
                appview.address(),
                accounts.stream().map(did -> '"' + did + '"').toList(),
                store));
  }

  void write(String file, String text) {
    try {
      Files.writeString(folder.resolve(file), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path file(String name) {
    return folder.resolve(name);
  }

  String store() {
    return store;
  }

  /** The operator names another file as store. */
  void configureStore(Path file) {
    store = "jdbc:sqlite:" + file;
    configure();
  }

  /** The operator names other accounts. */
  void follow(List<String> dids) {
    accounts = dids;
    configure();
  }

  /** The operator writes another password into the configuration. */
  void configurePassword(String other) {
    password = other;
    configure();
  }

  /** The operator names another AppView. */
  void configureAppview(String other) {
    reading = other;
    configure();
  }

  void configureAppview() {
    configureAppview(appview.address());
  }

  @Override
  public synchronized Instant instant() {
    return now;
  }

  synchronized void later(Duration time) {
    now = now.plus(time);
  }

  /** From now on a request may take no time at all. */
  void impatient() {
    timeouts = new Timeouts(Duration.ofSeconds(5), Duration.ofMillis(200), Duration.ofMillis(400));
  }

  void patient() {
    timeouts = new Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofSeconds(20));
  }

  /** It pauses by moving the clock, and waits for no other process. */
  Pace pace() {
    Pause pause =
        wait -> {
          synchronized (pauses) {
            pauses.add(wait);
            later(wait);
          }
        };
    Patience patience =
        new Patience(3, Duration.ofMillis(400), Duration.ofSeconds(30), pause, () -> 0.5);
    return new Pace(this, timeouts, patience, Duration.ZERO);
  }

  Console run(String... command) {
    List<String> arguments = new ArrayList<>(List.of(command));
    arguments.addAll(List.of("--config", folder.resolve("bot.yaml").toString()));
    Console console = Console.run(pace(), arguments.toArray(String[]::new));
    watch.said(console.out());
    watch.said(console.err());
    watch.said(console.trace());
    return console;
  }

  static boolean isWrite(Asked asked) {
    return asked.verb().equals("POST") && !asked.method().startsWith("com.atproto.server.");
  }

  /** How the ledger sees a post. */
  Standing standing(String post) {
    AtUri uri = AtUri.of(post);
    Function<List<Claim>, Boolean> holds =
        claims -> claims.stream().anyMatch(claim -> claim.subject().uri().equals(uri));
    try (Ledger ledger = Stores.read(store, Duration.ofSeconds(10))) {
      if (holds.apply(ledger.writes().unfinished())) {
        return Standing.CLAIMED;
      }
      if (holds.apply(ledger.writes().standing(Instant.EPOCH))) {
        return Standing.DONE;
      }
      if (ledger.open().stream().anyMatch(c -> c.post().uri().equals(uri))) {
        return Standing.OPEN;
      }
      return ledger.post(uri).isPresent() ? Standing.CLOSED : Standing.UNREAD;
    }
  }

  /** How a ledger sees a post. */
  enum Standing {
    /** It was never read. */
    UNREAD,
    /** It is undecided or waits. */
    OPEN,
    /** The intent to write was noted, and not what became of it. */
    CLAIMED,
    /** It was written. */
    DONE,
    /** It is decided, and nothing stands for it. */
    CLOSED
  }

  @Override
  public void close() {
    watch.close();
    appview.close();
    pds.close();
  }
}
