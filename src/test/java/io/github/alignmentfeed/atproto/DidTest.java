package io.github.alignmentfeed.atproto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DidTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "did:plc:ewvi7nxzyoun6zhxrhs64oiz",
        "did:web:example.com",
        "did:web:localhost%3A3000",
        "did:method:val:two",
        "did:m:v",
        "did:method::::val",
        "did:method:-",
        "did:onion:2gzyxa5ihm7nsggfxnu52rck2vv4rvmdlkiu3zzui5du4xyclen53wid"
      })
  void whatTheSpecificationAllowsIsTaken(String text) {
    assertThat(Did.parse(text)).contains(new Did(text));
    assertThat(new Did(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "did",
        "did:plc:",
        "did:plc:abc:",
        "did:plc:abc%",
        "DID:plc:abc",
        "did:PLC:abc",
        "did:plc:a b",
        "did:plc:abc/d",
        "did:plc:abc?x",
        "did:plc:abc\n",
        " did:plc:abc",
        "did:plc:ü",
        "ada.example.com"
      })
  void anythingElseIsRefused(String text) {
    assertThat(Did.parse(text)).isEmpty();
    assertThatThrownBy(() -> new Did(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatIsTooLongIsRefused() {
    assertThat(Did.parse("did:plc:" + "a".repeat(3_000_000))).isEmpty();
  }
}
