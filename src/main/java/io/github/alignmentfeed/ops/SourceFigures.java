package io.github.alignmentfeed.ops;

import io.github.alignmentfeed.cycle.CycleReport;
import io.github.alignmentfeed.cycle.CycleReport.SourceResult;
import io.github.alignmentfeed.cycle.CycleReport.Status;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How the sources of the last cycle fared. Of more than so many only those are told that fail: a
 * figure for each of thousands helps nobody.
 */
final class SourceFigures {
  private static final int MOST = 500;

  private Map<String, Figures> figures = Map.of();

  /**
   * One source.
   *
   * @param read when it was last read without a failure
   * @param failures how often it failed since then
   */
  record Figures(String name, Optional<Instant> read, int failures) {}

  synchronized void note(CycleReport report) {
    Map<String, Figures> next = new LinkedHashMap<>();
    for (SourceResult result : report.sources()) {
      String name = result.source().name();
      Figures before = figures.getOrDefault(name, new Figures(name, Optional.empty(), 0));
      next.put(
          name,
          result.status() == Status.FAILED
              ? new Figures(name, before.read(), before.failures() + 1)
              : new Figures(name, Optional.of(report.finishedAt()), 0));
    }
    figures = next;
  }

  synchronized List<Figures> all() {
    return figures.values().stream()
        .filter(f -> figures.size() <= MOST || f.failures() > 0)
        .limit(MOST)
        .toList();
  }
}
