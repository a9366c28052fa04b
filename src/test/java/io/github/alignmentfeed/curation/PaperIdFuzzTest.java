package io.github.alignmentfeed.curation;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.alignmentfeed.curation.Link.Origin;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.provider.MethodSource;

class PaperIdFuzzTest {

  @Timeout(value = 5, threadMode = ThreadMode.SEPARATE_THREAD)
  @MethodSource
  @FuzzTest
  void theAddressOfAPaperLeadsToThatPaper(byte[] input) {
    String text = new String(input, StandardCharsets.UTF_8);
    Link link = new Link(text, Origin.FACET);
    PaperId.page(link).ifPresent(page -> assertThat(page.value()).startsWith("url:"));
    Stream.concat(PaperId.of(link).stream(), PaperId.namedIn(text).stream())
        .forEach(paper -> assertThat(PaperId.of(address(paper))).as(text).contains(paper));
    assertThat(PaperId.of(new Link(text, Origin.CUT))).isEmpty();
    assertThat(PaperId.page(new Link(text, Origin.CUT))).isEmpty();
  }

  static Stream<byte[]> theAddressOfAPaperLeadsToThatPaper() {
    return Stream.of(
            "https://arxiv.org/abs/2412.14093v2",
            "https://www.alphaxiv.org/overview/2412.14093?x=1#s",
            "http://arxiv.org/pdf/math.GT/0309136v1.pdf",
            "huggingface.co/papers/2412.14093",
            "https://openreview.net/forum?referrer=x&id=abcDEF_1-2",
            "https://aclanthology.org/2023.acl-long.1.pdf",
            "https://aclanthology.org/P19-1001/",
            "https://www.lesswrong.com/posts/njAZwT8nkHnjipJku/alignment-faking",
            "https://www.greaterwrong.com/s/abc/p/njAZwT8nkHnjipJku",
            "https://doi.org/10.48550/arXiv.2412.14093",
            "https://doi.org/10.18653/v1/2023.acl-long.1",
            "https://dl.acm.org/doi/full/10.1145/3442188.3445922",
            "https://www.biorxiv.org/content/10.1101/2024.01.02.573862v3.full.pdf",
            "https://link.springer.com/article/10.1007%2Fs11023-020-09539-2?utm_source=x",
            "https://api.semanticscholar.org/graph/v1/paper/arXiv:2412.14093",
            "https://www.semanticscholar.org/paper/0123456789abcdef0123456789abcdef01234567",
            "https://api.semanticscholar.org/CorpusID:230435736",
            "https://api.semanticscholar.org/graph/v1/paper/URL:https://arxiv.org/abs/2412.14093",
            "https://ojs.aaai.org/index.php/AIES/article/view/31612/33779",
            "https://arxiv.org/pdf//../abs/2412%2E14093",
            "https://ｄｏｉ.org/10.1016/S0140-6736(20)30183-5)*",
            "https://proceedings.mlr.press/v202/burns23a/burns23a.pdf",
            "https://jmlr.org/papers/volume25/23-1234/23-1234.pdf",
            "https://papers.nips.cc/paper/2023/hash/0123456789abcdef0123456789abcdef-Abstract.html",
            "https://papers.nips.cc/paper/7181-attention-is-all-you-need.pdf",
            "https://papers.ssrn.com/sol3/papers.cfm?abstract_id=4875858",
            "https://osf.io/preprints/psyarxiv/x9w3z_v2",
            "arXiv:2412.14093v2, and doi:10.1000/(sici)182>.",
            "https://example.org/a/b/?utm_source=x&q=1&p=%20#top")
        .map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  private static Link address(PaperId paper) {
    String scheme = paper.value().substring(0, paper.value().indexOf(':'));
    String id = paper.value().substring(scheme.length() + 1);
    String url =
        switch (scheme) {
          case "arxiv" -> "https://arxiv.org/abs/" + id;
          case "openreview" -> "https://openreview.net/forum?id=" + id;
          case "acl" -> "https://aclanthology.org/" + id;
          case "s2" -> "https://www.semanticscholar.org/paper/" + id;
          case "pmlr" -> "https://proceedings.mlr.press/" + id + ".html";
          case "jmlr" -> "https://jmlr.org/papers/" + id + ".html";
          case "neurips" -> "https://papers.nips.cc/paper/" + neurips(id);
          case "osf" -> "https://osf.io/" + id;
          case "aaai" -> "https://ojs.aaai.org/index.php/AAAI/article/view/" + id;
          case "lw" -> "https://www.lesswrong.com/posts/" + id;
          case "doi" -> "https://doi.org/" + URLEncoder.encode(id, StandardCharsets.UTF_8);
          default -> throw new AssertionError("an unknown scheme: " + paper);
        };
    return new Link(url, Origin.FACET);
  }

  private static String neurips(String id) {
    int slash = id.indexOf('/');
    return slash < 0
        ? id + "-title"
        : id.substring(0, slash) + "/hash/" + id.substring(slash + 1) + ".html";
  }
}
