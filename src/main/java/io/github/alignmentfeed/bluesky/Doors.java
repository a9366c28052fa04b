package io.github.alignmentfeed.bluesky;

import io.github.alignmentfeed.bluesky.XrpcException.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers where knocking again is of no use for a while, so that one refusal is not collected
 * once for every account followed. A rate limit, a host's own refusal and a method that is not
 * there close one method of the host; a host that cannot be connected to is closed altogether.
 */
final class Doors {
  private static final Duration HOST_POLICY = Duration.ofMinutes(5);
  private static final Duration NO_SUCH_METHOD = Duration.ofDays(1);
  private final Duration usual;
  private final Map<String, Closed> closed = new ConcurrentHashMap<>();

  private record Closed(Instant until, XrpcException why) {}

  /**
   * @param usual how long a door stays closed where the server names no time
   */
  Doors(Duration usual) {
    this.usual = usual;
  }

  /**
   * @throws XrpcException the failure that closed the door, where it is closed
   */
  void pass(String host, String method, Instant now) {
    pass(host, now);
    pass(door(host, method), now);
  }

  private void pass(String door, Instant now) {
    Closed found = closed.get(door);
    if (found == null) {
      return;
    }
    if (now.isBefore(found.until())) {
      throw found.why().again();
    }
    closed.remove(door, found);
  }

  /** Notes a request that failed for good. */
  void failed(XrpcException why, Instant now) {
    if (why.kind() == Kind.UNREACHABLE) {
      closed.put(why.host(), new Closed(now.plus(usual), why));
    } else if (why.kind() == Kind.RATE_LIMITED) {
      Instant until = why.until().filter(now::isBefore).orElse(now.plus(usual));
      closed.put(door(why.host(), why.method()), new Closed(until, why));
    } else if (why.hostPolicy()) {
      closed.put(door(why.host(), why.method()), new Closed(now.plus(HOST_POLICY), why));
    } else if (why.status() == 501) {
      closed.put(door(why.host(), why.method()), new Closed(now.plus(NO_SUCH_METHOD), why));
    }
  }

  private static String door(String host, String method) {
    return host + " " + method;
  }
}
