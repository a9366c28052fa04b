package io.github.alignmentfeed.bluesky;

import tools.jackson.databind.JsonNode;

/** Something that answers XRPC calls: a server as anybody sees it, or as the bot does. */
interface XrpcServer {

  /** The server, as messages name it. */
  String host();

  /**
   * Makes a call. The answer of a query is an object; that of a procedure may be missing.
   *
   * @throws XrpcException where it failed for good
   */
  JsonNode send(XrpcCall call);
}
