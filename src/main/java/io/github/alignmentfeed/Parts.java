package io.github.alignmentfeed;

import io.github.alignmentfeed.bluesky.Exchanges;
import io.github.alignmentfeed.bluesky.Network;
import io.github.alignmentfeed.config.Configuration;
import io.github.alignmentfeed.config.Secret;
import io.github.alignmentfeed.cycle.Account;
import io.github.alignmentfeed.cycle.BudgetedAccount;
import io.github.alignmentfeed.cycle.Cycle;
import io.github.alignmentfeed.cycle.Ledger;
import io.github.alignmentfeed.store.Stores;
import io.github.alignmentfeed.web.Outlet;
import io.github.alignmentfeed.web.Web;
import java.time.Duration;
import java.time.Instant;

/**
 * Makes the parts of the program as a configuration wants them.
 *
 * @param outlet the way to what posts link to
 */
record Parts(Configuration configuration, Pace pace, Outlet outlet) {
  /** How long the texts of posts are kept that were skipped. */
  private static final Duration TEXTS = Duration.ofDays(30);

  Plans plans() {
    return new Plans(configuration);
  }

  /** Whether there is no password, so that nothing can be written. */
  boolean canOnlyRead() {
    return configuration.bot().password().isEmpty();
  }

  Cycle cycle(Ledger ledger, Network network, Web web, boolean rehearse) {
    Plans plans = plans();
    Account account = rehearse ? Plans.rehearsal(ledger) : account(network, ledger);
    return new Cycle(
        plans.plan(
            configuration.sources(),
            plans.policy(),
            rehearse,
            configuration.network().connections()),
        network.posts(),
        ledger,
        account,
        web.guides());
  }

  Account account(Network network, Ledger ledger) {
    return new BudgetedAccount(network.account(), ledger, pace.clock());
  }

  Ledger ledger(boolean rehearse) {
    return rehearse
        ? Stores.rehearse(configuration.store(), pace.lock())
        : Stores.open(configuration.store(), pace.lock());
  }

  /** Lets go of what is old, once a cycle has done its work. */
  void tidy(Ledger ledger, boolean rehearse) {
    Instant now = pace.clock().instant();
    Duration maxAge = configuration.limits().maxAge();
    Duration texts = maxAge.compareTo(TEXTS) > 0 ? maxAge : TEXTS;
    ledger.prune(now.minus(texts), now.minus(configuration.keep()));
    if (!rehearse) {
      Stores.pastFeeds(configuration.store()).tidy(now);
    }
  }

  /** What the store knows, for reading alone. */
  Ledger memory() {
    return Stores.read(configuration.store(), pace.lock());
  }

  Network network() {
    return network(Exchanges.UNWATCHED);
  }

  /**
   * @param exchanges told of every request
   */
  Network network(Exchanges exchanges) {
    return new Network(settings(), pace.timeouts(), pace.patience(), pace.clock(), exchanges);
  }

  private Network.Settings settings() {
    return new Network.Settings(
        configuration.network().appview(),
        configuration.network().plc(),
        configuration.bot().handle(),
        configuration.bot().password().map(Secret::reveal),
        configuration.bot().service(),
        Stores.beside(configuration.store(), "session.json"),
        Version.current());
  }

  Web web() {
    return new Web(webSettings(), outlet, pace.clock());
  }

  Web.Settings webSettings() {
    return new Web.Settings(
        configuration.links().shorteners(), configuration.links().titles(), settings().userAgent());
  }

  /** The same parts for another configuration. */
  Parts with(Configuration other) {
    return new Parts(other, pace, outlet);
  }
}
