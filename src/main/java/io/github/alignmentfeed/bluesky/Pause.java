package io.github.alignmentfeed.bluesky;

import java.time.Duration;

/** Waits between two tries of a request; tests wait no time at all. */
@FunctionalInterface
public interface Pause {

  /** Sleeps. An interrupt ends the sleep and stays set: whoever pauses then gives up. */
  Pause SLEEP =
      wait -> {
        try {
          Thread.sleep(wait.toMillis());
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      };

  /** Returns when the time is over, or earlier where the thread is interrupted. */
  void pause(Duration wait);
}
