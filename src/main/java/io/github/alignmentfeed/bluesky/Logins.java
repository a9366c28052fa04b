package io.github.alignmentfeed.bluesky;

import io.github.alignmentfeed.atproto.Did;
import java.net.URI;
import java.util.Optional;

/** Gets sessions: a first one from an app password, later ones from a refresh token. */
final class Logins {
  private static final String CREATE = "com.atproto.server.createSession";
  private static final String REFRESH = "com.atproto.server.refreshSession";

  private final Transport transport;
  private final Identity identity;
  private final Login login;

  /**
   * Where to log in.
   *
   * @param service the server
   * @param did the account, where it was found out
   */
  record Desk(URI service, Optional<Did> did) {}

  Logins(Transport transport, Identity identity, Login login) {
    this.transport = transport;
    this.identity = identity;
    this.login = login;
  }

  /**
   * The server that keeps the account. An app password is sent only where the account's own
   * document claims the handle and names the server.
   *
   * @throws XrpcException where it cannot be found out
   */
  Desk desk() {
    return login
        .service()
        .map(service -> new Desk(service, Optional.empty()))
        .orElseGet(this::find);
  }

  private Desk find() {
    Did did = identity.resolve(login.handle());
    DidDocument document = identity.document(did);
    String what = "DID document of " + did;
    if (!document.claims(login.handle())) {
      throw XrpcException.malformed(
          what, login.handle().value(), "it does not claim the handle " + login.handle());
    }
    URI pds =
        document
            .pds()
            .orElseThrow(
                () ->
                    XrpcException.malformed(
                        what, login.handle().value(), "it names no server to log in at"));
    return new Desk(pds, Optional.of(did));
  }

  /**
   * Logs in. Counts against the scarcest quota, whatever comes of it.
   *
   * @throws XrpcException where it fails
   */
  Tokens create(Desk desk) {
    XrpcCall call =
        XrpcCall.procedure(CREATE, Repeat.UNSENT)
            .sending(
                Json.mapper()
                    .createObjectNode()
                    .put("identifier", login.handle().value())
                    .put("password", login.password().get()));
    Xrpc server = transport.xrpc(desk.service());
    return Tokens.granted(server.send(call), desk.service())
        .filter(tokens -> desk.did().map(tokens.did()::equals).orElse(true))
        .orElseThrow(
            () -> XrpcException.malformed(CREATE, server.host(), "no session of this account"));
  }

  /**
   * The next pair of tokens. Where its answer is lost the old refresh token still works and yields
   * the same pair.
   *
   * @throws XrpcException where it fails
   */
  Tokens refresh(Tokens old) {
    XrpcCall call = XrpcCall.procedure(REFRESH, Repeat.SAFE).showing(old.refresh());
    Xrpc server = transport.xrpc(old.service());
    return Tokens.granted(server.send(call), old.service())
        .filter(tokens -> tokens.did().equals(old.did()))
        .orElseThrow(
            () -> XrpcException.malformed(REFRESH, server.host(), "no session of this account"));
  }
}
