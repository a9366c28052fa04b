package io.github.alignmentfeed.bluesky;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * How many requests a host is asked at most: half of what the reference servers allow an address
 * (3,000 in five minutes, section 1 of the protocol notes), and none while a host says that little
 * is left of its own limit.
 */
final class Budget {
  private static final int MOST = 1500;
  private static final Duration WINDOW = Duration.ofMinutes(5);

  /** What is left for others behind the same address. */
  private static final int RESERVE = 100;

  /** A limit below is that of one method, as of logging in, and not the host's. */
  private static final int SMALLEST = 1000;

  private final Map<String, Deque<Instant>> sent = new HashMap<>();
  private final Map<String, Instant> resting = new HashMap<>();

  /** Counts a request to a host, and says how long it must wait. */
  synchronized Duration claim(String host, Instant now) {
    Deque<Instant> times = sent.computeIfAbsent(host, h -> new ArrayDeque<>());
    while (!times.isEmpty() && !times.peekFirst().plus(WINDOW).isAfter(now)) {
      times.removeFirst();
    }
    Instant at = now;
    if (times.size() >= MOST) {
      at = later(at, times.removeFirst().plus(WINDOW));
    }
    at = later(at, resting.getOrDefault(host, now));
    times.addLast(at);
    return Duration.between(now, at);
  }

  /** How many requests may be sent without waiting to the host that was asked most. */
  synchronized int left(Instant now) {
    return sent.values().stream()
        .mapToInt(
            times -> MOST - (int) times.stream().filter(t -> t.plus(WINDOW).isAfter(now)).count())
        .min()
        .orElse(MOST);
  }

  /** Takes note of what a host says of its limit. */
  synchronized void told(String host, int limit, int remaining, Instant reset) {
    if (limit < SMALLEST) {
      return;
    }
    if (remaining < RESERVE) {
      resting.put(host, reset);
    } else {
      resting.remove(host);
    }
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
