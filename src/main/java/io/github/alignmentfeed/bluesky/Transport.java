package io.github.alignmentfeed.bluesky;

import io.github.alignmentfeed.bluesky.XrpcException.Kind;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.EventListener;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** The one HTTP client of the program: sends requests, with patience, and reads JSON answers. */
public final class Transport implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Transport.class);
  private static final int PARALLEL = 32;
  private static final int IDLE_CONNECTIONS = 32;
  private static final Duration LONGEST_REST = Duration.ofMinutes(5);
  private static final Pattern METHOD = Pattern.compile("[a-z]+(\\.[a-zA-Z]+){2,5}");
  private static final Pattern NUMBER = Pattern.compile("\\d{1,9}|\\d{10}");

  private final String userAgent;
  private final Patience patience;
  private final InstantSource clock;
  private final Exchanges exchanges;
  private final Doors doors;
  private final Budget budget = new Budget();
  private final OkHttpClient client;
  private final OkHttpClient following;
  private volatile boolean leaving;

  /** Whether any byte of a request left us. */
  private record Sent(AtomicBoolean yes) {}

  /**
   * @param userAgent what every server is told of who asks
   * @param timeouts how long one request may take
   * @param patience how often it is tried
   * @param clock against which servers' waiting times are held
   * @param exchanges told of every request
   */
  public Transport(
      String userAgent,
      Timeouts timeouts,
      Patience patience,
      InstantSource clock,
      Exchanges exchanges) {
    this.userAgent = userAgent;
    this.exchanges = exchanges;
    this.patience = patience;
    this.clock = clock;
    this.doors = new Doors(patience.longest());
    Dispatcher dispatcher = new Dispatcher();
    dispatcher.setMaxRequestsPerHost(PARALLEL);
    this.client =
        new OkHttpClient.Builder()
            .dispatcher(dispatcher)
            .connectionPool(new ConnectionPool(IDLE_CONNECTIONS, 5, TimeUnit.MINUTES))
            .connectTimeout(timeouts.connect())
            .readTimeout(timeouts.read())
            .writeTimeout(timeouts.read())
            .callTimeout(timeouts.call())
            .followRedirects(false)
            .followSslRedirects(false)
            .eventListenerFactory(call -> new SentListener())
            .build();
    this.following = client.newBuilder().followRedirects(true).build();
  }

  /** XRPC with one server. */
  Xrpc xrpc(URI service) {
    return new Xrpc(this, Endpoint.of(service));
  }

  /** A JSON document at an address that shows no token. */
  JsonNode document(HttpUrl address, String what) {
    return send(
        new Request.Builder().url(address).build(), what, Repeat.SAFE, List.of(), Json::read);
  }

  /**
   * Sends a request until it is answered or has failed for good.
   *
   * @param request the request; its user agent is set here
   * @param what the method's name, for messages
   * @param repeat when it may be sent again
   * @param secrets what it holds that must not be shown
   * @param reading what is made of the answer
   * @throws XrpcException where it failed for good
   */
  <T> T send(
      Request request, String what, Repeat repeat, Collection<String> secrets, Reading<T> reading) {
    String host = Endpoint.hostOf(request.url());
    doors.pass(host, what, clock.instant());
    for (int tried = 1; ; tried++) {
      await(host, what);
      if (leaving) {
        throw new XrpcException(
            Kind.UNREACHABLE, what, host, 0, "", "this program is about to end", Optional.empty());
      }
      try {
        return once(request, what, host, secrets, reading);
      } catch (XrpcException e) {
        Instant now = clock.instant();
        Optional<Duration> wait = patience.beforeNext(e, tried, repeat, now);
        if (wait.isEmpty() || Thread.currentThread().isInterrupted()) {
          doors.failed(e, now);
          throw e;
        }
        LOG.debug("{}; trying again in {}", e.getMessage(), wait.get());
        patience.pause().pause(wait.get());
        if (Thread.currentThread().isInterrupted()) {
          throw e;
        }
      }
    }
  }

  /** Waits until the budget allows a request. */
  private void await(String host, String what) {
    Instant now = clock.instant();
    Duration wait = budget.claim(host, now);
    if (wait.isZero()) {
      return;
    }
    LOG.debug("{} at {} waits {} for its budget", what, host, wait);
    patience.pause().pause(wait);
  }

  private void note(Response response, String host) {
    OptionalLong limit = number(response, "RateLimit-Limit");
    OptionalLong remaining = number(response, "RateLimit-Remaining");
    OptionalLong reset = number(response, "RateLimit-Reset");
    if (limit.isPresent() && remaining.isPresent() && reset.isPresent()) {
      Instant until = Instant.ofEpochSecond(reset.getAsLong());
      Instant longest = clock.instant().plus(LONGEST_REST);
      budget.told(
          host,
          (int) limit.getAsLong(),
          (int) remaining.getAsLong(),
          until.isAfter(longest) ? longest : until);
    }
  }

  private static OptionalLong number(Response response, String header) {
    String value = response.header(header, "");
    return value != null && NUMBER.matcher(value).matches()
        ? OptionalLong.of(Long.parseLong(value))
        : OptionalLong.empty();
  }

  private <T> T once(
      Request request, String what, String host, Collection<String> secrets, Reading<T> reading) {
    Sent sent = new Sent(new AtomicBoolean());
    Request marked =
        request.newBuilder().tag(Sent.class, sent).header("User-Agent", userAgent).build();
    // Only a reader that shows no token may be sent elsewhere.
    boolean anonymous = request.method().equals("GET") && request.header("Authorization") == null;
    Call call = (anonymous ? following : client).newCall(marked);
    long began = System.nanoTime();
    int status = 0;
    try (Response response = execute(call)) {
      status = response.code();
      note(response, host);
      AnswerReader reader = new AnswerReader(what, host, secrets, clock.instant());
      return read(call, response, reader, reading);
    } catch (IOException e) {
      Kind kind = sent.yes().get() ? Kind.NO_ANSWER : Kind.UNREACHABLE;
      String told = e.getMessage() == null ? "" : ": " + e.getMessage();
      String detail =
          Redaction.of("no answer (" + e.getClass().getSimpleName() + told + ")", secrets);
      throw new XrpcException(kind, what, host, 0, "", detail, Optional.empty());
    } finally {
      String method = METHOD.matcher(what).matches() ? what : "document";
      exchanges.ended(method, status, Duration.ofNanos(System.nanoTime() - began));
    }
  }

  private static <T> T read(Call call, Response response, AnswerReader reader, Reading<T> reading)
      throws IOException {
    try {
      return reader.read(response, reading);
    } catch (XrpcException e) {
      if (e.kind() == Kind.MALFORMED) {
        // Otherwise what is left of the answer is read on, in vain.
        call.cancel();
      }
      throw e;
    }
  }

  /** OkHttp lets an InterruptedException through that it does not declare. */
  private static Response execute(Call call) throws IOException {
    try {
      return call.execute();
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }

  /** How many requests may be sent now to the host that was asked most. */
  int requestsLeft() {
    return budget.left(clock.instant());
  }

  /** Sends nothing more; what is under way comes to its end. */
  void leave() {
    leaving = true;
  }

  /** Lets idle connections and threads go. */
  @Override
  public void close() {
    client.dispatcher().executorService().shutdown();
    client.connectionPool().evictAll();
  }

  private static final class SentListener extends EventListener {
    @Override
    public void requestHeadersStart(Call call) {
      Sent sent = call.request().tag(Sent.class);
      if (sent != null) {
        sent.yes().set(true);
      }
    }
  }
}
