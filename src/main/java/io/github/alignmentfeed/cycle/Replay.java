package io.github.alignmentfeed.cycle;

import io.github.alignmentfeed.atproto.AtUri;
import io.github.alignmentfeed.cycle.CycleReport.SourceResult;
import io.github.alignmentfeed.cycle.CycleReport.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Runs cycles through a recording on the recording's own time, so that settling, age and limits
 * mean what they mean live.
 */
public final class Replay {
  private final Cycle cycle;
  private final Recorded posts;
  private final Ledger ledger;
  private final Duration tick;

  /** Posts with a time of their own. */
  public interface Recorded extends PostSource {

    /** When the next post is seen after a time, where there is one. */
    Optional<Instant> nextAfter(Instant time);

    /** How many of its entries could not be understood and were set aside. */
    int malformed();

    /** Moves the recording's present on. */
    void advance(Instant now);
  }

  /**
   * @param cycle over the same posts and ledger
   * @param tick the distance of cycles; those with nothing to do are left out
   */
  public Replay(Cycle cycle, Recorded posts, Ledger ledger, Duration tick) {
    this.cycle = cycle;
    this.posts = posts;
    this.ledger = ledger;
    this.tick = tick;
  }

  /** The final decision on each post, newest post first. */
  public CycleReport run() {
    return run(now -> {});
  }

  /**
   * The same.
   *
   * @param passed told each moment at which a cycle begins
   */
  public CycleReport run(Consumer<Instant> passed) {
    Map<AtUri, Decided> last = new LinkedHashMap<>();
    List<CycleReport> reports = new ArrayList<>();
    Optional<Instant> next = posts.nextAfter(Instant.MIN);
    while (next.isPresent()) {
      Instant now = next.get();
      posts.advance(now);
      passed.accept(now);
      CycleReport report = cycle.run(Trigger.MANUAL, () -> now, done -> {});
      reports.add(report);
      report.decisions().forEach(d -> last.put(d.decision().post().uri(), d));
      next = nextTick(now);
    }
    return summary(reports, last, posts.malformed());
  }

  private Optional<Instant> nextTick(Instant now) {
    return Stream.of(posts.nextAfter(now), ledger.nextDue())
        .flatMap(Optional::stream)
        .map(due -> due.isAfter(now) ? due : now.plusMillis(1))
        .min(Instant::compareTo)
        .map(
            due -> {
              long wait = Duration.between(now, due).toMillis();
              long ticks = (wait + tick.toMillis() - 1) / tick.toMillis();
              return now.plus(tick.multipliedBy(Math.max(1, ticks)));
            });
  }

  private static CycleReport summary(
      List<CycleReport> reports, Map<AtUri, Decided> last, int malformed) {
    if (reports.isEmpty()) {
      throw new IllegalArgumentException("a recording holds at least one post");
    }
    Map<Source, SourceResult> sources = new LinkedHashMap<>();
    for (CycleReport report : reports) {
      for (SourceResult result : report.sources()) {
        sources.merge(result.source(), result, Replay::sum);
      }
    }
    List<Decided> decisions =
        last.values().stream()
            .sorted(Comparator.comparing((Decided d) -> d.decision().post().indexedAt()).reversed())
            .toList();
    CycleReport first = reports.get(0);
    CycleReport end = reports.get(reports.size() - 1);
    return new CycleReport(
        end.id(),
        Trigger.MANUAL,
        first.startedAt(),
        end.finishedAt(),
        true,
        List.copyOf(sources.values()),
        decisions,
        0,
        malformed,
        Optional.empty(),
        Optional.empty());
  }

  private static SourceResult sum(SourceResult one, SourceResult other) {
    return new SourceResult(
        one.source(),
        one.fresh() + other.fresh(),
        one.fresh() + other.fresh(),
        one.fetched() + other.fetched() > 0 ? CycleReport.Status.OK : other.status(),
        one.fetched() + other.fetched() > 0 ? "" : other.error(),
        false);
  }
}
