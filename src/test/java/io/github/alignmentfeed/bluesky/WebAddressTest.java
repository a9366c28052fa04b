package io.github.alignmentfeed.bluesky;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.alignmentfeed.bluesky.WebAddress.Span;
import io.github.alignmentfeed.curation.Link;
import io.github.alignmentfeed.curation.Link.Origin;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebAddressTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Paper: https://arxiv.org/abs/2412.14093           | https://arxiv.org/abs/2412.14093",
        "Read https://arxiv.org/abs/2412.14093.            | https://arxiv.org/abs/2412.14093",
        "Read https://arxiv.org/abs/2412.14093, and more   | https://arxiv.org/abs/2412.14093",
        "(https://arxiv.org/abs/2412.14093)                | https://arxiv.org/abs/2412.14093",
        "[here](https://arxiv.org/abs/2412.14093)!         | https://arxiv.org/abs/2412.14093",
        "\"https://arxiv.org/abs/2412.14093\"              | https://arxiv.org/abs/2412.14093",
        "<https://arxiv.org/abs/2412.14093>                | https://arxiv.org/abs/2412.14093",
        "“https://arxiv.org/abs/2412.14093”                | https://arxiv.org/abs/2412.14093",
        "https://w.example/Foo_(bar)                       | https://w.example/Foo_(bar)",
        "(see https://w.example/Foo_(bar))                 | https://w.example/Foo_(bar)",
        "论文https://arxiv.org/abs/2412.14093。很好            | https://arxiv.org/abs/2412.14093",
        "論文 https://arxiv.org/abs/2412.14093を読んだ         | https://arxiv.org/abs/2412.14093",
        "https://de.example/wiki/Künstliche_Intelligenz    | https://de.example/wiki/Künstliche_Intelligenz",
        "HTTPS://Arxiv.org/abs/1?x=1&y=2#S5                | HTTPS://Arxiv.org/abs/1?x=1&y=2#S5",
        "http://localhost.example:8080                     | http://localhost.example:8080",
        "https://blog.example                              | https://blog.example",
        "now on alignmentforum.org/posts/abc/title!        | alignmentforum.org/posts/abc/title",
        "my-site.org/a                                     | my-site.org/a",
        "site.org:8443/a                                   | site.org:8443/a"
      })
  void aWholeAddressIsFoundWithoutWhatEndsTheSentence(String text, String url) {
    assertThat(WebAddress.writtenIn(text, List.of())).containsExactly(new Link(url, Origin.TEXT));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "arxiv.org/pdf/2412.140...                     | arxiv.org/pdf/2412.140",
        "huggingface.co/papers/2609.... next           | huggingface.co/papers/2609",
        "(alignment.anthropic.com/2025/recomme...)     | alignment.anthropic.com/2025/recomme",
        "www.youtube.com/watch?v=Xq3L..., a talk       | www.youtube.com/watch?v=Xq3L",
        "openreview.net:443/pdf?id=Zt8wP...            | openreview.net:443/pdf?id=Zt8wP",
        "arxiv.org/pdf/2412.140…                       | arxiv.org/pdf/2412.140",
        "https://arxiv.org/pdf/2412.14...              | https://arxiv.org/pdf/2412.14",
        "https://arxiv.org/pdf/2412.…                  | https://arxiv.org/pdf/2412"
      })
  void anAddressThatRunsIntoAnEllipsisIsCut(String text, String url) {
    assertThat(WebAddress.writtenIn(text, List.of())).containsExactly(new Link(url, Origin.CUT));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "alignmentforum.org",
        "alignmentforum.org/",
        "arxiv.org... and so on",
        "and/or, either/both",
        "Node.js/React or train.py/eval.py",
        "U.S./China, p.m./a.m.",
        "GPT-4.1/o3 scored 0.5/1.0",
        "on 24.10.2026/25.10.2026",
        "write to ada@example.com/work",
        "@ada.bsky.social/lists",
        "../up.down/left",
        "https://",
        "https://...",
        "https:///path",
        "https://localhost/path",
        "ftp://files.example/a"
      })
  void whatOnlyLooksLikeAnAddressIsNone(String text) {
    assertThat(WebAddress.writtenIn(text, List.of())).isEmpty();
  }

  @Test
  void anAddressUnderALinkIsLeftToIt() {
    String text = "a.example/1 b.example/2 c.example/3";
    assertThat(WebAddress.writtenIn(text, List.of(new Span(0, 11), new Span(22, 23))))
        .containsExactly(new Link("c.example/3", Origin.TEXT));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://arxiv.org/abs/2412.14093",
        "HTTP://EXAMPLE.ORG",
        " https://example.org/x ",
        "arxiv.org/abs/2412.14093",
        "example.org",
        "example.org:80/x"
      })
  void anAddressOfTheWebCanBeNamed(String uri) {
    assertThat(WebAddress.named(uri)).contains(uri.strip());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "https://",
        "https://two words.example",
        "mailto:ada@example.com",
        "javascript:alert(1)",
        "at://did:plc:abc/app.bsky.feed.post/x",
        "doi:10.48550/arXiv.2412.14093",
        "ada@example.com",
        "word"
      })
  void nothingElseCan(String uri) {
    assertThat(WebAddress.named(uri)).isEmpty();
  }
}
