package io.github.alignmentfeed.cycle;

import io.github.alignmentfeed.curation.Action;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What one cycle did.
 *
 * @param id names the cycle
 * @param trigger what started it
 * @param dryRun whether nothing was written
 * @param sources one for each configured source
 * @param decisions one for each post decided on, best first
 * @param unlisted how many more posts were left alone, too many to list
 * @param malformed entries of feeds that were set aside
 * @param login why the bot could not log in, where it could not
 * @param writing why writes were stopped, where they were
 */
public record CycleReport(
    String id,
    Trigger trigger,
    Instant startedAt,
    Instant finishedAt,
    boolean dryRun,
    List<SourceResult> sources,
    List<Decided> decisions,
    int unlisted,
    int malformed,
    Optional<String> login,
    Optional<String> writing) {
  public CycleReport {
    sources = List.copyOf(sources);
    decisions = List.copyOf(decisions);
  }

  /** What started a cycle. */
  public enum Trigger {
    MANUAL,
    SCHEDULE,
    API;

    /** The word used in reports. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** How a source fared. */
  public enum Status {
    OK,
    FAILED,
    SKIPPED;

    /** The word used in reports. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * How a source fared.
   *
   * @param fetched posts read
   * @param fresh posts not known before
   * @param error what went wrong; empty where nothing did
   * @param unreachable whether no answer came at all
   */
  public record SourceResult(
      Source source, int fetched, int fresh, Status status, String error, boolean unreachable) {}

  /** How many posts were decided on so. */
  public int count(Action action) {
    long listed = decisions.stream().filter(d -> d.decision().action() == action).count();
    return (int) listed + (action == Action.SKIP ? unlisted : 0);
  }

  /** How many sources and decisions failed. */
  public int failed() {
    long sources = this.sources.stream().filter(s -> s.status() == Status.FAILED).count();
    long writes = decisions.stream().filter(d -> d.outcome() == Outcome.FAILED).count();
    return (int) (sources + writes);
  }

  /**
   * Whether it was logged in where it should be, and not all of the sources that it asked failed.
   */
  public boolean isGood() {
    return login.isEmpty()
        && (asked().isEmpty() || asked().stream().anyMatch(s -> s.status() != Status.FAILED));
  }

  /** Whether sources were asked and none of them could be reached. */
  public boolean offline() {
    return !asked().isEmpty() && asked().stream().allMatch(SourceResult::unreachable);
  }

  private List<SourceResult> asked() {
    return sources.stream().filter(s -> s.status() != Status.SKIPPED).toList();
  }
}
