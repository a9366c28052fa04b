package io.github.alignmentfeed.ops;

import io.github.alignmentfeed.ops.Guard.Checked;
import io.github.alignmentfeed.ops.Sessions.Session;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What every request passes: which names the server answers to, and who asks. */
final class Gate {
  private static final String SESSION = "session";
  private static final String MARK = "familiar";
  private static final int YEAR = (int) Duration.ofDays(365).toSeconds();
  private static final int LARGEST_SIGN_IN = 4096;
  private static final String BEARER = "bearer ";
  private static final Pattern PORT = Pattern.compile(":\\d*$");
  private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final String CSP =
      "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self';"
          + " frame-ancestors 'none'; base-uri 'none'";

  private final Guard guard;
  private final Look look;
  private final Set<String> names;
  private final boolean local;

  /**
   * @param host where the server listens
   * @param names under which it is reached beside those of the machine itself
   */
  Gate(Guard guard, Look look, String host, Set<String> names) {
    this.guard = guard;
    this.look = look;
    this.names = names;
    this.local = isLoopback(host);
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /** Says to browsers what may be done with an answer, before there is one. */
  static void protect(Context context) {
    context
        .header("Content-Security-Policy", CSP)
        .header("X-Content-Type-Options", "nosniff")
        .header("X-Frame-Options", "DENY")
        .header("Referrer-Policy", "no-referrer")
        .header("Cross-Origin-Resource-Policy", "same-origin")
        .header("Cache-Control", "no-store");
  }

  /** Who listens on this machine alone answers to its own names: others lead here by deceit. */
  Optional<Problem> wrongName(Context context) {
    String name =
        PORT.matcher(header(context, "Host").orElse("")).replaceFirst("").toLowerCase(Locale.ROOT);
    return !local || LOCAL.contains(name) || names.contains(name)
        ? Optional.empty()
        : Optional.of(
            new Problem(
                421,
                "this service is not known by the name in the request",
                "ask for it as localhost, or write the name into http.names of the"
                    + " configuration"));
  }

  /** Who asks for a route, or why nobody may. */
  Checked<Visitor> admit(Route route, Context context) {
    Shown shown = shown(context);
    Checked<Visitor> visitor = guard.visitor(shown);
    if (visitor.value().isEmpty() || route.access() == Route.Access.ANYBODY) {
      return visitor;
    }
    return guard
        .admit(
            visitor.value().get(),
            shown,
            route.method() == Route.Method.POST,
            () -> Optional.ofNullable(context.formParam(Visitor.FORM_TOKEN)))
        .<Checked<Visitor>>map(Checked::refused)
        .orElse(visitor);
  }

  /** Sets the session's cookie, or shows the form again. */
  void signIn(Context context) {
    if (context.contentLength() < 0 || context.contentLength() > LARGEST_SIGN_IN) {
      refuse(
          new Problem(413, "a token is shorter than this", "send the form of GET /login"), context);
      return;
    }
    String given = Optional.ofNullable(context.formParam("token")).orElse("").strip();
    Checked<Session> session = guard.signIn(given, shown(context));
    if (session.value().isEmpty()) {
      Problem problem = session.problem().orElseThrow();
      Server.send(
          isForPeople(context)
              ? new Answer(
                  problem.status(), Answer.HTML, look.signIn(session.problem()), problem.headers())
              : problem.json(),
          context);
      return;
    }
    context.cookie(
        cookie(context, SESSION, session.value().get().id(), (int) Sessions.LIFE.toSeconds()));
    guard.mark().ifPresent(mark -> context.cookie(cookie(context, MARK, mark, YEAR)));
    Server.send(Answer.seeOther("/"), context);
  }

  /** Ends the session; a request from elsewhere cannot, for browsers bring no cookie with it. */
  void signOut(Context context) {
    guard.signOut(shown(context));
    context.cookie(cookie(context, SESSION, "", 0));
    Server.send(Answer.seeOther("/"), context);
  }

  void signInPage(Context context) {
    Server.send(Answer.html(look.signIn(Optional.empty())), context);
  }

  /** Refuses a request in the words of who asks. */
  void refuse(Problem problem, Context context) {
    Server.send(
        isForPeople(context)
            ? new Answer(problem.status(), Answer.HTML, look.problem(problem), problem.headers())
            : problem.json(),
        context);
  }

  private static boolean isForPeople(Context context) {
    return !context.path().startsWith("/api/")
        && header(context, "Accept").filter(accept -> accept.contains("text/html")).isPresent();
  }

  private static Cookie cookie(Context context, String name, String value, int seconds) {
    boolean secure =
        header(context, "X-Forwarded-Proto").filter("https"::equalsIgnoreCase).isPresent();
    return new Cookie(name, value, "/", seconds, secure, true, null, SameSite.STRICT);
  }

  private static Shown shown(Context context) {
    return new Shown(
        context.ip(),
        header(context, "Authorization")
            .filter(value -> value.toLowerCase(Locale.ROOT).startsWith(BEARER))
            .map(value -> value.substring(BEARER.length()).strip()),
        Optional.ofNullable(context.cookie(SESSION)),
        Optional.ofNullable(context.cookie(MARK)),
        header(context, "Sec-Fetch-Site"),
        header(context, "Origin"),
        header(context, "Host").orElse(""));
  }

  private static Optional<String> header(Context context, String name) {
    return Optional.ofNullable(context.header(name));
  }
}
