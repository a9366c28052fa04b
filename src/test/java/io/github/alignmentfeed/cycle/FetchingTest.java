package io.github.alignmentfeed.cycle;

import static io.github.alignmentfeed.cycle.TestPost.NOON;
import static io.github.alignmentfeed.cycle.TestPost.by;
import static io.github.alignmentfeed.cycle.TestPost.did;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.alignmentfeed.atproto.Did;
import io.github.alignmentfeed.atproto.Handle;
import io.github.alignmentfeed.curation.Action;
import io.github.alignmentfeed.curation.Policy.Followed;
import io.github.alignmentfeed.curation.Policy.Reposts;
import io.github.alignmentfeed.curation.Policy.Wish;
import io.github.alignmentfeed.curation.Post;
import io.github.alignmentfeed.cycle.CycleReport.SourceResult;
import io.github.alignmentfeed.cycle.CycleReport.Status;
import io.github.alignmentfeed.cycle.Feeds.Feed;
import io.github.alignmentfeed.cycle.TestAccount.Call;
import io.github.alignmentfeed.cycle.TestNetwork.Read;
import io.github.alignmentfeed.store.ImpatientLedger;
import io.github.alignmentfeed.store.Stores;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read, how far, and what happens where it cannot be. */
class FetchingTest {
  private static final Duration TICK = Duration.ofMinutes(10);
  private static final Duration MAX_AGE = Duration.ofDays(3);

  @TempDir(factory = MemoryFolder.class)
  private Path folder;

  private TestBot bot;

  @BeforeEach
  void begin() {
    bot = new TestBot(folder).follows("ada", "bob");
  }

  private Map<Did, Feed> feeds() {
    return bot.with(l -> l.feeds().all());
  }

