package io.github.alignmentfeed.ops;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes who guesses wait: after five wrong guesses a second, after each further one twice as long,
 * up to a minute. Remembers the thousand clients that guessed last.
 */
final class Slowing {
  private static final int FREE = 5;
  private static final int MOST_CLIENTS = 1_000;
  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(1);
  private static final Duration FORGOTTEN = Duration.ofHours(1);

  private final InstantSource clock;
  private final Map<String, Guesses> wrong = new LinkedHashMap<>();

  private record Guesses(int count, Instant until) {}

  Slowing(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Who counts as one: an address, and of the longer kind the network that one customer is given.
   */
  static String client(String address) {
    try {
      return InetAddress.getByName(address) instanceof Inet6Address six
          ? HexFormat.of().formatHex(six.getAddress(), 0, 8)
          : address;
    } catch (UnknownHostException e) {
      return address;
    }
  }

  /** How long a client has to wait before it may guess again, where it has to. */
  synchronized Optional<Duration> wait(String client) {
    Guesses guesses = wrong.get(client);
    Instant now = clock.instant();
    return guesses == null || !now.isBefore(guesses.until())
        ? Optional.empty()
        : Optional.of(Duration.between(now, guesses.until()));
  }

  synchronized void wrong(String client) {
    Instant now = clock.instant();
    int count = count(wrong.remove(client), now) + 1;
    wrong.put(client, new Guesses(count, now.plus(rest(count))));
    if (wrong.size() > MOST_CLIENTS) {
      wrong.remove(wrong.keySet().iterator().next());
    }
  }

  synchronized void right(String client) {
    wrong.remove(client);
  }

  private static int count(@Nullable Guesses before, Instant now) {
    return before == null || before.until().plus(FORGOTTEN).isBefore(now) ? 0 : before.count();
  }

  private static Duration rest(int count) {
    if (count < FREE) {
      return Duration.ZERO;
    }
    Duration rest = FIRST.multipliedBy(1L << Math.min(count - FREE, 10));
    return rest.compareTo(LONGEST) > 0 ? LONGEST : rest;
  }
}
