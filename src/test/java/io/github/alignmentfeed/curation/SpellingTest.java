package io.github.alignmentfeed.curation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** All spellings of a word are known from any of them. */
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
          "oured");

  @Test
  void whatHasOneFormHasTheSameSpellings() {
    for (String beginning : BEGINNINGS) {
      for (String one : ENDINGS) {
        for (String other : ENDINGS) {
          boolean same =
              Spelling.folded(beginning + one).equals(Spelling.folded(beginning + other));
          assertThat(Spelling.all(beginning + one).contains(beginning + other))
              .as(beginning + one + ", " + beginning + other)
              .isEqualTo(same);
        }
      }
    }
  }
}
