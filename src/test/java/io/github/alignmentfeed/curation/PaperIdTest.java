package io.github.alignmentfeed.curation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PaperIdTest {

  private static Optional<String> id(String url) {
    return PaperId.of(new Link(url, Link.Origin.FACET)).map(PaperId::value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://arxiv.org/abs/2412.14093",
        "http://arxiv.org/abs/2412.14093",
        "arxiv.org/abs/2412.14093",
        "HTTPS://ARXIV.ORG/abs/2412.14093",
        "https://www.arxiv.org/abs/2412.14093",
        "https://arxiv.org:443/abs/2412.14093",
        "https://arxiv.org/abs/2412.14093v2",
        "https://arxiv.org/abs/2412.14093/",
        "https://arxiv.org/abs/2412.14093?context=cs.AI",
        "https://arxiv.org/abs/2412.14093#comments",
        "https://arxiv.org/abs/arXiv:2412.14093",
        "https://arxiv.org/abs/2412.14093.",
        "https://arxiv.org/abs/2412.14093),",
        "https://arxiv.org/abs/2412.14093”",
        "https://arxiv.org/abs/2412%2E14093",
        "https://arxiv.org/pdf/2412.14093",
        "https://arxiv.org/pdf/2412.14093v1.pdf",
        "https://arxiv.org/pdf/2412.14093.pdf#page=3",
        "https://arxiv.org/pdf/2412.14093.pdf.",
        "https://arxiv.org/html/2412.14093v1#S2",
        "https://arxiv.org/html/2412.14093v1/",
        "https://export.arxiv.org/abs/2412.14093",
        "https://de.arxiv.org/abs/2412.14093",
        "https://ar5iv.org/abs/2412.14093",
        "https://ar5iv.labs.arxiv.org/html/2412.14093",
        "https://alphaxiv.org/abs/2412.14093v1",
        "https://www.alphaxiv.org/pdf/2412.14093",
        "https://www.alphaxiv.org/overview/2412.14093",
        "https://www.arxiv-vanity.com/papers/2412.14093/",
        "https://huggingface.co/papers/2412.14093",
        "https://hf.co/papers/2412.14093",
        "https://doi.org/10.48550/arXiv.2412.14093",
        "https://doi.org/10.48550/ARXIV.2412.14093",
        "https://doi.org/10.48550%2FarXiv.2412.14093",
        "https://dx.doi.org/10.48550/arXiv.2412.14093v2",
        "https://example.com/?doi=10.48550/arXiv.2412.14093&x=1",
        "https://arxiv.org//abs/2412.14093",
        "https://arxiv.org/pdf/../abs/2412.14093",
        "https://arxiv.org/ftp/arxiv/papers/2412/2412.14093.pdf",
        "https://ui.adsabs.harvard.edu/abs/arXiv:2412.14093/abstract",
        "https://api.semanticscholar.org/graph/v1/paper/URL:https://arxiv.org/abs/2412.14093v1"
      })
  void anArxivPaperIsTheSameOnEveryAddress(String url) {
    assertThat(id(url)).contains("arxiv:2412.14093");
  }

  @ParameterizedTest
  @CsvSource({
    "https://arxiv.org/abs/0704.0001,            arxiv:0704.0001",
    "https://arxiv.org/abs/1412.6980v9,          arxiv:1412.6980",
    "https://arxiv.org/abs/cs/0102030,           arxiv:cs/0102030",
    "https://arxiv.org/abs/cs.AI/0102030v2,      arxiv:cs/0102030",
    "https://arxiv.org/pdf/hep-th/9901001.pdf,   arxiv:hep-th/9901001",
    "https://arxiv.org/abs/hep-th%2F9901001,     arxiv:hep-th/9901001",
    "https://arxiv.org/abs/math.GT/0309136,      arxiv:math/0309136",
    "https://doi.org/10.48550/arXiv.cs/0102030,  arxiv:cs/0102030"
  })
  void olderArxivNumbersAreKnownToo(String url, String id) {
    assertThat(id(url)).contains(id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://arxiv.org/abs/list/0102030",
        "https://arxiv.org/abs/cs-ai/0102030",
        "https://arxiv.org/",
        "https://arxiv.org/list/cs.AI/recent",
        "https://arxiv.org/search/?query=2412.14093",
        "https://arxiv.org/abs/2412.1409",
        "https://arxiv.org/abs/2412.140933",
        "https://arxiv.org/abs/2413.14093",
        "https://arxiv.org/abs/2400.14093",
        "https://arxiv.org/abs/1412.69801",
        "https://arxiv.org/abs/2412.14093abc",
        "https://notarxiv.org/abs/2412.14093",
        "https://arxiv.org.evil.com/abs/2412.14093",
        "https://arxiv.org@evil.com/abs/2412.14093",
        "https://huggingface.co/datasets/2412.14093",
        "https://huggingface.co/papers"
      })
  void whatIsNoArxivNumberIsNoPaper(String url) {
    assertThat(id(url)).isEmpty();
  }

  @Test
  void papersOfNeighbouringNumbersDiffer() {
    assertThat(id("https://arxiv.org/abs/2412.14093"))
        .isNotEqualTo(id("https://arxiv.org/abs/2412.14094"));
    assertThat(id("https://arxiv.org/abs/cs/0102030"))
        .isNotEqualTo(id("https://arxiv.org/abs/math/0102030"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://doi.org/10.1000/AbC.182",
        "https://dx.doi.org/10.1000/abc.182",
        "http://doi.org/10.1000/ABC.182.",
        "https://doi.org/10.1000/abc.182),",
        "https://doi.org/10.1000%2Fabc.182",
        "https://dl.acm.org/doi/10.1000/abc.182",
        "https://dl.acm.org/doi/pdf/10.1000/abc.182",
        "https://dl.acm.org/doi/abs/10.1000/abc.182?download=true",
        "https://journal.example/article/10.1000/abc.182/full",
        "https://journal.example/article/10.1000/abc.182/pdf",
        "https://journal.example/content/pdf/10.1000/abc.182.pdf",
        "https://journal.example/content/10.1000/abc.182/full/pdf.pdf).",
        "https://journal.example/view?id=3&doi=10.1000%2FABC.182&x=1",
        "https://journal.example/article/10.1000/abc.182/figures/3",
        "https://journal.example/article/10.1000/abc.182/tables/1",
        "https://journal.example/article/10.1000/abc.182/metrics",
        "https://journal.example/doi/suppl/10.1000/abc.182/suppl_file/abc.182.sapp.pdf",
        "https://doi.org/10.1000/abc.182)*",
        "https://journal.example/view?doi=10.1000/abc.182#top"
      })
  void aDoiIsTheSameOnEveryAddress(String url) {
    assertThat(id(url)).contains("doi:10.1000/abc.182");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://www.biorxiv.org/content/10.1101/2024.01.02.123456v1",
        "https://www.biorxiv.org/content/10.1101/2024.01.02.123456v2.full",
        "https://www.biorxiv.org/content/10.1101/2024.01.02.123456v2.full.pdf+html",
        "https://www.medrxiv.org/content/10.1101/2024.01.02.123456v1.full-text",
        "https://doi.org/10.1101/2024.01.02.123456"
      })
  void aPreprintOfBiologyIsTheSameInEveryVersion(String url) {
    assertThat(id(url)).contains("doi:10.1101/2024.01.02.123456");
  }

  @Test
  void aBracketMayBelongToADoi() {
    assertThat(id("https://doi.org/10.1016/S0140-6736(20)30183-5"))
        .contains("doi:10.1016/s0140-6736(20)30183-5");
    assertThat(id("https://doi.org/10.1016/0022-2836(70)")).contains("doi:10.1016/0022-2836(70)");
  }

  @Test
  void differentDoisDiffer() {
    assertThat(id("https://doi.org/10.1000/abc.182"))
        .isNotEqualTo(id("https://doi.org/10.1000/abc.183"))
        .isNotEqualTo(id("https://doi.org/10.1001/abc.182"));
    assertThat(id("https://doi.org/10.1/abc")).isEmpty();
    assertThat(id("https://doi.org/10.1000/]).")).isEmpty();
    assertThat(id("https://doi.org/10.1000/pdf")).isEmpty();
    assertThat(id("https://example.com/110.1000/abc")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://openreview.net/forum?id=A_b-1234",
        "https://openreview.net/pdf?id=A_b-1234",
        "https://openreview.net/pdf?id=A_b-1234.pdf",
        "https://www.openreview.net/forum?id=A_b-1234&noteId=zzzz",
        "https://openreview.net/forum?noteId=zzzz&id=A_b-1234",
        "https://openreview.net/attachment?id=A_b-1234&name=pdf",
        "https://openreview.net/forum?id=A_b-1234#discussion",
        "https://openreview.net/forum?id=A_b-1234).",
        "https://openreview.net/forum/?id=A_b-1234",
        "https://openreview.net//forum?id=A_b-1234"
      })
  void anOpenReviewPaperIsTheSameOnEveryAddress(String url) {
    assertThat(id(url)).contains("openreview:A_b-1234");
  }

  @Test
  void openReviewHasOtherPagesToo() {
    assertThat(id("https://openreview.net/group?id=ICLR.cc/2027/Conference")).isEmpty();
    assertThat(id("https://openreview.net/profile?id=~Ada_Lovelace1")).isEmpty();
    assertThat(id("https://openreview.net/")).isEmpty();
    assertThat(id("https://openreview.net/forum?id=a_b-1234"))
        .isNotEqualTo(id("https://openreview.net/forum?id=A_b-1234"));
  }

  @ParameterizedTest
  @CsvSource({
    "https://aclanthology.org/2024.acl-long.12/,           acl:2024.acl-long.12",
    "https://aclanthology.org/2024.acl-long.12,            acl:2024.acl-long.12",
    "https://aclanthology.org/2024.acl-long.12.pdf,        acl:2024.acl-long.12",
    "https://www.aclanthology.org/2024.acl-long.12v2.pdf,  acl:2024.acl-long.12",
    "https://aclanthology.org/2024.acl-long.12.bib,        acl:2024.acl-long.12",
    "https://aclanthology.org/2024.acl-long.12/?x=1#y,     acl:2024.acl-long.12",
    "https://aclanthology.org/2024.acl-long.12).,          acl:2024.acl-long.12",
    "https://doi.org/10.18653/v1/2024.acl-long.12,         acl:2024.acl-long.12",
    "https://aclanthology.org/2024.findings-emnlp.7/,      acl:2024.findings-emnlp.7",
    "https://aclanthology.org/P19-1001,                    acl:P19-1001",
    "https://doi.org/10.18653/v1/P19-1001,                 acl:P19-1001",
    "https://aclanthology.org/P19-1001.pdf,                acl:P19-1001",
    "https://www.aclweb.org/anthology/P/P19/P19-1001.pdf,  acl:P19-1001",
    "https://aclanthology.org/2024.acl-long.12.xml,        acl:2024.acl-long.12"
  })
  void aPaperOfTheAclAnthologyIsTheSameOnEveryAddress(String url, String id) {
    assertThat(id(url)).contains(id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://aclanthology.org/",
        "https://aclanthology.org/events/acl-2024/",
        "https://aclanthology.org/volumes/2024.acl-long/",
        "https://aclanthology.org/2024.acl-long.",
        "https://aclanthology.org/faq/"
      })
  void otherPagesOfTheAclAnthologyAreNoPapers(String url) {
    assertThat(id(url)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://www.lesswrong.com/posts/njAZwT8nkHnjipJku/alignment-faking",
        "https://lesswrong.com/posts/njAZwT8nkHnjipJku",
        "https://www.lesswrong.com/posts/njAZwT8nkHnjipJku/alignment-faking?commentId=abc#x",
        "https://www.lesswrong.com/posts/njAZwT8nkHnjipJku).",
        "https://www.lesswrong.com/s/abcDEF123/p/njAZwT8nkHnjipJku",
        "https://www.alignmentforum.org/posts/njAZwT8nkHnjipJku/alignment-faking",
        "https://www.alignmentforum.org/s/abcDEF123/p/njAZwT8nkHnjipJku",
        "https://www.greaterwrong.com/posts/njAZwT8nkHnjipJku/alignment-faking",
        "https://lw2.issarice.com/posts/njAZwT8nkHnjipJku/alignment-faking",
        "https://www.lesswrong.com/g/abcDEF123/p/njAZwT8nkHnjipJku"
      })
  void aPostOfLessWrongIsTheSameOnEveryAddress(String url) {
    assertThat(id(url)).contains("lw:njAZwT8nkHnjipJku");
  }

  @Test
  void aPostOfTheEffectiveAltruismForumIsTheSameOnItsMirror() {
    assertThat(id("https://forum.effectivealtruism.org/posts/njAZwT8nkHnjipJku/x"))
        .isPresent()
        .isEqualTo(id("https://ea.greaterwrong.com/posts/njAZwT8nkHnjipJku/x"));
  }

  @Test
  void otherPagesOfLessWrongAreNoPosts() {
    assertThat(id("https://www.lesswrong.com/")).isEmpty();
    assertThat(id("https://www.lesswrong.com/tag/ai")).isEmpty();
    assertThat(id("https://www.lesswrong.com/posts/short")).isEmpty();
    assertThat(id("https://www.lesswrong.com/users/njAZwT8nkHnjipJku")).isEmpty();
    assertThat(id("https://lesswrong.com.evil.com/posts/njAZwT8nkHnjipJku")).isEmpty();
  }
}
