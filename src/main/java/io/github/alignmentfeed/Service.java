package io.github.alignmentfeed;

import io.github.alignmentfeed.PageRoutes.Exhibit;
import io.github.alignmentfeed.bluesky.Network;
import io.github.alignmentfeed.config.Configuration;
import io.github.alignmentfeed.config.Loaded;
import io.github.alignmentfeed.config.Secret;
import io.github.alignmentfeed.cycle.CycleReport;
import io.github.alignmentfeed.cycle.CycleReport.Trigger;
import io.github.alignmentfeed.cycle.LedgerException;
import io.github.alignmentfeed.cycle.Status;
import io.github.alignmentfeed.ops.Guard;
import io.github.alignmentfeed.ops.ListenException;
import io.github.alignmentfeed.ops.Metrics;
import io.github.alignmentfeed.ops.Rounds;
import io.github.alignmentfeed.ops.Schedule;
import io.github.alignmentfeed.ops.Server;
import io.github.alignmentfeed.web.Ping;
import io.github.alignmentfeed.web.Web;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What {@code serve} runs: cycles on the schedule and on request, one at a time, and the HTTP
 * server. One network serves for its whole life, so that what a login was told holds until it ends.
 */
public final class Service implements AutoCloseable {
  private static final int SECONDS_TO_LEAVE = 8;
  private static final int SECONDS_BETWEEN_LOOKS = 2;

  private final Memory memory;
  private final Optional<Desk> desk;
  private final Metrics metrics;
  private final Network network;
  private final Instant startedAt;
  private final Rounds rounds;
  private final Ping ping;
  private final Server server;
  private final Reloading reloading;
  private volatile Parts parts;
  private volatile Optional<Schedule> schedule = Optional.empty();
  private Web web;
  private Web.Settings webSettings;

  /**
   * Starts it.
   *
   * @param reload reads the configuration again
   * @param told of every cycle that came to its end
   * @throws LedgerException where the store cannot be used from the start
   * @throws ListenException where the server cannot listen
   */
  Service(Parts parts, Supplier<Loaded> reload, Consumer<CycleReport> told) {
    this.memory = new Memory(parts);
    this.parts = parts;
    this.startedAt = parts.pace().clock().instant();
    this.metrics =
        new Metrics(parts.pace().clock(), this::status, memory::archive, this::requestsLeft);
    this.network = parts.network(metrics::request);
    this.web = parts.web();
    this.webSettings = parts.webSettings();
    this.ping = new Ping(parts.webSettings().userAgent());
    this.rounds =
        new Rounds(
            parts.pace().clock(),
            this::cycle,
            List.of(metrics::ended, told, this::ping),
            metrics::broke);
    this.reloading = new Reloading(parts.configuration(), reload, this::take);
    Configuration.Http http = parts.configuration().http();
    this.desk =
        parts.canOnlyRead() ? Optional.empty() : Optional.of(new Desk(() -> this.parts, network));
    PageRoutes pages = pages();
    try {
      this.server =
          Server.start(
              new Server.Place(http.host(), http.port(), http.names()),
              new Guard(http.token().map(Secret::reveal), parts.pace().clock()),
              pages,
              Stream.concat(
                      Site.routes(this, metrics, memory::archive, parts.pace().clock()).stream(),
                      pages.routes().stream())
                  .toList());
    } catch (ListenException e) {
      network.close();
      web.close();
      memory.close();
      metrics.close();
      ping.close();
      desk.ifPresent(Desk::close);
      throw e;
    }
    this.schedule = Optional.of(scheduled(parts.configuration().schedule()));
    Hangup.onEvery(reloading::read);
  }

  private PageRoutes pages() {
    return new PageRoutes(
        new Exhibit(
            () -> this.parts.configuration(),
            () -> this.parts.configuration().sources(),
            memory::archive,
            () -> Optional.of(status()),
            () -> this.parts.pace().clock().instant(),
            Optional.empty()),
        desk);
  }

  private Schedule scheduled(Configuration.Schedule times) {
    Runnable work = () -> rounds.trigger(Trigger.SCHEDULE).handle((report, e) -> "").join();
    return times instanceof Configuration.Cron cron
        ? Schedule.cron(cron.expression(), cron.timezone(), cron.jitter(), work)
        : Schedule.every(((Configuration.Every) times).interval(), times.jitter(), work);
  }

  private CycleReport cycle(Trigger trigger, IntConsumer progress) {
    Parts now = parts;
    return memory.with(
        ledger -> {
          CycleReport report =
              now.cycle(ledger, network, web(now), now.canOnlyRead())
                  .run(trigger, now.pace().clock(), progress);
          now.tidy(ledger, now.canOnlyRead());
          return report;
        });
  }

  private void ping(CycleReport report) {
    if (report.isGood()) {
      parts.configuration().ping().map(Secret::reveal).ifPresent(ping::send);
    }
  }

  /** The way to what posts link to, as the configuration wants it by now. */
  private Web web(Parts now) {
    if (!webSettings.equals(now.webSettings())) {
      web.close();
      web = now.web();
      webSettings = now.webSettings();
    }
    return web;
  }

  /** Takes up a configuration: rules and sources from the next cycle on, times at once. */
  private void take(Configuration next) {
    Configuration.Schedule before = parts.configuration().schedule();
    parts = parts.with(next);
    if (!next.schedule().equals(before)) {
      schedule.ifPresent(Schedule::close);
      schedule = Optional.of(scheduled(next.schedule()));
    }
  }

  /** Starts a cycle now, or joins the one that is running; its report, or what broke it off. */
  public CompletableFuture<CycleReport> trigger() {
    return rounds.trigger(Trigger.API);
  }

  /** Reads the configuration again where its files changed and are not being written any more. */
  void look() {
    reloading.look();
  }

  /** How it fares now. */
  public Status status() {
    return new Condition(parts, startedAt, rounds.state(), schedule, reloading.trouble()).status();
  }

  private int requestsLeft() {
    return network.requestsLeft();
  }

  /** The port on which it answers. */
  public int port() {
    return server.port();
  }

  /** Goes on until the thread is interrupted, and looks at the configuration now and then. */
  public void await() throws InterruptedException {
    while (true) {
      TimeUnit.SECONDS.sleep(SECONDS_BETWEEN_LOOKS);
      reloading.look();
    }
  }

  /** Starts nothing more; a write in hand comes to its end, and the cycle with it. */
  @Override
  public void close() {
    network.leave();
    schedule.ifPresent(Schedule::close);
    try {
      rounds.end(SECONDS_TO_LEAVE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    server.close();
    desk.ifPresent(Desk::close);
    web.close();
    ping.close();
    network.close();
    memory.close();
    metrics.close();
  }
}
