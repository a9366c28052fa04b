package io.github.alignmentfeed.bluesky;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static io.github.alignmentfeed.bluesky.TestNetwork.BOT;
import static io.github.alignmentfeed.bluesky.TestNetwork.json;
import static io.github.alignmentfeed.bluesky.TestNetwork.query;
import static io.github.alignmentfeed.bluesky.TestNetwork.recorded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.alignmentfeed.atproto.Did;
import io.github.alignmentfeed.atproto.Handle;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdentityTest {
  private static final Did DID = new Did(BOT);
  private static final Handle HANDLE = new Handle("bot.example.com");

  @RegisterExtension private final TestNetwork network = new TestNetwork();

  private void plcKnows(String... replacements) {
    network.answers(get(urlPathEqualTo("/" + BOT)), recorded("did-document.json", replacements));
  }

  private static Optional<URI> pds(String... replacements) {
    return DidDocument.of(
            Json.mapper().readTree(TestNetwork.recording("did-document.json", replacements)), DID)
        .flatMap(DidDocument::pds);
  }

  @Test
  void a_handle_is_resolved_by_the_appview() {
    network.answers(query("com.atproto.identity.resolveHandle"), json("{\"did\":\"" + BOT + "\"}"));

    assertThat(network.identity().resolve(HANDLE)).isEqualTo(DID);
    assertThat(network.queries("com.atproto.identity.resolveHandle").get(0).getUrl())
        .endsWith("?handle=bot.example.com");
  }

  @Test
  void the_directory_gives_the_document_of_a_did_plc() {
    plcKnows("SERVICE", "https://pds.example.com");

    DidDocument document = network.identity().document(DID);

    assertThat(document.pds()).contains(URI.create("https://pds.example.com/"));
    assertThat(document.claims(HANDLE)).isTrue();
    assertThat(document.claims(new Handle("other.example.com"))).isFalse();
  }

  @Test
  void a_did_web_gives_its_document_itself() {
    Did web = new Did("did:web:localhost%3A" + network.uri().getPort());
    network.answers(
        get(urlPathEqualTo("/.well-known/did.json")),
        recorded("did-document.json", BOT, web.value(), "SERVICE", "https://pds.example.com"));

    assertThat(network.identity().document(web).pds())
        .contains(URI.create("https://pds.example.com/"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"did:web:host.example.com:user", "did:web:a%2Fb", "did:web:u%40h"})
  void a_did_web_that_names_more_than_a_host_is_refused(String did) {
    XrpcException e =
        catchThrowableOfType(XrpcException.class, () -> network.identity().document(new Did(did)));

    assertThat(e).hasMessageContaining("names no host");
    assertThat(network.requests()).isZero();
  }

  @Test
  void a_document_of_another_account_is_refused() {
    plcKnows(BOT, "did:plc:other000000000000000000a");

    XrpcException e =
        catchThrowableOfType(XrpcException.class, () -> network.identity().document(DID));

    assertThat(e).hasMessageContaining("it belongs to another account");
  }

  @Test
  void both_forms_of_the_service_identifier_are_known() {
    assertThat(pds("SERVICE", "https://pds.example.com", "#atproto_pds", BOT + "#atproto_pds"))
        .contains(URI.create("https://pds.example.com/"));
    assertThat(pds("SERVICE", "https://pds.example.com", "#atproto_pds", "did:plc:x#atproto_pds"))
        .isEmpty();
    assertThat(pds("SERVICE", "https://pds.example.com", "AtprotoPersonal", "Another")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "https://pds.example.com, true",
    "http://localhost:2583, true",
    "http://127.0.0.1:2583, true",
    "http://pds.example.com, false",
    "http://localhost.example.com, false",
    "https://user:word@pds.example.com, false",
    "ftp://pds.example.com, false",
    "nonsense, false",
  })
  void tokens_are_sent_in_the_clear_to_this_machine_alone(String endpoint, boolean trusted) {
    assertThat(pds("SERVICE", endpoint).isPresent()).isEqualTo(trusted);
  }
}
