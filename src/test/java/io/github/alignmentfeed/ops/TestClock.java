package io.github.alignmentfeed.ops;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that moves when it is told to. */
public final class TestClock implements InstantSource {
  private Instant now = Instant.parse("2026-11-01T12:00:00Z");

  @Override
  public synchronized Instant instant() {
    return now;
  }

  public synchronized void pass(Duration time) {
    now = now.plus(time);
  }
}
