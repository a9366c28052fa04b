package io.github.alignmentfeed.cycle;

import static io.github.alignmentfeed.cycle.TestPost.did;

import io.github.alignmentfeed.atproto.AtIdentifier;
import io.github.alignmentfeed.atproto.AtUri;
import io.github.alignmentfeed.atproto.Did;
import io.github.alignmentfeed.curation.Action;
import io.github.alignmentfeed.curation.Curator;
import io.github.alignmentfeed.curation.Judge;
import io.github.alignmentfeed.curation.Policy;
import io.github.alignmentfeed.curation.Policy.Consent;
import io.github.alignmentfeed.curation.Policy.Followed;
import io.github.alignmentfeed.curation.Policy.Limits;
import io.github.alignmentfeed.curation.Policy.Reposts;
import io.github.alignmentfeed.curation.Policy.Wish;
import io.github.alignmentfeed.curation.Post;
import io.github.alignmentfeed.curation.Rule;
import io.github.alignmentfeed.cycle.Approving.Approved;
import io.github.alignmentfeed.cycle.CycleReport.Trigger;
import io.github.alignmentfeed.cycle.Undoing.Undone;
import io.github.alignmentfeed.store.Stores;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A bot on a store in a file, in a small world with a clock of its own. Each tick is a process of
 * its own: it opens the store, runs one cycle and closes it.
 */
final class TestBot {
  static final Did DID = did("bot");
  static final Judge JUDGE =
      new Judge(
          List.of(
              rule("core", 10, List.of("reward hacking"), List.of()),
              rule("more", 4, List.of("sycophancy"), List.of()),
              rule("hint", 5, List.of("interpretability"), List.of()),
              rule("paper", 5, List.of(), List.of("arxiv.org")),
              sequel("erratum")));

  final TestNetwork network = new TestNetwork();
  final TestAccount account = new TestAccount(DID, network);
  final List<Source> sources = new ArrayList<>();
  final List<AtIdentifier> optedOut = new ArrayList<>();
  final List<Guide> guides = new ArrayList<>();
  private final Path file;
  private Limits limits = new Limits(100, 100, 100, Duration.ZERO, Duration.ofDays(3));
  private Duration settle = Duration.ZERO;
  private Duration maxDelay = Duration.ZERO;
  private int connections = 2;
  private Consent consent = Consent.LISTED;
  private Instant now = TestPost.NOON;

  TestBot(Path folder) {
    file = folder.resolve("bot.db");
  }

  private static Rule rule(String name, int points, List<String> words, List<String> domains) {
    return new Rule(
        name,
        points,
        List.of(new Rule.Condition(words, List.of(), domains)),
        Optional.empty(),
        false);
  }

  private static Rule sequel(String word) {
    Rule.Condition words = new Rule.Condition(List.of(word), List.of(), List.of());
    return new Rule(
        "sequel", 0, List.of(words), Optional.empty(), false, Set.of(), List.of(), true);
  }

  static Followed plainly() {
    return new Followed(true, true, Reposts.VOUCH, Wish.UNSAID, Action.REPOST);
  }

  TestBot follows(String... authors) {
    for (String author : authors) {
      sources.add(account(author, did(author)));
    }
    return this;
  }

  static Source account(String name, AtIdentifier actor) {
    return new Source(name, Source.Kind.ACCOUNT, actor, "", plainly());
  }

  TestBot limits(int perHour, int perDay, int perAuthor, Duration spacing) {
    limits = new Limits(perHour, perDay, perAuthor, spacing, limits.maxAge());
    return this;
  }

  TestBot settle(Duration settle) {
    this.settle = settle;
    return this;
  }

  /** Reads feeds one after the other, so that their order can be told. */
  TestBot inTurn() {
    connections = 1;
    return this;
  }

  TestBot maxDelay(Duration maxDelay) {
    this.maxDelay = maxDelay;
    return this;
  }

  TestBot consent(Consent consent) {
    this.consent = consent;
    return this;
  }

  Instant now() {
    return now;
  }

  TestBot later(Duration time) {
    now = now.plus(time);
    return this;
  }

  Policy policy() {
    return new Policy(
        10,
        5,
        limits,
        settle,
        Set.of(),
        Policy.DEFAULT_UNWANTED_LABELS,
        consent,
        Map.of(),
        Set.of(),
        Optional.empty(),
        Optional.empty());
  }

  String store() {
    return "jdbc:sqlite:" + file;
  }

  Cycle cycle(Ledger ledger) {
    return new Cycle(
        new Cycle.Plan(
            Optional.empty(), sources, optedOut, policy(), JUDGE, false, connections, maxDelay),
        network,
        ledger,
        budgeted(ledger),
        guides);
  }

  CycleReport tick() {
    return with(this::tick);
  }

  CycleReport tick(Ledger ledger) {
    return run(ledger, Trigger.SCHEDULE);
  }

  /** One cycle that somebody asked for. */
  CycleReport run() {
    return with(ledger -> run(ledger, Trigger.MANUAL));
  }

  private CycleReport run(Ledger ledger, Trigger trigger) {
    network.advance(now);
    return cycle(ledger).run(trigger, () -> now, done -> {});
  }

  Undone undo(Post post) {
    return with(ledger -> undoing(ledger).undo(post.uri(), now));
  }

  Undone reject(Post post) {
    return with(ledger -> undoing(ledger).reject(post.uri(), now));
  }

  Approved approve(Post post, Action action) {
    return with(
        ledger ->
            new Approving(budgeted(ledger), ledger, new Curator(policy(), JUDGE), guides)
                .approve(post.uri(), action, now));
  }

  Undone undoSince(Duration length) {
    return with(ledger -> undoing(ledger).undoSince(now.minus(length), now));
  }

  private Undoing undoing(Ledger ledger) {
    return new Undoing(budgeted(ledger), ledger, new Curator(policy(), JUDGE), guides);
  }

  private Account budgeted(Ledger ledger) {
    return new BudgetedAccount(account, ledger, () -> now);
  }

  /** Does something with the store, opened for it alone. */
  <T> T with(Function<Ledger, T> work) {
    try (Ledger ledger = Stores.open(store())) {
      return work.apply(ledger);
    }
  }

  void loseStore() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What was decided on each post, in the order of the report. */
  static Map<AtUri, Action> actions(CycleReport report) {
    Map<AtUri, Action> actions = new LinkedHashMap<>();
    report.decisions().forEach(d -> actions.put(d.decision().post().uri(), d.decision().action()));
    return actions;
  }

  static Decided decided(CycleReport report, Post post) {
    return report.decisions().stream()
        .filter(d -> d.decision().post().uri().equals(post.uri()))
        .findFirst()
        .orElseThrow(() -> new AssertionError("nothing was decided on " + post.uri()));
  }
}
