package io.github.alignmentfeed.store;

import static io.github.alignmentfeed.store.StoredPosts.ADA;
import static io.github.alignmentfeed.store.StoredPosts.BEN;
import static io.github.alignmentfeed.store.StoredPosts.NOON;
import static io.github.alignmentfeed.store.StoredPosts.claim;
import static io.github.alignmentfeed.store.StoredPosts.decided;
import static io.github.alignmentfeed.store.StoredPosts.met;
import static io.github.alignmentfeed.store.StoredPosts.post;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.alignmentfeed.curation.Action;
import io.github.alignmentfeed.curation.PaperId;
import io.github.alignmentfeed.curation.Post;
import io.github.alignmentfeed.curation.Sighting;
import io.github.alignmentfeed.curation.Story;
import io.github.alignmentfeed.curation.StoryKey;
import io.github.alignmentfeed.cycle.Ledger;
import io.github.alignmentfeed.cycle.Ledger.Query;
import io.github.alignmentfeed.cycle.MemoryFolder;
import io.github.alignmentfeed.cycle.Refusals.Cause;
import io.github.alignmentfeed.cycle.Refusals.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is let go when, what never is, and what that means for a post that turns up again. */
final class PruningTest {
  private static final PaperId PAPER = new PaperId("arxiv:2601.00001");

  private final Post left = post(ADA, NOON, "Nothing of interest");
  private final Post marked = post(ADA, NOON.plusSeconds(1), "For the bookmarks");
  private final Post shown = post(ADA, NOON.plusSeconds(2), "Alignment faking");
  private final Post waiting = post(ADA, NOON.plusSeconds(3), "Waits since long");

  @TempDir(factory = MemoryFolder.class)
  private Path folder;

  private Path file;
  private Ledger ledger;

  @BeforeEach
  void aCycleAtNoon() {
    file = folder.resolve("bot.db");
    ledger = Stores.open("jdbc:sqlite:" + file);
    ledger.keep(List.of(met(left), met(marked), met(shown), met(waiting)), NOON);
    ledger.open();
    ledger.stories(
        List.of(
            new Story(
                shown.uri().toString(),
                Set.of(StoryKey.thread(shown.uri()), StoryKey.paper(PAPER)),
                NOON,
                Story.Standing.OPEN,
                Optional.empty())));
    ledger.decided(
        "run",
        List.of(
            decided(left, Action.SKIP, false),
            decided(marked, Action.BOOKMARK, false),
            decided(shown, Action.REPOST, false),
            decided(waiting, Action.DEFER, true)),
        NOON);
    ledger.writes().claim(claim(shown, NOON));
    ledger.writes().settle(claim(shown, NOON), NOON);
    ledger.refusals().note(new Refusal(BEN, Cause.ASKED, true, NOON));
  }

  @AfterEach
  void end() {
    ledger.close();
  }

  private void daysLater(int days) {
    Instant now = NOON.plus(Duration.ofDays(days));
    assertThat(ledger.prune(now.minus(Duration.ofDays(30)), now.minus(Duration.ofDays(180))))
        .isFalse();
  }

  @Test
  void forAMonthAllTextsAreKept() {
    daysLater(30);

    for (Post post : List.of(left, marked, shown, waiting)) {
      assertThat(ledger.post(post.uri())).contains(post);
    }
  }

  @Test
  void afterAMonthOfWhatWasSkippedOnlyTheVerdictIsKept() {
    daysLater(31);

    assertThat(ledger.post(left.uri())).isEmpty();
    assertThat(ledger.told(left.uri()).orElseThrow())
        .satisfies(
            told -> {
              assertThat(told.action()).isEqualTo(Action.SKIP);
              assertThat(told.score()).isEqualTo(2);
              assertThat(told.reason()).contains("its text was let go");
            });
    for (Post post : List.of(marked, shown, waiting)) {
      assertThat(ledger.post(post.uri())).contains(post);
    }
  }

