package io.github.alignmentfeed.bluesky;

import static io.github.alignmentfeed.bluesky.Recorded.DECODER;
import static io.github.alignmentfeed.bluesky.Recorded.view;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.alignmentfeed.curation.Content;
import io.github.alignmentfeed.curation.Link;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ContainerNode;
import tools.jackson.databind.node.ObjectNode;

class HostileInputTest {

  @ParameterizedTest
  @MethodSource
  void jsonWithoutBoundsIsRefused(String json) {
    assertThatThrownBy(() -> Json.read(json)).isInstanceOf(JacksonException.class);
  }

  static Stream<String> jsonWithoutBoundsIsRefused() {
    return Stream.of(
        "[".repeat(201) + "]".repeat(201),
        "\"" + "x".repeat(1_000_001) + "\"",
        "[" + "1".repeat(101) + "]",
        "[" + "1,".repeat(2_000_000) + "1]",
        " ".repeat(16 << 20) + "[]");
  }

  @Test
  void jsonWithinBoundsIsRead() {
    assertThat(Json.read("[".repeat(200) + "]".repeat(200)).isArray()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " 1 ",
        "{\"a\": {\"b\": [1, -2.5e3, 3000000000, 12345678901234567890, true, false, null, \"é\\n\"]}}",
        "{\"a\": 1, \"a\": 2}"
      })
  void jsonIsReadAsJacksonsOwnTreesAre(String json) {
    JsonNode read = Json.read(new ByteArrayInputStream(json.getBytes(UTF_8)));

    assertThat(read).isEqualTo(Json.mapper().readTree(json)).isEqualTo(Json.read(json));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{} {}", "[1", "{\"a\"}", "[NaN]", "nul", "]"})
  void whatIsNotOneValueIsRefused(String json) {
    assertThatThrownBy(() -> Json.read(json)).isInstanceOf(JacksonException.class);
  }

  @Test
  void aLongTextIsCutBetweenCharacters() {
    assertThat(content("😀".repeat(9_000)).text()).isEqualTo("😀".repeat(5_000));
    assertThat(content("a" + "😀".repeat(9_000)).text()).isEqualTo("a" + "😀".repeat(4_999));
  }

  @ParameterizedTest
  @MethodSource
  void noTextTakesLongToRead(String text) {
    Assertions.assertTimeout(Duration.ofSeconds(10), () -> content(text));
  }

  static Stream<String> noTextTakesLongToRead() {
    return Stream.of(
        "a.".repeat(5_000),
        "a-".repeat(5_000),
        "a".repeat(10_000),
        "aa.aa/".repeat(1_600),
        "https://".repeat(1_250),
        "https://a.b/" + ")".repeat(9_900),
        "https://a.b/" + "(".repeat(4_000) + ")".repeat(5_900),
        "https://a.b/" + ".".repeat(9_900),
        "https://a.b/c… ".repeat(700),
        "\ud800".repeat(10_000),
        "\u0000".repeat(10_000));
  }

  private static Content content(String text) {
    ObjectNode view = view("plain");
    ((ObjectNode) view.path("record")).put("text", text);
    return DECODER.decodePost(view).content();
  }

  @Test
  void ofManyLinksTagsAndPicturesAHundredAreKept() {
    ObjectNode view = view("plain");
    ObjectNode record = (ObjectNode) view.path("record");
    ArrayNode facets = record.putArray("facets");
    ArrayNode tags = record.putArray("tags");
    ArrayNode images =
        record.putObject("embed").put("$type", "app.bsky.embed.images").putArray("images");
    IntStream.range(0, 5_000)
        .forEach(
            i -> {
              ObjectNode facet = facets.addObject();
              facet.putObject("index").put("byteStart", i).put("byteEnd", i + 1);
              ArrayNode features = facet.putArray("features");
              features
                  .addObject()
                  .put("$type", "app.bsky.richtext.facet#link")
                  .put("uri", "https://a.example/" + i);
              tags.add("tag" + i);
              images.addObject().put("alt", "picture " + i);
            });
    record.put("text", "https://b.example/1 ".repeat(400));
    Content content = DECODER.decodePost(view).content();
    assertThat(content.links()).hasSize(100);
    assertThat(content.tags()).hasSize(100);
    assertThat(content.alts()).hasSize(100);
  }

  @Test
  void anEndlessAddressIsNoLink() {
    ObjectNode view = view("external-card");
    String url = "https://a.example/" + "x".repeat(5_000);
    ((ObjectNode) view.path("embed").path("external")).put("uri", url);
    assertThat(DECODER.decodePost(view).content().links()).extracting(Link::url).isEmpty();
    assertThat(content(url).links()).isEmpty();
    assertThat(content("a.example/" + "x".repeat(5_000)).links()).isEmpty();
  }

  @Test
  void whateverIsWrongInAPostItIsReadOrMalformed() throws IOException {
    Random random = new Random(17);
    List<String> lines = Files.readAllLines(Recorded.path("corpus/posts.jsonl"));
    int malformed = 0;
    for (int i = 0; i < 3_000; i++) {
      String line = lines.get(random.nextInt(lines.size()));
      JsonNode item = Json.mapper().readTree(line).path("item");
      for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
        spoil(item, random);
      }
      try {
        DECODER.decodeItem(item);
      } catch (MalformedException e) {
        malformed++;
      }
    }
    assertThat(malformed).isBetween(100, 2_900);
  }

  private static void spoil(JsonNode root, Random random) {
    List<ContainerNode<?>> containers = new ArrayList<>();
    collect(root, containers);
    ContainerNode<?> container = containers.get(random.nextInt(containers.size()));
    JsonNode wrong = Json.mapper().readTree(WRONG.get(random.nextInt(WRONG.size())));
    if (container instanceof ObjectNode object && !object.isEmpty()) {
      List<String> names = List.copyOf(object.propertyNames());
      object.set(names.get(random.nextInt(names.size())), wrong);
    } else if (container instanceof ArrayNode array) {
      array.insert(random.nextInt(array.size() + 1), wrong);
    }
  }

  private static final List<String> WRONG =
      List.of(
          "null",
          "true",
          "-1",
          "1e400",
          "99999999999999999999",
          "2.5",
          "\"\"",
          "\"did:plc:x\"",
          "\"at://did:plc:x/a.b.c/d\"",
          "\"https://[::1]:99999999/%\"",
          "\"\\ud83d\"",
          "\"app.bsky.embed.recordWithMedia#view\"",
          "\"9999-99-99T99:99:99Z\"",
          "[]",
          "{}",
          "[[[]]]",
          "{\"record\":{\"record\":{}}}");

  private static void collect(JsonNode node, List<ContainerNode<?>> containers) {
    if (node instanceof ContainerNode<?> container) {
      containers.add(container);
      node.values().forEach(child -> collect(child, containers));
    }
  }
}
