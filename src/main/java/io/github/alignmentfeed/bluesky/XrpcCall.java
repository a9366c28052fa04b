package io.github.alignmentfeed.bluesky;

import io.github.alignmentfeed.atproto.Nsid;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * One call of an XRPC method, wherever it is sent.
 *
 * @param method the method
 * @param procedure whether it is a procedure (POST) or a query (GET)
 * @param params the query's parameters; one name may come several times
 * @param body the procedure's input, where it has one
 * @param repeat when it may be sent again
 * @param proxy the service to which the PDS passes it on ({@code atproto-proxy})
 * @param bearer the token to show
 * @see <a href="https://atproto.com/specs/xrpc">the XRPC specification</a>
 */
record XrpcCall(
    Nsid method,
    boolean procedure,
    List<Param> params,
    Optional<JsonNode> body,
    Repeat repeat,
    Optional<String> proxy,
    Optional<String> bearer) {

  record Param(String name, String value) {}

  XrpcCall {
    params = List.copyOf(params);
  }

  /** A query without parameters. */
  static XrpcCall query(String method) {
    return new XrpcCall(
        new Nsid(method),
        false,
        List.of(),
        Optional.empty(),
        Repeat.SAFE,
        Optional.empty(),
        Optional.empty());
  }

  /** A procedure without input. */
  static XrpcCall procedure(String method, Repeat repeat) {
    return new XrpcCall(
        new Nsid(method),
        true,
        List.of(),
        Optional.empty(),
        repeat,
        Optional.empty(),
        Optional.empty());
  }

  /** With one more parameter. */
  XrpcCall with(String name, Object value) {
    List<Param> more = new ArrayList<>(params);
    more.add(new Param(name, value.toString()));
    return new XrpcCall(method, procedure, more, body, repeat, proxy, bearer);
  }

  /** From where an earlier page ended; an empty cursor asks for the first page. */
  XrpcCall from(String cursor) {
    return cursor.isEmpty() ? this : with("cursor", cursor);
  }

  XrpcCall sending(JsonNode input) {
    return new XrpcCall(method, procedure, params, Optional.of(input), repeat, proxy, bearer);
  }

  XrpcCall through(Optional<String> service) {
    return new XrpcCall(method, procedure, params, body, repeat, service, bearer);
  }

  XrpcCall showing(String token) {
    return new XrpcCall(method, procedure, params, body, repeat, proxy, Optional.of(token));
  }

  /** The method alone: parameters may be long, and body and token are secrets. */
  @Override
  public String toString() {
    return method.toString();
  }
}
