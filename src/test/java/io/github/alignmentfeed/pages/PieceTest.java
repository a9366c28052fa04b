package io.github.alignmentfeed.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.alignmentfeed.curation.Evidence;
import io.github.alignmentfeed.curation.Field;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Words of a text marked by what rules saw in it. */
final class PieceTest {
  private static final String TEXT = "On alignment faking in models";

  private static Evidence saw(String rule, int passage, int start, String matched) {
    return new Evidence(rule, Field.TEXT, passage, start, start + matched.length(), matched, 1);
  }

  @Test
  void whatWasSeenIsMarkedWhereItStands() {
    assertThat(Piece.of(TEXT, 0, List.of(saw("core", 0, 3, "alignment faking"))))
        .containsExactly(
            new Piece("On ", ""),
            new Piece("alignment faking", "core"),
            new Piece(" in models", ""));
  }

  @Test
  void ofWhatOverlapsTheLongestIsMarkedOnce() {
    assertThat(
            Piece.of(
                TEXT,
                0,
                List.of(
                    saw("word", 0, 3, "alignment"),
                    saw("core", 0, 3, "alignment faking"),
                    saw("late", 0, 13, "faking in"))))
        .extracting(Piece::rule)
        .containsExactly("", "core", "");
  }

  @Test
  void whatStandsElsewhereOrNoLongerIsNotMarked() {
    assertThat(
            Piece.of(
                TEXT,
                0,
                List.of(
                    saw("other passage", 1, 3, "alignment"),
                    saw("edited", 0, 3, "misalignment"),
                    saw("cut", 0, 40, "models"))))
        .containsExactly(new Piece(TEXT, ""));
  }
}
