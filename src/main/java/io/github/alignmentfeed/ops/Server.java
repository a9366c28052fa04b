package io.github.alignmentfeed.ops;

import io.github.alignmentfeed.cycle.LedgerException;
import io.github.alignmentfeed.ops.Guard.Checked;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HttpResponseException;
import io.javalin.util.JavalinBindException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.EagerContentHandler;
import org.eclipse.jetty.server.handler.EagerContentHandler.RetainedContentLoaderFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers HTTP requests by routes, on few threads. Every request passes the {@link Gate}; of a body
 * no more than a sign-in needs is read before it is known who sends it, and no thread waits for
 * that.
 */
public final class Server implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Server.class);
  private static final int MOST_THREADS = 8;
  private static final int FEWEST_THREADS = 2;
  private static final int MOST_CONNECTIONS = 200;
  private static final int IDLE_MILLIS = 30_000;
  private static final Duration LONGEST_BODY = Duration.ofSeconds(30);
  private static final long LARGEST_BODY = 1024 * 1024;

  /** A body is waited for without a thread until so much of it is there. */
  private static final int BYTES_WITHOUT_THREAD = 8192;

  /** What a chunk of a body may cost beside its bytes. */
  private static final int BYTES_FOR_A_CHUNK = 64;

  private static final long LONGEST_ANSWER_MILLIS = 3_600_000;

  private final Javalin javalin;

  /**
   * Where the server is.
   *
   * @param host the address to listen on
   * @param port the port; 0 takes a free one
   * @param names under which it is reached beside those of the machine itself, in lower case
   */
  public record Place(String host, int port, Set<String> names) {
    public Place {
      names = Set.copyOf(names);
    }
  }

  private Server(Javalin javalin) {
    this.javalin = javalin;
  }

  /**
   * Starts to answer.
   *
   * @throws ListenException where it cannot listen there
   */
  public static Server start(Place place, Guard guard, Look look, List<Route> routes) {
    return start(place, guard, look, routes, LONGEST_BODY);
  }

  /**
   * @param longestBody how long a body may take to come
   */
  static Server start(
      Place place, Guard guard, Look look, List<Route> routes, Duration longestBody) {
    Gate gate = new Gate(guard, look, place.host(), place.names());
    Javalin javalin =
        Javalin.create(
            config -> {
              restrict(config, place, longestBody);
              route(config, gate, routes);
            });
    try {
      return new Server(javalin.start());
    } catch (JavalinBindException e) {
      javalin.stop();
      throw new ListenException(place.host(), place.port(), e);
    }
  }

  private static void restrict(JavalinConfig config, Place place, Duration longestBody) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.http.compressionStrategy = CompressionStrategy.NONE;
    config.http.maxRequestSize = LARGEST_BODY;
    config.http.asyncTimeout = LONGEST_ANSWER_MILLIS;
    config.http.prefer405over404 = true;
    QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS, FEWEST_THREADS, IDLE_MILLIS);
    threads.setName("http");
    config.jetty.threadPool = threads;
    config.jetty.addConnector((server, http) -> connector(server, http, place));
    config.jetty.modifyServer(
        server -> {
          server.addBean(new NetworkConnectionLimit(MOST_CONNECTIONS, server));
          server.setHandler(
              new BodyDeadline(
                  longestBody,
                  new EagerContentHandler(
                      new RetainedContentLoaderFactory(
                          BYTES_WITHOUT_THREAD, BYTES_FOR_A_CHUNK, false))));
        });
  }

  private static ServerConnector connector(
      org.eclipse.jetty.server.Server server, HttpConfiguration http, Place place) {
    http.setSendServerVersion(false);
    ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
    connector.setHost(place.host());
    connector.setPort(place.port());
    connector.setIdleTimeout(IDLE_MILLIS);
    return connector;
  }

  private static void route(JavalinConfig config, Gate gate, List<Route> routes) {
    config.routes.before(Gate::protect);
    config.routes.exception(HttpResponseException.class, (e, c) -> gate.refuse(problem(e), c));
    config.routes.exception(LedgerException.class, (e, c) -> gate.refuse(problem(e), c));
    config.routes.exception(
        Exception.class,
        (e, context) -> {
          LOG.error("{} {} failed", context.method(), context.path(), e);
          gate.refuse(new Problem(500, "this failed", "the log of the service says why"), context);
        });
    get(config, "/login", named(gate, gate::signInPage));
    config.routes.post("/login", named(gate, gate::signIn));
    config.routes.post("/logout", named(gate, gate::signOut));
    for (Route route : routes) {
      Handler handler = named(gate, context -> run(route, gate, context));
      switch (route.method()) {
        case GET -> get(config, route.path(), handler);
        case POST -> config.routes.post(route.path(), handler);
      }
    }
  }

  /** HEAD is answered as GET is, without the body: watchers ask so for the health. */
  private static void get(JavalinConfig config, String path, Handler handler) {
    config.routes.get(path, handler);
    config.routes.head(path, handler);
  }

  private static Handler named(Gate gate, Handler handler) {
    return context -> {
      if (gate.wrongName(context).isPresent()) {
        gate.refuse(gate.wrongName(context).get(), context);
      } else {
        handler.handle(context);
      }
    };
  }

  private static void run(Route route, Gate gate, Context context) {
    Checked<Visitor> visitor = gate.admit(route, context);
    if (visitor.value().isEmpty()) {
      gate.refuse(visitor.problem().orElseThrow(), context);
      return;
    }
    Asked asked =
        new Asked(
            visitor.value().get(),
            context.pathParamMap(),
            context.queryParamMap(),
            context.formParamMap());
    CompletableFuture<Answer> answer = route.handler().answer(asked);
    if (answer.isDone()) {
      send(answer.join(), context);
    } else {
      context.future(() -> answer.thenAccept(a -> send(a, context)));
    }
  }

  static void send(Answer answer, Context context) {
    answer.headers().forEach(context::header);
    context.status(answer.status()).contentType(answer.type()).result(answer.body());
  }

  private static Problem problem(HttpResponseException e) {
    return switch (e.getStatus()) {
      case 404 -> new Problem(404, "there is nothing here", "GET /api/openapi.json lists what is");
      case 405 ->
          new Problem(
              405, "this cannot be done with it", "GET /api/openapi.json says what can be done");
      case 413 ->
          new Problem(
              413, "the request is longer than " + LARGEST_BODY + " bytes", "send it in parts");
      default ->
          new Problem(
              e.getStatus(),
              "the request cannot be understood",
              "GET /api/openapi.json says what can be asked");
    };
  }

  private static Problem problem(LedgerException e) {
    return new Problem(
        503, "the store cannot be read: " + e.getMessage(), "put it right, and ask again");
  }

  /** The port on which it listens. */
  public int port() {
    return javalin.port();
  }

  @Override
  public void close() {
    javalin.stop();
  }
}
