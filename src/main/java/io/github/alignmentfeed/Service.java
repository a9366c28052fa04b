package io.github.alignmentfeed;

import io.github.alignmentfeed.bluesky.Network;
import io.github.alignmentfeed.config.Configuration;
import io.github.alignmentfeed.config.Loaded;
import io.github.alignmentfeed.config.Secret;
import io.github.alignmentfeed.cycle.CycleReport;
import io.github.alignmentfeed.cycle.CycleReport.Trigger;
import io.github.alignmentfeed.cycle.Ledger;
import io.github.alignmentfeed.cycle.LedgerException;
import io.github.alignmentfeed.cycle.Status;
import io.github.alignmentfeed.cycle.Status.Trouble;
import io.github.alignmentfeed.cycle.Status.Wrong;
import io.github.alignmentfeed.ops.Guard;
import io.github.alignmentfeed.ops.ListenException;
import io.github.alignmentfeed.ops.Rounds;
import io.github.alignmentfeed.ops.Schedule;
import io.github.alignmentfeed.ops.Server;
import io.github.alignmentfeed.web.Web;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/**
 * What {@code serve} runs: cycles on the schedule and on request, one at a time, and the HTTP
 * server. One network serves for its whole life, so that what a login was told holds until it ends.
 */
public final class Service implements AutoCloseable {
  private static final int SECONDS_TO_LEAVE = 8;

  private final Parts parts;
  private final Network network;
  private final Web web;
  private final Instant startedAt;
  private final Rounds rounds;
  private final Server server;
  private final Schedule schedule;

  /**
   * Starts it.
   *
   * @param reload reads the configuration again
   * @param told of every cycle that came to its end
   * @throws LedgerException where the store cannot be used from the start
   * @throws ListenException where the server cannot listen
   */
  Service(Parts parts, Supplier<Loaded> reload, Consumer<CycleReport> told) {
    parts.ledger(parts.canOnlyRead()).close();
    this.parts = parts;
    this.startedAt = parts.pace().clock().instant();
    this.network = parts.network();
    this.web = parts.web();
    this.rounds = new Rounds(parts.pace().clock(), this::cycle, List.of(told));
    Configuration.Http http = parts.configuration().http();
    try {
      this.server =
          Server.start(
              new Server.Place(http.host(), http.port(), http.names()),
              new Guard(http.token().map(Secret::reveal), parts.pace().clock()),
              new PlainLook(),
              Site.routes());
    } catch (ListenException e) {
      network.close();
      web.close();
      throw e;
    }
    this.schedule = schedule(parts.configuration().schedule());
  }

  private Schedule schedule(Configuration.Schedule times) {
    Runnable work = () -> rounds.trigger(Trigger.SCHEDULE).handle((report, e) -> "").join();
    return times instanceof Configuration.Cron cron
        ? Schedule.cron(cron.expression(), cron.timezone(), work)
        : Schedule.every(((Configuration.Every) times).interval(), work);
  }

  private CycleReport cycle(Trigger trigger, IntConsumer progress) {
    boolean rehearse = parts.canOnlyRead();
    try (Ledger ledger = parts.ledger(rehearse)) {
      return parts
          .cycle(ledger, network, web, rehearse)
          .run(trigger, parts.pace().clock(), progress);
    }
  }

  /** Starts a cycle now, or joins the one that is running; its report, or what broke it off. */
  public CompletableFuture<CycleReport> trigger() {
    return rounds.trigger(Trigger.API);
  }

  /** How it fares now. */
  public Status status() {
    Rounds.State state = rounds.state();
    List<Wrong> trouble = new ArrayList<>();
    state
        .last()
        .flatMap(CycleReport::login)
        .ifPresent(why -> trouble.add(new Wrong(Trouble.LOGIN, why)));
    state
        .brokeOff()
        .ifPresent(
            e ->
                trouble.add(
                    new Wrong(
                        e instanceof LedgerException ? Trouble.STORE : Trouble.CYCLE,
                        String.valueOf(e.getMessage()))));
    return new Status(
        startedAt,
        state.running().map(Rounds.InHand::since),
        state.last(),
        state.lastGood().map(CycleReport::finishedAt),
        schedule.next(),
        trouble);
  }

  /** The port on which it answers. */
  public int port() {
    return server.port();
  }

  /** Goes on until the thread is interrupted. */
  public void await() throws InterruptedException {
    new CountDownLatch(1).await();
  }

  /** Starts nothing more; what is running comes to its end, if it can soon. */
  @Override
  public void close() {
    schedule.close();
    try {
      rounds.end(SECONDS_TO_LEAVE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    server.close();
    web.close();
    network.close();
  }
}
