package io.github.alignmentfeed.bluesky;

import io.github.alignmentfeed.cycle.AccountException;
import io.github.alignmentfeed.cycle.AccountException.Kind;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a failure means for the bot's account, and what to do (section 10 of the notes). */
final class WriteRefusal {
  private static final Logger LOG = LoggerFactory.getLogger(WriteRefusal.class);
  private static final Set<Integer> ABOUT_THE_ITEM = Set.of(400, 413);
  private static final String BOOKMARKS = "app.bsky.bookmark.";

  private WriteRefusal() {}

  /** A failed call of a session that is otherwise good. */
  static AccountException of(XrpcException e) {
    return switch (e.kind()) {
      case UNREACHABLE, NO_ANSWER ->
          new AccountException(
              Kind.UNREACHABLE, e.host() + " cannot be reached (" + e.getMessage() + ")");
      case RATE_LIMITED -> stop(e.host() + " asks to wait" + time(e), e);
      case SERVER_ERROR -> serverError(e);
      case NOT_XRPC -> stop(e.host() + " gives no usable answer", e);
      case MALFORMED -> stop("the answer of " + e.host() + " makes no sense", e);
      case REFUSED -> gone(e).orElseGet(() -> refused(e));
    };
  }

  private static AccountException serverError(XrpcException e) {
    if (e.status() == 501 && e.method().startsWith(BOOKMARKS)) {
      return new AccountException(
          Kind.TRANSIENT, e.host() + " keeps no bookmarks (" + e.getMessage() + ")");
    }
    return stop(e.host() + " has a failure of its own", e);
  }

  private static AccountException refused(XrpcException e) {
    if (e.tokenIsDead() || e.says("AuthenticationRequired")) {
      return login(e.host() + " refuses the session, also after a new one was made", e);
    }
    if (e.detail().contains("proxy")) {
      return stop(e.host() + " cannot pass the call on to the AppView", e);
    }
    if (!ABOUT_THE_ITEM.contains(e.status())) {
      return stop(e.host() + " refuses the call, whatever it is about", e);
    }
    LOG.error("refused for good, which looks like a bug: {}", e.getMessage());
    return new AccountException(Kind.ITEM, "refused for good (" + e.getMessage() + ")");
  }

  /** A failed attempt to log in, or to renew a session. */
  static AccountException ofLogin(Login login, XrpcException e) {
    String who = "@" + login.handle();
    return switch (e.kind()) {
      case RATE_LIMITED ->
          login(
              "logins of " + who + " are limited by " + e.host() + "; none is tried" + time(e), e);
      case UNREACHABLE, NO_ANSWER, SERVER_ERROR, NOT_XRPC, MALFORMED -> of(e);
      case REFUSED -> gone(e).orElseGet(() -> refusedLogin(who, e));
    };
  }

  /** A search for the server to log in at that did not find it. */
  static AccountException ofSearch(Login login, XrpcException e) {
    return switch (e.kind()) {
      case UNREACHABLE, NO_ANSWER, RATE_LIMITED, SERVER_ERROR -> of(e);
      case NOT_XRPC, MALFORMED, REFUSED ->
          login(
              "the server of @"
                  + login.handle()
                  + " cannot be found: check the handle, or name the server in bot.service",
              e);
    };
  }

  private static AccountException refusedLogin(String who, XrpcException e) {
    if (e.says("AuthFactorTokenRequired")) {
      return login(
          e.host()
              + " wants a second factor for "
              + who
              + ": give the bot an app password (Settings, Privacy and security, App passwords), not"
              + " the account's own password",
          e);
    }
    return login(
        e.host()
            + " refuses the login of "
            + who
            + ": check the handle, and make a new app password (Settings, Privacy and security, App"
            + " passwords); this one is not tried again",
        e);
  }

  /** Whether it speaks of the whole account and not of the password. */
  static boolean isShut(XrpcException e) {
    return gone(e).isPresent();
  }

  private static Optional<AccountException> gone(XrpcException e) {
    return switch (e.error()) {
      case "AccountTakedown", "RepoTakendown" ->
          Optional.of(
              login(
                  "the bot's account was taken down; appeal with the moderators of its server", e));
      case "AccountDeactivated", "RepoDeactivated" ->
          Optional.of(
              login(
                  "the bot's account is deactivated; activate it in the app, or where it has moved"
                      + " delete the session file so that its new server is found",
                  e));
      case "AccountNotFound", "RepoNotFound" -> Optional.of(elsewhere(e));
      default ->
          // So a reference server speaks of a repository that is deactivated or taken down, too.
          e.detail().startsWith("Could not find repo")
              ? Optional.of(elsewhere(e))
              : Optional.empty();
    };
  }

  private static AccountException elsewhere(XrpcException e) {
    return login(
        "the bot's account is not on this server: it is deactivated, taken down or has moved; where"
            + " it has moved, delete the session file so that its new server is found",
        e);
  }

  private static String time(XrpcException e) {
    return e.until().map(until -> " until " + until).orElse("");
  }

  private static AccountException stop(String why, XrpcException e) {
    return new AccountException(Kind.STOP_WRITES, why + " (" + e.getMessage() + ")");
  }

  private static AccountException login(String why, XrpcException e) {
    return new AccountException(Kind.LOGIN, why + " (" + e.getMessage() + ")");
  }
}
