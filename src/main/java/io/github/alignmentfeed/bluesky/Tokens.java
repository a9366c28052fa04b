package io.github.alignmentfeed.bluesky;

import io.github.alignmentfeed.atproto.Did;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * A session that the server granted. Tokens are opaque (section 3 of the protocol notes).
 *
 * @param did the account
 * @param service the server that keeps it
 * @param access shown with every call
 * @param refresh shown to get the next pair
 */
record Tokens(Did did, URI service, String access, String refresh) {
  private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]{1,8192}");

  /**
   * The session in the answer of {@code createSession} or {@code refreshSession}, or nothing where
   * the answer holds none.
   *
   * @param asked the server that answered; the one in the answer's own DID document comes first
   */
  static Optional<Tokens> granted(JsonNode answer, URI asked) {
    return Did.parse(answer.path("did").stringValue(""))
        .flatMap(
            did -> {
              URI service =
                  DidDocument.of(answer.path("didDoc"), did)
                      .flatMap(DidDocument::pds)
                      .orElse(asked);
              return of(did, service, answer);
            });
  }

  /** The session of an account that stands in the members {@code accessJwt, refreshJwt}. */
  static Optional<Tokens> of(Did did, URI service, JsonNode pair) {
    String access = pair.path("accessJwt").stringValue("");
    String refresh = pair.path("refreshJwt").stringValue("");
    boolean whole = TOKEN.matcher(access).matches() && TOKEN.matcher(refresh).matches();
    return whole ? Optional.of(new Tokens(did, service, access, refresh)) : Optional.empty();
  }

  @Override
  public String toString() {
    return "session of " + did + " at " + service;
  }
}
