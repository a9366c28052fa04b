package io.github.alignmentfeed.bluesky;

import io.github.alignmentfeed.bluesky.XrpcException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import okhttp3.MediaType;
import okhttp3.Response;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * Turns one HTTP answer into JSON or into the facts of a failure.
 *
 * @param method what was asked for
 * @param host who was asked
 * @param secrets what was sent and must not be shown where it comes back
 * @param now the time, from which waiting times count
 */
record AnswerReader(String method, String host, Collection<String> secrets, Instant now) {
  private static final long LONGEST = 16L << 20;
  private static final int LONGEST_ERROR = 64 << 10;
  private static final Duration LONGEST_WAIT = Duration.ofDays(1);
  private static final Pattern ERROR_NAME = Pattern.compile("[A-Za-z0-9]{1,100}");
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,15}");

  /**
   * What is made of the body of a good answer.
   *
   * @throws XrpcException where the answer is a refusal or cannot be understood
   * @throws IOException where it breaks off
   */
  <T> T read(Response response, Reading<T> reading) throws IOException {
    if (!response.isSuccessful()) {
      throw refusal(response);
    }
    try (InputStream body = new BoundedStream(response.body().byteStream(), LONGEST)) {
      return parse(body, reading);
    } catch (BoundedStream.TooLong e) {
      throw malformed("the answer is longer than " + (LONGEST >> 20) + " MiB");
    } catch (StreamConstraintsException e) {
      throw malformed("the answer is larger or nested deeper than is read");
    } catch (JacksonException e) {
      // Its message may quote the body, which may hold tokens.
      throw malformed("the answer, called " + mediaType(response) + ", cannot be read as JSON");
    }
  }

  private static <T> T parse(InputStream body, Reading<T> reading) throws IOException {
    try {
      return reading.read(body);
    } catch (JacksonIOException e) {
      throw e.getCause();
    }
  }

  private XrpcException malformed(String detail) {
    return XrpcException.malformed(method, host, detail);
  }

  private XrpcException refusal(Response response) {
    int status = response.code();
    JsonNode body = errorBody(response);
    String name = body.path("error").stringValue("");
    String error = ERROR_NAME.matcher(name).matches() ? name : "";
    String message = body.path("message").stringValue("");
    String said =
        body.isObject() ? message : "no XRPC answer but " + mediaType(response) + redirect(status);
    Kind kind = kind(status, error);
    Optional<Instant> until = status == 503 ? retryAfter(response) : Optional.empty();
    return new XrpcException(
        kind,
        method,
        host,
        status,
        error,
        Redaction.of(said, secrets),
        kind == Kind.RATE_LIMITED ? askedToWait(response) : until);
  }

  /** The error name decides where there is one (section 10 of the protocol notes). */
  private static Kind kind(int status, String error) {
    if (status == 429 || error.equals("RateLimitExceeded")) {
      return Kind.RATE_LIMITED;
    }
    if (status >= 500) {
      return Kind.SERVER_ERROR;
    }
    return error.isEmpty() ? Kind.NOT_XRPC : Kind.REFUSED;
  }

  private static String redirect(int status) {
    return status >= 300 && status < 400 ? " that points elsewhere" : "";
  }

  private static JsonNode errorBody(Response response) {
    try (InputStream body = new BoundedStream(response.body().byteStream(), LONGEST_ERROR)) {
      return parse(body, Json::read);
    } catch (IOException | JacksonException e) {
      return MissingNode.getInstance();
    }
  }

  private static String mediaType(Response response) {
    MediaType type = response.body().contentType();
    return type == null ? "something else" : type.type() + "/" + type.subtype();
  }

  /** The later of {@code Retry-After} and {@code RateLimit-Reset}, which is a time of day. */
  private Optional<Instant> askedToWait(Response response) {
    Optional<Instant> reset =
        number(response.header("RateLimit-Reset", "")).map(Instant::ofEpochSecond);
    return Stream.of(reset, retryAfter(response))
        .flatMap(Optional::stream)
        .max(Instant::compareTo)
        .map(this::bounded);
  }

  private Optional<Instant> retryAfter(Response response) {
    String value = response.header("Retry-After", "");
    if (value == null || value.isEmpty()) {
      return Optional.empty();
    }
    return number(value)
        .map(seconds -> now.plusSeconds(Math.min(seconds, LONGEST_WAIT.toSeconds())))
        .or(() -> date(value))
        .map(this::bounded);
  }

  private Instant bounded(Instant until) {
    Instant last = now.plus(LONGEST_WAIT);
    return until.isAfter(last) ? last : until;
  }

  private static Optional<Long> number(String text) {
    return NUMBER.matcher(text).matches() ? Optional.of(Long.valueOf(text)) : Optional.empty();
  }

  private static Optional<Instant> date(String text) {
    try {
      return Optional.of(
          ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
