package io.github.alignmentfeed.pages;

import io.github.alignmentfeed.curation.Action;
import io.github.alignmentfeed.curation.Policy.Limits;
import io.github.alignmentfeed.cycle.Archive;
import io.github.alignmentfeed.cycle.Archive.Audience;
import io.github.alignmentfeed.cycle.Archive.Run;
import io.github.alignmentfeed.cycle.Archive.Waiting;
import io.github.alignmentfeed.cycle.CycleReport;
import io.github.alignmentfeed.cycle.CycleReport.SourceResult;
import io.github.alignmentfeed.cycle.Status;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How the bot fares.
 *
 * @param trouble what is wrong; empty where all is well
 * @param running whether a cycle is running
 * @param last the last cycle
 * @param next when the next one is due
 * @param runs the latest cycles, newest first
 */
public record NowView(
    List<String> trouble,
    boolean running,
    Optional<Cycle> last,
    Optional<Moment> next,
    List<Budget> budgets,
    int waiting,
    Optional<Moment> ready,
    Chart chart,
    List<Cycle> runs) {
  private static final int DAYS = 30;
  private static final int RUNS = 8;

  /** A cycle. */
  public record Cycle(
      Moment ended,
      String trigger,
      boolean dryRun,
      int fetched,
      int fresh,
      int reposts,
      int bookmarks,
      int waiting,
      int left,
      int takenBack,
      int failed,
      List<String> problems) {

    static Cycle of(Run run, Instant now) {
      return new Cycle(
          Moment.of(run.finishedAt(), now),
          run.trigger(),
          run.dryRun(),
          run.fetched(),
          run.fresh(),
          count(run, Action.REPOST),
          count(run, Action.BOOKMARK),
          count(run, Action.DEFER),
          count(run, Action.SKIP),
          count(run, Action.RETRACT),
          run.failed(),
          run.problems());
    }

    static Cycle of(CycleReport report, Instant now) {
      return new Cycle(
          Moment.of(report.finishedAt(), now),
          report.trigger().word(),
          report.dryRun(),
          report.sources().stream().mapToInt(SourceResult::fetched).sum(),
          report.sources().stream().mapToInt(SourceResult::fresh).sum(),
          report.count(Action.REPOST),
          report.count(Action.BOOKMARK),
          report.count(Action.DEFER),
          report.count(Action.SKIP),
          report.count(Action.RETRACT),
          report.failed(),
          List.of());
    }

    private static int count(Run run, Action action) {
      return run.decisions().getOrDefault(action, 0);
    }
  }

  /**
   * How much of a limit is used up.
   *
   * @param percent of the limit, at most 100
   */
  public record Budget(String name, int used, int most, int percent) {

    static Budget of(String name, int used, int most) {
      return new Budget(
          name, used, most, most <= 0 ? 100 : (int) Math.min(100, 100L * used / most));
    }
  }

  /**
   * Asks what the page shows.
   *
   * @param status how the service fares; absent where nothing runs
   * @param whole all that a recording came to, where it is one
   */
  public static NowView of(
      Archive archive,
      Audience audience,
      Optional<Status> status,
      Optional<CycleReport> whole,
      Limits limits,
      Instant now) {
    List<Cycle> runs =
        whole.isPresent()
            ? List.of(Cycle.of(whole.get(), now))
            : archive.runs(audience, RUNS).stream().map(run -> Cycle.of(run, now)).toList();
    Waiting waiting = archive.waiting();
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    LocalDate from = today.minusDays(DAYS - 1L);
    List<Instant> reposts = archive.reposts(now.minus(Duration.ofDays(1)));
    Instant hour = now.minus(Duration.ofHours(1));
    List<String> trouble =
        new ArrayList<>(
            status.map(Status::trouble).orElse(List.of()).stream().map(Status.Wrong::why).toList());
    if (archive.paused()) {
      trouble.add("All writing is paused: reading and deciding go on. The command resume ends it.");
    }
    return new NowView(
        List.copyOf(trouble),
        status.flatMap(Status::running).isPresent(),
        runs.stream().findFirst(),
        status.flatMap(Status::next).map(next -> Moment.of(next, now)),
        List.of(
            Budget.of(
                "Reposts, last hour",
                (int) reposts.stream().filter(at -> at.isAfter(hour)).count(),
                limits.perHour()),
            Budget.of("Reposts, last 24 hours", reposts.size(), limits.perDay())),
        waiting.posts(),
        waiting.until().map(until -> Moment.of(until, now)),
        Chart.of(archive.chosen(from), from, today),
        runs);
  }
}
