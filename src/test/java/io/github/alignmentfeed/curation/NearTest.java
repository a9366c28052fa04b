package io.github.alignmentfeed.curation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Two phrases near each other. */
class NearTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "alignment of large language models",
        "models and their alignment",
        "alignment models",
        "Alignment, they say, is what a MODEL needs",
        "alignment\nof\nmodels",
        "the #alignment of #LargeModels",
        "alignment one two three four five six seven eight models"
      })
  void meetInEitherOrderWithSoManyWordsBetween(String text) {
    assertThat(Reading.keyword("alignment NEAR/8 model*").sees(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "alignment one two three four five six seven eight nine models",
        "This is about alignment. Models are something else.",
        "alignment alone",
        "models alone",
        "alignment near 8 modals"
      })
  void doNotMeetFurtherAwayOrOverTheEndOfASentence(String text) {
    assertThat(Reading.keyword("alignment NEAR/8 model*").sees(text)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "red-teaming NEAR/3 AI,             AI is good for red teaming",
    "language model* NEAR/2 safety case, a safety case for language models",
    "safety NEAR/1 AIs,                 the AI's safety",
    "报酬 NEAR/4 黑客,                    报酬的黑客",
    "model* NEAR/5 model*,              a model of models"
  })
  void takeWhateverAPhraseMayBe(String keyword, String text) {
    assertThat(Reading.keyword(keyword).sees(text)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "alignment NEAR/8 model*,  'alignment, e.g. of language models'",
    "alignment NEAR/8 model*,  'alignment (i.e. of models)'",
    "alignment NEAR/8 model*,  'alignment, cf. other models'",
    "alignment NEAR/8 model*,  'alignment by Smith et al. of models'",
    "debate NEAR/3 oversight,  'debate vs. oversight'",
    "oversight NEAR/5 figure,  'oversight (see Fig. 2 and the figure)'"
  })
  void meetOverTheStopOfAnAbbreviation(String keyword, String text) {
    assertThat(Reading.keyword(keyword).sees(text)).isTrue();
    assertThat(Reading.keyword(keyword).sees(text.replace(". ", "! "))).isFalse();
  }

  @Test
  void areTwo() {
    assertThat(Reading.keyword("model* NEAR/5 models").sees("only one model here")).isFalse();
    assertThat(Reading.keyword("language model NEAR/5 model").sees("language model")).isFalse();
  }

  @Test
  void keepTheCaseOfCapitals() {
    assertThat(Reading.keyword("AI NEAR/2 safety").sees("j'ai la safety")).isFalse();
  }

  @Test
  void areToldFromTheFirstToTheLastOfThem() {
    assertThat(
            Reading.keyword("alignment NEAR/3 model*")
                .matched("On models: their alignment. The alignment of models"))
        .containsExactly("models: their alignment", "alignment of models");
  }

  @Test
  void areFoundAmongManyOfThem() {
    String many = "alignment x ".repeat(20_000) + "models";
    assertThat(Reading.keyword("alignment NEAR/1 model*").matched(many))
        .containsExactly("alignment x models");
  }
}
