package io.github.alignmentfeed.curation;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.alignmentfeed.curation.Comparison.Both;
import io.github.alignmentfeed.curation.Comparison.Tally;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What two sets of rules make of the same posts, counted. */
final class ComparisonTest {
  private static final int A_DAY = 24 * 60;

  private final Post strong = Posts.by("ada").says("Alignment faking").post();
  private final Post plain = Posts.by("ada").says("Lunch").minutesLater(1).post();
  private final Post weak = Posts.by("ben").says("On oversight").minutesLater(2 * A_DAY).post();

  private static List<Decision> decided(Desk desk, Post... posts) {
    return desk.decide(posts).decisions();
  }

  private Comparison comparison() {
    Desk other = new Desk("ada", "ben");
    other.add(Rules.keywords("lunch", 5, "lunch"));
    other.add(Rules.keywords("more", 4, "oversight"));
    return new Comparison(
        decided(new Desk("ada", "ben"), strong, plain, weak),
        Optional.of(decided(other, strong, plain, weak)));
  }

  @Test
  void daysAreCountedFromTheFirstToTheLastWithoutAGap() {
    LocalDate first = LocalDate.ofInstant(Posts.NOON, ZoneOffset.UTC);

    assertThat(comparison().byDay())
        .containsExactly(
            entry(first, new Both(new Tally(2, 1, 0), new Tally(2, 1, 1))),
            entry(first.plusDays(1), new Both(Tally.NONE, Tally.NONE)),
            entry(first.plusDays(2), new Both(new Tally(1, 0, 1), new Tally(1, 1, 0))));
  }

  @Test
  void accountsAndRulesAreCountedMostShownFirst() {
    assertThat(comparison().byAuthor().keySet())
        .extracting(Author::did)
        .containsExactly(Posts.did("ada"), Posts.did("ben"));
    assertThat(comparison().byRule().keySet()).containsExactly("strong", "terms", "lunch", "more");
    assertThat(comparison().byRule())
        .containsEntry("terms", new Both(new Tally(1, 0, 1), new Tally(1, 1, 0)))
        .containsEntry("lunch", new Both(Tally.NONE, new Tally(1, 0, 1)));
  }

  @Test
  void postsDifferWhereTheyAreShownOtherwiseWhateverTheReason() {
    assertThat(comparison().shown())
        .extracting(c -> c.today().post())
        .containsExactly(weak, plain, strong);
    assertThat(comparison().differences())
        .extracting(c -> c.today().action(), c -> c.other().orElseThrow().action())
        .containsExactly(
            tuple(Action.BOOKMARK, Action.REPOST), tuple(Action.SKIP, Action.BOOKMARK));
  }

  @Test
  void withOneSetOfRulesNothingDiffers() {
    Comparison alone =
        new Comparison(decided(new Desk("ada", "ben"), strong, plain), Optional.empty());

    assertThat(alone.differences()).isEmpty();
    assertThat(alone.shown()).hasSize(1);
    assertThat(alone.all()).isEqualTo(new Both(new Tally(2, 1, 0), Tally.NONE));
  }

  @Test
  void ofNoPostsNothingIsCounted() {
    Comparison nothing = new Comparison(List.of(), Optional.of(List.of()));

    assertThat(nothing.all()).isEqualTo(new Both(Tally.NONE, Tally.NONE));
    assertThat(nothing.byDay()).isEmpty();
  }
}
