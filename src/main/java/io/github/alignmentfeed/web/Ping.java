package io.github.alignmentfeed.web;

import io.github.alignmentfeed.cycle.LogMark;
import java.io.IOException;
import java.time.Duration;
import java.util.function.UnaryOperator;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a service that watches that all is well, by asking for an address. Nobody waits for the
 * answer, and no failure is more than a line in the log. The address is a secret: of it only the
 * host is ever told.
 */
public final class Ping implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Ping.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final OkHttpClient client = new OkHttpClient.Builder().callTimeout(PATIENCE).build();
  private final String userAgent;

  public Ping(String userAgent) {
    this.userAgent = userAgent;
  }

  /**
   * Asks once, and returns at once.
   *
   * @param address an http or https address
   */
  public void send(String address) {
    HttpUrl url = HttpUrl.parse(address);
    if (url == null) {
      LOG.warn("the address of \"ping\" cannot be asked");
      return;
    }
    Request request = new Request.Builder().url(url).header("User-Agent", userAgent).build();
    client.newCall(request).enqueue(new Told(url.host(), LogMark.kept()));
  }

  /** Lets go of what is still waiting for an answer. */
  @Override
  public void close() {
    client.dispatcher().cancelAll();
    client.dispatcher().executorService().shutdown();
    client.connectionPool().evictAll();
  }

  private record Told(String host, UnaryOperator<Runnable> marked) implements Callback {
    @Override
    public void onResponse(Call call, Response response) {
      try (response) {
        int status = response.code();
        if (response.isSuccessful()) {
          marked.apply(() -> LOG.debug("pinged {}", host)).run();
        } else {
          marked.apply(() -> LOG.warn("the ping to {} failed: status {}", host, status)).run();
        }
      }
    }

    @Override
    public void onFailure(Call call, IOException e) {
      // Its message may hold the address.
      String what = e.getClass().getSimpleName();
      marked.apply(() -> LOG.warn("the ping to {} failed: {}", host, what)).run();
    }
  }
}
