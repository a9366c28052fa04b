package io.github.alignmentfeed.curation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which addresses a rule's domain covers. */
class DomainsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://arxiv.org",
        "https://arxiv.org/",
        "https://arxiv.org/abs/2412.14093",
        "https://www.arxiv.org/abs/2412.14093",
        "https://export.arxiv.org/abs/2412.14093",
        "https://a.b.arxiv.org/",
        "http://arxiv.org:8080/abs",
        "https://arxiv.org./abs",
        "HTTPS://ARXIV.ORG/ABS",
        "https://evil.com@arxiv.org/",
        "arxiv.org/abs/2412.14093",
        "https://arxiv.org?x",
        "https://arxiv.org#x"
      })
  void aHostIsCoveredWithAllBelowIt(String url) {
    assertThat(Reading.domain("arxiv.org").sees(Posts.linking(url))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://notarxiv.org/",
        "https://not-arxiv.org/",
        "https://arxiv.org.evil.com/",
        "https://arxiv.organ/",
        "https://arxiv.com/",
        "https://org/",
        "https://arxiv.org@evil.com/",
        "https://arxiv.org:443@evil.com/",
        "https://x@arxiv.org@evil.com/",
        "https://evil.com/arxiv.org/",
        "https://evil.com/?u=https://arxiv.org/",
        "https://evil.com#arxiv.org",
        "https://evil.com\\.arxiv.org/",
        "https://evil.com\\@arxiv.org/"
      })
  void aHostThatOnlyLooksLikeItIsNotCovered(String url) {
    assertThat(Reading.domain("arxiv.org").sees(Posts.linking(url))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://anthropic.com/research",
        "https://anthropic.com/research/",
        "https://www.anthropic.com/research/alignment-faking",
        "https://anthropic.com/research?page=2",
        "https://anthropic.com/research#top",
        "https://anthropic.com:443/Research/x",
        "https://anthropic.com//research/x",
        "https://anthropic.com/%72esearch/x",
        "https://anthropic.com/research%2Fx",
        "https://anthropic.com/news/../research/x",
        "https://anthropic.com/./research"
      })
  void aPathIsCoveredWithAllUnderIt(String url) {
    assertThat(Reading.domain("anthropic.com/research").sees(Posts.linking(url))).isTrue();
    assertThat(Reading.domain("anthropic.com/research/").sees(Posts.linking(url))).isTrue();
    assertThat(Reading.domain("anthropic.com/Research").sees(Posts.linking(url))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://anthropic.com",
        "https://anthropic.com/",
        "https://anthropic.com/researchers",
        "https://anthropic.com/research-areas",
        "https://anthropic.com/news/research",
        "https://anthropic.com/?x=/research",
        "https://anthropic.com/?x=/../research",
        "https://anthropic.com/research/../careers",
        "https://anthropic.com/research/%2e%2e/careers",
        "https://anthropic.com/researc%68ers",
        "https://anthropic.com.evil.com/research"
      })
  void aPathEndsAtItsSegment(String url) {
    assertThat(Reading.domain("anthropic.com/research").sees(Posts.linking(url))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"example.com//a%62c", "example.com/x/../abc", "example.com/abc/./"})
  void aPathOfARuleCountsWithoutItsDetoursToo(String domain) {
    assertThat(Reading.domain(domain).sees(Posts.linking("https://example.com/abc/1"))).isTrue();
    assertThat(Reading.domain(domain).sees(Posts.linking("https://example.com/abcd"))).isFalse();
  }

  @Test
  void ofACutAddressOnlyTheHostIsSure() {
    Post cut =
        Posts.by("ada").links(Link.Origin.CUT, "www.anthropic.com/research/alignment-fa").post();
    assertThat(Reading.domain("anthropic.com").sees(cut)).isTrue();
    assertThat(Reading.domain("anthropic.com/research").sees(cut)).isFalse();
  }

  @Test
  void aHostInTheTextAloneIsNoLink() {
    assertThat(Reading.domain("arxiv.org").sees("see arxiv.org")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "arxiv.org,              https://www.export.arxiv.org/abs/1,           arxiv.org",
    "arxiv.org,              https://arxiv.org@arxiv.org/abs/1,            arxiv.org",
    "arxiv.org,              https://notarxiv.org.arxiv.org./abs/1,        arxiv.org",
    "arxiv.org,              HTTPS://ARXIV.ORG/ABS,                        ARXIV.ORG",
    "anthropic.com/Research, https://www.anthropic.com/research/x,         anthropic.com/research",
    "anthropic.com/research, https://Anthropic.com/Research?x,             Anthropic.com/Research",
    "anthropic.com/research, https://anthropic.com:443/research/x, anthropic.com:443/research",
    "example.com/a,          https://İ@example.com/a/b,                    example.com/a",
    "*,                      https://www.example.com/a,                    example.com",
    "*,                      https://a.example.org:443?x,                  a.example.org",
    "example.com/a,          https://example.com/b/../a/c?x,               example.com/b/../a/c",
    "xn--bcher-kva.example,  https://www.bücher.example/x,                 www.bücher.example",
    "arxiv.org,              https://export.ａrxiv.org/abs/1,              export.ａrxiv.org"
  })
  void evidencePointsAtTheHostAndPath(String domain, String url, String matched) {
    Post post = Posts.linking(url);
    assertThat(Reading.domain(domain).matched(post)).containsExactly(matched);
    Evidence evidence =
        new Judge(List.of(Rules.domains("rule", 1, domain))).judge(post).evidence().get(0);
    assertThat(evidence.start()).isEqualTo(url.lastIndexOf(matched));
    assertThat(evidence.end()).isEqualTo(evidence.start() + matched.length());
  }

  @Test
  void aCardsAddressIsItsCard() {
    Post post = Posts.by("ada").card("https://arxiv.org/abs/1", "A title", "").post();
    assertThat(new Judge(List.of(Rules.domains("rule", 1, "arxiv.org"))).judge(post).evidence())
        .extracting(Evidence::field)
        .containsExactly(Field.CARD);
  }

  @Test
  void aStarHoldsForALinkThatWasCutShort() {
    Post post = Posts.by("ada").links(Link.Origin.CUT, "example.com/a/very-lo").post();
    assertThat(Reading.domain("*").matched(post)).containsExactly("example.com");
  }

  @Test
  void aStarMakesNoPageAPaper() {
    Post post = Posts.linking("https://example.com/research/a");
    Judge judge = new Judge(List.of(Rules.domains("any", 1, "*")));
    assertThat(judge.judge(post).score()).isEqualTo(1);
    assertThat(judge.judge(post).papers()).isEmpty();
  }
}
