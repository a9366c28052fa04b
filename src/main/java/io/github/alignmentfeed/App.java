package io.github.alignmentfeed;

import io.github.alignmentfeed.atproto.AtIdentifier;
import io.github.alignmentfeed.atproto.AtUri;
import io.github.alignmentfeed.bluesky.Honesty;
import io.github.alignmentfeed.bluesky.Network;
import io.github.alignmentfeed.config.Configuration;
import io.github.alignmentfeed.config.Secret;
import io.github.alignmentfeed.curation.Curator;
import io.github.alignmentfeed.cycle.Account;
import io.github.alignmentfeed.cycle.BudgetedAccount;
import io.github.alignmentfeed.cycle.Cycle;
import io.github.alignmentfeed.cycle.CycleReport;
import io.github.alignmentfeed.cycle.CycleReport.Trigger;
import io.github.alignmentfeed.cycle.Ledger;
import io.github.alignmentfeed.cycle.Ledger.Query;
import io.github.alignmentfeed.cycle.Ledger.Told;
import io.github.alignmentfeed.cycle.Source;
import io.github.alignmentfeed.cycle.Undoing;
import io.github.alignmentfeed.cycle.Undoing.Undone;
import io.github.alignmentfeed.ops.Schedule;
import io.github.alignmentfeed.store.SqliteLedger;
import io.github.alignmentfeed.web.Outlet;
import io.github.alignmentfeed.web.Web;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/** The program behind its commands: wires the parts for each use. */
public final class App {
  private static final int CONNECTIONS = 16;

  private final Configuration configuration;
  private final Plans plans;
  private final InstantSource clock;
  private final Outlet outlet;

  public App(Configuration configuration, InstantSource clock) {
    this(configuration, clock, Outlet.INTERNET);
  }

  /**
   * @param outlet the way to what posts link to
   */
  App(Configuration configuration, InstantSource clock, Outlet outlet) {
    this.configuration = configuration;
    this.plans = new Plans(configuration);
    this.clock = clock;
    this.outlet = outlet;
  }

  /** The same configuration on recorded posts. */
  public Recordings recordings() {
    return new Recordings(configuration);
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
    try (Network network = network();
        Web web = web()) {
      return run(network, web, dryRun || canOnlyRead(), reconsider, trigger, progress);
    }
  }

  private CycleReport run(
      Network network,
      Web web,
      boolean rehearse,
      Optional<Duration> reconsider,
      Trigger trigger,
      IntConsumer progress) {
    try (Ledger ledger = ledger(rehearse)) {
      Instant now = clock.instant();
      reconsider.ifPresent(length -> ledger.reconsider(now.minus(length)));
      return cycle(ledger, network, web, rehearse).run(trigger, clock, progress);
    }
  }

  private Cycle cycle(Ledger ledger, Network network, Web web, boolean rehearse) {
    Account account = rehearse ? Plans.rehearsal(ledger) : account(network, ledger);
    return new Cycle(
        plans.plan(configuration.sources(), plans.policy(), rehearse, CONNECTIONS),
        network.posts(),
        ledger,
        account,
        web.guides());
  }

  private Account account(Network network, Ledger ledger) {
    return new BudgetedAccount(network.account(), ledger, clock);
  }

  /** Runs cycles on the schedule until the thread is interrupted. */
  public void serve(Consumer<CycleReport> told) throws InterruptedException {
    // One network for all cycles: what a login was told holds until the program ends.
    try (Network network = network();
        Web web = web();
        Schedule schedule =
            schedule(
                () ->
                    told.accept(
                        run(
                            network,
                            web,
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

  /** Why a post was treated as it was; for one never met, what would be decided now. */
  public Optional<Explanation> explain(PostName name) {
    try (Ledger ledger = ledger(true);
        Network network = network();
        Web web = web()) {
      AtUri uri = name.on(network);
      Optional<Explanation> known = plans.explained(ledger, uri);
      return known.isPresent()
          ? known
          : network
              .post(uri)
              .flatMap(
                  post ->
                      cycle(ledger, network, web, true)
                          .consider(post, clock.instant())
                          .map(plans::explained));
    }
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
      for (AtIdentifier who : configuration.optOut()) {
        results.add(Checked.optOut(who, network));
      }
      if (!canOnlyRead()) {
        Checked login = Checked.login(network);
        results.add(login);
        if (login.result() == Checked.Result.OK) {
          results.add(Checked.profile(network, configuration.bot().operator()));
        }
      }
    }
    return results;
  }

  /**
   * What the bot's profile says of it.
   *
   * @param apply whether what it lacks is set
   */
  public Honesty profile(boolean apply) {
    try (Network network = network()) {
      Optional<String> operator = configuration.bot().operator();
      return apply && operator.isPresent()
          ? network.beHonest(operator.get())
          : network.honesty(operator);
    }
  }

  /** Whether the configuration says who runs the bot. */
  public boolean namesOperator() {
    return configuration.bot().operator().isPresent();
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
    return new Undoing(
        account(network, ledger), ledger, new Curator(plans.policy(), plans.judge()));
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

  private Network network() {
    return new Network(settings(), clock);
  }

  private Network.Settings settings() {
    return new Network.Settings(
        configuration.network().appview(),
        configuration.network().plc(),
        configuration.bot().handle(),
        configuration.bot().password().map(Secret::reveal),
        configuration.bot().service(),
        SqliteLedger.beside(configuration.store(), "session.json"),
        Version.current());
  }

  private Web web() {
    return new Web(
        new Web.Settings(
            configuration.links().shorteners(),
            configuration.links().titles(),
            settings().userAgent()),
        outlet,
        clock);
  }
}