  @Test
  void whatWasSkippedIsNotNewWhenItsFeedShowsItAgain() {
    daysLater(31);

    assertThat(ledger.keep(List.of(met(left)), NOON)).isZero();
    assertThat(ledger.open()).extracting(c -> c.post().uri()).containsExactly(waiting.uri());
  }

  @Test
  void whatWasSkippedIsDecidedAgainOnceSomebodyRepostsIt() {
    daysLater(31);
    Instant now = NOON.plus(Duration.ofDays(40));

    assertThat(ledger.keep(List.of(new Sighting(left, BEN, now)), now)).isZero();

    assertThat(ledger.open()).extracting(c -> c.post().uri()).contains(left.uri());
    assertThat(ledger.post(left.uri())).contains(left);
    daysLater(50);
    assertThat(ledger.post(left.uri())).contains(left);
  }

  @Test
  void afterTheTimeToKeepOnlyWhatWasDoneAndWhatWaitsIsKept() {
    daysLater(181);

    assertThat(ledger.told(left.uri())).isEmpty();
    assertThat(ledger.post(marked.uri())).isEmpty();
    assertThat(ledger.post(shown.uri())).contains(shown);
    assertThat(ledger.post(waiting.uri())).contains(waiting);
  }

  @Test
  void neverActionsPapersAndOptOuts() {
    daysLater(10_000);

    var history = ledger.history(Set.of(shown.uri()), Set.of(StoryKey.paper(PAPER)), NOON);
    assertThat(history.reposted()).containsExactly(shown.uri());
    assertThat(history.stories())
        .extracting(Story::standing)
        .containsExactly(Story.Standing.REPOSTED);
    assertThat(ledger.refusals().refusing()).containsExactly(BEN);
    assertThat(ledger.writes().standing(shown.uri(), Action.REPOST)).contains(claim(shown, NOON));
    assertThat(ledger.told(new Query(Set.of(Action.REPOST), false, Instant.EPOCH, 9)))
        .extracting(t -> t.uri())
        .containsExactly(shown.uri());
  }

  @Test
  void whatWasTakenBackIsNotShownAgainThoughItsPostIsForgotten() {
    ledger.writes().takenBack(marked.uri(), Set.of(StoryKey.thread(marked.uri())), NOON);
    daysLater(10_000);

    var history = ledger.history(Set.of(marked.uri()), Set.of(StoryKey.thread(marked.uri())), NOON);
    assertThat(history.takenBack()).containsExactly(marked.uri());
    assertThat(history.stories())
        .extracting(Story::standing)
        .containsExactly(Story.Standing.CLOSED);
  }

  @Test
  void toReconsiderReachesAsFarBackAsTexts() {
    Instant later = NOON.plus(Duration.ofDays(20));
    Post lately = post(BEN, later, "Nothing of interest either");
    ledger.keep(List.of(met(lately)), later);
    ledger.open();
    ledger.decided("run", List.of(decided(lately, Action.SKIP, false)), later);
    daysLater(31);

    ledger.reconsider(Instant.EPOCH);

    assertThat(ledger.open())
        .extracting(c -> c.post().uri())
        .containsExactlyInAnyOrder(waiting.uri(), lately.uri());
  }

  @Test
  void manyAreLetGoInStepsAndTheFileGetsSmaller() throws IOException {
    List<Sighting> many = new ArrayList<>();
    for (int i = 0; i < 2000; i++) {
      many.add(met(post(BEN, NOON.plusSeconds(10 + i), "word ".repeat(200))));
    }
    ledger.keep(many, NOON);
    ledger.open();
    ledger.decided(
        "run", many.stream().map(s -> decided(s.post(), Action.SKIP, false)).toList(), NOON);
    ledger.close();
    long before = Files.size(file);
    ledger = Stores.open("jdbc:sqlite:" + file);

    daysLater(31);
    ledger.close();

    assertThat(Files.size(file)).isLessThan(before / 2);
    ledger = Stores.open("jdbc:sqlite:" + file);
    assertThat(ledger.told(many.get(1999).post().uri())).isPresent();
  }
}
