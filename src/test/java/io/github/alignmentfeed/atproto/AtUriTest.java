package io.github.alignmentfeed.atproto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AtUriTest {

  @Test
  void aRecordHasAnAccountACollectionAndAKey() {
    AtUri uri = AtUri.of("at://did:plc:abc/app.bsky.feed.post/3mvspg6oxl5rr");
    assertThat(uri).isEqualTo(new AtUri(new Did("did:plc:abc"), Nsid.POST, "3mvspg6oxl5rr"));
    assertThat(uri).hasToString("at://did:plc:abc/app.bsky.feed.post/3mvspg6oxl5rr");
  }

  @ParameterizedTest
  @ValueSource(strings = {"self", "a", "3mvspg6oxl5rr", "x.y~z:0-_", "...", "-"})
  void everyRecordKeyIsTaken(String key) {
    assertThat(AtUri.parse("at://did:plc:abc/app.bsky.feed.post/" + key))
        .map(AtUri::rkey)
        .contains(key);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "at://",
        "at://did:plc:abc",
        "at://did:plc:abc/app.bsky.feed.post",
        "at://did:plc:abc/app.bsky.feed.post/",
        "at://did:plc:abc/app.bsky.feed.post/x/",
        "at://did:plc:abc/app.bsky.feed.post/x/y",
        "at://did:plc:abc/app.bsky.feed.post/x#y",
        "at://did:plc:abc/app.bsky.feed.post/x?y",
        "at://did:plc:abc/app.bsky.feed.post/.",
        "at://did:plc:abc/app.bsky.feed.post/..",
        "at://did:plc:abc/app.bsky.feed.post/a b",
        "at://did:plc:abc/post/x",
        "at:///app.bsky.feed.post/x",
        "at://ada.example.com/app.bsky.feed.post/x",
        "AT://did:plc:abc/app.bsky.feed.post/x",
        "https://bsky.app/profile/did:plc:abc/post/x"
      })
  void whatNamesNoRecordInDidFormIsRefused(String text) {
    assertThat(AtUri.parse(text)).isEmpty();
    assertThatThrownBy(() -> AtUri.of(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theOrderIsThatOfTheText() {
    AtUri a = AtUri.of("at://did:plc:abc/app.bsky.feed.post/a");
    AtUri b = AtUri.of("at://did:plc:abc/app.bsky.feed.post/b");
    assertThat(a).isLessThan(b).isEqualByComparingTo(a);
  }
}
