package io.github.alignmentfeed.bluesky;

import io.github.alignmentfeed.atproto.Did;
import io.github.alignmentfeed.atproto.Handle;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * What a DID document says that matters here.
 *
 * @param handles the handles that it claims, as AT-URIs
 * @param pds the server that keeps the account's repository, where one is named that can be trusted
 *     with a token
 * @see <a href="https://atproto.com/specs/did">the DID specification</a>
 */
record DidDocument(List<String> handles, Optional<URI> pds) {
  private static final String PDS_TYPE = "AtprotoPersonalDataServer";

  /** The document, or nothing where it is none or is that of another account. */
  static Optional<DidDocument> of(JsonNode document, Did did) {
    if (!document.path("id").stringValue("").equals(did.value())) {
      return Optional.empty();
    }
    List<String> handles =
        document
            .path("alsoKnownAs")
            .valueStream()
            .flatMap(name -> name.stringValueOpt().stream())
            .toList();
    // Both forms of the identifier are in use (common-web/src/did-doc.ts).
    Set<String> ids = Set.of("#atproto_pds", did + "#atproto_pds");
    Optional<URI> pds =
        document
            .path("service")
            .valueStream()
            .filter(service -> ids.contains(service.path("id").stringValue("")))
            .filter(service -> service.path("type").stringValue("").equals(PDS_TYPE))
            .flatMap(service -> service.path("serviceEndpoint").stringValueOpt().stream())
            .findFirst()
            .flatMap(Endpoint::trusted);
    return Optional.of(new DidDocument(handles, pds));
  }

  /** Whether the account says, too, that the handle is its own. */
  boolean claims(Handle handle) {
    return handles.stream().anyMatch(name -> name.equalsIgnoreCase("at://" + handle));
  }
}
