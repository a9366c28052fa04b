package io.github.alignmentfeed.ops;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.util.JavalinBindException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Answers HTTP requests by routes. */
public final class Server implements AutoCloseable {
  private static final int MOST_THREADS = 8;
  private static final int FEWEST_THREADS = 2;
  private static final int THREAD_IDLE_MILLIS = 30_000;
  private static final int CONNECTION_IDLE_MILLIS = 30_000;
  private static final int LARGEST_BODY = 1024 * 1024;

  private final Javalin javalin;

  private Server(Javalin javalin) {
    this.javalin = javalin;
  }

  /**
   * Starts to answer.
   *
   * @param host the address to listen on
   * @param port the port; 0 takes a free one
   * @throws ListenException where it cannot listen there
   */
  public static Server start(String host, int port, List<Route> routes) {
    Javalin javalin = Javalin.create(config -> configure(config, host, port, routes));
    try {
      return new Server(javalin.start());
    } catch (JavalinBindException e) {
      javalin.stop();
      throw new ListenException(host, port, e);
    }
  }

  private static void configure(JavalinConfig config, String host, int port, List<Route> routes) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.http.compressionStrategy = CompressionStrategy.NONE;
    config.http.maxRequestSize = LARGEST_BODY;
    config.http.prefer405over404 = true;
    QueuedThreadPool threads =
        new QueuedThreadPool(MOST_THREADS, FEWEST_THREADS, THREAD_IDLE_MILLIS);
    threads.setName("http");
    config.jetty.threadPool = threads;
    config.jetty.addConnector(
        (server, http) -> {
          http.setSendServerVersion(false);
          ServerConnector connector =
              new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
          connector.setHost(host);
          connector.setPort(port);
          connector.setIdleTimeout(CONNECTION_IDLE_MILLIS);
          return connector;
        });
    for (Route route : routes) {
      switch (route.method()) {
        case GET -> config.routes.get(route.path(), context -> run(route, context));
        case POST -> config.routes.post(route.path(), context -> run(route, context));
      }
    }
  }

  private static void run(Route route, Context context) {
    CompletableFuture<Answer> answer =
        route
            .handler()
            .answer(
                new Asked(context.pathParamMap(), context.queryParamMap(), context.formParamMap()));
    if (answer.isDone()) {
      send(answer.join(), context);
    } else {
      context.future(() -> answer.thenAccept(a -> send(a, context)));
    }
  }

  private static void send(Answer answer, Context context) {
    answer.headers().forEach(context::header);
    context.status(answer.status()).contentType(answer.type()).result(answer.body());
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