  private SourceResult result(CycleReport report, String name) {
    return report.sources().stream()
        .filter(r -> r.source().name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aFeedIsReadAsFarBackAsAPostMayBeShownAndThenFromItsNewestPost() {
    bot.network.publish(by("ada").at(NOON.minus(TICK)));
    bot.tick();
    assertThat(bot.network.reads())
        .containsExactlyInAnyOrder(
            new Read(did("ada"), NOON.minus(MAX_AGE)), new Read(did("bob"), NOON.minus(MAX_AGE)));
    bot.later(TICK).tick();
    assertThat(bot.network.reads())
        .contains(new Read(did("ada"), NOON.minus(TICK).minus(Duration.ofHours(1))));
  }

  @Test
  void onceADayAFeedIsReadDeeper() {
    bot.tick();
    bot.network.publish(by("ada").at(NOON.plus(TICK)));
    bot.later(Duration.ofHours(12)).tick();
    bot.network.reads();
    bot.later(Duration.ofHours(13)).tick();
    assertThat(bot.network.reads())
        .contains(new Read(did("ada"), bot.now().minus(Duration.ofDays(7))));
    bot.later(TICK).tick();
    assertThat(bot.network.reads())
        .contains(new Read(did("ada"), NOON.plus(TICK).minus(Duration.ofHours(1))));
  }

  @Test
  void aFeedThatFailsDoesNotStopTheOthersAndIsReadFromThereLater() {
    bot.tick();
    Map<Did, Feed> before = feeds();
    Post ofAda = bot.network.publish(by("ada").at(NOON.plusSeconds(1)));
    Post ofBob = bot.network.publish(by("bob").at(NOON.plusSeconds(2)));
    bot.network.fails(did("ada"));
    CycleReport report = bot.later(TICK).tick();
    assertThat(result(report, "ada").status()).isEqualTo(Status.FAILED);
    assertThat(result(report, "ada").unreachable()).isTrue();
    assertThat(result(report, "bob").status()).isEqualTo(Status.OK);
    assertThat(report.failed()).isEqualTo(1);
    assertThat(report.offline()).isFalse();
    assertThat(bot.account.reposted()).containsExactly(ofBob.uri());
    assertThat(feeds().get(did("ada"))).isEqualTo(before.get(did("ada")));
    assertThat(feeds().get(did("bob")).checkpoint()).isEqualTo(NOON.plusSeconds(2));

    bot.network.recovers();
    bot.later(Duration.ofDays(1)).tick();
    assertThat(bot.account.reposted()).containsExactlyInAnyOrder(ofAda.uri(), ofBob.uri());
    assertThat(feeds().get(did("ada")).checkpoint()).isEqualTo(NOON.plusSeconds(1));
  }

  @Test
  void aFeedThatFailsTheVeryFirstTimeBeginsWithTheFirstThatWorks() {
    bot.network.fails(did("ada"));
    bot.tick();
    assertThat(feeds()).doesNotContainKey(did("ada"));
    Post post = bot.network.publish(by("ada").at(NOON.minus(Duration.ofDays(1))));
    bot.network.recovers();
    bot.later(TICK).tick();
    assertThat(bot.account.reposted()).containsExactly(post.uri());
  }

  @Test
  void aFeedThatBreaksOffIsCountedAndReadFromThereAgain() {
    bot.tick();
    Map<Did, Feed> before = feeds();
    Post newest = bot.network.publish(by("ada").at(NOON.plusSeconds(1)));
    bot.network.breaksOff(did("ada"));
    CycleReport report = bot.later(TICK).tick();
    assertThat(result(report, "ada").status()).isEqualTo(Status.FAILED);
    assertThat(result(report, "ada").error()).contains("breaks off");
    assertThat(result(report, "ada").fetched()).isEqualTo(1);
    assertThat(bot.account.reposted()).containsExactly(newest.uri());
    assertThat(feeds().get(did("ada"))).isEqualTo(before.get(did("ada")));

    bot.network.recovers();
    bot.later(TICK).tick();
    assertThat(feeds().get(did("ada")).checkpoint()).isEqualTo(NOON.plusSeconds(1));
  }

  @Test
  void aFeedThatBreaksOffBeyondWhatMayBeShownWasReadFarEnough() {
    bot.network.publish(by("ada").at(NOON));
    bot.tick();
    bot.network.publish(by("ada").at(NOON.plusSeconds(1)));
    bot.network.breaksOff(did("ada"));
    CycleReport report = bot.later(Duration.ofDays(4)).tick();
    assertThat(result(report, "ada").status()).isEqualTo(Status.OK);
    assertThat(feeds().get(did("ada")).checkpoint()).isEqualTo(NOON.plusSeconds(1));
  }

  @Test
  void aListThatNamesNobodyAllOfASuddenIsNotBelievedForADay() {
    Handle curator = new Handle("curator.example.com");
    bot = new TestBot(folder.resolve("list")).settle(TICK);
    bot.network.leads(curator, did("ada"));
    bot.sources.add(new Source("list", Source.Kind.LIST, curator, "3k", TestBot.plainly()));
    Post post = bot.network.publish(by("ada"));
    bot.tick();
    bot.network.leads(curator);
    CycleReport report = bot.later(Duration.ofHours(2)).tick();
    assertThat(result(report, "list").status()).isEqualTo(Status.FAILED);
    assertThat(result(report, "list").error()).contains("names nobody now");
    assertThat(bot.account.reposted()).containsExactly(post.uri());
    report = bot.later(Duration.ofDays(1)).tick();
    assertThat(result(report, "list").status()).isEqualTo(Status.SKIPPED);
  }

  @Test
  void whatWaitsIsNotGivenUpWhileItsAccountIsNotFollowedForAMoment() {
    bot = new TestBot(folder.resolve("gap")).follows("ada").settle(TICK);
    Post post = bot.network.publish(by("ada"));
    bot.tick();
    Source ada = bot.sources.remove(0);
    assertThat(bot.later(TICK).tick().decisions()).isEmpty();
    bot.sources.add(ada);
    bot.later(TICK).tick();
    assertThat(bot.account.reposted()).containsExactly(post.uri());
  }

  @Test
  void anOptOutThatLeadsToNobodyIsAFailure() {
    Handle gone = new Handle("ada-old.example.com");
    bot.optedOut.add(gone);
    CycleReport report = bot.tick();
    assertThat(result(report, "optOut " + gone).status()).isEqualTo(Status.FAILED);
  }

  @Test
  void aLabelThatWasLiftedAfterReadingLetsThePostBeShown() {
    Post post = bot.network.publish(by("ada"));
    bot.network.change(TestPost.labelled(post, "spam"));
    bot.tick();
    assertThat(bot.account.reposted()).isEmpty();
    bot.network.change(post);
    bot.later(TICK).tick();
    assertThat(bot.account.reposted()).containsExactly(post.uri());
  }

  @Test
  void aFeedThatNobodyFoundAWayToReadDoesNotStopTheOthers() {
    Post ofBob = bot.network.publish(by("bob"));
    bot.network.breaks(did("ada"), new IllegalArgumentException("a post with two heads"));
    CycleReport report = bot.tick();
    assertThat(result(report, "ada").status()).isEqualTo(Status.FAILED);
    assertThat(result(report, "ada").error()).contains("a post with two heads");
    assertThat(bot.account.reposted()).containsExactly(ofBob.uri());
  }

  @Test
  void whereNoFeedCanBeReachedTheReportSaysSo() {
    bot.network.fails(did("ada"));
    bot.network.fails(did("bob"));
    assertThat(bot.tick().offline()).isTrue();
  }

  @Test
  void aPostFromTheFutureDoesNotHideWhatIsYetToCome() {
    Instant tomorrow = NOON.plus(Duration.ofDays(1));
    bot.network.advance(Instant.MAX);
    bot.network.publish(by("ada").at(tomorrow));
    bot.network.publish(by("ada").at(NOON));
    bot.with(ledger -> bot.cycle(ledger).run(CycleReport.Trigger.MANUAL, bot::now, done -> {}));
    assertThat(feeds().get(did("ada")).checkpoint()).isEqualTo(NOON);
  }

  @Test
  void aCheckpointNeverMovesBack() {
    Feed far = new Feed(NOON, NOON.plus(TICK), NOON.plus(TICK));
    bot.with(
        ledger -> {
          ledger.feeds().progress(Map.of(did("ada"), far));
          ledger.feeds().progress(Map.of(did("ada"), new Feed(NOON, NOON, NOON)));
          return ledger;
        });
    assertThat(feeds()).containsEntry(did("ada"), far);
  }

  @Test
  void checkpointsMoveOnlyAfterDeciding() {
    bot.tick();
    Map<Did, Feed> before = feeds();
    Post post = bot.network.publish(by("ada").at(NOON.plusSeconds(1)));
    bot.later(TICK);
    bot.account.before(
        Call.REPOSTS,
        () -> {
          throw new LockedException("another process writes");
        });
    assertThatThrownBy(bot::tick).isInstanceOf(LockedException.class);
    assertThat(feeds()).isEqualTo(before);
    bot.later(TICK).tick();
    assertThat(bot.account.reposted()).containsExactly(post.uri());
  }

  @Test
  void whereAnotherProcessWritesNothingIsSentAndNoCheckpointMoves() {
    bot.tick();
    Map<Did, Feed> before = feeds();
    bot.network.publish(by("ada").at(NOON.plusSeconds(1)));
    bot.later(TICK);
    try (Ledger other = Stores.open(bot.store())) {
      other.exclusively(
          () -> {
            try (Ledger impatient = ImpatientLedger.open(bot.store())) {
              assertThatThrownBy(() -> bot.tick(impatient)).isInstanceOf(LockedException.class);
            }
            return true;
          });
    }
    assertThat(feeds()).isEqualTo(before);
    assertThat(bot.account.sent()).isZero();
    bot.tick();
    assertThat(bot.account.sent()).isEqualTo(1);
  }

  @Test
  void anAccountIsFollowedByDidAfterItTookAnotherHandle() {
    bot = new TestBot(folder.resolve("other"));
    Handle handle = new Handle("ada.example");
    bot.sources.add(TestBot.account("ada.example", handle));
    bot.network.leads(handle, did("ada"));
    bot.tick();
    bot.network.fails(handle);
    Post post = bot.network.publish(by("ada").at(NOON.plusSeconds(1)));
    CycleReport report = bot.later(Duration.ofDays(2)).tick();
    assertThat(report.failed()).isZero();
    assertThat(bot.account.reposted()).containsExactly(post.uri());
  }

  @Test
  void whereManyHandlesCanBeAskedForAtOnceOnlyTheOthersAreAskedForAlone() {
    bot = new TestBot(folder.resolve("other"));
    for (String name : new String[] {"ada", "bob", "cy", "lost"}) {
      bot.sources.add(TestBot.account(name, new Handle(name + ".example")));
      if (!name.equals("lost")) {
        bot.network.leads(new Handle(name + ".example"), did(name));
      }
    }
    Post post = bot.network.publish(by("bob"));
    bot.network.showsProfiles();
    CycleReport report = bot.tick();
    assertThat(bot.network.lookUps()).isEqualTo(1);
    assertThat(bot.account.reposted()).containsExactly(post.uri());
    assertThat(result(report, "lost").error()).contains("leads nowhere");
  }

  @Test
  void whereManyHandlesCannotBeAskedForAtOnceEachIsAskedForAlone() {
    bot = new TestBot(folder.resolve("other"));
    for (String name : new String[] {"ada", "bob", "cy"}) {
      bot.sources.add(TestBot.account(name, new Handle(name + ".example")));
      bot.network.leads(new Handle(name + ".example"), did(name));
    }
    assertThat(bot.tick().failed()).isZero();
    assertThat(bot.network.lookUps()).isEqualTo(3);
  }

  @Test
  void aHandleThatLeadsNowhereFailsAlone() {
    bot.sources.add(TestBot.account("nobody.example", new Handle("nobody.example")));
    Post post = bot.network.publish(by("ada"));
    CycleReport report = bot.tick();
    assertThat(result(report, "nobody.example").status()).isEqualTo(Status.FAILED);
    assertThat(result(report, "nobody.example").error()).contains("leads nowhere");
    assertThat(bot.account.reposted()).containsExactly(post.uri());
  }

  @Test
  void whereAListCannotBeReadItsMembersAreRemembered() {
    bot = new TestBot(folder.resolve("other"));
    Source list =
        new Source("the list", Source.Kind.LIST, did("owner"), "3kxyz", TestBot.plainly());
    bot.sources.add(list);
    bot.network.leads(did("owner"), did("ada"), did("bob"));
    bot.tick();
    bot.network.fails(did("owner"));
    Post post = bot.network.publish(by("bob").at(NOON.plusSeconds(1)));
    CycleReport report = bot.later(Duration.ofHours(2)).tick();
    assertThat(result(report, "the list").status()).isEqualTo(Status.FAILED);
    assertThat(bot.account.reposted()).containsExactly(post.uri());
  }

  @Test
  void aListIsAskedAgainEveryHour() {
    bot = new TestBot(folder.resolve("other"));
    bot.sources.add(
        new Source("the list", Source.Kind.LIST, did("owner"), "3kxyz", TestBot.plainly()));
    bot.network.leads(did("owner"), did("ada"));
    bot.tick();
    bot.network.leads(did("owner"), did("bob"));
    bot.network.reads();
    bot.later(TICK).tick();
    assertThat(bot.network.reads()).extracting(Read::account).containsExactly(did("ada"));
    bot.later(Duration.ofHours(1)).tick();
    assertThat(bot.network.reads()).extracting(Read::account).containsExactly(did("bob"));
  }

  @Test
  void theBotItselfIsNeverRead() {
    bot.follows("bot");
    bot.network.publish(by("bot"));
    bot.tick();
    assertThat(bot.network.reads()).extracting(Read::account).doesNotContain(TestBot.DID);
    assertThat(bot.account.reposted()).isEmpty();
  }

  @Test
  void whoOptedOutIsNotShownWhateverHandleTheyTakeLater() {
    Handle handle = new Handle("ada.test");
    bot.optedOut.add(handle);
    bot.network.leads(handle, did("ada"));
    bot.tick();
    bot.network.fails(handle);
    bot.network.publish(by("ada").at(NOON.plusSeconds(1)));
    bot.later(TICK).tick();
    assertThat(bot.account.reposted()).isEmpty();
    assertThat(bot.account.bookmarked()).isEmpty();
  }

  @Test
  void aPostMetAgainOnABetterWayIsDecidedAgain() {
    bot = new TestBot(folder.resolve("other"));
    bot.sources.add(
        new Source(
            "timid",
            Source.Kind.ACCOUNT,
            did("ada"),
            "",
            new Followed(true, true, Reposts.IGNORE, Wish.UNSAID, Action.REPOST)));
    bot.follows("bob");
    Post outside = bot.network.publish(by("zoe"));
    bot.network.repost("ada", outside, NOON);
    bot.tick();
    assertThat(bot.account.reposted()).isEmpty();
    bot.network.repost("bob", outside, NOON.plusSeconds(1));
    bot.later(TICK).tick();
    assertThat(bot.account.reposted()).containsExactly(outside.uri());
  }
}
