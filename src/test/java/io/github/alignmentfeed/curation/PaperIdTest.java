package io.github.alignmentfeed.curation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.alignmentfeed.curation.Link.Origin;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PaperIdTest {
  private static Optional<String> id(String url) {
    return PaperId.of(new Link(url, Origin.FACET)).map(PaperId::value);
  }

  @ParameterizedTest
  @CsvSource({
    "https://arxiv.org/abs/2412.14093, arxiv:2412.14093",
    "http://www.arxiv.org/abs/2412.14093v2, arxiv:2412.14093",
    "https://arxiv.org/pdf/2412.14093, arxiv:2412.14093",
    "https://arxiv.org/pdf/2412.14093v1.pdf, arxiv:2412.14093",
    "https://arxiv.org/html/2412.14093v2#S3, arxiv:2412.14093",
    "https://export.arxiv.org/abs/2412.14093?context=cs, arxiv:2412.14093",
    "https://ar5iv.org/abs/2412.14093, arxiv:2412.14093",
    "https://ar5iv.labs.arxiv.org/html/2412.14093, arxiv:2412.14093",
    "https://www.alphaxiv.org/abs/2412.14093, arxiv:2412.14093",
    "https://huggingface.co/papers/2412.14093, arxiv:2412.14093",
    "https://www.arxiv-vanity.com/papers/2412.14093/, arxiv:2412.14093",
    "https://doi.org/10.48550/arXiv.2412.14093, arxiv:2412.14093",
    "https://arxiv.org/abs/cs.AI/0301001, arxiv:cs/0301001",
    "https://arxiv.org/abs/cs/0301001v2, arxiv:cs/0301001",
    "https://doi.org/10.1038/S41586-021-03819-2, doi:10.1038/s41586-021-03819-2",
    "https://dl.acm.org/doi/10.1145/3442188.3445922, doi:10.1145/3442188.3445922",
    "https://doi.org/10.1000%2F182, doi:10.1000/182",
    "https://openreview.net/forum?id=q7RkV2mXsD, openreview:q7RkV2mXsD",
    "https://openreview.net/pdf?id=q7RkV2mXsD, openreview:q7RkV2mXsD",
    "https://openreview.net/forum?noteId=x1&id=q7RkV2mXsD, openreview:q7RkV2mXsD",
    "https://aclanthology.org/2024.acl-long.12/, acl:2024.acl-long.12",
    "https://aclanthology.org/2024.acl-long.12.pdf, acl:2024.acl-long.12",
    "https://aclanthology.org/P19-1001, acl:P19-1001",
    "https://www.lesswrong.com/posts/njAZwT8nkHnjipJku/alignment-faking, lw:njAZwT8nkHnjipJku",
    "https://www.alignmentforum.org/posts/njAZwT8nkHnjipJku, lw:njAZwT8nkHnjipJku",
    "https://www.greaterwrong.com/posts/njAZwT8nkHnjipJku/alignment-faking, lw:njAZwT8nkHnjipJku",
  })
  void everySpellingOfAPaperIsOnePaper(String url, String expected) {
    assertThat(id(url)).contains(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "https://arxiv.org/abs/2412.14093, https://arxiv.org/abs/2412.14094",
    "https://arxiv.org/abs/2412.1409, https://arxiv.org/abs/2412.14093",
    "https://doi.org/10.1000/182, https://doi.org/10.1000/1822",
    "https://openreview.net/forum?id=abc, https://openreview.net/forum?id=abC",
    "https://aclanthology.org/2024.acl-long.1, https://aclanthology.org/2024.acl-long.12",
  })
  void twoPapersAreNeverOne(String one, String other) {
    assertThat(id(one)).isPresent().isNotEqualTo(id(other));
  }

  @ParameterizedTest
  @CsvSource({
    "https://notarxiv.org/abs/2412.14093",
    "https://arxiv.org.evil.example/abs/2412.14093",
    "https://arxiv.org/list/cs.AI/recent",
    "https://huggingface.co/datasets/2412.14093",
    "https://www.lesswrong.com/users/somebody",
    "https://openreview.net/group",
  })
  void otherAddressesArePapersOfNoScheme(String url) {
    assertThat(id(url)).isEmpty();
  }

  @Test
  void aCutAddressNamesNoPaper() {
    assertThat(PaperId.of(new Link("arxiv.org/abs/2412.1409", Origin.CUT))).isEmpty();
  }

  @Test
  void papersAreAlsoNamedInPlainText() {
    assertThat(PaperId.namedIn("see arXiv:2412.14093v2, (doi:10.1000/182). and ARXIV 2501.00001"))
        .extracting(PaperId::value)
        .containsExactly("arxiv:2412.14093", "arxiv:2501.00001", "doi:10.1000/182");
    assertThat(PaperId.namedIn("call 2412.14093 now, version 10.2")).isEmpty();
  }

  @Test
  void aPageIsItsAddressWithoutWhatVaries() {
    assertThat(
            PaperId.page(
                new Link("https://www.metr.org/blog/x/?utm_source=a&b=2&a=1#top", Origin.FACET)))
        .isEqualTo(PaperId.page(new Link("http://metr.org/blog/x?a=1&b=2", Origin.CARD)))
        .isPresent();
    assertThat(PaperId.page(new Link("https://metr.org/", Origin.FACET))).isEmpty();
  }

  @Test
  void noAddressMakesItFail() {
    Random random = new Random(7);
    String letters = "abc/.:?#&=%+10v_-@[]{} éあ\u0000";
    for (int i = 0; i < 20_000; i++) {
      StringBuilder url = new StringBuilder(i % 2 == 0 ? "https://arxiv.org/abs/" : "https://");
      for (int j = random.nextInt(40); j > 0; j--) {
        url.append(letters.charAt(random.nextInt(letters.length())));
      }
      Link link = new Link(url.toString(), Origin.FACET);
      PaperId.of(link);
      PaperId.page(link);
      assertThat(PaperId.namedIn(url.toString())).isNotNull();
    }
  }
}
