package io.github.alignmentfeed.curation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the reference says that words find is what they find. */
class WrittenLanguageTest {

  static Stream<Arguments> keywords() throws IOException {
    return rows("| keyword | finds |");
  }

  static Stream<Arguments> exact() throws IOException {
    return rows("| exact | finds |");
  }

  @ParameterizedTest
  @MethodSource
  void keywords(String keyword, String found, String notFound) {
    assertThat(Reading.keyword(keyword).sees(found)).isTrue();
    assertThat(Reading.keyword(keyword).sees(notFound)).isFalse();
    Stream.of(found.split(", "))
        .filter(one -> !found.contains("”"))
        .forEach(one -> assertThat(Reading.keyword(keyword).sees(one)).as(one).isTrue());
  }

  @ParameterizedTest
  @MethodSource
  void exact(String exact, String found, String notFound) {
    assertThat(Reading.exact(exact).sees(found)).isTrue();
    assertThat(Reading.exact(exact).sees(notFound)).isFalse();
  }

  private static Stream<Arguments> rows(String head) throws IOException {
    String reference = Files.readString(Path.of("src/site/markdown/configuration.md"));
    return reference
        .substring(reference.indexOf(head))
        .lines()
        .takeWhile(line -> line.startsWith("|"))
        .skip(2)
        .map(line -> line.split("`"))
        .map(cells -> arguments(cells[1], cells[3], cells[5]));
  }
}
