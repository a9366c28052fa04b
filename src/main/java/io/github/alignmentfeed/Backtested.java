package io.github.alignmentfeed;

import io.github.alignmentfeed.curation.Comparison;
import io.github.alignmentfeed.curation.Decision;
import io.github.alignmentfeed.cycle.CycleReport;
import io.github.alignmentfeed.cycle.CycleReport.SourceResult;
import io.github.alignmentfeed.cycle.CycleReport.Status;
import io.github.alignmentfeed.cycle.Decided;
import java.util.List;
import java.util.Optional;

/**
 * What rules would have done with the posts of a time gone by.
 *
 * @param comparison what is shown by the rules in use, and by others
 * @param sources how each source fared when it was read
 * @param malformed entries of feeds that were set aside
 */
public record Backtested(Comparison comparison, List<SourceResult> sources, int malformed) {
  public Backtested {
    sources = List.copyOf(sources);
  }

  static Backtested of(
      CycleReport today, Optional<CycleReport> other, List<SourceResult> sources, int malformed) {
    return new Backtested(
        new Comparison(decisions(today), other.map(Backtested::decisions)), sources, malformed);
  }

  private static List<Decision> decisions(CycleReport report) {
    return report.decisions().stream().map(Decided::decision).toList();
  }

  /** Whether there are sources and none of them could be reached. */
  public boolean offline() {
    return !sources.isEmpty() && sources.stream().allMatch(SourceResult::unreachable);
  }

  /** The sources that could not be read, or not as far as was asked. */
  public List<SourceResult> failed() {
    return sources.stream().filter(s -> s.status() == Status.FAILED).toList();
  }
}
