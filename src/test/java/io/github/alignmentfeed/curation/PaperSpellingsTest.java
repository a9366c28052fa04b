package io.github.alignmentfeed.curation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** All spellings of one paper are that paper, and two papers are never one. */
class PaperSpellingsTest {
  private static final int PAPERS = 300;
  private static final String BASE62 =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  /** What stands around an address and is no part of what it names. */
  private static final List<Function<String, String>> AROUND =
      List.of(
          url -> url,
          url -> url.replaceFirst("^https://(?:www\\.)?", "http://www."),
          url -> url.replaceFirst("^https://", ""),
          url -> url.replaceFirst("^https://([^/]+)", "https://$1:443"),
          url -> url + (url.contains("?") ? "&" : "?") + "utm_source=bsky",
          url -> url + "#top",
          url -> url + ").");

  /** A scheme: its papers, and the addresses of each. */
  enum Scheme {
    ARXIV(
        r -> "%02d%02d.%05d".formatted(15 + r.nextInt(12), 1 + r.nextInt(12), r.nextInt(100_000)),
        "https://arxiv.org/abs/%s",
        "https://arxiv.org/abs/%sv3",
        "https://arxiv.org/pdf/%s",
        "https://arxiv.org/pdf/%sv1.pdf",
        "https://arxiv.org/html/%sv2",
        "https://export.arxiv.org/abs/%s",
        "https://ar5iv.org/html/%s",
        "https://ar5iv.labs.arxiv.org/html/%s",
        "https://www.alphaxiv.org/abs/%sv1",
        "https://www.alphaxiv.org/overview/%s",
        "https://www.alphaxiv.org/zh/overview/%s",
        "https://www.alphaxiv.org/pt-BR/overview/%sv2",
        "https://www.semanticscholar.org/arxiv/%s",
        "https://www.arxiv-vanity.com/papers/%s/",
        "https://huggingface.co/papers/%s",
        "https://hf.co/papers/%s",
        "https://arxiv-sanity.com/%sv1",
        "https://arxiv-sanity-lite.com/?rank=pid&pid=%s",
        "https://scirate.com/arxiv/%s",
        "https://www.emergentmind.com/papers/%s",
        "https://papers.cool/arxiv/%s",
        "https://api.semanticscholar.org/arXiv:%s",
        "https://api.semanticscholar.org/graph/v1/paper/ARXIV:%s",
        "https://doi.org/10.48550/arXiv.%s",
        "https://dx.doi.org/10.48550/ARXIV.%sv2",
        "https://www.semanticscholar.org/paper/DOI:10.48550/arXiv.%s"),
    OLD_ARXIV(
        r ->
            "%s/%02d%02d%03d"
                .formatted(
                    List.of("cs", "math", "hep-th", "cond-mat", "q-bio").get(r.nextInt(5)),
                    r.nextInt(8),
                    1 + r.nextInt(12),
                    r.nextInt(1000)),
        "https://arxiv.org/abs/%s",
        "https://arxiv.org/pdf/%sv2.pdf",
        "https://xxx.lanl.gov/abs/%s",
        "https://doi.org/10.48550/arXiv.%s"),
    DOI(
        r -> "10.%d/%s.%d".formatted(1000 + r.nextInt(9000), letters(r, 6), r.nextInt(100_000)),
        "https://doi.org/%s",
        "https://dx.doi.org/%s",
        "https://dl.acm.org/doi/%s",
        "https://dl.acm.org/doi/fullHtml/%s",
        "https://link.springer.com/article/%s/fulltext.html",
        "https://link.springer.com/content/pdf/%s.pdf",
        "https://onlinelibrary.wiley.com/doi/epdf/%s",
        "https://www.pnas.org/doi/full/%s",
        "https://www.frontiersin.org/articles/%s/full",
        "https://journals.plos.org/plosone/article?id=%s",
        "https://api.semanticscholar.org/DOI:%s"),
    OPENREVIEW(
        r -> text(r, BASE62 + "_-", 10),
        "https://openreview.net/forum?id=%s",
        "https://openreview.net/pdf?id=%s",
        "https://openreview.net/forum?noteId=zzzzzzzzzz&id=%s",
        "https://openreview.net/forum?id=%s&noteId=zzzzzzzzzz",
        "https://openreview.net/attachment?name=pdf&id=%s",
        "https://openreview.net/revisions?id=%s",
        "https://openreview.net/notes?id=%s",
        "https://api2.openreview.net/notes?forum=%s"),
    ACL(
        r -> "20%02d.%s.%d".formatted(r.nextInt(27), letters(r, 5) + "-long", r.nextInt(2000)),
        "https://aclanthology.org/%s/",
        "https://aclanthology.org/%s",
        "https://aclanthology.org/%s.pdf",
        "https://aclanthology.org/%sv2.pdf",
        "https://www.aclweb.org/anthology/%s",
        "https://api.semanticscholar.org/ACL:%s",
        "https://doi.org/10.18653/v1/%s"),
    OLD_ACL(
        r -> "%c%02d-%04d".formatted('A' + r.nextInt(26), r.nextInt(20), r.nextInt(10_000)),
        "https://aclanthology.org/%s/",
        "https://www.aclweb.org/anthology/%s.pdf",
        "https://aclanthology.info/papers/P/P14/%s",
        "https://doi.org/10.18653/v1/%s",
        "https://doi.org/10.3115/v1/%s"),
    FORUM(
        r -> text(r, BASE62, 17),
        "https://www.lesswrong.com/posts/%s/some-title",
        "https://www.lesswrong.com/posts/%s?commentId=abc",
        "https://www.lesswrong.com/s/abcDEF123/p/%s",
        "https://www.alignmentforum.org/posts/%s/some-title",
        "https://www.greaterwrong.com/posts/%s/some-title/comment/abc",
        "https://ea.greaterwrong.com/posts/%s",
        "https://forum.effectivealtruism.org/posts/%s/some-title"),
    SSRN(
        r -> Integer.toString(1_000_000 + r.nextInt(5_000_000)),
        "https://ssrn.com/abstract=%s",
        "https://papers.ssrn.com/sol3/papers.cfm?abstract_id=%s",
        "https://papers.ssrn.com/sol3/papers.cfm?download=yes&abstractid=%s",
        "https://papers.ssrn.com/sol3/Delivery.cfm/SSRN_ID1_code2.pdf?abstractid=%s&mirid=1",
        "https://doi.org/10.2139/ssrn.%s",
        "https://dx.doi.org/10.2139/SSRN.%s"),
    OSF(
        r -> text(r, "23456789abcdefghjkmnpqrstuvwxyz", 5),
        "https://osf.io/%s",
        "https://osf.io/%s/download",
        "https://osf.io/preprints/psyarxiv/%s_v2",
        "https://osf.io/preprints/%s",
        "https://psyarxiv.com/%s/",
        "https://doi.org/10.31234/osf.io/%s",
        "https://doi.org/10.31219/osf.io/%s_v1",
        "https://doi.org/10.17605/OSF.IO/%s"),
    PMLR(
        r -> "v%d/%s%02da".formatted(1 + r.nextInt(280), letters(r, 6), r.nextInt(26)),
        "https://proceedings.mlr.press/%s.html",
        "https://proceedings.mlr.press/%s/paper-name.pdf",
        "https://proceedings.mlr.press/%s.pdf",
        "https://jmlr.org/proceedings/papers/%s.html"),
    NEURIPS(
        r -> "%d/hash/%s".formatted(2000 + r.nextInt(26), text(r, "0123456789abcdef", 32)),
        "https://papers.nips.cc/paper/%s-Abstract.html",
        "https://papers.nips.cc/paper_files/paper/%s-Abstract-Conference.html",
        "https://proceedings.neurips.cc/paper_files/paper/%s-Abstract-Datasets_and_Benchmarks.html",
        "https://papers.neurips.cc/paper/%s-Abstract.html",
        "https://proceedings.neurips.cc/paper/%s-Paper.pdf"),
    SEMANTIC_SCHOLAR(
        r -> text(r, "0123456789abcdef", 40),
        "https://www.semanticscholar.org/paper/%s",
        "https://www.semanticscholar.org/paper/Some-Title-Doe/%s",
        "https://www.semanticscholar.org/paper/Some-Title-Doe/%s/figure/2",
        "https://api.semanticscholar.org/graph/v1/paper/%s",
        "https://www.semanticscholar.org/reader/%s"),
    LAB(
        r -> "%d/%s-%s".formatted(2015 + r.nextInt(12), letters(r, 7), letters(r, 9)),
        "https://lab.example/research/%s",
        "https://www.lab.example/research/%s/",
        "https://lab.example/research/%s/index.html",
        "https://lab.example/en-US/research/%s",
        "https://lab.example/de-DE/research/%s?ref=blog&utm_medium=social",
        "https://lab.example//research/%s?_hsenc=p2&_hsmi=3&mkt_tok=4",
        "https://lab.example/news/../research/%s?msclkid=1&trk=public_post"),
    MEDIUM(
        r -> text(r, "0123456789abcdef", 12),
        "https://lab.medium.com/some-title-%s",
        "https://medium.com/@lab/some-title-%s",
        "https://medium.com/lab/another-title-%s?source=rss",
        "https://medium.com/p/%s"),
    SUBSTACK(
        r -> letters(r, 8) + "-" + letters(r, 5),
        "https://some-lab.substack.com/p/%s",
        "https://some-lab.substack.com/p/%s?publication_id=1&post_id=2&isFreemail=true",
        "https://some-lab.substack.com/p/%s/comments",
        "https://open.substack.com/pub/some-lab/p/%s?r=abc&showWelcomeOnShare=true");

