package io.github.alignmentfeed.curation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Papers that a text names, pages that are known by their address, and what is neither. */
class PapersWithoutASchemeTest {
  private static Optional<String> id(String url) {
    return PaperId.of(new Link(url, Link.Origin.FACET)).map(PaperId::value);
  }

  private static Optional<String> page(String url) {
    return PaperId.page(new Link(url, Link.Origin.FACET)).map(PaperId::value);
  }

  private static Set<String> named(String text) {
    return PaperId.namedIn(text).stream().map(PaperId::value).collect(Collectors.toSet());
  }

  @ParameterizedTest
  @CsvSource({
    "arXiv:2412.14093,                        arxiv:2412.14093",
    "arXiv:2412.14093v3.,                     arxiv:2412.14093",
    "see (arxiv: 2412.14093),                 arxiv:2412.14093",
    "arXiv 2412.14093,                        arxiv:2412.14093",
    "ARXIV:cs.AI/0102030 is old,              arxiv:cs/0102030",
    "doi:10.1000/ABC.182.,                    doi:10.1000/abc.182",
    "DOI: 10.1000/abc.182),                   doi:10.1000/abc.182",
    "doi 10.1000/abc.182。面白い,               doi:10.1000/abc.182",
    "(doi:10.1000/abc.182),                   doi:10.1000/abc.182",
    "doi:10.48550/arXiv.2412.14093,           arxiv:2412.14093"
  })
  void aTextMayNameAPaper(String text, String id) {
    assertThat(named(text)).containsExactly(id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "arXiv 2024 had 2412.14093 papers",
        "arXiv:2412.140933",
        "arXiv:2412.1409",
        "arXiv:2024.12345",
        "notarXiv:2412.14093",
        "2412.14093",
        "doi:10.1",
        "10.1000/182 is half",
        "dois 10.1000/182"
      })
  void aNumberAloneNamesNoPaper(String text) {
    assertThat(named(text)).isEmpty();
  }

  @Test
  void ofACutAddressNoPaperIsKnown() {
    assertThat(PaperId.of(new Link("https://arxiv.org/abs/2412.14093", Link.Origin.CUT))).isEmpty();
    assertThat(PaperId.page(new Link("https://example.com/a", Link.Origin.CUT))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.com/blog/Post?id=3&page=2",
        "http://www.example.com/blog/Post?page=2&id=3",
        "example.com/blog/Post/?id=3&page=2",
        "https://EXAMPLE.com/blog/Post?id=3&page=2#top",
        "https://example.com:443/blog/Post?utm_source=bsky&id=3&UTM_Medium=x&page=2&fbclid=1",
        "https://example.com/blog/Po%73t?id=3&page=2&ref=home&mc_cid=1&&"
      })
  void aPageIsTheSameWithoutWhatVaries(String url) {
    assertThat(page(url)).contains("url:example.com/blog/Post?id=3&page=2");
  }

  @Test
  void differentPagesDiffer() {
    assertThat(page("https://example.com/blog/Post?id=3"))
        .isNotEqualTo(page("https://example.com/blog/Post?id=4"))
        .isNotEqualTo(page("https://example.com/blog/post?id=3"))
        .isNotEqualTo(page("https://example.org/blog/Post?id=3"));
    assertThat(page("https://example.com/a?x=%26b=1"))
        .isNotEqualTo(page("https://example.com/a?x=&b=1"));
  }

