package io.github.alignmentfeed.bluesky;

import io.github.alignmentfeed.cycle.SourceException;
import java.util.Locale;

/** Says for people why something could not be read (section 10 of the protocol notes). */
final class ReadRefusal {
  private ReadRefusal() {}

  /**
   * @param what what was read, as people know it
   * @param e how it failed
   */
  static SourceException of(String what, XrpcException e) {
    return switch (e.kind()) {
      case UNREACHABLE, NO_ANSWER -> failed(what, e.host() + " cannot be reached", e, true);
      case RATE_LIMITED ->
          failed(
              what,
              e.host() + " asks to wait" + e.until().map(until -> " until " + until).orElse(""),
              e,
              false);
      case SERVER_ERROR -> failed(what, e.host() + " has a failure of its own", e, false);
      case MALFORMED -> failed(what, "the answer makes no sense", e, false);
      case NOT_XRPC ->
          failed(
              what,
              e.hostPolicy() ? e.host() + " keeps this program out for now" : "no usable answer",
              e,
              false);
      case REFUSED -> failed(what, refusal(e), e, false);
    };
  }

  private static String refusal(XrpcException e) {
    return switch (e.error()) {
      case "AccountTakedown", "RepoTakendown" -> "the account was taken down by moderation";
      case "AccountDeactivated", "RepoDeactivated" -> "its owner has deactivated the account";
      case "BlockedByActor" -> "the account blocks the bot";
      case "BlockedActor" -> "the bot blocks the account";
      case "AuthMissing" -> "it is not shown without a login";
      case "RepoNotFound", "RecordNotFound", "NotFound" -> "it does not exist, or not any more";
      default -> invalid(e.detail().toLowerCase(Locale.ROOT));
    };
  }

  private static String invalid(String said) {
    if (said.contains("profile not found") || said.contains("could not find repo")) {
      return "there is no such account, or it is deactivated or taken down";
    }
    if (said.contains("unable to resolve handle")) {
      return "the handle points at no account; was it renamed?";
    }
    if (said.contains("not found")) {
      return "it does not exist, or not any more";
    }
    return "the request was refused";
  }

  private static SourceException failed(
      String what, String why, XrpcException e, boolean unreachable) {
    return new SourceException(what + ": " + why + " (" + e.getMessage() + ")", unreachable);
  }
}