    private final Function<Random, String> name;
    private final List<String> addresses;

    Scheme(Function<Random, String> name, String... addresses) {
      this.name = name;
      this.addresses = List.of(addresses);
    }
  }

  private static String text(Random random, String alphabet, int length) {
    StringBuilder text = new StringBuilder();
    // A letter begins and ends it, as punctuation around an address is no part of it.
    text.append('x');
    while (text.length() < length - 1) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.append(alphabet.charAt(random.nextInt(10))).toString().replace('x', 'a');
  }

  private static String letters(Random random, int length) {
    return text(random, "abcdefghijklmnopqrstuvwxyz", length);
  }

  private static Optional<PaperId> paper(String url) {
    Link link = new Link(url, Link.Origin.FACET);
    return PaperId.of(link).or(() -> PaperId.page(link));
  }

  @ParameterizedTest
  @EnumSource
  void allSpellingsOfAPaperAreItAndNoTwoPapersAreOne(Scheme scheme) {
    Random random = new Random(20261124);
    Map<PaperId, String> names = new HashMap<>();
    for (int i = 0; i < PAPERS; i++) {
      String name = scheme.name.apply(random);
      PaperId id = paper(scheme.addresses.get(0).formatted(name)).orElseThrow();
      for (String address : scheme.addresses) {
        for (Function<String, String> around : AROUND) {
          String url = around.apply(address.formatted(name));
          if (!isWhole(scheme, url)) {
            continue;
          }
          assertThat(paper(url)).as(url).contains(id);
        }
      }
      assertThat(names.getOrDefault(id, name)).isEqualTo(name);
      names.put(id, name);
    }
    assertThat(names).hasSizeGreaterThan(PAPERS * 9 / 10);
  }

