package io.github.alignmentfeed.ops;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Who has signed in; in memory only, for half a day each. */
final class Sessions {
  static final Duration LIFE = Duration.ofHours(12);
  private static final int MOST = 100;
  private static final int BYTES = 32;

  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, Session> sessions = new LinkedHashMap<>();

  /**
   * Somebody signed in.
   *
   * @param id what the cookie holds
   * @param formToken what a form must bring along
   */
  record Session(String id, String formToken, Instant until) {}

  Sessions(InstantSource clock) {
    this.clock = clock;
  }

  synchronized Session begin() {
    Session session = new Session(secret(), secret(), clock.instant().plus(LIFE));
    sessions.put(session.id(), session);
    if (sessions.size() > MOST) {
      sessions.remove(sessions.keySet().iterator().next());
    }
    return session;
  }

  synchronized Optional<Session> find(String id) {
    sessions.values().removeIf(s -> !clock.instant().isBefore(s.until()));
    return Optional.ofNullable(sessions.get(id));
  }

  synchronized void end(String id) {
    sessions.remove(id);
  }

  private String secret() {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
