package io.github.alignmentfeed.bluesky;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** A request that did not get the answer it wanted, with the facts of it and never a secret. */
final class XrpcException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What happened, as far as it decides what follows. */
  enum Kind {
    /** No connection stood: nothing was sent. */
    UNREACHABLE,
    /** The request was sent, at least in part, and no whole answer came. */
    NO_ANSWER,
    /** The server asks to wait. */
    RATE_LIMITED,
    /** The server, or one behind it, failed (5xx). */
    SERVER_ERROR,
    /** The server refused with an XRPC error name. */
    REFUSED,
    /** A refusal that is no XRPC error: a redirect, or a page from whatever stands before it. */
    NOT_XRPC,
    /** It went well, says the status, but the body cannot be understood. */
    MALFORMED
  }

  private static final Set<String> DEAD_TOKEN =
      Set.of("ExpiredToken", "InvalidToken", "AuthMissing");

  private final Kind kind;
  private final String method;
  private final String host;
  private final int status;
  private final String error;
  private final String detail;
  private final transient Optional<Instant> until;

  /**
   * @param method the method's NSID, or what was asked for
   * @param host who was asked
   * @param status the HTTP status, zero where none came
   * @param error the XRPC error name, empty where there is none
   * @param detail what the server said or what went wrong, already free of secrets and bounded
   * @param until when a server that asks to wait may be asked again
   */
  XrpcException(
      Kind kind,
      String method,
      String host,
      int status,
      String error,
      String detail,
      Optional<Instant> until) {
    super(sentence(method, host, status, error, detail));
    this.kind = kind;
    this.method = method;
    this.host = host;
    this.status = status;
    this.error = error;
    this.detail = detail;
    this.until = until;
  }

  /** An answer that came and makes no sense. */
  static XrpcException malformed(String method, String host, String detail) {
    return new XrpcException(Kind.MALFORMED, method, host, 200, "", detail, Optional.empty());
  }

  /** The same failure, met again. */
  XrpcException again() {
    return new XrpcException(kind, method, host, status, error, detail, until);
  }

  private static String sentence(
      String method, String host, int status, String error, String detail) {
    StringBuilder text = new StringBuilder(method).append(" at ").append(host).append(": ");
    if (status > 0) {
      text.append(status).append(error.isEmpty() ? "" : " " + error);
      text.append(detail.isEmpty() ? "" : ": ");
    }
    return text.append(detail).toString();
  }

  Kind kind() {
    return kind;
  }

  String method() {
    return method;
  }

  String host() {
    return host;
  }

  int status() {
    return status;
  }

  String error() {
    return error;
  }

  String detail() {
    return detail;
  }

  Optional<Instant> until() {
    return until;
  }

  /** Whether the server refused with this error name. */
  boolean says(String name) {
    return error.equals(name);
  }

  /** Whether the token that was sent is of no use any more, whatever the status. */
  boolean tokenIsDead() {
    return kind == Kind.REFUSED && DEAD_TOKEN.contains(error);
  }

  /** Whether whatever stands before the server keeps us out: a 403 that is no XRPC error. */
  boolean hostPolicy() {
    return kind == Kind.NOT_XRPC && status == 403;
  }

  /** Whether a write that failed so may have been done all the same. */
  boolean mayHaveBeenDone() {
    return kind == Kind.NO_ANSWER
        || kind == Kind.MALFORMED
        || (kind == Kind.SERVER_ERROR && status != 501);
  }
}