  @ParameterizedTest
  @EnumSource
  void aNameThatDiffersInOnePlaceIsAnotherPaper(Scheme scheme) {
    Random random = new Random(20261126);
    for (int i = 0; i < 15; i++) {
      String name = scheme.name.apply(random);
      PaperId id = paper(scheme.addresses.get(0).formatted(name)).orElseThrow();
      for (int at = 0; at < name.length(); at++) {
        String before = name.substring(0, at);
        String after = name.substring(at + 1);
        for (String other : List.of(before + next(name.charAt(at)) + after, before + after)) {
          for (String address : scheme.addresses) {
            String url = address.formatted(other);
            assertThat(paper(url)).as("%s, of %s", url, name).isNotEqualTo(Optional.of(id));
          }
        }
      }
    }
  }

  @Test
  void noPaperOfOneSchemeIsOneOfAnother() {
    Random random = new Random(20261127);
    Map<PaperId, String> papers = new HashMap<>();
    for (Scheme scheme : Scheme.values()) {
      for (int i = 0; i < PAPERS; i++) {
        String name = scheme.name.apply(random);
        PaperId id = paper(scheme.addresses.get(0).formatted(name)).orElseThrow();
        String paper = scheme + " " + name;
        assertThat(papers.getOrDefault(id, paper)).isEqualTo(paper);
        papers.put(id, paper);
      }
    }
  }

