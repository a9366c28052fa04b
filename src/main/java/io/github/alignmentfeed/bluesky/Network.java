package io.github.alignmentfeed.bluesky;

import io.github.alignmentfeed.atproto.AtIdentifier;
import io.github.alignmentfeed.atproto.AtUri;
import io.github.alignmentfeed.atproto.Did;
import io.github.alignmentfeed.atproto.Handle;
import io.github.alignmentfeed.curation.Post;
import io.github.alignmentfeed.cycle.Account;
import io.github.alignmentfeed.cycle.AccountException;
import io.github.alignmentfeed.cycle.PostSource;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/** The network as one bot uses it: what anybody may read, and the bot's own account. */
public final class Network implements AutoCloseable {
  private static final String PRODUCTION = ".bsky.app";

  private final Transport transport;
  private final PublicSource posts;
  private final Optional<BotAccount> account;

  /**
   * Which network, and who is on it.
   *
   * @param appview where posts are read
   * @param plc the directory of DIDs
   * @param handle the bot's handle; absent for a bot that only reads
   * @param password its app password
   * @param service its server, where it is not to be found from the DID document
   * @param tokens the file in which its session is kept
   * @param version of this program, told to every server
   */
  public record Settings(
      URI appview,
      URI plc,
      Optional<Handle> handle,
      Optional<String> password,
      Optional<URI> service,
      Path tokens,
      String version) {

    /** Name and version, and the bot's profile, where its operator can be found. */
    public String userAgent() {
      return "alignment-feed-bot/"
          + version
          + handle.map(h -> " (+https://bsky.app/profile/" + h + ")").orElse("");
    }

    /** Without the password. */
    @Override
    public String toString() {
      return "Settings[appview=" + appview + ", plc=" + plc + ", handle=" + handle + "]";
    }
  }

  /**
   * @param timeouts how long one request may take
   * @param patience how often it is tried
   * @param clock against which servers' waiting times are held
   * @param exchanges told of every request
   */
  public Network(
      Settings settings,
      Timeouts timeouts,
      Patience patience,
      InstantSource clock,
      Exchanges exchanges) {
    transport = new Transport(settings.userAgent(), timeouts, patience, clock, exchanges);
    if (settings.handle().isEmpty() || settings.password().isEmpty()) {
      posts = new PublicSource(transport, settings.appview(), clock);
      account = Optional.empty();
      return;
    }
    String password = settings.password().get();
    Session session =
        new Session(
            transport,
            new Identity(transport, settings.appview(), settings.plc()),
            new Login(settings.handle().get(), () -> password, settings.service()),
            settings.tokens(),
            clock);
    Optional<String> proxy =
        Optional.of(BotAccount.BLUESKY_APPVIEW)
            .filter(p -> String.valueOf(settings.appview().getHost()).endsWith(PRODUCTION));
    posts = new PublicSource(transport, settings.appview(), clock, session, proxy);
    account = Optional.of(new BotAccount(session, proxy, clock));
  }

  /** What anybody may read. */
  public PostSource posts() {
    return posts;
  }

  /**
   * The bot's own account; it logs in when it is first needed.
   *
   * @throws AccountException where there is no password
   */
  public Account account() {
    return own();
  }

  /**
   * Whether the bot's server takes its session, or makes a new one.
   *
   * @return the account
   * @throws AccountException where it does not
   */
  public Did confirmLogin() {
    return own().confirm();
  }

  /** What the bot's profile says of it, and what it should say. */
  public Honesty honesty(Optional<String> operator) {
    return own().honesty(operator);
  }

  /** Makes the bot's profile name its operator and the way to opt out; what it said before. */
  public Honesty beHonest(String operator) {
    return own().beHonest(operator);
  }

  private BotAccount own() {
    return account.orElseThrow(
        () ->
            new AccountException(
                AccountException.Kind.LOGIN,
                "the configuration names no password: set bot.handle and bot.password"));
  }

  /** The account that a handle points at now; a DID is itself. */
  public Did resolve(AtIdentifier actor) {
    return posts.resolve(actor);
  }

  /** One post as anybody sees it, or nothing where it is gone. */
  public Optional<Post> post(AtUri uri) {
    return posts.post(uri);
  }

  /** How many requests may be sent now to the host that was asked most. */
  public int requestsLeft() {
    return transport.requestsLeft();
  }

  /** Sends nothing more; what is under way comes to its end. */
  public void leave() {
    transport.leave();
  }

  @Override
  public void close() {
    transport.close();
  }
}
