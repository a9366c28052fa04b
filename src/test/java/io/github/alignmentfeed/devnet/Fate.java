package io.github.alignmentfeed.devnet;

import java.util.Random;

/**
 * How a process of the bot ends.
 *
 * @param write at which of its writes it is killed, from one, where it dies at a write
 * @param after how much later than its start it is killed, in milliseconds, where it dies at random
 */
record Fate(Kind kind, int write, long after) {
  static final Fate LIVES = new Fate(Kind.LIVES, 0, 0);

  enum Kind {
    LIVES,
    AT_RANDOM,
    /** A write has left the process and reached no server. */
    BEFORE_SENT,
    /** A write was done, and the process never heard of it. */
    UNANSWERED
  }

  /**
   * A death. Java needs a quarter of a lifetime to start, and would die there for nothing.
   *
   * @param lifetime how long a process lives that nobody kills, in milliseconds
   */
  static Fate deadly(Kind kind, Random random, long lifetime) {
    return kind == Kind.AT_RANDOM
        ? new Fate(kind, 0, random.nextLong(lifetime / 4, lifetime))
        : new Fate(kind, random.nextInt(3) == 0 ? 2 : 1, 0);
  }
}
