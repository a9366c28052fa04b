package io.github.alignmentfeed.curation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each spelling of a word is found by any of them. */
class SpellingTest {
  private static final List<String> BEGINNINGS =
      List.of("a", "mod", "optim", "behavi", "catal", "anal", "theor", "cla", "sign", "hypothes");
  private static final List<String> ENDINGS =
      List.of(
          "",
          "s",
          "es",
          "e",
          "y",
          "ies",
          "is",
          "ss",
          "sses",
          "che",
          "ches",
          "xe",
          "xes",
          "our",
          "ours",
          "or",
          "ors",
          "ise",
          "ises",
          "ize",
          "izer",
          "iser",
          "isation",
          "izations",
          "el",
          "eller",
          "eling",
          "elling",
          "aled",
          "alled",
          "ogue",
          "ogs",
          "ysed",
          "yze",
          "oured",
          "ie",
          "ourable",
          "orable",
          "isability",
          "izabilities",
          "ogued",
          "oged");

  @Test
  void aKeywordIsFoundInEachSpellingThatHasItsForm() {
    for (String beginning : BEGINNINGS) {
      for (String one : ENDINGS) {
        Reading reading = Reading.keyword(beginning + one);
        for (String other : ENDINGS) {
          boolean same =
              Spelling.folded(beginning + one).equals(Spelling.folded(beginning + other));
          assertThat(reading.sees("7 " + beginning + other + ", 8"))
              .as(beginning + one + ", " + beginning + other)
              .isEqualTo(same);
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "analysis,     analyses",
    "news,         news",
    "thesis,       theses",
    "program,      programmes",
    "judgement,    judgments",
    "organization, organisa-tions",
    "organisation, organ-izations",
    "theory,       theor-ies",
    "red-team,     red teams"
  })
  void irregularAndBrokenWordsAreFoundToo(String keyword, String text) {
    assertThat(Reading.keyword(keyword).sees(text)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"new, news", "these, theses", "analyse, analyses", "bia, bias", "paper, paperless"})
  void whatOnlyLooksLikeAnotherNumberIsNot(String keyword, String text) {
    assertThat(Reading.keyword(keyword).sees(text)).isFalse();
  }
}
