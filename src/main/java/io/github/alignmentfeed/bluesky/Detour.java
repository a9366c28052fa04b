package io.github.alignmentfeed.bluesky;

import io.github.alignmentfeed.cycle.AccountException;
import java.util.Optional;

/**
 * The public AppView, and the bot's own server instead while the public host keeps us out with a
 * 403 that is no XRPC error (section 10 of the protocol notes).
 *
 * @param direct the public AppView
 * @param around the bot's session; used where something else has opened it, since reading never
 *     logs in and a dry run must not
 * @param proxy the AppView to which the bot's server passes calls on
 */
record Detour(XrpcServer direct, Session around, Optional<String> proxy) implements XrpcServer {

  @Override
  public String host() {
    return direct.host();
  }

  @Override
  public <T> T send(XrpcCall call, Reading<T> reading) {
    try {
      return direct.send(call, reading);
    } catch (XrpcException e) {
      if (!e.hostPolicy() || !around.isOpen()) {
        throw e;
      }
      return roundabout(call, reading, e);
    }
  }

  private <T> T roundabout(XrpcCall call, Reading<T> reading, XrpcException first) {
    try {
      return around.send(call.through(proxy), reading);
    } catch (AccountException e) {
      first.addSuppressed(e);
      throw first;
    }
  }
}
