package io.github.alignmentfeed.bluesky;

import io.github.alignmentfeed.atproto.Did;
import io.github.alignmentfeed.cycle.AccountException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bot's session with the server that keeps its account. Kept tokens are used until the server
 * refuses them, then refreshed once; where that is refused too, one login is tried in the life of a
 * process (sections 3 and 10 of the protocol notes). Safe for use by several threads.
 */
public final class Session implements XrpcServer {
  private static final Logger LOG = LoggerFactory.getLogger(Session.class);

  private final Transport transport;
  private final Logins logins;
  private final Login login;
  private final TokenFile file;
  private final OneLogin oneLogin;
  private Optional<Tokens> tokens = Optional.empty();

  /**
   * @param identity finds the server, where the login names none
   * @param login who logs in
   * @param file where tokens are kept between runs
   * @param clock against which limits of logins are held
   */
  public Session(
      Transport transport, Identity identity, Login login, Path file, InstantSource clock) {
    this.transport = transport;
    this.logins = new Logins(transport, identity, login);
    this.login = login;
    this.file = new TokenFile(file, login);
    this.oneLogin = new OneLogin(logins, login, this.file, clock);
  }

  /** Whether tokens are in use: what merely reads must not be what logs in. */
  synchronized boolean isOpen() {
    return tokens.isPresent();
  }

  /** The account; logs in only where no session is kept. */
  Did did() {
    return current().did();
  }

  @Override
  public String host() {
    return openly().host();
  }

  /** The bot's server as anybody sees it. */
  XrpcServer openly() {
    return transport.xrpc(current().service());
  }

  /**
   * Makes a call as the bot.
   *
   * @throws AccountException where there is no session to be had
   */
  @Override
  public <T> T send(XrpcCall call, Reading<T> reading) {
    Tokens used = current();
    try {
      return send(call, reading, used);
    } catch (XrpcException e) {
      if (!e.tokenIsDead()) {
        throw e;
      }
      LOG.debug("{}; renewing the session", e.getMessage());
    }
    return send(call, reading, otherThan(used));
  }

  private <T> T send(XrpcCall call, Reading<T> reading, Tokens shown) {
    return transport.xrpc(shown.service()).send(call.showing(shown.access()), reading);
  }

  private synchronized Tokens current() {
    oneLogin.checkVerdict();
    if (tokens.isEmpty()) {
      tokens = file.read().tokens();
    }
    return tokens.orElseGet(this::loggedIn);
  }

  /** Tokens to go on with after the server refused some: renewed by whoever came first. */
  private synchronized Tokens otherThan(Tokens refused) {
    Tokens now = current();
    if (!now.access().equals(refused.access())) {
      return now;
    }
    // Another process of this bot may have renewed them meanwhile.
    Optional<Tokens> others =
        file.read().tokens().filter(kept -> !kept.access().equals(refused.access()));
    if (others.isPresent()) {
      tokens = others;
      return others.get();
    }
    return refreshed(now);
  }

  private Tokens refreshed(Tokens old) {
    try {
      return keep(logins.refresh(old));
    } catch (XrpcException e) {
      if (e.tokenIsDead() || e.says("AuthenticationRequired")) {
        LOG.warn("{}; the session is over", e.getMessage());
        tokens = Optional.empty();
        return loggedIn();
      }
      if (e.kind() == XrpcException.Kind.REFUSED) {
        throw oneLogin.refuse(WriteRefusal.ofLogin(login, e));
      }
      throw WriteRefusal.of(e);
    }
  }

  private Tokens loggedIn() {
    return keep(oneLogin.logIn());
  }

  /** Keeps tokens before anything is done with them. */
  private Tokens keep(Tokens granted) {
    try {
      file.write(granted);
    } catch (IOException e) {
      LOG.warn(
          "{} cannot be written ({}); the session ends with this run",
          file.path(),
          e.getClass().getSimpleName());
    }
    tokens = Optional.of(granted);
    return granted;
  }
}
