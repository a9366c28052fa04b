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
  default JsonNode send(XrpcCall call) {
    JsonNode answer = send(call, Json::read);
    if (!call.procedure() && !answer.isObject()) {
      throw XrpcException.malformed(
          call.method().toString(), host(), "the answer is not a JSON object");
    }
    return answer;
  }

  /**
   * Makes a call, and makes of its answer what is wanted.
   *
   * @throws XrpcException where it failed for good
   */
  <T> T send(XrpcCall call, Reading<T> reading);
}
