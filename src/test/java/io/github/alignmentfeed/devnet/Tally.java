package io.github.alignmentfeed.devnet;

import io.github.alignmentfeed.devnet.Fate.Kind;
import io.github.alignmentfeed.devnet.MortalRun.End;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;

/** What was counted while a bot was killed again and again. */
final class Tally {
  private static final long LIFETIME_AT_FIRST = 2_000;

  private final Map<Kind, Integer> kills = new EnumMap<>(Kind.class);
  private int started;
  private int killedAtWork;
  private int killedUndoing;
  private int storesLost;
  private int undone;
  private int survivors;
  private long lived;
  private String shown = "";

  void ended(End end) {
    started++;
    if (end.killed()) {
      kills.merge(end.fate().kind(), 1, Integer::sum);
      killedUndoing += end.command().equals("undo") ? 1 : 0;
      killedAtWork += end.fate().kind() == Kind.AT_RANDOM && end.requests() > 0 ? 1 : 0;
    } else {
      survivors++;
      lived += end.millis();
    }
  }

  void storeLost() {
    storesLost++;
  }

  void undone() {
    undone++;
  }

  void shown(Workload workload) {
    shown =
        "%d reposts, %d bookmarks"
            .formatted(workload.reposts().size(), workload.bookmarks().size());
  }

  int kills() {
    return kills.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** The death that was died least often. */
  Kind rarest() {
    return Stream.of(Kind.UNANSWERED, Kind.BEFORE_SENT, Kind.AT_RANDOM)
        .min(Comparator.comparingInt(this::kills))
        .orElseThrow();
  }

  int kills(Kind kind) {
    return kills.getOrDefault(kind, 0);
  }

  /** How long a process lives that nobody kills, in milliseconds. */
  long lifetime() {
    return survivors == 0 ? LIFETIME_AT_FIRST : lived / survivors;
  }

  @Override
  public String toString() {
    return """
        %d kills (%d before a write was sent, %d after one that was not answered, %d at random, of \
        these %d after the first request; %d while undoing); %d processes, which live %d ms; \
        %d undone, database lost %d times; %s"""
        .formatted(
            kills(),
            kills(Kind.BEFORE_SENT),
            kills(Kind.UNANSWERED),
            kills(Kind.AT_RANDOM),
            killedAtWork,
            killedUndoing,
            started,
            lifetime(),
            undone,
            storesLost,
            shown);
  }
}
