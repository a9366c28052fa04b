package io.github.alignmentfeed;

import io.github.alignmentfeed.atproto.AtUri;
import io.github.alignmentfeed.bluesky.Network;
import io.github.alignmentfeed.bluesky.Recording;
import io.github.alignmentfeed.bluesky.Recording.Labelled;
import io.github.alignmentfeed.bluesky.ReplaySource;
import io.github.alignmentfeed.config.Configuration;
import io.github.alignmentfeed.config.Secret;
import io.github.alignmentfeed.curation.Action;
import io.github.alignmentfeed.curation.Curator;
import io.github.alignmentfeed.curation.Decision;
import io.github.alignmentfeed.curation.Evaluation;
import io.github.alignmentfeed.curation.Judge;
import io.github.alignmentfeed.curation.Policy;
import io.github.alignmentfeed.curation.Policy.Followed;
import io.github.alignmentfeed.curation.Policy.Reposts;
import io.github.alignmentfeed.curation.Policy.Wish;
import io.github.alignmentfeed.cycle.Account;
import io.github.alignmentfeed.cycle.Cycle;
import io.github.alignmentfeed.cycle.CycleReport;
import io.github.alignmentfeed.cycle.CycleReport.Trigger;
import io.github.alignmentfeed.cycle.Decided;
import io.github.alignmentfeed.cycle.Ledger;
import io.github.alignmentfeed.cycle.Ledger.Query;
import io.github.alignmentfeed.cycle.Ledger.Told;
import io.github.alignmentfeed.cycle.Rehearsal;
import io.github.alignmentfeed.cycle.Replay;
import io.github.alignmentfeed.cycle.Source;
import io.github.alignmentfeed.cycle.Undoing;
import io.github.alignmentfeed.cycle.Undoing.Undone;
import io.github.alignmentfeed.ops.Schedule;
import io.github.alignmentfeed.store.SqliteLedger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/** The program behind its commands: wires the parts for each use. */
public final class App {
  private static final int CONNECTIONS = 16;
  private static final Duration CRON_TICK = Duration.ofMinutes(10);

  private final Configuration configuration;
  private final InstantSource clock;

  public App(Configuration configuration, InstantSource clock) {
    this.configuration = configuration;
    this.clock = clock;
  }

  /** Whether the configuration names no password, so that nothing can be written. */
  public boolean canOnlyRead() {
    return configuration.bot().password().isEmpty();
  }

  /**
   * One cycle on the network.
   *
   * @param dryRun whether nothing may be written
   * @param reconsider how far back what was skipped is decided again
   */
  public CycleReport run(
      boolean dryRun, Optional<Duration> reconsider, Trigger trigger, IntConsumer progress) {
    try (Network network = network()) {
      return run(network, dryRun || canOnlyRead(), reconsider, trigger, progress);
    }
  }

  private CycleReport run(
      Network network,
      boolean rehearse,
      Optional<Duration> reconsider,
      Trigger trigger,
      IntConsumer progress) {
    try (Ledger ledger = ledger(rehearse)) {
      Instant now = clock.instant();
      reconsider.ifPresent(length -> ledger.reconsider(now.minus(length)));
      return cycle(ledger, network, rehearse).run(trigger, clock, progress);
    }
  }

  private Cycle cycle(Ledger ledger, Network network, boolean rehearse) {
    Account account = rehearse ? rehearsal(ledger) : network.account();
    return new Cycle(
        plan(configuration.sources(), policy(), rehearse, CONNECTIONS),
        network.posts(),
        ledger,
        account);
  }

  /** The final decisions on recorded posts, on their own time; nothing is kept. */
  public CycleReport replay(Path recording) {
    ReplaySource posts = new ReplaySource(Recording.read(recording));
    try (Ledger ledger = SqliteLedger.inMemory()) {
      return replay(posts, ledger);
    }
  }

  private CycleReport replay(ReplaySource posts, Ledger ledger) {
    Cycle.Plan plan = plan(recorded(posts), policy(), true, 1);
    return replay(new Cycle(plan, posts, ledger, rehearsal(ledger)), posts, ledger);
  }

  private CycleReport replay(Cycle cycle, ReplaySource posts, Ledger ledger) {
    Duration tick =
        configuration.schedule() instanceof Configuration.Every every
            ? every.interval()
            : CRON_TICK;
    return new Replay(cycle, posts, ledger, tick).run();
  }

  /**
   * The rules put to labelled posts. Every account counts as vouched for, and limits and age gates
   * are off, because a label judges what a post says.
   */
  public Evaluation evaluate(Path file) {
    List<Labelled> labelled = Recording.labelled(file);
    ReplaySource posts = new ReplaySource(Recording.of(labelled));
    Map<AtUri, Decided> decided = new HashMap<>();
    try (Ledger ledger = SqliteLedger.inMemory()) {
      List<Source> sources = allOf(posts, Reposts.VOUCH);
      Cycle.Plan plan = plan(sources, policy().unlimited(), true, 1);
      replay(new Cycle(plan, posts, ledger, rehearsal(ledger)), posts, ledger)
          .decisions()
          .forEach(d -> decided.put(d.decision().post().uri(), d));
    }
    List<Evaluation.Item> items = new ArrayList<>();
    for (Labelled item : labelled) {
      // A post that stands in the file twice is decided on where it comes first.
      items.add(evaluated(item, Optional.ofNullable(decided.remove(item.sighting().post().uri()))));
    }
    return new Evaluation(items);
  }

