package io.github.alignmentfeed;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.alignmentfeed.atproto.Handle;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** People paste what they find. */
class PostNameTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "at://ada.example/app.bsky.feed.post/3kabcdefghi2x",
        "https://bsky.app/profile/ada.example/post/3kabcdefghi2x",
        "https://bsky.app/profile/@ada.example/post/3kabcdefghi2x/?ref=x#y",
        "bsky.app/profile/ada.example/post/3kabcdefghi2x",
        " https://bsky.app/profile/ada.example/post/3kabcdefghi2x\n"
      })
  void aPostIsNamedInManyWays(String text) {
    assertThat(PostName.parse(text))
        .isEqualTo(Optional.of(new PostName(new Handle("ada.example"), "3kabcdefghi2x")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ada.example",
        "https://bsky.app/profile/ada.example",
        "at://ada.example/app.bsky.feed.like/3kabcdefghi2x",
        "ftp://bsky.app/profile/ada.example/post/3kabcdefghi2x"
      })
  void whatIsNoPostNamesNone(String text) {
    assertThat(PostName.parse(text)).isEmpty();
  }
}
