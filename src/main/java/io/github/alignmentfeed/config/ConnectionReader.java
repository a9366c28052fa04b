package io.github.alignmentfeed.config;

import io.github.alignmentfeed.atproto.Handle;
import io.github.alignmentfeed.config.Configuration.Bot;
import io.github.alignmentfeed.config.Configuration.Http;
import io.github.alignmentfeed.config.Configuration.Network;
import io.github.alignmentfeed.config.Node.Scalar;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads what the bot talks to: its account, servers, its store and its own pages. */
final class ConnectionReader {
  private static final URI APPVIEW = URI.create("https://public.api.bsky.app");
  private static final URI PLC = URI.create("https://plc.directory");
  private static final Pattern SERVER = Pattern.compile("https?://[^/?#@]+");
  private static final Pattern LOOPBACK = Pattern.compile("localhost|127\\..*|\\[::1]");
  private static final Pattern LISTEN = Pattern.compile("[A-Za-z0-9.:_%-]+");
  private static final Pattern BARE_FILE = Pattern.compile("[\\w./-]+\\.(?:db|sqlite3?)");
  private static final String SQLITE = "jdbc:sqlite:";
  private static final String STORE = SQLITE + "data/bot.db";
  private static final String HOST = "127.0.0.1";
  private static final int HIGHEST_PORT = 65_535;
  private static final int CONNECTIONS = 16;
  private static final int MOST_CONNECTIONS = 32;

  private final Fields main;
  private final String listen;
  private final Secrets secrets;
  private final Problems problems;

  /**
   * @param env the environment, which says where to listen where the configuration does not
   */
  ConnectionReader(Fields main, Map<String, String> env, Secrets secrets, Problems problems) {
    this.main = main;
    this.listen = env.getOrDefault("BOT_HTTP_HOST", HOST);
    this.secrets = secrets;
    this.problems = problems;
  }

  Bot bot() {
    Fields bot = main.group("bot", Section.BOT);
    Optional<Handle> handle =
        bot.text("handle", "my-bot.bsky.social").flatMap(new Actors(problems)::handle);
    Optional<Secret> password = secrets.password(bot);
    if (bot.lacks("handle") && (password.isPresent() || !bot.lacks("password", "passwordFile"))) {
      problems.error(
          bot.place(bot.has("passwordFile") ? "passwordFile" : "password"),
          "a password and no handle to log in with",
          "write handle: my-bot.bsky.social beside it");
    }
    Optional<URI> service = url(bot, "service", "https://pds.example.com");
    service
        .filter(uri -> uri.getScheme().equals("http"))
        .filter(uri -> !LOOPBACK.matcher(uri.getHost()).matches())
        .ifPresent(
            uri ->
                problems.warning(
                    bot.place("service"),
                    "the password would be sent to " + uri.getHost() + " without encryption",
                    "write https:// instead of http://"));
    Optional<String> operator =
        bot.text("operator", "@me.bsky.social").map(scalar -> scalar.text().strip());
    return new Bot(handle, password, service, operator);
  }

  Network network() {
    Fields network = main.group("network", Section.NETWORK);
    return new Network(
        url(network, "appview", APPVIEW.toString()).orElse(APPVIEW),
        url(network, "plc", PLC.toString()).orElse(PLC),
        network.integer("connections", CONNECTIONS, 1, MOST_CONNECTIONS));
  }

  Optional<Secret> ping() {
    return secrets.ping(main);
  }

  String store() {
    Optional<Scalar> store = main.text("store", STORE);
    if (store.isEmpty()) {
      return STORE;
    }
    String text = store.get().text().strip();
    String path = text.startsWith(SQLITE) ? text.substring(SQLITE.length()) : "";
    if (path.isBlank() || path.equals(":memory:")) {
      String written = store.get().written().strip();
      problems.error(
          store.get().place(),
          "\"store\" names no SQLite file",
          "write " + (BARE_FILE.matcher(written).matches() ? SQLITE + written : STORE));
    }
    return text;
  }

  Http http() {
    Fields http = main.group("http", Section.HTTP);
    Optional<Scalar> host = http.text("host", HOST);
    host.filter(scalar -> !LISTEN.matcher(scalar.text().strip()).matches())
        .ifPresent(
            scalar ->
                problems.error(
                    scalar.place(),
                    scalar.shown() + " is no address to listen on",
                    "write 127.0.0.1 for this machine alone, or 0.0.0.0 for all"));
    return new Http(
        host.map(scalar -> scalar.text().strip()).orElse(listen),
        http.integer("port", 8080, 0, HIGHEST_PORT),
        new Hosts(problems).read(http, "names", "a host", "bot.example.com"),
        secrets.token(http));
  }

  private Optional<URI> url(Fields fields, String key, String example) {
    Optional<Scalar> text = fields.text(key, example);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Optional<URI> server = server(text.get().text().strip());
    if (server.isEmpty()) {
      problems.error(
          text.get().place(),
          "\"" + key + "\" is not the address of a server",
          "write https:// and the host alone, for example " + example);
    }
    return server;
  }

  private static Optional<URI> server(String text) {
    try {
      URI uri = new URI(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
      return SERVER.matcher(uri.toString()).matches()
              && uri.getHost() != null
              && uri.getPort() <= HIGHEST_PORT
          ? Optional.of(uri)
          : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }
}