  /** Another character of the same kind, where there is one. */
  private static char next(char c) {
    return switch (c) {
      case '9' -> '0';
      case 'z' -> 'a';
      case 'Z' -> 'A';
      default -> Character.isLetterOrDigit(c) ? (char) (c + 1) : 'a';
    };
  }

  /** Of a page nobody can tell the end of a sentence from its own name. */
  private static boolean isWhole(Scheme scheme, String url) {
    return !url.endsWith(").")
        || !List.of(Scheme.LAB, Scheme.MEDIUM, Scheme.SUBSTACK).contains(scheme);
  }

  @ParameterizedTest
  @EnumSource(names = {"OPENREVIEW", "FORUM"})
  void largeAndSmallLettersAreDifferentThere(Scheme scheme) {
    String name = scheme.name.apply(new Random(7));
    String address = scheme.addresses.get(0);
    assertThat(paper(address.formatted(name)))
        .isNotEqualTo(paper(address.formatted(name.toUpperCase(Locale.ROOT))));
  }

  @ParameterizedTest
  @CsvSource({
    "https://academic.oup.com/jla/article/doi/10.1093/jla/laae010/7927993, doi:10.1093/jla/laae010",
    "https://academic.oup.com/brain/article-lookup/doi/10.1093/brain/123, doi:10.1093/brain/123",
    "https://www.biorxiv.org/content/10.1101/123456v2.full, doi:10.1101/123456",
    "https://zenodo.org/records/1234567, doi:10.5281/zenodo.1234567",
    "https://www.nber.org/papers/w31161, doi:10.3386/w31161",
    "https://jmlr.org/papers/v25/23-1234.html, jmlr:v25/23-1234",
    "https://www.jmlr.org/papers/volume25/23-1234/23-1234.pdf, jmlr:v25/23-1234",
    "https://papers.nips.cc/paper/7181-attention-is-all-you-need.pdf, neurips:7181",
    "https://raw.githubusercontent.com/mlresearch/v235/main/assets/doe24a/doe24a.pdf, pmlr:v235/doe24a",
    "https://proceedings.mlr.press/v202/assets/doe23a/doe23a.pdf, pmlr:v202/doe23a",
    "https://proceedings.mlr.press/v202/assets/doe/doe.pdf, pmlr:v202/doe",
    "https://proceedings.mlr.press/v202/index-tuning23a.html, pmlr:v202/index-tuning23a",
    "https://journals.plos.org/plosone/article/file?type=printable&id=10.1371/journal.pone.1, doi:10.1371/journal.pone.1",
    "https://journal.example/action/showCitFormats?doi=https%3A%2F%2Fdoi.org%2F10.1000%2Fabc, doi:10.1000/abc",
    "https://www.nature.com/articles/s41586-024-07421-0.epdf?sharing_token=x, doi:10.1038/s41586-024-07421-0",
    "https://ojs.aaai.org/index.php/AAAI/article/view/34567, aaai:34567",
    "https://ojs.aaai.org/index.php/AAAI/article/view/34567/36789, aaai:34567",
    "https://ojs.aaai.org/index.php/AIES/article/download/34567/36789, aaai:34567",
    "https://api.semanticscholar.org/CorpusID:230435736, s2:corpusid:230435736",
    "https://www.semanticscholar.org/paper/CorpusID:230435736, s2:corpusid:230435736"
  })
  void publishersHaveTheirWays(String url, String id) {
    assertThat(paper(url)).map(PaperId::value).contains(id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://openreview.net/references/pdf?id=abcdefghij",
        "https://osf.io/login",
        "https://osf.io/share",
        "https://ssrn.com/index.cfm?id=4875858",
        "https://huggingface.co/meta-llama/Llama-3-8B",
        "https://www.semanticscholar.org/author/Doe/1741101",
        "https://proceedings.mlr.press/v202/",
        "https://proceedings.mlr.press/v202/index.html",
        "https://proceedings.mlr.press/v202/assets/style.css",
        "https://proceedings.mlr.press/v202/assets/",
        "https://raw.githubusercontent.com/mlresearch/v235/main/assets/assets/x.pdf",
        "https://jmlr.org/papers/v25/index.html",
        "https://osf.io/users",
        "https://osf.io/users/x9w3z",
        "https://osf.io/search",
        "https://osf.io/preprints",
        "https://osf.io/preprints/discover",
        "https://osf.io/registries",
        "https://osf.io/institutions",
        "https://osf.io/dashboard",
        "https://osf.io/meetings",
        "https://blog.example/post#fn-10.1145/3442188.3445922",
        "https://blog.example/post?ref=10.1000/abc",
        "https://blog.example/post?q=1&cites=doi:10.1000/abc#doi=10.1000/abc",
        "https://blog.example/post?id=10.1000/abc",
        "https://www.semanticscholar.org/author/Doe/1741101#/arXiv:2412.14093",
        "https://dl.acm.org/doi/proceedings/10.1145/3442188",
        "https://dl.acm.org/toc/10.1145/3442188",
        "https://papers.nips.cc/paper/2023",
        "https://neurips.cc.evil.example/paper/2023/hash/0123456789abcdef0123456789abcdef-Abstract.html"
      })
  void otherPagesOfTheseHostsAreNoPapers(String url) {
    assertThat(PaperId.of(new Link(url, Link.Origin.FACET))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "arXiv:%s",
        "ARXIV: %sv2.",
        "see arXiv:%s [cs.LG]",
        "(arxiv %s)",
        "ArXiv:\u00a0%s",
        "arXiv：%s",
        "arXiv:  %s",
        "arXiv preprint %s",
        "arXiv ID: %s",
        "doi:10.48550/arXiv.%s",
        "(10.48550/arXiv.%s)"
      })
  void aTextNamesTheSamePaper(String text) {
    Random random = new Random(20261125);
    Stream.generate(() -> Scheme.ARXIV.name.apply(random))
        .limit(PAPERS)
        .forEach(
            name ->
                assertThat(PaperId.namedIn(text.formatted(name)))
                    .containsExactly(paper("https://arxiv.org/abs/" + name).orElseThrow()));
  }

