package io.github.alignmentfeed.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.alignmentfeed.config.Node.Entry;
import io.github.alignmentfeed.config.Node.Mapping;
import io.github.alignmentfeed.config.Node.Scalar;
import io.github.alignmentfeed.config.Node.Sequence;
import io.github.alignmentfeed.config.Yaml.Document;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlTest {
  private static final Path NAME = Path.of("some.yaml");

  @TempDir Path folder;
  private final Problems problems = new Problems();

  @Test
  void linesAndColumnsCountFromOne() {
    assertThat(places("key: value\nlist:\n  - first\n  - {inner: 7}\n"))
        .containsExactly(
            "{ 1:1",
            "key 1:1",
            "value 1:6",
            "list 2:1",
            "[ 3:3",
            "first 3:5",
            "{ 4:5",
            "inner 4:6",
            "7 4:13");
  }

  @Test
  void columnsCountCharactersAndNotTheirBytesOrHalves() {
    assertThat(places("ü: {😀😀: ${A}, é: here}\n"))
        .containsExactly("{ 1:1", "ü 1:1", "{ 1:4", "😀😀 1:5", "a 1:9", "é 1:15", "here 1:18");
  }

  @Test
  void linesEndAsOnAnySystem() {
    assertThat(places("\uFEFFa: 1\r\nb: 2\rc: 3\n"))
        .containsExactly("{ 1:1", "a 1:1", "1 1:4", "b 2:1", "2 2:4", "c 3:1", "3 3:4");
  }

  @Test
  void placesStayTrueBehindWhatTheParserDoesNotSee() {
    assertThat(places("{t: ${A}, h: @one, i: [@two, \"@three\"], j: x@y}\n"))
        .containsExactly(
            "{ 1:1",
            "t 1:2",
            "a 1:5",
            "h 1:11",
            "@one 1:14",
            "i 1:20",
            "[ 1:23",
            "@two 1:24",
            "@three 1:30",
            "j 1:41",
            "x@y 1:44");
  }

  @ParameterizedTest
  @CsvSource({
    "no, TEXT", "on, TEXT", "yes, TEXT", "1:30, TEXT", "2024-01-01, TEXT", "0x10, TEXT",
    "010, TEXT", "1_000, TEXT", "+5, TEXT", "true, BOOLEAN", "false, BOOLEAN", "6, NUMBER",
    "-6, NUMBER", "1.5, NUMBER", "1e3, NUMBER", ".inf, NUMBER", "null, NOTHING", "~, NOTHING",
    "'\"6\"', TEXT", "'\"~\"', TEXT", "'\"null\"', TEXT"
  })
  void plainValuesHaveTheTypesOfYamlsCoreSchema(String value, Node.Kind kind) {
    Mapping root = (Mapping) read("a: " + value).root().orElseThrow();
    assertThat(((Scalar) root.entries().get(0).value()).kind()).isEqualTo(kind);
  }

  @ParameterizedTest
  @ValueSource(ints = {510, 511, 512, 513, 1022, 1023, 1024, 1025, 1026, 2049})
  void aCharacterOfTwoHalvesMayStandAnywhere(int before) {
    assertThat(places("#" + "x".repeat(before - 2) + "\n😀: {@a: 😀}\n"))
        .containsExactly("{ 2:1", "😀 2:1", "{ 2:4", "@a 2:5", "😀 2:9");
  }

  @Test
  void aFaultKeepsWhatStandsWholeBeforeIt() {
    Document document = read("a: 1\nb: [2]\nc: [3, 4\n");
    assertThat(document.whole()).isFalse();
    assertThat(((Mapping) document.root().orElseThrow()).entries())
        .extracting(Entry::key)
        .containsExactly("a", "b");
    assertThat(problems.list()).hasSize(1);
  }

  @Test
  void printingANodeDoesNotShowItsText() {
    assertThat(read("a: [hunter2]\n").root().orElseThrow().toString()).doesNotContain("hunter2");
  }

  private List<String> places(String text) {
    List<String> places = new ArrayList<>();
    walk(read(text).root().orElseThrow(), places);
    assertThat(problems.list()).isEmpty();
    return places;
  }

  private static void walk(Node node, List<String> places) {
    if (node instanceof Mapping mapping) {
      places.add("{ " + at(mapping.place()));
      for (Entry entry : mapping.entries()) {
        places.add(entry.key() + " " + at(entry.place()));
        walk(entry.value(), places);
      }
    } else if (node instanceof Sequence sequence) {
      places.add("[ " + at(sequence.place()));
      sequence.items().forEach(item -> walk(item, places));
    } else if (node instanceof Scalar scalar) {
      places.add(scalar.text() + " " + at(scalar.place()));
    }
  }

  private static String at(Place place) {
    return place.line() + ":" + place.column();
  }

  private Document read(String text) {
    try {
      Path file = Files.writeString(folder.resolve("some.yaml"), text);
      SourceText source = SourceText.read(file, NAME, Place.startOf(NAME), problems).orElseThrow();
      return Yaml.read(NAME, source, new Variables(Map.of("A", "a"), problems), problems);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
