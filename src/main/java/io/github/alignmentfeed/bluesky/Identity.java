package io.github.alignmentfeed.bluesky;

import io.github.alignmentfeed.atproto.Did;
import io.github.alignmentfeed.atproto.Handle;
import java.net.URI;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import tools.jackson.databind.JsonNode;

/** From a handle to the account, and from the account to the server that keeps it. */
public final class Identity {
  private static final String WEB = "did:web:";
  private static final Pattern HOST = Pattern.compile("[a-zA-Z0-9.-]+(:[0-9]{1,5})?");

  private final Transport transport;
  private final XrpcServer appview;
  private final HttpUrl plc;

  /**
   * @param appview who resolves handles
   * @param plc the directory of {@code did:plc}
   */
  public Identity(Transport transport, URI appview, URI plc) {
    this.transport = transport;
    this.appview = transport.xrpc(appview);
    this.plc = Endpoint.of(plc);
  }

  /**
   * @throws XrpcException where the handle points at no account
   */
  Did resolve(Handle handle) {
    return resolve(appview, handle);
  }

  static Did resolve(XrpcServer server, Handle handle) {
    XrpcCall call =
        XrpcCall.query("com.atproto.identity.resolveHandle").with("handle", handle.value());
    return Did.parse(server.send(call).path("did").stringValue(""))
        .orElseThrow(
            () ->
                XrpcException.malformed(
                    call.method().toString(), server.host(), "the answer holds no DID"));
  }

  /**
   * The account's document, from the place that its kind of DID prescribes.
   *
   * @throws XrpcException where there is none, or it is that of another account
   */
  DidDocument document(Did did) {
    HttpUrl address = address(did);
    String what = "DID document of " + did;
    JsonNode document = transport.document(address, what);
    return DidDocument.of(document, did)
        .orElseThrow(
            () ->
                XrpcException.malformed(
                    what, Endpoint.hostOf(address), "it belongs to another account"));
  }

  private HttpUrl address(Did did) {
    if (!did.value().startsWith(WEB)) {
      return plc.newBuilder().addPathSegment(did.value()).build();
    }
    // A host alone: paths are not allowed in atproto (packages/identity/src/did/web-resolver.ts).
    String encoded = did.value().substring(WEB.length());
    String host = encoded.replaceFirst("(?i)%3A", ":");
    HttpUrl address = HttpUrl.parse("https://" + host + "/.well-known/did.json");
    if (address == null || encoded.contains(":") || !HOST.matcher(host).matches()) {
      throw XrpcException.malformed("DID document", did.value(), "the DID names no host");
    }
    return host.startsWith("localhost:") ? address.newBuilder().scheme("http").build() : address;
  }
}
