package io.github.alignmentfeed.atproto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NsidTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "app.bsky.feed.post",
        "com.example.fooBar",
        "net.users.bob.ping",
        "a.b.c",
        "cn.8.lex.stuff",
        "a-0.b-1.c",
        "io.github.alignmentfeed.tombstone"
      })
  void whatTheSpecificationAllowsIsTaken(String text) {
    assertThat(Nsid.parse(text)).contains(new Nsid(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "com.example",
        "com.example.3",
        "com.example.foo-bar",
        "com.example.foo.*",
        "com..example.foo",
        ".com.example.foo",
        "com.example.foo.",
        "3m.example.foo",
        "-a.b.c",
        "com.exa💩ple.foo",
        "com.example.foo\n"
      })
  void anythingElseIsRefused(String text) {
    assertThat(Nsid.parse(text)).isEmpty();
    assertThatThrownBy(() -> new Nsid(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatIsTooLongIsRefused() {
    assertThat(Nsid.parse("com." + "a".repeat(63) + ".foo")).isPresent();
    assertThat(Nsid.parse("com." + "a".repeat(64) + ".foo")).isEmpty();
    assertThat(Nsid.parse("com." + "example.".repeat(40) + "foo")).isEmpty();
  }
}
