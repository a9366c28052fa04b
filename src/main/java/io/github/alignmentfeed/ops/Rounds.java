package io.github.alignmentfeed.ops;

import io.github.alignmentfeed.cycle.CycleReport;
import io.github.alignmentfeed.cycle.CycleReport.Trigger;
import io.github.alignmentfeed.cycle.LedgerException;
import io.github.alignmentfeed.cycle.LogMark;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs cycles, one at a time; who asks for one while another is running joins that one. */
public final class Rounds {
  private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);

  private final InstantSource clock;
  private final Work work;
  private final List<Consumer<CycleReport>> told;
  private final Runnable toldOfBreaks;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(run -> new Thread(run, "cycle"));

  private @Nullable Running running;
  private Optional<Ended> last = Optional.empty();
  private Optional<Instant> lastGood = Optional.empty();
  private Optional<Throwable> brokeOff = Optional.empty();

  /** One cycle. */
  @FunctionalInterface
  public interface Work {
    /**
     * @param progress told how many feeds were read
     */
    CycleReport run(Trigger trigger, IntConsumer progress);
  }

  private static final class Running {
    private final Instant since;
    private final CompletableFuture<CycleReport> report = new CompletableFuture<>();
    private volatile int feeds;

    private Running(Instant since) {
      this.since = since;
    }
  }

  /**
   * How far things are.
   *
   * @param running the cycle that is running
   * @param last the last that came to its end
   * @param lastGood when the last good one ended
   * @param brokeOff what ended the last one before its end, where something did
   */
  public record State(
      Optional<InHand> running,
      Optional<Ended> last,
      Optional<Instant> lastGood,
      Optional<Throwable> brokeOff) {}

  /**
   * What is kept of a cycle until the next one: its report holds every post that it decided on.
   *
   * @param login why it could not log in, where it could not
   */
  public record Ended(String id, Optional<String> login) {}

  /**
   * A cycle that is running.
   *
   * @param feeds how many it has read
   */
  public record InHand(Instant since, int feeds) {}

  /**
   * @param told of every cycle that came to its end, on the thread that runs them
   * @param toldOfBreaks whenever one broke off
   */
  public Rounds(
      InstantSource clock, Work work, List<Consumer<CycleReport>> told, Runnable toldOfBreaks) {
    this.toldOfBreaks = toldOfBreaks;
    this.clock = clock;
    this.work = work;
    this.told = List.copyOf(told);
  }

  /** Starts a cycle, or joins the one that is running; its report, or what broke it off. */
  public synchronized CompletableFuture<CycleReport> trigger(Trigger trigger) {
    if (running == null) {
      Running next = new Running(clock.instant());
      try {
        thread.execute(() -> run(trigger, next));
      } catch (RejectedExecutionException e) {
        return CompletableFuture.failedFuture(e);
      }
      running = next;
    }
    return running.report.copy();
  }

  private void run(Trigger trigger, Running now) {
    try {
      CycleReport report = work.run(trigger, feeds -> now.feeds = feeds);
      ended(report);
      told.forEach(listener -> listener.accept(report));
      now.report.complete(report);
    } catch (RuntimeException | Error e) {
      if (e instanceof LedgerException) {
        LOG.error("the cycle failed, and the next one is tried at its time: {}", e.getMessage());
      } else {
        LOG.error("the cycle failed; the next one is tried at its time", e);
      }
      broke(e);
      toldOfBreaks.run();
      now.report.completeExceptionally(e);
    } finally {
      LogMark.clear();
      giveMemoryBack();
    }
  }

  /**
   * A cycle needs several times the memory that waiting for the next one does. Of its own accord
   * Java would keep it; and only a task of its own no longer holds the report.
   */
  private void giveMemoryBack() {
    try {
      thread.execute(System::gc);
      // Another one shrinks the heap further: measured, see performance.md.
      thread.execute(System::gc);
    } catch (RejectedExecutionException e) {
      LOG.debug("the service ends, and its memory with it");
    }
  }

  private synchronized void ended(CycleReport report) {
    running = null;
    brokeOff = Optional.empty();
    last = Optional.of(new Ended(report.id(), report.login()));
    if (report.isGood()) {
      lastGood = Optional.of(report.finishedAt());
    }
  }

  private synchronized void broke(Throwable e) {
    running = null;
    brokeOff = Optional.of(e);
  }

  /** How far things are now. */
  public synchronized State state() {
    Optional<InHand> inHand =
        Optional.ofNullable(running).map(now -> new InHand(now.since, now.feeds));
    return new State(inHand, last, lastGood, brokeOff);
  }

  /**
   * Starts nothing more.
   *
   * @return whether what was running came to its end within the time
   */
  public boolean end(long seconds) throws InterruptedException {
    thread.shutdown();
    return thread.awaitTermination(seconds, TimeUnit.SECONDS);
  }
}
