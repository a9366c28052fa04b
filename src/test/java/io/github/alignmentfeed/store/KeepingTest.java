package io.github.alignmentfeed.store;

import static io.github.alignmentfeed.store.StoredPosts.ADA;
import static io.github.alignmentfeed.store.StoredPosts.BEN;
import static io.github.alignmentfeed.store.StoredPosts.NOON;
import static io.github.alignmentfeed.store.StoredPosts.decided;
import static io.github.alignmentfeed.store.StoredPosts.met;
import static io.github.alignmentfeed.store.StoredPosts.post;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.alignmentfeed.atproto.AtUri;
import io.github.alignmentfeed.atproto.Did;
import io.github.alignmentfeed.curation.Action;
import io.github.alignmentfeed.curation.Post;
import io.github.alignmentfeed.curation.Post.Reply;
import io.github.alignmentfeed.cycle.Ledger;
import io.github.alignmentfeed.cycle.Ledger.Kept;
import io.github.alignmentfeed.cycle.Ledger.Page;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Posts that are decided on as they come, before it is looked up what is known of them. */
final class KeepingTest {
  private static final Post ROOT = post(ADA, NOON, "first");
  private static final Post ANSWER = answer(post(ADA, NOON.plusSeconds(60), "second"));

  @TempDir private Path folder;
  private Ledger ledger;

  @BeforeEach
  void open() {
    ledger = Stores.open(folder.resolve("bot.db").toString());
  }

  @AfterEach
  void close() {
    ledger.close();
  }

  private static Post answer(Post post) {
    return new Post(
        post.uri(),
        post.cid(),
        post.author(),
        post.createdAt(),
        post.indexedAt(),
        post.content(),
        Optional.of(new Reply(ROOT.ref(), ROOT.ref())),
        post.quote(),
        post.labels(),
        post.langs());
  }

  /** A page of which all is left alone. */
  private static Page page(Did account, Post... posts) {
    return new Page(
        account,
        Stream.of(posts).map(post -> met(post, account)).toList(),
        Stream.of(posts).map(post -> decided(post, Action.SKIP, false)).toList());
  }

  private Kept keep(Page page) {
    return ledger.keep("run", List.of(page), NOON).get(0);
  }

  private List<AtUri> waiting() {
    return ledger.open().stream().map(c -> c.post().uri()).toList();
  }

  @Test
  void whatIsDecidedOnAPostOfWhichNothingIsKnownHolds() {
    Kept kept = keep(page(ADA, ROOT, ANSWER));
    assertThat(kept.fresh()).isEqualTo(2);
    assertThat(kept.decided()).hasSize(2);
    assertThat(waiting()).isEmpty();
    Ledger.Told told = ledger.told(ANSWER.uri()).orElseThrow();
    assertThat(told.action()).isEqualTo(Action.SKIP);
    assertThat(told.reason()).isEqualTo("because");
    assertThat(told.story()).isEqualTo(ROOT.uri().toString());
    assertThat(told.through()).containsExactly(ADA);
    assertThat(told.decidedAt()).isEqualTo(NOON);
    assertThat(keep(page(ADA, ROOT, ANSWER))).isEqualTo(new Kept(0, List.of()));
  }

  @Test
  void aThreadOfWhichAPartIsKnownIsDecidedOnAsAWhole() {
    keep(page(ADA, ROOT));
    Kept kept = keep(page(ADA, ANSWER));
    assertThat(kept).isEqualTo(new Kept(1, List.of()));
    assertThat(waiting()).containsExactly(ANSWER.uri());
  }

  @Test
  void soIsOneOfWhichTheBeginningComesLast() {
    keep(page(ADA, ANSWER));
    assertThat(keep(page(ADA, ROOT))).isEqualTo(new Kept(1, List.of()));
    assertThat(waiting()).containsExactly(ROOT.uri());
  }

  @Test
  void whatOthersRepostedIsKeptWithTheWayOnWhichItWasMet() {
    assertThat(keep(page(BEN, ROOT)).decided()).hasSize(1);
    assertThat(ledger.told(ROOT.uri()).orElseThrow().through()).containsExactly(BEN);
  }

  @Test
  void whatIsLeftAloneInOneFeedIsOpenAgainWhereItIsMetInTheNext() {
    List<Kept> kept = ledger.keep("run", List.of(page(ADA, ROOT), page(BEN, ROOT)), NOON);
    assertThat(kept).extracting(Kept::fresh).containsExactly(1, 0);
    assertThat(kept.get(1).decided()).isEmpty();
    assertThat(waiting()).containsExactly(ROOT.uri());
  }

  @Test
  void aPostOfWhichTheTextWasLetGoIsNothingNewInItsOwnFeedAndOpenWhereItIsReposted() {
    keep(page(ADA, ROOT));
    ledger.prune(NOON.plus(Duration.ofDays(30)), NOON.minus(Duration.ofDays(30)));
    assertThat(ledger.post(ROOT.uri())).isEmpty();
    assertThat(keep(page(ADA, ROOT))).isEqualTo(new Kept(0, List.of()));
    assertThat(waiting()).isEmpty();
    assertThat(keep(page(BEN, ROOT))).isEqualTo(new Kept(0, List.of()));
    assertThat(waiting()).containsExactly(ROOT.uri());
  }

  @Test
  void aPostThatStandsTwiceInAFeedIsKeptOnce() {
    Page twice = new Page(ADA, List.of(met(ROOT), met(ROOT)), List.of());
    assertThat(keep(twice).fresh()).isEqualTo(1);
    assertThat(waiting()).containsExactly(ROOT.uri());
  }

  @Test
  void aRehearsalKnowsWhatTheFileKnows() {
    keep(page(ADA, ROOT));
    try (Ledger rehearsal = Stores.rehearse(folder.resolve("bot.db").toString())) {
      assertThat(rehearsal.keep("run", List.of(page(ADA, ROOT, ANSWER)), NOON).get(0))
          .isEqualTo(new Kept(1, List.of()));
    }
    assertThat(ledger.post(ANSWER.uri())).isEmpty();
  }
}
