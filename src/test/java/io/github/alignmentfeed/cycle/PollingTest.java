package io.github.alignmentfeed.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.alignmentfeed.atproto.Did;
import io.github.alignmentfeed.cycle.Activity.Deed;
import io.github.alignmentfeed.cycle.Polling.Known;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whom a round asks, by what is known of them. */
class PollingTest {
  private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");
  private static final Duration ROUND = Duration.ofMinutes(10);
  private static final Duration MAX_DELAY = Duration.ofHours(6);
  private static final Duration WEEKS = Duration.ofDays(14);

  /** More than are asked in any case. */
  private final List<Did> silent =
      IntStream.range(0, 1000).mapToObj(i -> new Did("did:plc:silent" + i)).toList();

  private final Map<Did, Activity> activities = new HashMap<>();
  private final Did ada = new Did("did:plc:ada");

  private static Activity silentSince(Instant asked) {
    return Activity.NONE.answered(List.of(), asked.minus(WEEKS), asked);
  }

  /** Something each day for two weeks, at the same time; several, a minute apart. */
  private static List<Deed> daily(Instant last, int several) {
    List<Deed> deeds = new ArrayList<>();
    for (int day = 0; day < 14; day++) {
      for (int i = 0; i < several; i++) {
        deeds.add(new Deed(last.minus(Duration.ofDays(day)).minusSeconds(60L * i), false));
      }
    }
    return deeds;
  }

  private List<Did> due(Set<Did> mattering, Set<Did> listed, Instant now) {
    List<Did> all = Stream.concat(silent.stream(), Stream.of(ada)).toList();
    return new Polling(MAX_DELAY).due(all, new Known(activities, mattering, listed), now);
  }

  private List<Did> due(Instant now) {
    return due(Set.of(), Set.of(), now);
  }

  private void allAreSilentAndWereAsked(Instant at) {
    silent.forEach(did -> activities.put(did, silentSince(at)));
  }

  @Test
  void whoWasNeverAskedIsAskedAsSoonAsTheBudgetAllows() {
    assertThat(due(NOON)).hasSize(1001).contains(ada);
    List<Did> many = IntStream.range(0, 5000).mapToObj(i -> new Did("did:plc:many" + i)).toList();
    Known nothing = new Known(Map.of(), Set.of(), Set.of());
    assertThat(new Polling(MAX_DELAY).due(many, nothing, NOON)).hasSize(1500);
  }

  @Test
  void theBudgetOfALongerRoundIsLarger() {
    silent.forEach(did -> activities.put(did, silentSince(NOON.minus(ROUND))));
    List<Did> many = IntStream.range(0, 5000).mapToObj(i -> new Did("did:plc:many" + i)).toList();
    Known known = new Known(activities, Set.of(), Set.of());
    assertThat(new Polling(MAX_DELAY).due(many, known, NOON)).hasSize(3000);
  }

  @Test
  void whereSoFewAreFollowedThatItBurdensNobodyAllAreAsked() {
    List<Did> few = silent.subList(0, 100);
    few.forEach(did -> activities.put(did, silentSince(NOON.minus(ROUND))));
    Known known = new Known(activities, Set.of(), Set.of());
    assertThat(new Polling(MAX_DELAY).due(few, known, NOON))
        .containsExactlyInAnyOrderElementsOf(few);
  }

  @Test
  void withoutADelayAllAreAskedAlways() {
    allAreSilentAndWereAsked(NOON.minus(ROUND));
    Known known = new Known(activities, Set.of(), Set.of());
    assertThat(new Polling(Duration.ZERO).due(silent, known, NOON)).hasSize(1000);
  }

  @Test
  void nobodyGoesUnaskedForLongerThanTheBound() {
    allAreSilentAndWereAsked(NOON);
    activities.put(ada, silentSince(NOON));
    Map<Did, Instant> asked = new HashMap<>();
    for (Instant now = NOON.plus(ROUND);
        !now.isAfter(NOON.plus(Duration.ofDays(2)));
        now = now.plus(ROUND)) {
      for (Did did : due(now)) {
        Instant before = asked.getOrDefault(did, NOON);
        assertThat(Duration.between(before, now)).isLessThanOrEqualTo(MAX_DELAY);
        asked.put(did, now);
        activities.put(did, activities.get(did).answered(List.of(), before, now));
      }
    }
    assertThat(asked).hasSize(1001);
  }