  @ParameterizedTest
  @CsvSource({
    "doi:10.1016/S0140-6736(20)30183-5,       doi:10.1016/s0140-6736(20)30183-5",
    "(doi:10.1016/S0140-6736(20)30183-5),     doi:10.1016/s0140-6736(20)30183-5",
    "(see doi:10.1145/3442188.3445922).,      doi:10.1145/3442188.3445922",
    "**DOI: 10.1145/3442188.3445922**,        doi:10.1145/3442188.3445922"
  })
  void theSentenceAroundADoiIsNoPartOfIt(String text, String id) {
    assertThat(PaperId.namedIn(text)).extracting(PaperId::value).containsExactly(id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "arXiv\u2003preprint: 2412.14093",
        "/abs arXiv:2412.14093",
        "(/-10.48550/arXiv.2412.14093"
      })
  void whatStandsBeforeAPaperDoesNotHideIt(String text) {
    assertThat(PaperId.namedIn(text))
        .extracting(PaperId::value)
        .containsExactly("arxiv:2412.14093");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "arXiv 2412 posts a day",
        "arXiv: 12.5 million",
        "on arXiv 2024.12345",
        "xarXiv:2412.14093",
        "arXiv preprints 2412.14093",
        "arXiv:2413.14093",
        "doi: 10 of 12",
        "doi 10.5/7"
      })
  void otherNumbersNameNoPaper(String text) {
    assertThat(PaperId.namedIn(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://datasets-benchmarks-proceedings.neurips.cc/paper/2021/hash/%s-Abstract-round2.html",
        "https://papers.nips.cc/paper/2020/hash/%s-Abstract.html"
      })
  void aHashCountsInItsYearAndRoundAlone(String other) {
    String hash = "c9f0f895fb98ab9159f51fd0297e236d";
    String first =
        "https://datasets-benchmarks-proceedings.neurips.cc/paper/2021/hash/%s-Abstract-round1.html";
    assertThat(paper(first.formatted(hash))).isPresent().isNotEqualTo(paper(other.formatted(hash)));
  }
}
