package io.github.alignmentfeed.curation;

import static io.github.alignmentfeed.curation.Desk.on;
import static io.github.alignmentfeed.curation.Desk.reposted;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.alignmentfeed.atproto.Did;
import io.github.alignmentfeed.curation.Curator.Plan;
import io.github.alignmentfeed.curation.History.Sent;
import io.github.alignmentfeed.curation.Policy.Followed;
import io.github.alignmentfeed.curation.Policy.Limits;
import io.github.alignmentfeed.curation.Policy.Reposts;
import io.github.alignmentfeed.curation.Policy.Wish;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Thresholds, gates, limits and time. */
final class CuratorTest {
  private static final Did ADA = Posts.did("ada");
  private static final Did BEN = Posts.did("ben");

  private final Desk desk = new Desk("ada");

  private static Posts strong() {
    return Posts.by("ada").says("Alignment faking.");
  }

  @Test
  void scoresDecideAndTheReasonNamesRulesWordsAndPoints() {
    Post repost = Posts.by("ada").says("On oversight: we find much.").post();
    Post bookmark = Posts.by("ada").says("On oversight.").minutesLater(1).post();
    Post below = Posts.by("ada").says("We find lunch.").minutesLater(2).post();
    Post nothing = Posts.by("ada").says("Lunch.").minutesLater(3).post();

    Plan plan = desk.decide(repost, bookmark, below, nothing);

    assertThat(on(plan, repost).action()).isEqualTo(Action.REPOST);
    assertThat(on(plan, repost).reason())
        .isEqualTo(
            "scores 10 of 10: terms +6 (“oversight” in text); research +4 (“we find” in text)");
    assertThat(on(plan, bookmark).action()).isEqualTo(Action.BOOKMARK);
    assertThat(on(plan, below).reason())
        .isEqualTo("scores 4, below 5: research +4 (“We find” in text)");
    assertThat(on(plan, nothing).reason()).isEqualTo("no rule holds");
  }

  @Test
  void aRuleCountsOncePostsAndPointsMayBeNegative() {
    Post twice = Posts.by("ada").says("Oversight of oversight.").post();
    Post lowered =
        Posts.by("ada").says("Alignment faking and the election.").minutesLater(1).post();

    Plan plan = desk.decide(twice, lowered);

    assertThat(on(plan, twice).score()).isEqualTo(6);
    assertThat(on(plan, lowered).score()).isEqualTo(4);
  }

  @Test
  void aRuleMayAllowABookmarkAtMostOrForbid() {
    Post job = Posts.by("ada").says("Hiring for alignment faking.").post();
    Post spam = Posts.by("ada").says("Alignment faking giveaway!").minutesLater(1).post();

    Plan plan = desk.decide(job, spam);

    assertThat(on(plan, job).action()).isEqualTo(Action.BOOKMARK);
    assertThat(on(plan, job).reason()).contains("the rule “jobs” allows bookmark at most");
    assertThat(on(plan, spam).action()).isEqualTo(Action.SKIP);
    assertThat(on(plan, spam).reason()).isEqualTo("the rule “spam” forbids it");
  }

  static Stream<Arguments> gates() {
    return Stream.of(
        gate("it is the bot's own post", strong(), d -> d.bot = Optional.of(ADA)),
        gate("its author is a bot", strong().byAuthorLabelled("bot"), d -> {}),
        gate("its author opted out", strong(), d -> d.optedOut = Set.of(ADA)),
        gate("its author opted out", strong(), d -> d.optedOut = Set.of(Posts.handle("ada"))),
        gate(
            "its author does not want it",
            strong(),
            d ->
                d.followed.put(
                    ADA, new Followed(true, true, Reposts.BOOKMARK, Wish.DENIED, Action.REPOST))),
        gate("it is labelled !hide", strong().labelled("!hide"), d -> {}),
        gate("it is labelled porn", strong().byAuthorLabelled("porn"), d -> {}),
        gate(
            "it is in fr, not in a language asked for",
            strong().in("fr"),
            d -> d.languages = Set.of("en")),
        gate(
            "none of the accounts through which it was met is followed any more",
            strong(),
            d -> d.followed.clear()),
        gate(
            "it is from before the bot followed",
            strong(),
            d -> d.since = Posts.NOON.plusSeconds(1)));
  }