  private static Evaluation.Item evaluated(Labelled item, Optional<Decided> decided) {
    Optional<Decision> decision = decided.map(Decided::decision);
    return new Evaluation.Item(
        item.id(),
        item.label(),
        item.category(),
        decision.map(Decision::action).orElse(Action.SKIP),
        decision.map(Decision::score).orElse(0),
        decision.map(Decision::reason).orElse("it was met before"),
        decision.map(Decision::evidence).orElse(List.of()));
  }

  /** The configured accounts that a recording holds; all of the recording's where it holds none. */
  private List<Source> recorded(ReplaySource posts) {
    List<Source> known =
        configuration.sources().stream().filter(s -> !posts.members(s).isEmpty()).toList();
    return known.isEmpty() ? allOf(posts, Reposts.BOOKMARK) : known;
  }

  private static List<Source> allOf(ReplaySource posts, Reposts reposts) {
    Followed plainly = new Followed(true, true, reposts, Wish.UNSAID, Action.REPOST);
    return posts.accounts().keySet().stream()
        .map(did -> new Source(did.value(), Source.Kind.ACCOUNT, did, "", plainly))
        .toList();
  }

  /** Runs cycles on the schedule until the thread is interrupted. */
  public void serve(Consumer<CycleReport> told) throws InterruptedException {
    // One network for all cycles: what a login was told holds until the program ends.
    try (Network network = network();
        Schedule schedule =
            schedule(
                () ->
                    told.accept(
                        run(
                            network,
                            canOnlyRead(),
                            Optional.empty(),
                            Trigger.SCHEDULE,
                            done -> {})))) {
      schedule.await();
    }
  }

  private Schedule schedule(Runnable work) {
    return configuration.schedule() instanceof Configuration.Cron cron
        ? Schedule.cron(cron.expression(), cron.timezone(), work)
        : Schedule.every(((Configuration.Every) configuration.schedule()).interval(), work);
  }

  /** Why a post of a recording ends as it does. */
  public Optional<Explanation> explain(Path recording, PostName name) {
    ReplaySource posts = new ReplaySource(Recording.read(recording));
    try (Ledger ledger = SqliteLedger.inMemory()) {
      replay(posts, ledger);
      return name.in(posts)
          .flatMap(uri -> explained(ledger, uri))
          .map(Explanation::withoutStanding);
    }
  }

  /** Why a post was treated as it was; for one never met, what would be decided now. */
  public Optional<Explanation> explain(PostName name) {
    try (Ledger ledger = ledger(true);
        Network network = network()) {
      AtUri uri = name.on(network);
      Optional<Explanation> known = explained(ledger, uri);
      return known.isPresent()
          ? known
          : network
              .post(uri)
              .flatMap(
                  post ->
                      cycle(ledger, network, true)
                          .consider(post, clock.instant())
                          .map(decision -> Explanation.of(decision, judge())));
    }
  }

  private Optional<Explanation> explained(Ledger ledger, AtUri uri) {
    return ledger
        .told(uri)
        .flatMap(told -> ledger.post(uri).map(post -> Explanation.of(post, told, judge())));
  }

  /** Decisions as they were written down, newest first. */
  public List<Told> told(Query query) {
    try (Ledger ledger = ledger(true)) {
      return ledger.told(query);
    }
  }

  /** Asks the network for every source, and logs in where there is a password. */
  public List<Checked> checkOnline() {
    List<Checked> results = new ArrayList<>();
    try (Network network = network()) {
      for (Source source : configuration.sources()) {
        results.add(Checked.of(source, network.posts()));
      }
      if (!canOnlyRead()) {
        results.add(Checked.login(network));
      }
    }
    return results;
  }

  /** Takes back for good what stands for a post. */
  public Undone undo(PostName name) {
    try (Ledger ledger = ledger(false);
        Network network = network()) {
      return undoing(ledger, network).undo(name.on(network), clock.instant());
    }
  }

  /** Takes back for good what was done lately. */
  public Undone undoSince(Duration length) {
    try (Ledger ledger = ledger(false);
        Network network = network()) {
      Instant now = clock.instant();
      return undoing(ledger, network).undoSince(now.minus(length), now);
    }
  }

  private Undoing undoing(Ledger ledger, Network network) {
    return new Undoing(network.account(), ledger, new Curator(policy(), judge()));
  }

  /** Stops all writing, or lets it go on. */
  public void pause(boolean paused) {
    try (Ledger ledger = ledger(false)) {
      ledger.pause(paused);
    }
  }

  private Ledger ledger(boolean rehearse) {
    return rehearse
        ? SqliteLedger.rehearse(configuration.store())
        : SqliteLedger.open(configuration.store());
  }

  private static Account rehearsal(Ledger ledger) {
    return new Rehearsal(ledger.owner().orElse(Rehearsal.NOBODY), ledger::post);
  }

  private Network network() {
    return new Network(
        new Network.Settings(
            configuration.network().appview(),
            configuration.network().plc(),
            configuration.bot().handle(),
            configuration.bot().password().map(Secret::reveal),
            configuration.bot().service(),
            SqliteLedger.beside(configuration.store(), "session.json"),
            Version.current()),
        clock);
  }

  private Judge judge() {
    return new Judge(configuration.rules());
  }

  private Cycle.Plan plan(List<Source> sources, Policy policy, boolean dryRun, int connections) {
    return new Cycle.Plan(
        configuration.bot().handle(),
        sources,
        configuration.optOut(),
        policy,
        judge(),
        dryRun,
        connections);
  }

  private Policy policy() {
    return new Policy(
        configuration.repostAt(),
        configuration.bookmarkAt(),
        configuration.limits(),
        configuration.settle(),
        configuration.languages(),
        Policy.DEFAULT_UNWANTED_LABELS,
        configuration.consent(),
        Map.of(),
        Set.of(),
        Optional.empty(),
        Optional.empty());
  }
}
