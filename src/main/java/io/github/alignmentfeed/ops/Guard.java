package io.github.alignmentfeed.ops;

import io.github.alignmentfeed.ops.Sessions.Session;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Knows the operator: by the token, or by a session that began with it. */
public final class Guard {
  private final Optional<String> token;
  private final Sessions sessions;
  private final Slowing slowing;
  private final Optional<Familiar> familiar;

  /** A refusal, or what was asked for. */
  record Checked<T>(Optional<T> value, Optional<Problem> problem) {
    static <T> Checked<T> ok(T value) {
      return new Checked<>(Optional.of(value), Optional.empty());
    }

    static <T> Checked<T> refused(Problem problem) {
      return new Checked<>(Optional.empty(), Optional.of(problem));
    }
  }

  /**
   * @param token what the operator shows; absent where nobody can be one
   */
  public Guard(Optional<String> token, InstantSource clock) {
    this.token = token;
    this.sessions = new Sessions(clock);
    this.slowing = new Slowing(clock);
    this.familiar = token.map(Familiar::new);
  }

  /** Whether somebody can sign in at all. */
  public boolean hasToken() {
    return token.isPresent();
  }

  /** Who sends a request; a wrong token is refused, however little is asked for. */
  Checked<Visitor> visitor(Shown shown) {
    if (shown.bearer().isPresent()) {
      return check(shown.bearer().get(), shown)
          .<Checked<Visitor>>map(Checked::refused)
          .orElseGet(() -> Checked.ok(Visitor.TOKEN));
    }
    return Checked.ok(
        shown
            .session()
            .flatMap(sessions::find)
            .map(s -> new Visitor(true, Optional.of(s.formToken())))
            .orElse(Visitor.STRANGER));
  }

  /**
   * Whether a request may have what is the operator's.
   *
   * @param changes whether it changes something
   * @param formToken what its form brings along; asked for only where it is needed
   */
  Optional<Problem> admit(
      Visitor visitor, Shown shown, boolean changes, Supplier<Optional<String>> formToken) {
    if (token.isEmpty()) {
      return Optional.of(noToken());
    }
    if (!visitor.operator()) {
      return Optional.of(
          unauthorized("this needs the token", "send Authorization: Bearer TOKEN, or sign in"));
    }
    if (!changes || visitor.formToken().isEmpty()) {
      return Optional.empty();
    }
    boolean genuine =
        shown.isOfThisSite()
            && formToken.get().filter(given -> same(given, visitor.formToken().get())).isPresent();
    return genuine ? Optional.empty() : Optional.of(forged());
  }

  /** Signs somebody in who knows the token. */
  Checked<Session> signIn(String given, Shown shown) {
    if (token.isEmpty()) {
      return Checked.refused(noToken());
    }
    if (!shown.isOfThisSite()) {
      return Checked.refused(forged());
    }
    return check(given, shown)
        .<Checked<Session>>map(Checked::refused)
        .orElseGet(() -> Checked.ok(sessions.begin()));
  }

  void signOut(Shown shown) {
    shown.session().ifPresent(sessions::end);
  }

  /** What a browser is given in which the operator has signed in. */
  Optional<String> mark() {
    return familiar.map(Familiar::mark);
  }

  private Optional<Problem> check(String given, Shown shown) {
    if (token.isEmpty()) {
      return Optional.of(noToken());
    }
    String client =
        familiar
            .flatMap(f -> shown.mark().flatMap(f::browser))
            .orElseGet(() -> Slowing.client(shown.client()));
    Optional<Duration> wait = slowing.wait(client);
    if (wait.isPresent()) {
      long seconds = wait.get().plusMillis(999).toSeconds();
      return Optional.of(
          new Problem(
              429,
              "too many wrong tokens came from " + shown.client(),
              "wait " + seconds + " s and try again with the token of the configuration",
              Map.of("Retry-After", Long.toString(seconds))));
    }
    if (!same(given, token.get())) {
      slowing.wrong(client);
      return Optional.of(
          unauthorized("the token is wrong", "use the one that http.token of the bot names"));
    }
    slowing.right(client);
    return Optional.empty();
  }

  private static Problem noToken() {
    return new Problem(
        403,
        "no token is configured, so nobody can be its operator here",
        "set http.token in the configuration and restart the service");
  }

  private static Problem forged() {
    return new Problem(
        403,
        "this request does not come from a page of this service",
        "open the page again and send the form from there");
  }

  private static Problem unauthorized(String error, String hint) {
    return new Problem(401, error, hint, Map.of("WWW-Authenticate", "Bearer"));
  }

  /** Takes as long for any two texts of the same length. */
  private static boolean same(String given, String expected) {
    return MessageDigest.isEqual(digest(given), digest(expected));
  }

  private static byte[] digest(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
