package io.github.alignmentfeed.cycle;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How a running service fares.
 *
 * @param startedAt when it was started
 * @param running since when a cycle is running, where one is
 * @param lastRun names the last cycle that came to an end
 * @param lastGood when the last good cycle ended: it was logged in, or had no password, and not all
 *     of its sources failed
 * @param next when the next cycle is due
 * @param trouble all that is wrong, in the order of {@link Trouble}; empty where all is well
 */
public record Status(
    Instant startedAt,
    Optional<Instant> running,
    Optional<String> lastRun,
    Optional<Instant> lastGood,
    Optional<Instant> next,
    List<Wrong> trouble) {
  public Status {
    trouble = List.copyOf(trouble);
  }

  /** Kinds of what can be wrong. */
  public enum Trouble {
    /** The bot cannot log in: it reads and decides, but writes nothing. */
    LOGIN,
    /** The store cannot be written. */
    STORE,
    /** No cycle was good for too long. */
    STALE,
    /** The last cycle broke off. */
    CYCLE,
    /** The configuration was changed, and what it says now cannot be used. */
    CONFIGURATION,
    /** The configuration was changed in what only a restart takes up. */
    RESTART
  }

  /**
   * Something wrong.
   *
   * @param why what happened, and what to do
   */
  public record Wrong(Trouble kind, String why) {}

  /** What is wrong of a kind, where it is. */
  public Optional<String> why(Trouble kind) {
    return trouble.stream().filter(w -> w.kind() == kind).map(Wrong::why).findFirst();
  }
}
