package io.github.alignmentfeed.bluesky;

import static io.github.alignmentfeed.bluesky.Recorded.post;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.alignmentfeed.curation.Content;
import io.github.alignmentfeed.curation.Link;
import io.github.alignmentfeed.curation.Link.Origin;
import org.junit.jupiter.api.Test;

class RichTextTest {

  @Test
  void facetsLieOnBytesWhateverStandsBeforeThem() {
    Content content = post("facets-after-emoji").content();
    assertThat(content.links())
        .containsExactly(
            facet("https://arxiv.org/abs/2609.10233v2"),
            facet("https://blog.example/überraschung"));
    assertThat(content.tags()).containsExactly("KI-Sicherheit");
  }

  @Test
  void aFacetInAnImpossiblePlaceCountsAndCoversNothing() {
    assertThat(post("facets-in-impossible-places").content().links())
        .containsExactly(
            facet("https://beyond.example/"),
            facet("https://reversed.example/"),
            facet("https://negative.example/"),
            facet("https://middle.example/"),
            facet("https://overlap.example/1"),
            facet("https://overlap.example/2"),
            facet("https://nowhere.example/"),
            facet("https://nonumber.example/"),
            new Link("https://a.example/x", Origin.TEXT));
  }

  @Test
  void oneAddressIsOneLink() {
    assertThat(post("one-address-in-facet-card-and-text").content().links())
        .containsExactly(facet("https://a.example/x"));
  }

  @Test
  void facetsStandBeforeCardsBeforeWhatIsWrittenBeforeWhatIsCut() {
    assertThat(post("links-of-every-origin").content().links())
        .containsExactly(
            facet("https://facet.example/"),
            new Link("https://arxiv.org/abs/2609.10233", Origin.CARD),
            new Link("https://text.example/p", Origin.TEXT),
            new Link("forum.example/posts/abc", Origin.TEXT),
            new Link("arxiv.org/abs/2609.1", Origin.CUT));
  }

  @Test
  void hashtagsOfTextAndRecordAreOneList() {
    assertThat(post("hashtags-in-facets-and-record").content().tags())
        .containsExactly("AISafety", "Evals", "Interpretability");
  }

  @Test
  void theOlderEntitiesAreLinksToo() {
    assertThat(post("legacy-entities").content().links())
        .containsExactly(facet("https://example.org/report"), facet("https://far.example/"));
  }

  private static Link facet(String url) {
    return new Link(url, Origin.FACET);
  }
}
