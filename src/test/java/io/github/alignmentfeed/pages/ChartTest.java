package io.github.alignmentfeed.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.alignmentfeed.curation.Action;
import io.github.alignmentfeed.cycle.Archive.Chosen;
import io.github.alignmentfeed.pages.Chart.Bar;
import io.github.alignmentfeed.pages.Chart.Line;
import io.github.alignmentfeed.pages.Chart.Part;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bars whose heights are their numbers. */
final class ChartTest {
  private static final LocalDate TO = LocalDate.of(2026, 11, 24);
  private static final LocalDate FROM = TO.minusDays(29);

  private static Chart of(Chosen... chosen) {
    return Chart.of(List.of(chosen), FROM, TO);
  }

  @Test
  void everyDayHasItsPlaceAndEveryPostTheSameHeight() {
    Chart chart =
        of(
            new Chosen(TO, Action.REPOST, 2),
            new Chosen(TO, Action.BOOKMARK, 1),
            new Chosen(FROM, Action.BOOKMARK, 4));

    assertThat(chart.bars()).hasSize(30);
    Bar last = chart.bars().get(29);
    assertThat(last.said()).isEqualTo("24 Nov: 2 reposts, 1 bookmarks");
    assertThat(last.parts()).extracting(Part::action).containsExactly("repost", "bookmark");
    assertThat(last.parts().get(0).height()).isEqualTo(2 * last.parts().get(1).height());
    assertThat(last.parts().get(1).y() + last.parts().get(1).height())
        .isEqualTo(last.parts().get(0).y());
    assertThat(chart.bars().get(0).parts().get(0).height())
        .isEqualTo(4 * last.parts().get(1).height());
    assertThat(last.end()).isLessThanOrEqualTo(Chart.WIDTH);
    assertThat(chart.bars().get(1).said()).isEqualTo("27 Oct: nothing");
  }

  @ParameterizedTest
  @CsvSource({"1, 4", "4, 4", "5, 8", "21, 40", "41, 80", "100, 200", "999, 2000"})
  void linesStandAtRoundNumbersAboveTheMost(int most, int top) {
    Chart chart = of(new Chosen(TO, Action.REPOST, most));

    assertThat(chart.lines()).extracting(Line::number).last().isEqualTo(top);
    assertThat(chart.bars().get(29).parts().get(0).y())
        .isGreaterThanOrEqualTo(chart.lines().get(4).y());
  }

  @Test
  void nothingChosenIsSaidAndNotDrawn() {
    assertThat(of().isEmpty()).isTrue();
    assertThat(of(new Chosen(TO, Action.RETRACT, 1)).isEmpty()).isFalse();
  }
}
