package io.github.alignmentfeed.bluesky;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

/**
 * Which failures are tried again, how often and after how long: section 10 of the protocol notes as
 * one table.
 *
 * @param tries how often a request is sent at most
 * @param first the wait before the second try, on average; it doubles from then on
 * @param longest the longest wait that a server may ask for; what is longer fails at once
 * @param pause how to wait
 * @param jitter numbers from zero to below one, so that many clients do not return together
 */
public record Patience(
    int tries, Duration first, Duration longest, Pause pause, DoubleSupplier jitter) {

  /** Three tries, half a second and one between them, and thirty seconds where a server asks. */
  public static final Patience USUAL =
      new Patience(
          3,
          Duration.ofMillis(500),
          Duration.ofSeconds(30),
          Pause.SLEEP,
          () -> ThreadLocalRandom.current().nextDouble());

  /**
   * How long to wait before a request is sent again, or nothing where it has failed for good.
   *
   * @param failure how it failed
   * @param tried how often it was sent
   * @param repeat what the request does
   * @param now the time
   */
  Optional<Duration> beforeNext(XrpcException failure, int tried, Repeat repeat, Instant now) {
    if (tried >= tries || !repeatable(failure, repeat)) {
      return Optional.empty();
    }
    Duration backoff = backoff(tried);
    Duration asked = failure.until().map(until -> Duration.between(now, until)).orElse(backoff);
    Duration wait = asked.compareTo(backoff) > 0 ? asked : backoff;
    return asked.compareTo(longest) > 0 ? Optional.empty() : Optional.of(wait);
  }

  private static boolean repeatable(XrpcException failure, Repeat repeat) {
    return switch (failure.kind()) {
      case UNREACHABLE -> true;
      case RATE_LIMITED -> repeat != Repeat.UNSENT;
      case NO_ANSWER -> repeat == Repeat.SAFE;
      case SERVER_ERROR ->
          switch (failure.status()) {
            case 501 -> false;
            case 500 -> repeat == Repeat.SAFE;
            default -> repeat != Repeat.UNSENT;
          };
      case REFUSED, NOT_XRPC, MALFORMED -> false;
    };
  }

  private Duration backoff(int tried) {
    double factor = (1L << Math.min(tried - 1, 16)) * (0.5 + jitter.getAsDouble());
    return Duration.ofMillis(Math.round(first.toMillis() * factor));
  }
}
