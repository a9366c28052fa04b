package io.github.alignmentfeed.curation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinkTest {

  @ParameterizedTest
  @CsvSource({
    "https://arxiv.org/abs/1,              arxiv.org,  /abs/1",
    "http://arxiv.org,                     arxiv.org,  ''",
    "arxiv.org/abs/1,                      arxiv.org,  /abs/1",
    "HTTPS://WWW.ArXiv.ORG/Abs/1,          arxiv.org,  /Abs/1",
    "https://arxiv.org./abs/1,             arxiv.org,  /abs/1",
    "https://arxiv.org:443/abs/1,          arxiv.org,  /abs/1",
    "https://arxiv.org:/abs/1,             arxiv.org,  /abs/1",
    "https://arxiv.org?q=1,                arxiv.org,  ?q=1",
    "https://arxiv.org#top,                arxiv.org,  #top",
    "https://somebody@arxiv.org/abs/1,     arxiv.org,  /abs/1",
    "https://some:body@arxiv.org/abs/1,    arxiv.org,  /abs/1",
    "https://evil.com/@arxiv.org/abs/1,    evil.com,   /@arxiv.org/abs/1",
    "https://evil.com?@arxiv.org/abs/1,    evil.com,   ?@arxiv.org/abs/1",
    "https://evil.com#@arxiv.org/abs/1,    evil.com,   #@arxiv.org/abs/1",
    "https://evil.com\\@arxiv.org/abs/1,   evil.com,   \\@arxiv.org/abs/1",
    "https://arxiv.org@evil.com/abs/1,     evil.com,   /abs/1",
    "https://arxiv.org:80@evil.com/abs/1,  evil.com,   /abs/1",
    "https://a@arxiv.org@evil.com/abs/1,   evil.com,   /abs/1",
    "https://www.com/,                     www.com,    /",
    "https://bücher.example/x,             xn--bcher-kva.example, /x",
    "https://www.BÜCHER.example/x,         xn--bcher-kva.example, /x",
    "https://bu\u0308cher.example/x,       xn--bcher-kva.example, /x",
    "https://xn--bcher-kva.example/x,      xn--bcher-kva.example, /x",
    "https://ａｒｘｉｖ.org/abs/1,          arxiv.org,  /abs/1",
    "https://arxiv。org/abs/1,             arxiv.org,  /abs/1",
    "https://arxi\u00adv.org/abs/1,        arxiv.org,  /abs/1",
    "https://аrxiv.org/abs/1,              xn--rxiv-43d.org, /abs/1",
  })
  void anAddressHasAHostAndAPath(String url, String host, String path) {
    Link link = new Link(url, Link.Origin.FACET);
    assertThat(link.host()).contains(host);
    assertThat(link.path()).isEqualTo(path);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "https://",
        "https:///abs/1",
        "https://./",
        "two words",
        "://",
        "https://evil.example／.arxiv.org/",
        "https://evil.example%2F.arxiv.org/",
        "https://evil.example;.arxiv.org/",
        "https://evil.example,arxiv.org/",
        "https://evil.example\0.arxiv.org/",
        "https://evil.example。。arxiv.org/"
      })
  void whatIsNoAddressHasNoHost(String url) {
    assertThat(new Link(url, Link.Origin.FACET).host()).isEmpty();
  }

  @Test
  void aHostThatIsLongerThanAnyNameIsNone() {
    assertThat(new Link("https://" + "é".repeat(5_000) + ".example", Link.Origin.FACET).host())
        .isEmpty();
  }
}