  @Test
  void anEntranceIsNoPage() {
    assertThat(page("https://example.com")).isEmpty();
    assertThat(page("https://example.com/")).isEmpty();
    assertThat(page("https://example.com/#about")).isEmpty();
    assertThat(page("https://example.com/?utm_source=bsky")).isEmpty();
    assertThat(page("https://example.com/research?utm_source=bsky")).isEmpty();
    assertThat(page("https://example.com/blog/?ref=x&s=1")).isEmpty();
    assertThat(page("https://example.com/blog?p=1")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://arxiv.org/list/cs.AI/recent",
        "https://www.lesswrong.com/tag/ai-safety",
        "https://metr.org/time-horizons",
        "https://example.com/blog",
        "https://example.com/about/us",
        "https://www.anthropic.com/research?utm_source=bluesky",
        "https://openai.com/news/?ref=x",
        "https://example.org/blog?s=1",
        "https://example.org/blog/?&",
        "https://proceedings.mlr.press/v202/index.html",
        "https://jmlr.org/papers/v25/index.html",
        "https://jmlr.org/papers/v25",
        "https://osf.io/users/x9w3z",
        "https://dl.acm.org/doi/proceedings/10.1145/3442188",
        "https://dl.acm.org/toc/csur/2024/56/1"
      })
  void aPageThatLeadsToOthersIsNoPaper(String url) {
    assertThat(page(url)).isEmpty();
  }

  @Test
  void aParameterOfItsOwnMakesAPageOfAnIndex() {
    assertThat(page("https://example.com/blog?id=3&utm_source=bsky"))
        .contains("url:example.com/blog?id=3");
  }

  @Test
  void nothingThatCanBeWrittenIsTooMuch() {
    Random random = new Random(20261120);
    String[] pieces = {
      "https://",
      "arxiv.org",
      "/abs/",
      "/pdf/",
      "2412.14093",
      "v2",
      ".pdf",
      "doi.org",
      "/",
      "?",
      "#",
      "id=",
      "%",
      "%2F",
      "%zz",
      "%E2%82",
      "10.1000/",
      "10.48550/arXiv.",
      "openreview.net",
      "forum",
      "aclanthology.org",
      "lesswrong.com",
      "/posts/",
      "@",
      ":",
      "\\",
      ".",
      ",",
      ")",
      " ",
      "\n",
      "\ud800",
      "\u0000",
      "é",
      "安",
      "😀",
      "arXiv:",
      "doi:",
      "-",
      "-a",
      "assets/",
      "\u0301",
      "&",
      "&doi=",
      "=",
      "+",
      "\"",
      "<",
      ">"
    };
    for (int i = 0; i < 500; i++) {
      StringBuilder text = new StringBuilder();
      int length = random.nextInt(20);
      for (int j = 0; j < length; j++) {
        text.append(pieces[random.nextInt(pieces.length)]);
      }
      assertSomeAnswer(text.toString());
    }
    for (String piece : pieces) {
      assertSomeAnswer(piece.repeat(5_000));
      assertSomeAnswer("https://doi.org/10.1000/" + piece.repeat(5_000));
      assertSomeAnswer("https://arxiv.org/abs/" + piece.repeat(5_000));
      assertSomeAnswer("https://aclanthology.org/" + piece.repeat(5_000));
      assertSomeAnswer("https://openreview.net/forum?" + piece.repeat(5_000));
      assertSomeAnswer("https://papers.ssrn.com/sol3/Delivery.cfm/" + piece.repeat(5_000));
      assertSomeAnswer("https://api.semanticscholar.org/" + piece.repeat(5_000));
      assertSomeAnswer("https://osf.io/preprints/" + piece.repeat(5_000));
      assertSomeAnswer("https://medium.com/" + piece.repeat(5_000));
      assertSomeAnswer(
          "https://papers.nips.cc/paper/2023/hash/0123456789abcdef0123456789abcdef-"
              + piece.repeat(5_000));
      assertSomeAnswer("https://raw.githubusercontent.com/mlresearch/v1/" + piece.repeat(5_000));
      assertSomeAnswer("https://journals.plos.org/plosone/article?" + piece.repeat(5_000));
      assertSomeAnswer("https://proceedings.mlr.press/v1/assets/" + piece.repeat(5_000));
      assertSomeAnswer("https://example.com/view?doi=" + piece.repeat(5_000));
      assertSomeAnswer("doi:10.1000/" + piece.repeat(5_000) + "x");
    }
  }

  private static void assertSomeAnswer(String text) {
    assertThat(id(text)).isNotNull();
    assertThat(page(text)).isNotNull();
    assertThat(named(text)).isNotNull();
  }
}
