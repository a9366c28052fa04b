package io.github.alignmentfeed.curation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.alignmentfeed.atproto.AtUri;
import io.github.alignmentfeed.curation.Evaluation.Item;
import io.github.alignmentfeed.curation.Evaluation.Share;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class EvaluationTest {
  private static Item item(String id, String label, Action action) {
    AtUri uri = AtUri.of("at://did:plc:author/app.bsky.feed.post/" + id);
    return new Item(id, uri, label, "kind of " + label, "", action, 0, "", List.of());
  }

  private static final Evaluation EVALUATION =
      new Evaluation(
          List.of(
              item("a", "repost", Action.REPOST),
              item("b", "repost", Action.BOOKMARK),
              item("c", "repost", Action.SKIP),
              item("d", "bookmark", Action.REPOST),
              item("e", "ignore", Action.SKIP),
              item("f", "ignore", Action.BOOKMARK)),
          List.of());

  @Test
  void repostComparesRepostsAlone() {
    assertThat(EVALUATION.repost().precision()).isEqualTo(new Share(1, 2));
    assertThat(EVALUATION.repost().recall()).isEqualTo(new Share(1, 3));
    assertThat(EVALUATION.repost().f1()).isCloseTo(0.4, within(1e-9));
  }

  @Test
  void shownComparesRepostsAndBookmarksTogether() {
    assertThat(EVALUATION.shown().precision()).isEqualTo(new Share(3, 4));
    assertThat(EVALUATION.shown().recall()).isEqualTo(new Share(3, 4));
  }

  @Test
  void theTableCountsActionsOfEachLabel() {
    assertThat(EVALUATION.confusion())
        .containsEntry("repost", Map.of("repost", 1, "bookmark", 1, "skip", 1))
        .containsEntry("bookmark", Map.of("repost", 1))
        .containsEntry("ignore", Map.of("skip", 1, "bookmark", 1));
  }

  @Test
  void whatDiffersFromItsLabelIsMisjudged() {
    assertThat(EVALUATION.misjudged()).extracting(Item::id).containsExactly("b", "c", "d", "f");
    assertThat(EVALUATION.byCategory()).containsEntry("kind of ignore", new Share(1, 2));
  }

  @Test
  void boundsAreThoseOfWilson() {
    // 8 of 10: the interval given in the literature for this case is 0.490 to 0.943.
    assertThat(new Share(8, 10).low()).isCloseTo(0.490, within(0.001));
    assertThat(new Share(8, 10).high()).isCloseTo(0.943, within(0.001));
  }

  @Test
  void withNothingChosenNothingIsClaimed() {
    Evaluation empty = new Evaluation(List.of(item("a", "repost", Action.SKIP)), List.of());

    assertThat(empty.repost().precision().value()).isZero();
    assertThat(empty.repost().precision().high()).isEqualTo(1);
    assertThat(empty.repost().f1()).isZero();
  }

  @Test
  void boundsOfF1AreThoseOfWhatItRisesWith() {
    // 1 of 4 was both chosen and wanted: Wilson gives 0.046 to 0.699, and F1 is 2s / (1 + s).
    assertThat(EVALUATION.repost().f1Low()).isCloseTo(0.087, within(0.001));
    assertThat(EVALUATION.repost().f1High()).isCloseTo(0.823, within(0.001));
    assertThat(EVALUATION.shown().f1()).isCloseTo(0.75, within(1e-9));
  }
}
