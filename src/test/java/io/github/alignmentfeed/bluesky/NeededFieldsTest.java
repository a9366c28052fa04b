package io.github.alignmentfeed.bluesky;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.alignmentfeed.curation.Sighting;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** A page is read without what no post asks for; its posts are what they would be with it. */
final class NeededFieldsTest {
  @Test
  void allLabelledPostsAreTheSame() throws IOException {
    List<JsonNode> items = new ArrayList<>();
    try (Stream<Path> files = Files.list(Recorded.path("corpus"))) {
      for (Path file : files.sorted().toList()) {
        for (String line : Files.readAllLines(file)) {
          items.add(Json.read(line).path("item"));
        }
      }
    }
    assertThat(areTheSame(items)).isGreaterThan(2_600);
  }

  @Test
  void allRecordedPostsAreTheSame() throws IOException {
    List<JsonNode> items = new ArrayList<>();
    for (JsonNode view : Recorded.all("posts")) {
      items.add(Json.mapper().createObjectNode().set("post", view));
    }
    for (JsonNode answer : Recorded.all("bluesky-network")) {
      answer
          .path("posts")
          .forEach(view -> items.add(Json.mapper().createObjectNode().set("post", view)));
    }
    for (JsonNode answer : Recorded.all("feeds")) {
      answer.path("feed").forEach(items::add);
    }
    assertThat(areTheSame(items)).isGreaterThan(40);
  }

  /** How many posts there are. */
  private static int areTheSame(List<JsonNode> items) {
    ArrayNode feed = Json.mapper().createArrayNode().addAll(items);
    byte[] page =
        Json.mapper()
            .createObjectNode()
            .set("feed", feed)
            .toString()
            .getBytes(StandardCharsets.UTF_8);
    List<JsonNode> filtered = new ArrayList<>();
    Json.list(
        new ByteArrayInputStream(page), "feed", AuthorFeed.KEPT, PostDecoder.FIELDS, filtered::add);
    assertThat(filtered).hasSameSizeAs(items);
    int posts = 0;
    for (int i = 0; i < items.size(); i++) {
      Optional<Sighting> whole = decoded(items.get(i));
      assertThat(decoded(filtered.get(i))).isEqualTo(whole);
      posts += whole.isPresent() ? 1 : 0;
    }
    return posts;
  }

  private static Optional<Sighting> decoded(JsonNode item) {
    try {
      return Optional.of(Recorded.DECODER.decodeItem(item));
    } catch (MalformedException e) {
      return Optional.empty();
    }
  }
}
