package io.github.alignmentfeed.atproto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HandleTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ada.bsky.social",
        "8.cn",
        "xn--ls8h.test",
        "a-b.c-d.e",
        "4chan.org",
        "handle.invalid",
        "2gzyxa5ihm7nsggfxnu52rck2vv4rvmdlkiu3zzui5du4xyclen53wid.onion"
      })
  void domainNamesAreTaken(String text) {
    assertThat(Handle.parse(text)).contains(new Handle(text));
  }

  @ParameterizedTest
  @CsvSource({"Ada.Bsky.SOCIAL, ada.bsky.social", "@ada.bsky.social, ada.bsky.social"})
  void caseAndALeadingAtSignDoNotMatter(String text, String handle) {
    assertThat(Handle.parse(text)).map(Handle::toString).contains(handle);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ada",
        "@",
        "@@ada.bsky.social",
        ".ada.bsky.social",
        "ada.bsky.social.",
        "ada..bsky.social",
        "ada-.bsky.social",
        "-ada.bsky.social",
        "ada_b.bsky.social",
        "ada.bsky.123",
        "127.0.0.1",
        "ada.bsky.social\n",
        "ada bsky.social",
        "jöhn.test",
        "https://ada.bsky.social"
      })
  void anythingElseIsRefused(String text) {
    assertThat(Handle.parse(text)).isEmpty();
    assertThatThrownBy(() -> new Handle(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a253rdCharacterIsTheLast() {
    String label = "a".repeat(61) + ".";
    assertThat(Handle.parse(label.repeat(4) + "bcdef")).isPresent();
    assertThat(Handle.parse(label.repeat(4) + "bcdefg")).isEmpty();
    assertThat(Handle.parse("a".repeat(64) + ".test")).isEmpty();
  }

  @Test
  void anIdentifierIsADidOrAHandle() {
    assertThat(AtIdentifier.parse("did:plc:abc")).contains(new Did("did:plc:abc"));
    assertThat(AtIdentifier.parse("@ada.example")).contains(new Handle("ada.example"));
    assertThat(AtIdentifier.parse("did:plc:")).isEmpty();
    assertThat(AtIdentifier.parse("nobody")).isEmpty();
  }
}
