package io.github.alignmentfeed.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.alignmentfeed.curation.Rule;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules of another file in the place of those of the configuration. */
class OtherRulesTest {
  private static final String MAIN =
      "accounts: [a.example]\nrules: [{name: mine, points: 10, keywords: [a]}]\n"
          + "decide: {repost: 8, bookmark: 3}\n";

  @TempDir Path root;

  private Loaded with(String rules) {
    return new Folder(root).with("other.yaml", rules).loadWith("other.yaml", MAIN);
  }

  @Test
  void theyStandInThePlaceOfAllRulesAndEverythingElseStays() {
    Configuration other =
        with("rules: [{name: theirs, points: 9, keywords: [b]}]").configuration().orElseThrow();

    assertThat(other.rules()).extracting(Rule::name).containsExactly("theirs");
    assertThat(other.sources()).hasSize(1);
    assertThat(other.repostAt()).isEqualTo(8);
    assertThat(other.bookmarkAt()).isEqualTo(3);
  }

  @Test
  void theirScoresCountWhereTheyNameThem() {
    Configuration other =
        with("rules: [{name: a, points: 9, keywords: [b]}]\ndecide: {repost: 6}")
            .configuration()
            .orElseThrow();

    assertThat(other.repostAt()).isEqualTo(6);
  }

  @Test
  void aFileThatIsNotThereOrHoldsSomethingElseIsAnErrorWithItsPlace() {
    Folder folder = new Folder(root);

    assertThat(folder.lines(folder.loadWith("none.yaml", MAIN)).toString()).contains("none.yaml");
    assertThat(folder.lines(with("rules: [{name: a, points: 9, keywords: [b]}]\nlimits: {}")))
        .anyMatch(line -> line.startsWith("other.yaml:2:1: error"));
    assertThat(with("decide: {repost: 6}").configuration()).isEmpty();
  }
}
