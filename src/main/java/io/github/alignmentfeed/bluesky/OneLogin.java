package io.github.alignmentfeed.bluesky;

import io.github.alignmentfeed.cycle.AccountException;
import io.github.alignmentfeed.cycle.AccountException.Kind;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one login of a process. Logins are the scarcest quota of all (down to ten a day, section 3 of
 * the protocol notes): what the server has said once is not asked again, a limit and a refused
 * password are remembered beyond the process, and a failure that says nothing is given time.
 */
final class OneLogin {
  private static final Logger LOG = LoggerFactory.getLogger(OneLogin.class);
  private static final Duration LIMITED = Duration.ofMinutes(15);
  private static final Duration SHUT = Duration.ofDays(1);
  private static final Duration LONGEST_REST = Duration.ofHours(1);

  private final Logins logins;
  private final Login login;
  private final TokenFile file;
  private final InstantSource clock;

  private Optional<AccountException> verdict = Optional.empty();
  private boolean done;
  private Instant restUntil = Instant.MIN;
  private Duration rest = Duration.ofMinutes(5);
  private String restBecause = "";

  OneLogin(Logins logins, Login login, TokenFile file, InstantSource clock) {
    this.logins = logins;
    this.login = login;
    this.file = file;
    this.clock = clock;
  }

  /** Throws what was found out for good about this login, where something was. */
  void checkVerdict() {
    verdict.ifPresent(
        known -> {
          throw new AccountException(known.kind(), known.what());
        });
  }

  /** Remembers for the life of the process that this login is refused. */
  AccountException refuse(AccountException why) {
    verdict = Optional.of(why);
    return why;
  }

  /**
   * Logs in.
   *
   * @throws AccountException where it is refused, limited, was done before, or cannot be done now
   */
  Tokens logIn() {
    checkVerdict();
    if (done) {
      throw refuse(
          new AccountException(
              Kind.LOGIN,
              "the session that this run made for @"
                  + login.handle()
                  + " was revoked; check the app password and start the program anew"));
    }
    checkRest();
    checkPassword();
    makeRoom();
    Logins.Desk desk = findDesk();
    try {
      Tokens tokens = logins.create(desk);
      done = true;
      LOG.info("logged in: {}", tokens);
      return tokens;
    } catch (XrpcException e) {
      throw failed(e);
    }
  }

  private void checkRest() {
    Instant now = clock.instant();
    if (now.isBefore(restUntil)) {
      throw new AccountException(
          Kind.STOP_WRITES, restBecause + "; no login is tried before " + restUntil);
    }
    file.read()
        .noLoginBefore()
        .filter(now::isBefore)
        .ifPresent(
            until -> {
              throw new AccountException(
                  Kind.LOGIN,
                  "logins of @" + login.handle() + " are limited; none is tried before " + until);
            });
  }

  private void checkPassword() {
    file.read()
        .refused()
        .filter(known -> known.isOf(login.password().get()))
        .ifPresent(
            known -> {
              throw refuse(
                  new AccountException(
                      Kind.LOGIN,
                      "the password of @"
                          + login.handle()
                          + " was refused before and is not tried again: make a new app password"
                          + " (Settings, Privacy and security, App passwords), or remove "
                          + file.path()));
            });
  }

  /** A session that could not be kept would cost a login at every start. */
  private void makeRoom() {
    try {
      file.writeNone(Optional.empty());
    } catch (IOException e) {
      throw new AccountException(
          Kind.LOGIN,
          "not logging in, because the session could not be kept: "
              + file.path()
              + " cannot be written ("
              + e.getClass().getSimpleName()
              + ")");
    }
  }

  private Logins.Desk findDesk() {
    try {
      return logins.desk();
    } catch (XrpcException e) {
      throw WriteRefusal.ofSearch(login, e);
    }
  }

  private AccountException failed(XrpcException e) {
    AccountException why = WriteRefusal.ofLogin(login, e);
    Instant now = clock.instant();
    switch (e.kind()) {
      case REFUSED -> {
        refuse(why);
        rememberRefusal(e, now);
      }
      case RATE_LIMITED -> remember(e.until().filter(now::isBefore).orElse(now.plus(LIMITED)));
      case UNREACHABLE -> {}
      case NO_ANSWER, SERVER_ERROR, NOT_XRPC, MALFORMED -> {
        restUntil = now.plus(rest);
        restBecause = why.what();
        Duration twice = rest.multipliedBy(2);
        rest = twice.compareTo(LONGEST_REST) < 0 ? twice : LONGEST_REST;
      }
    }
    return why;
  }

  /** A wrong password stays wrong; an account that is shut may be opened again. */
  private void rememberRefusal(XrpcException e, Instant now) {
    if (WriteRefusal.isShut(e)) {
      remember(now.plus(SHUT));
      return;
    }
    try {
      file.writeRefused(Fingerprint.of(login.password().get()));
    } catch (IOException failure) {
      LOG.warn("{} cannot be written ({})", file.path(), failure.getClass().getSimpleName());
    }
  }

  private void remember(Instant noLoginBefore) {
    try {
      file.writeNone(Optional.of(noLoginBefore));
    } catch (IOException e) {
      LOG.warn("{} cannot be written ({})", file.path(), e.getClass().getSimpleName());
      restUntil = noLoginBefore;
      restBecause = "logins are limited";
    }
  }
}
