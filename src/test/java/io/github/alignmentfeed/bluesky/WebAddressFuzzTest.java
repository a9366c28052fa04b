package io.github.alignmentfeed.bluesky;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.alignmentfeed.bluesky.WebAddress.Span;
import io.github.alignmentfeed.curation.Link;
import io.github.alignmentfeed.curation.Link.Origin;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.provider.MethodSource;

class WebAddressFuzzTest {

  @Timeout(value = 5, threadMode = ThreadMode.SEPARATE_THREAD)
  @MethodSource
  @FuzzTest
  void addressesStandInTheTextAndNameAHost(byte[] input) {
    String text = new String(input, StandardCharsets.UTF_8);
    List<Link> links = WebAddress.writtenIn(text, List.of());
    for (Link link : links) {
      assertThat(text).contains(link.url());
      assertThat(link.host()).as(link.url()).isPresent();
      assertThat(link.url()).endsWith(link.path());
      assertThat(link.origin()).isIn(Origin.TEXT, Origin.CUT);
      assertThat(WebAddress.named(link.url())).as(link.url()).contains(link.url());
    }
    assertThat(WebAddress.writtenIn(text, List.of(new Span(0, text.length())))).isEmpty();
    assertThat(links)
        .containsAll(WebAddress.writtenIn(text, List.of(new Span(0, text.length() / 2))));
    WebAddress.named(text).ifPresent(named -> assertThat(named).isEqualTo(text.strip()));
  }

  static Stream<byte[]> addressesStandInTheTextAndNameAHost() {
    return Stream.of(
            "new paper arxiv.org/abs/2412.14093... out",
            "see https://example.org/a(b)_[c]), and http://x.example.",
            "lesswrong.com/posts/njAZwT8nkHnjipJku/alig…",
            "HTTPS://www.example.org:8080/?q=1#top!? mail@example.org/x main.py/x ünï.example/ä",
            "https://user@example.org/%20....… www.example.org/…")
        .map(text -> text.getBytes(StandardCharsets.UTF_8));
  }
}