  private static Arguments gate(String reason, Posts post, Consumer<Desk> setting) {
    return Arguments.of(reason, post.post(), setting);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("gates")
  void aGateKeepsAStrongPostOutAndSaysWhy(String reason, Post post, Consumer<Desk> setting) {
    setting.accept(desk);

    Plan plan = desk.decide(post);

    assertThat(on(plan, post).action()).isEqualTo(Action.SKIP);
    assertThat(on(plan, post).reason()).isEqualTo(reason);
  }

  @Test
  void aPostThatNamesNoLanguageAndOneWithARegionAreKept() {
    desk.languages = Set.of("en");

    Post unnamed = strong().post();
    Post regional = strong().minutesLater(1).in("en-GB").post();

    assertThat(reposted(desk.decide(unnamed, regional)))
        .containsExactlyInAnyOrder(unnamed.uri(), regional.uri());
  }

  @Test
  void whatIsGoneOrTakenBackIsLeftAlone() {
    Post gone = strong().post();
    Post takenBack = strong().minutesLater(1).post();
    desk.gone = Set.of(gone.uri());
    desk.takenBack = Set.of(takenBack.uri());

    Plan plan = desk.decide(gone, takenBack);

    assertThat(on(plan, gone).reason()).contains("deleted");
    assertThat(on(plan, takenBack).reason()).isEqualTo("it was taken back");
  }

  @Test
  void repliesAndQuotesCanBeSwitchedOffButOwnThreadsStay() {
    desk.followed.put(
        ADA, new Followed(false, false, Reposts.BOOKMARK, Wish.UNSAID, Action.REPOST));
    Post others = Posts.by("ben").says("Hello").post();
    Post answer = strong().minutesLater(1).answers(others, others).post();
    Post quote = strong().minutesLater(2).quotes(others).post();
    Post root = Posts.by("ada").says("Thread").minutesLater(3).post();
    Post tail = strong().minutesLater(4).answers(root, root).post();

    Plan plan = desk.decide(answer, quote, root, tail);

    assertThat(on(plan, answer).reason()).contains("replies");
    assertThat(on(plan, quote).reason()).contains("quote posts");
    assertThat(reposted(plan)).containsExactly(tail.uri());
  }

  @Test
  void whatAnAccountRepostsIsTreatedAsTheAccountIsMarked() {
    Post outsider = Posts.by("ben").says("Alignment faking.").post();
    Instant now = Posts.NOON.plusSeconds(60);
    Candidate candidate = new Candidate(outsider, Set.of(ADA), Instant.EPOCH);

    assertThat(on(desk.decide(now, candidate), outsider).action()).isEqualTo(Action.BOOKMARK);
    desk.followed.put(ADA, new Followed(true, true, Reposts.VOUCH, Wish.UNSAID, Action.REPOST));
    assertThat(on(desk.decide(now, candidate), outsider).action()).isEqualTo(Action.REPOST);
    desk.followed.put(ADA, new Followed(true, true, Reposts.IGNORE, Wish.UNSAID, Action.REPOST));
    assertThat(on(desk.decide(now, candidate), outsider).action()).isEqualTo(Action.SKIP);
  }

  @Test
  void theBestWayOnWhichPostsWasMetCounts() {
    desk.followed.put(ADA, new Followed(true, true, Reposts.IGNORE, Wish.UNSAID, Action.REPOST));
    desk.followed.put(
        Posts.did("cem"), new Followed(true, true, Reposts.VOUCH, Wish.UNSAID, Action.REPOST));
    Post outsider = Posts.by("ben").says("Alignment faking.").post();

    Plan plan =
        desk.decide(
            Posts.NOON.plusSeconds(60),
            new Candidate(outsider, Set.of(ADA, Posts.did("cem")), Instant.EPOCH));

    assertThat(reposted(plan)).containsExactly(outsider.uri());
  }

  @Test
  void aListWithoutConsentBookmarksAtMost() {
    desk.followed.put(ADA, new Followed(true, true, Reposts.VOUCH, Wish.UNSAID, Action.BOOKMARK));
    Post own = strong().post();

    assertThat(on(desk.decide(own), own).action()).isEqualTo(Action.BOOKMARK);
  }

  @Test
  void whatIsTooOldIsBookmarked() {
    Post old = strong().post();

    Plan plan =
        desk.decide(
            Posts.NOON.plus(Duration.ofDays(4)), new Candidate(old, Set.of(ADA), Instant.EPOCH));

    assertThat(on(plan, old).action()).isEqualTo(Action.BOOKMARK);
    assertThat(on(plan, old).reason()).contains("older than 3d");
  }

  @Test
  void aStoryWaitsUntilItHasSettled() {
    desk.settle = Duration.ofMinutes(20);
    Post post = strong().post();
    Candidate candidate = new Candidate(post, Set.of(ADA), Instant.EPOCH);

    Decision early = on(desk.decide(Posts.NOON.plusSeconds(1199), candidate), post);
    Decision late = on(desk.decide(Posts.NOON.plusSeconds(1200), candidate), post);

    assertThat(early.action()).isEqualTo(Action.DEFER);
    assertThat(early.intended()).isEqualTo(Action.REPOST);
    assertThat(early.open()).isTrue();
    assertThat(early.until()).contains(Posts.NOON.plusSeconds(1200));
    assertThat(late.action()).isEqualTo(Action.REPOST);
  }

  @Test
  void whilePausedEverythingWaits() {
    desk.paused = true;
    Post post = strong().post();

    assertThat(on(desk.decide(post), post).reason()).contains("paused");
    assertThat(on(desk.decide(post), post).open()).isTrue();
  }

  @Test
  void theBestGoFirstWhereLimitsHoldTheRestBack() {
    desk.limits = new Limits(1, 100, 100, Duration.ZERO, Duration.ofDays(3));
    Post good = Posts.by("ada").says("On oversight: we find much.").post();
    Post best = Posts.by("ada").says("Alignment faking: we find much.").minutesLater(5).post();

    Plan plan = desk.decide(good, best);

    assertThat(reposted(plan)).containsExactly(best.uri());
    assertThat(on(plan, good).action()).isEqualTo(Action.DEFER);
    assertThat(on(plan, good).reason()).contains("the limit of 1 in an hour is reached");
  }

  static Stream<Arguments> limits() {
    Duration none = Duration.ZERO;
    Duration age = Duration.ofDays(30);
    return Stream.of(
        Arguments.of("hour", new Limits(2, 9, 9, none, age)),
        Arguments.of("day", new Limits(9, 3, 9, none, age)),
        Arguments.of("author", new Limits(9, 9, 2, none, age)),
        Arguments.of("spacing", new Limits(9, 9, 9, Duration.ofMinutes(90), age)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("limits")
  void aLimitHoldsUntilTheVeryMomentThatItNames(String name, Limits limits) {
    desk.limits = limits;
    desk.reposts =
        List.of(
            new Sent(BEN, Posts.NOON.minus(Duration.ofMinutes(50))),
            new Sent(ADA, Posts.NOON.minus(Duration.ofMinutes(30))),
            new Sent(ADA, Posts.NOON.minus(Duration.ofMinutes(10))));
    Post post = strong().post();
    Candidate candidate = new Candidate(post, Set.of(ADA), Instant.EPOCH);

    Decision held = on(desk.decide(Posts.NOON, candidate), post);

    assertThat(held.action()).as(name).isEqualTo(Action.DEFER);
    Instant until = held.until().orElseThrow();
    assertThat(on(desk.decide(until.minusMillis(1), candidate), post).action())
        .isEqualTo(Action.DEFER);
    assertThat(on(desk.decide(until, candidate), post).action()).isEqualTo(Action.REPOST);
  }
}
