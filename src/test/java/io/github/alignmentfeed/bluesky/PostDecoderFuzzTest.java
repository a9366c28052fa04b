package io.github.alignmentfeed.bluesky;

import static io.github.alignmentfeed.bluesky.Recorded.DECODER;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.alignmentfeed.atproto.Did;
import io.github.alignmentfeed.curation.Content;
import io.github.alignmentfeed.curation.Link;
import io.github.alignmentfeed.curation.Link.Origin;
import io.github.alignmentfeed.curation.Post;
import io.github.alignmentfeed.curation.Sighting;
import io.github.alignmentfeed.cycle.PostSource.Fetched;
import io.github.alignmentfeed.cycle.SourceException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

class PostDecoderFuzzTest {
  private static final Did SOMEBODY = new Did("did:plc:somebody");

  @Timeout(value = 5, threadMode = ThreadMode.SEPARATE_THREAD)
  @MethodSource
  @FuzzTest
  void whateverAPageHoldsItIsReadOrSetAside(byte[] input) {
    JsonNode json;
    try {
      json = Json.mapper().readTree(input);
    } catch (JacksonException e) {
      return;
    }
    page(json);
    try {
      check(DECODER.decodeItem(json));
    } catch (MalformedException e) {
      assertThat(e.problem()).isNotBlank();
    }
    try {
      check(DECODER.decodePost(json));
    } catch (MalformedException e) {
      assertThat(e.problem()).isNotBlank();
    }
  }

  private static void page(JsonNode json) {
    try {
      Fetched page = DECODER.decodePage(json, SOMEBODY);
      assertThat(page.sightings().size() + page.malformed()).isEqualTo(json.path("feed").size());
      page.sightings().forEach(PostDecoderFuzzTest::check);
    } catch (SourceException e) {
      assertThat(json.path("feed").isArray()).isFalse();
    }
  }

  private static void check(Sighting sighting) {
    check(sighting.post());
  }

  private static void check(Post post) {
    assertThat(post.author().did()).isEqualTo(post.uri().did());
    check(post.content());
    post.quote().ifPresent(quote -> check(quote.content()));
  }

  private static void check(Content content) {
    assertThat(content.text()).hasSizeLessThanOrEqualTo(Json.LONGEST_STRING);
    assertThat(content.links()).hasSizeLessThanOrEqualTo(Json.MOST_ITEMS);
    assertThat(content.cards()).hasSizeLessThanOrEqualTo(Json.MOST_ITEMS);
    assertThat(content.alts()).hasSizeLessThanOrEqualTo(Json.MOST_ITEMS);
    assertThat(content.tags()).hasSizeLessThanOrEqualTo(Json.MOST_ITEMS);
    assertThat(content.links()).extracting(Link::url).doesNotHaveDuplicates();
    content.links().stream()
        .filter(link -> link.origin() == Origin.TEXT || link.origin() == Origin.CUT)
        .forEach(link -> assertThat(content.text()).contains(link.url()));
  }

  static Stream<byte[]> whateverAPageHoldsItIsReadOrSetAside() throws IOException {
    Stream<JsonNode> corpus =
        Files.readAllLines(Recorded.path("corpus/posts.jsonl")).stream()
            .map(line -> Json.mapper().readTree(line).path("item"));
    return Stream.of(
            Recorded.all("posts").stream(), Recorded.all("feeds").stream(), corpus.limit(60))
        .flatMap(items -> items)
        .map(json -> json.toString().getBytes(StandardCharsets.UTF_8));
  }
}
