package io.github.alignmentfeed.cycle;

import java.time.Duration;
import java.time.Instant;

/** Is told how far something that takes long has come. */
public interface Progress {
  /** Tells nobody. */
  Progress UNTOLD = (what, done, all) -> {};

  /**
   * @param what is being done, for people
   * @param done so much of it
   * @param all of so much; at least {@code done}
   */
  void at(String what, long done, long all);

  /**
   * A time through which something goes.
   *
   * @param from where it begins
   * @param to where it ends
   */
  record Span(Instant from, Instant to) {

    /** Tells how far it has come at a moment, in minutes. */
    public void tell(Progress progress, String what, Instant now) {
      long all = Math.max(1, Duration.between(from, to).toMinutes());
      long done = Math.min(all, Duration.between(from, now).toMinutes());
      progress.at(what, done, all);
    }
  }
}
