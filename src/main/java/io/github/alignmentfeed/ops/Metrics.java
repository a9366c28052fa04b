package io.github.alignmentfeed.ops;

import io.github.alignmentfeed.curation.Action;
import io.github.alignmentfeed.cycle.Archive;
import io.github.alignmentfeed.cycle.BudgetedAccount;
import io.github.alignmentfeed.cycle.CycleReport;
import io.github.alignmentfeed.cycle.CycleReport.SourceResult;
import io.github.alignmentfeed.cycle.Decided;
import io.github.alignmentfeed.cycle.LedgerException;
import io.github.alignmentfeed.cycle.Outcome;
import io.github.alignmentfeed.cycle.Status;
import io.github.alignmentfeed.cycle.Status.Trouble;
import io.github.alignmentfeed.ops.SourceFigures.Figures;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * Figures for Prometheus. Counters begin at zero with the service; what holds between them stands
 * in the operations page.
 */
public final class Metrics implements AutoCloseable {
  private static final String PREFIX = "feedbot.";

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics collections = new JvmGcMetrics();
  private final SourceFigures sources = new SourceFigures();
  private final MultiGauge ages;
  private final MultiGauge failures;
  private final InstantSource clock;
  private final Supplier<Archive> archive;
  private volatile Remembered remembered = new Remembered(Double.NaN, Double.NaN, Double.NaN);

  /** What only the archive knows; no number where it cannot be asked. */
  private record Remembered(double waiting, double leftInHour, double leftInDay) {}

  /**
   * @param status how the service fares
   * @param archive opened for one answer and closed behind it
   * @param readsLeft how many requests may be sent before a host has to be left alone
   */
  public Metrics(
      InstantSource clock,
      Supplier<Status> status,
      Supplier<Archive> archive,
      IntSupplier readsLeft) {
    this.clock = clock;
    this.archive = archive;
    this.ages =
        MultiGauge.builder(PREFIX + "source.age.seconds")
            .description("Time since a source was read without a failure.")
            .register(registry);
    this.failures =
        MultiGauge.builder(PREFIX + "source.failures")
            .description("How often a source failed since it was last read.")
            .register(registry);
    List.of("good", "bad", "broken").forEach(this::cycles);
    for (Action action : Action.values()) {
      decisions(action);
    }
    for (Outcome outcome : Outcome.values()) {
      outcomes(outcome);
    }
    for (CycleReport.Status read : CycleReport.Status.values()) {
      readings(read);
    }
    gauge(
        "requests.left", "Requests that may be sent to the busiest host now.", readsLeft::getAsInt);
    gauge("queue.posts", "Posts that wait for their time.", () -> remembered.waiting());
    gauge("write.points.left.hour", "Of the own limit.", () -> remembered.leftInHour());
    gauge("write.points.left.day", "Of the own limit.", () -> remembered.leftInDay());
    gauge(
        "last.good.cycle.timestamp.seconds",
        "When the last good cycle ended; zero where none was good yet.",
        () -> status.get().lastGood().map(Instant::getEpochSecond).orElse(0L));
    for (Trouble kind : Trouble.values()) {
      Gauge.builder(PREFIX + "trouble", () -> status.get().why(kind).isPresent() ? 1 : 0)
          .description("1 where something is wrong, by kind.")
          .tag("kind", kind.name().toLowerCase(Locale.ROOT))
          .register(registry);
    }
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    collections.bindTo(registry);
  }

  private void gauge(String name, String description, Supplier<Number> value) {
    Gauge.builder(PREFIX + name, value).description(description).register(registry);
  }

  private void count(String name, double much, String... tags) {
    registry.counter(PREFIX + name, tags).increment(much);
  }

  private void cycles(String outcome) {
    count("cycles", 0, "outcome", outcome);
  }

  private void decisions(Action action) {
    count("decisions", 0, "action", action.word());
  }

  private void outcomes(Outcome outcome) {
    count("outcomes", 0, "outcome", outcome.word());
  }

  private void readings(CycleReport.Status read) {
    count("source.readings", 0, "status", read.word());
  }

  /** Counts a cycle that came to its end. */
  public void ended(CycleReport report) {
    count("cycles", 1, "outcome", report.isGood() ? "good" : "bad");
    count("posts.decided", report.decisions().size());
    for (Decided decided : report.decisions()) {
      count("decisions", 1, "action", decided.decision().action().word());
      count("outcomes", 1, "outcome", decided.outcome().word());
    }
    for (SourceResult source : report.sources()) {
      count("source.readings", 1, "status", source.status().word());
      count("posts.fetched", source.fetched());
      count("posts.new", source.fresh());
    }
    count("posts.malformed", report.malformed());
    count("failures", report.failed());
    sources.note(report);
    registry
        .timer(PREFIX + "cycle.duration")
        .record(Duration.between(report.startedAt(), report.finishedAt()));
  }

  /** Counts a cycle that broke off. */
  public void broke() {
    count("cycles", 1, "outcome", "broken");
  }

  /**
   * Counts a request.
   *
   * @param status the HTTP status; zero where no answer came
   */
  public void request(String method, int status, Duration took) {
    Timer.builder(PREFIX + "requests")
        .description("Requests to the network, by method and status; 0 for no answer.")
        .tags("method", method, "status", Integer.toString(status))
        .register(registry)
        .record(took);
  }

  /** What the server answers for it. */
  public List<Route> routes() {
    return List.of(Route.get("/metrics", this::answer));
  }

  private synchronized Answer answer(Asked asked) {
    Instant now = clock.instant();
    List<Figures> told = asked.visitor().operator() ? sources.all() : sourcesForStrangers();
    ages.register(
        told.stream()
            .filter(s -> s.read().isPresent())
            .map(
                s ->
                    MultiGauge.Row.of(
                        Tags.of("source", s.name()),
                        Duration.between(s.read().get(), now).toSeconds()))
            .<MultiGauge.Row<?>>map(row -> row)
            .toList(),
        true);
    failures.register(
        told.stream()
            .<MultiGauge.Row<?>>map(
                s -> MultiGauge.Row.of(Tags.of("source", s.name()), s.failures()))
            .toList(),
        true);
    remembered = ask(now);
    return new Answer(200, "text/plain; version=0.0.4; charset=utf-8", registry.scrape(), Map.of());
  }

  private List<Figures> sourcesForStrangers() {
    try (Archive opened = archive.get()) {
      Set<String> hidden = opened.hidden();
      return sources.all().stream().filter(s -> !hidden.contains(s.name())).toList();
    } catch (LedgerException e) {
      return List.of();
    }
  }

  private Remembered ask(Instant now) {
    try (Archive opened = archive.get()) {
      return new Remembered(
          opened.waiting().posts(),
          BudgetedAccount.HOURLY - opened.spent(now.minus(Duration.ofHours(1))),
          BudgetedAccount.DAILY - opened.spent(now.minus(Duration.ofDays(1))));
    } catch (LedgerException e) {
      return new Remembered(Double.NaN, Double.NaN, Double.NaN);
    }
  }

  @Override
  public void close() {
    collections.close();
    registry.close();
  }
}
