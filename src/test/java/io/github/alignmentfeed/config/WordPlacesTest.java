package io.github.alignmentfeed.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where words stand in the files of a configuration. */
class WordPlacesTest {
  @TempDir Path root;

  private List<String> places(String rule, String word) {
    Loaded loaded =
        new Folder(root)
            .with(
                "words.yaml",
                """
                words:
                  - name: machines
                    keywords:
                      - language model*
                      - Reward  Hacking
                    domains: [Bücher.example/x, METR.org/]
                  - {name: others, keywords: [language model*, mesa*]}
                """)
            .load(
                """
                include: [words.yaml]
                rules:
                  - {name: a, points: 10, all: [{words: [machines]}, {keywords: [reward hacking], exact: [RLHF]}]}
                  - {name: b, points: 10, keywords: [mesa*], none: [{keywords: [oversight]}]}
                  - {name: c, points: 10, all: [{words: [others]}, {keywords: [b]}]}
                """);
    assertThat(loaded.configuration()).isPresent();
    return WordPlaces.in(loaded.files()).of(rule, word).stream()
        .map(place -> place.replace(root + "/", ""))
        .toList();
  }

  @Test
  void aWordIsFoundInItsRuleAndInTheListsOfWordsOfThat() {
    assertThat(places("a", "language model*")).containsExactly("words.yaml:4:9");
    assertThat(places("c", "language model*")).containsExactly("words.yaml:7:31");
    assertThat(places("a", "RLHF")).containsExactly("bot.yaml:3:91");
    assertThat(places("a", "reward hacking")).containsExactly("bot.yaml:3:66", "words.yaml:5:9");
    assertThat(places("b", "mesa*")).containsExactly("bot.yaml:4:38");
  }

  @Test
  void aDomainIsFoundAsItIsKept() {
    assertThat(places("a", "metr.org")).containsExactly("words.yaml:6:33");
    assertThat(places("a", "xn--bcher-kva.example/x")).containsExactly("words.yaml:6:15");
  }

  @Test
  void whatMakesNoPartOfARuleHoldIsNotFound() {
    assertThat(places("a", "machines")).isEmpty();
    assertThat(places("b", "oversight")).isEmpty();
    assertThat(places("none", "mesa*")).isEmpty();
  }
}
