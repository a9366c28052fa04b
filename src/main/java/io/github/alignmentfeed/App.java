package io.github.alignmentfeed;

import io.github.alignmentfeed.atproto.AtIdentifier;
import io.github.alignmentfeed.atproto.AtUri;
import io.github.alignmentfeed.bluesky.Honesty;
import io.github.alignmentfeed.bluesky.Network;
import io.github.alignmentfeed.bluesky.ReplaySource;
import io.github.alignmentfeed.config.Configuration;
import io.github.alignmentfeed.config.Loaded;
import io.github.alignmentfeed.curation.Comparison;
import io.github.alignmentfeed.curation.Curator;
import io.github.alignmentfeed.cycle.Cycle;
import io.github.alignmentfeed.cycle.CycleReport;
import io.github.alignmentfeed.cycle.CycleReport.Trigger;
import io.github.alignmentfeed.cycle.Ledger;
import io.github.alignmentfeed.cycle.Ledger.Query;
import io.github.alignmentfeed.cycle.Ledger.Told;
import io.github.alignmentfeed.cycle.LedgerException;
import io.github.alignmentfeed.cycle.Past;
import io.github.alignmentfeed.cycle.PastFeeds;
import io.github.alignmentfeed.cycle.Progress;
import io.github.alignmentfeed.cycle.Source;
import io.github.alignmentfeed.cycle.Undoing;
import io.github.alignmentfeed.cycle.Undoing.Undone;
import io.github.alignmentfeed.ops.ListenException;
import io.github.alignmentfeed.store.Stores;
import io.github.alignmentfeed.web.Outlet;
import io.github.alignmentfeed.web.Web;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/** The program behind its commands: wires the parts for each use. */
public final class App {
  private final Configuration configuration;
  private final Plans plans;
  private final Pace pace;
  private final Parts parts;

  public App(Configuration configuration, Pace pace) {
    this(configuration, pace, Outlet.INTERNET);
  }

  /**
   * @param outlet the way to what posts link to
   */
  App(Configuration configuration, Pace pace, Outlet outlet) {
    this.configuration = configuration;
    this.plans = new Plans(configuration);
    this.pace = pace;
    this.parts = new Parts(configuration, pace, outlet);
  }

  /** The same configuration on recorded posts. */
  public Recordings recordings() {
    return new Recordings(configuration);
  }

  /** Whether the configuration names no password, so that nothing can be written. */
  public boolean canOnlyRead() {
    return parts.canOnlyRead();
  }

  /**
   * One cycle on the network.
   *
   * @param dryRun whether nothing may be written
   * @param reconsider how far back what was skipped is decided again
   */
  public CycleReport run(
      boolean dryRun, Optional<Duration> reconsider, Trigger trigger, IntConsumer progress) {
    try (Network network = parts.network();
        Web web = parts.web()) {
      boolean rehearse = dryRun || canOnlyRead();
      try (Ledger ledger = parts.ledger(rehearse)) {
        Instant now = pace.clock().instant();
        reconsider.ifPresent(length -> ledger.reconsider(now.minus(length)));
        CycleReport report =
            parts.cycle(ledger, network, web, rehearse).run(trigger, pace.clock(), progress);
        parts.tidy(ledger, rehearse);
        return report;
      }
    }
  }

  /**
   * Starts cycles on the schedule, and the HTTP server.
   *
   * @param reload reads the configuration again
   * @param told of every cycle that came to its end
   * @throws LedgerException where the store cannot be used from the start
   * @throws ListenException where the server cannot listen
   */
  public Service serve(Supplier<Loaded> reload, Consumer<CycleReport> told) {
    return new Service(parts, reload, told);
  }

  /**
   * Shows the pages on recorded posts.
   *
   * @throws ListenException where the server cannot listen
   */
  public Exhibition exhibit(Path recording) {
    return new Exhibition(configuration, recording, pace.clock());
  }

  /** Why a post was treated as it was; for one never met, what would be decided now. */
  public Optional<Explanation> explain(PostName name) {
    try (Ledger ledger = parts.ledger(true);
        Network network = parts.network();
        Web web = parts.web()) {
      AtUri uri = name.on(network);
      Optional<Explanation> known = plans.explained(ledger, uri);
      return known.isPresent()
          ? known
          : network
              .post(uri)
              .flatMap(
                  post ->
                      parts
                          .cycle(ledger, network, web, true)
                          .consider(post, pace.clock().instant())
                          .map(plans::explained));
    }
  }

  /**
   * What the rules would have done lately, beside what others would have done. It begins with an
   * empty memory, apart from what is known of accounts and their wishes. Nothing is written but
   * what was read, which is kept beside the store for the next backtest.
   *
   * @param since how far back
   * @param other the same configuration with the other rules
   */
  public Backtested backtest(Duration since, Optional<Configuration> other, Progress progress) {
    Past past = past(since, progress);
    if (past.sightings().isEmpty()) {
      Comparison nothing = new Comparison(List.of(), other.map(c -> List.of()));
      return new Backtested(nothing, past.sources(), past.malformed());
    }
    List<AtIdentifier> optOut = past.unwilling(configuration.optOut());
    CycleReport today = recordings().tested(new ReplaySource(past), optOut, "deciding", progress);
    Optional<CycleReport> others =
        other.map(
            c ->
                new Recordings(c)
                    .tested(
                        new ReplaySource(past), optOut, "deciding by the other rules", progress));
    return Backtested.of(today, others, past.sources(), past.malformed());
  }

  private Past past(Duration since, Progress progress) {
    try (Ledger memory = parts.ledger(true);
        Ledger scratch = Stores.inMemory();
        Network network = parts.network()) {
      Instant now = pace.clock().instant();
      Cycle.Plan plan =
          plans.plan(
              configuration.sources(), plans.policy(), true, configuration.network().connections());
      PastFeeds kept = Stores.pastFeeds(configuration.store());
      return Past.read(
          plan, network.posts(), kept, memory, scratch, now.minus(since), now, progress);
    }
  }

  /** Decisions as they were written down, newest first. */
  public List<Told> told(Query query) {
    try (Ledger ledger = parts.memory()) {
      return ledger.told(query);
    }
  }

  /** Asks the network for every source, and logs in where there is a password. */
  public List<Checked> checkOnline() {
    List<Checked> results = new ArrayList<>();
    try (Network network = parts.network()) {
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
    try (Network network = parts.network()) {
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
    try (Ledger ledger = parts.ledger(false);
        Network network = parts.network();
        Web web = parts.web()) {
      return undoing(ledger, network, web).undo(name.on(network), pace.clock().instant());
    }
  }

  /** Takes back for good what was done lately. */
  public Undone undoSince(Duration length) {
    try (Ledger ledger = parts.ledger(false);
        Network network = parts.network();
        Web web = parts.web()) {
      Instant now = pace.clock().instant();
      return undoing(ledger, network, web).undoSince(now.minus(length), now);
    }
  }

  private Undoing undoing(Ledger ledger, Network network, Web web) {
    return new Undoing(
        parts.account(network, ledger),
        ledger,
        new Curator(plans.policy(), plans.judge()),
        web.guides());
  }

  /** Stops all writing, or lets it go on. */
  public void pause(boolean paused) {
    try (Ledger ledger = parts.ledger(false)) {
      ledger.pause(paused);
    }
  }
}