  @Test
  void whoPostsAtThisHourIsAskedBeforeWhoSleeps() {
    allAreSilentAndWereAsked(NOON.minus(ROUND));
    Instant asked = NOON.minus(Duration.ofMinutes(50));
    Instant night = NOON.minus(Duration.ofHours(10));
    Did bob = silent.get(7);
    activities.put(ada, habitual(NOON, asked));
    activities.put(bob, habitual(night, asked));
    assertThat(due(NOON)).startsWith(ada, bob);
    activities.put(ada, habitual(NOON, night.minus(ROUND)));
    activities.put(bob, habitual(night, night.minus(ROUND)));
    assertThat(due(night)).startsWith(bob, ada);
  }

  /** Twenty posts each day about an hour, none of them lately. */
  private static Activity habitual(Instant hour, Instant asked) {
    List<Deed> deeds = daily(hour.minus(Duration.ofDays(2)), 20);
    return Activity.NONE.answered(deeds, asked.minus(WEEKS), asked);
  }

  @Test
  void whoPostedAMomentAgoIsExpectedToGoOn() {
    allAreSilentAndWereAsked(NOON.minus(ROUND));
    Instant asked = NOON.minus(ROUND);
    List<Deed> burst =
        IntStream.range(0, 5).mapToObj(i -> new Deed(asked.minusSeconds(30L * i), false)).toList();
    activities.put(ada, silentSince(asked.minus(ROUND)).answered(burst, asked.minus(ROUND), asked));
    assertThat(due(NOON).get(0)).isEqualTo(ada);
  }

  @Test
  void whoeverMattersIsAskedSooner() {
    Instant asked = NOON.minus(Duration.ofHours(1));
    allAreSilentAndWereAsked(asked);
    activities.put(ada, silentSince(asked));
    assertThat(due(Set.of(), Set.of(), NOON).get(0)).isNotEqualTo(ada);
    assertThat(due(Set.of(ada), Set.of(), NOON).get(0)).isEqualTo(ada);
  }

  @Test
  void whoseNewsWereSeenElsewhereIsAskedAtOnceAndWhoseWereNotIsLeft() {
    Instant asked = NOON.minus(Duration.ofHours(1));
    allAreSilentAndWereAsked(asked);
    activities.put(ada, silentSince(asked).awaited());
    assertThat(due(NOON).get(0)).isEqualTo(ada);
    activities.put(ada, Activity.NONE.answered(daily(asked, 20), asked.minus(WEEKS), asked));
    assertThat(due(NOON).get(0)).isEqualTo(ada);
    assertThat(due(Set.of(), Set.of(ada), NOON).get(0)).isNotEqualTo(ada);
  }

  @Test
  void whoRefusesIsAskedLessAndLessOftenButNeverLessThanTheBound() {
    List<Instant> asked = new ArrayList<>();
    activities.put(ada, silentSince(NOON));
    allAreSilentAndWereAsked(NOON);
    for (Instant now = NOON.plus(ROUND);
        now.isBefore(NOON.plus(Duration.ofDays(2)));
        now = now.plus(ROUND)) {
      activities.put(silent.get(0), silentSince(now.minus(ROUND)));
      Known known = new Known(activities, Set.of(), Set.of());
      List<Did> few = List.of(ada, silent.get(0));
      if (new Polling(MAX_DELAY).due(few, known, now).contains(ada)) {
        asked.add(now);
        activities.put(ada, activities.get(ada).failed(false, now));
      }
    }
    assertThat(asked.subList(0, 4))
        .containsExactly(
            NOON.plus(ROUND),
            NOON.plus(ROUND.multipliedBy(2)),
            NOON.plus(ROUND.multipliedBy(4)),
            NOON.plus(ROUND.multipliedBy(8)));
    for (int i = 1; i < asked.size(); i++) {
      assertThat(Duration.between(asked.get(i - 1), asked.get(i))).isLessThanOrEqualTo(MAX_DELAY);
    }
    assertThat(asked.size()).isBetween(10, 20);
  }

  @Test
  void thatNothingAnswersSaysNothingOfAnAccount() {
    Activity activity = silentSince(NOON);
    for (int i = 1; i < 10; i++) {
      activity = activity.failed(true, NOON.plus(ROUND.multipliedBy(i)));
    }
    activities.put(ada, activity);
    Known known = new Known(activities, Set.of(), Set.of());
    assertThat(new Polling(MAX_DELAY).due(List.of(ada), known, NOON.plus(ROUND.multipliedBy(10))))
        .containsExactly(ada);
  }
}
