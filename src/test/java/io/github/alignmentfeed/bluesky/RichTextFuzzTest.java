package io.github.alignmentfeed.bluesky;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.alignmentfeed.bluesky.WebAddress.Span;
import io.github.alignmentfeed.curation.Link;
import io.github.alignmentfeed.curation.Link.Origin;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

class RichTextFuzzTest {

  @Timeout(value = 5, threadMode = ThreadMode.SEPARATE_THREAD)
  @MethodSource
  @FuzzTest
  void whateverItsFacetsSayNothingLiesOutsideTheText(byte[] input) {
    JsonNode record;
    try {
      record = Json.mapper().readTree(input);
    } catch (JacksonException e) {
      return;
    }
    RichText rich = RichText.of(record);
    byte[] utf8 = rich.text().getBytes(StandardCharsets.UTF_8);
    for (JsonNode facet : record.path("facets")) {
      Span place = RichText.placeInBytes(facet.path("index"), utf8);
      assertThat(place.start()).isBetween(0, place.end());
      assertThat(place.end()).isLessThanOrEqualTo(rich.text().length());
    }
    assertThat(rich.text()).hasSizeLessThanOrEqualTo(Json.LONGEST_STRING);
    assertThat(rich.linked()).hasSizeLessThanOrEqualTo(Json.MOST_ITEMS);
    assertThat(rich.linked()).allMatch(link -> link.origin() == Origin.FACET);
    assertThat(rich.written()).extracting(Link::url).allMatch(rich.text()::contains);
    assertThat(rich.tags()).hasSizeLessThanOrEqualTo(Json.MOST_ITEMS).doesNotContain("");
    assertThat(rich.tags()).extracting(t -> t.toLowerCase(Locale.ROOT)).doesNotHaveDuplicates();
  }

  static Stream<byte[]> whateverItsFacetsSayNothingLiesOutsideTheText() throws IOException {
    return Recorded.all("posts").stream()
        .map(post -> post.path("record").toString().getBytes(StandardCharsets.UTF_8));
  }
}
