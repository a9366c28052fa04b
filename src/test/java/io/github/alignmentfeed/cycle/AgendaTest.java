package io.github.alignmentfeed.cycle;

import static io.github.alignmentfeed.cycle.TestPost.NOON;
import static io.github.alignmentfeed.cycle.TestPost.by;
import static io.github.alignmentfeed.cycle.TestPost.did;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.alignmentfeed.atproto.AtUri;
import io.github.alignmentfeed.atproto.Did;
import io.github.alignmentfeed.curation.Post;
import io.github.alignmentfeed.cycle.CycleReport.Status;
import io.github.alignmentfeed.cycle.TestAccount.Crash;
import io.github.alignmentfeed.cycle.TestNetwork.Read;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More accounts than are asked in any case, and a bound on how long each goes unasked. */
class AgendaTest {
  private static final Duration TICK = Duration.ofMinutes(10);
  private static final Duration MAX_DELAY = Duration.ofHours(6);
  private static final int MANY = 150;

  @TempDir(factory = MemoryFolder.class)
  private Path folder;

  private TestBot bot;

  @BeforeEach
  void begin() {
    bot = new TestBot(folder).maxDelay(MAX_DELAY);
    bot.follows(IntStream.range(0, MANY).mapToObj(i -> "silent" + i).toArray(String[]::new));
  }

  private List<Did> asked() {
    return bot.network.reads().stream().map(Read::account).toList();
  }

  @Test
  void aCycleOnTheScheduleAsksSomeAndOneByHandAsksAll() {
    bot.tick();
    assertThat(asked()).hasSize(MANY);
    CycleReport report = bot.later(TICK).tick();
    assertThat(asked()).hasSize(100);
    assertThat(report.sources()).filteredOn(s -> s.status() == Status.SKIPPED).hasSize(50);
    assertThat(report.sources()).filteredOn(s -> s.status() == Status.OK).hasSize(100);
    assertThat(report.failed()).isZero();
    bot.later(TICK).run();
    assertThat(asked()).hasSize(MANY);
  }

  @Test
  void whereNoneOfTheAskedCanBeReachedTheReportSaysSo() {
    bot.tick();
    IntStream.range(0, MANY).forEach(i -> bot.network.fails(did("silent" + i)));
    assertThat(bot.later(TICK).tick().offline()).isTrue();
  }

  @Test
  void everyPostIsMetBeforeTheBoundIsOver() {
    bot.tick();
    Instant posted = NOON.plusSeconds(1);
    List<AtUri> posts = new ArrayList<>();
    IntStream.range(0, MANY)
        .forEach(i -> posts.add(bot.network.publish(by("silent" + i).at(posted)).uri()));
    while (bot.now().isBefore(NOON.plus(MAX_DELAY))) {
      bot.later(TICK).tick();
    }
    assertThat(bot.account.reposted()).hasSize(100).isSubsetOf(posts);
    bot.later(Duration.ofDays(1)).tick();
    assertThat(bot.account.reposted()).containsExactlyInAnyOrderElementsOf(posts);
  }

  @Test
  void whatIsKnownOfHabitsIsLearntAgainWhereTheStoreIsLost() {
    bot.tick();
    bot.later(TICK).tick();
    asked();
    bot.loseStore();
    bot.later(TICK).tick();
    assertThat(asked()).hasSize(MANY);
    bot.later(TICK).tick();
    assertThat(asked()).hasSize(100);
  }

  @Test
  void whoPostsMuchIsAskedEachTimeWhateverElseIsThere() {
    for (int hour = 1; hour < 60; hour++) {
      bot.network.publish(by("silent7").at(NOON.minus(Duration.ofHours(hour))).says("hello"));
    }
    bot.tick();
    asked();
    for (int round = 0; round < 5; round++) {
      bot.later(TICK).tick();
      assertThat(asked()).contains(did("silent7"));
    }
  }

  @Test
  void aProcessThatDiesBeforeItDecidedAsksTheSameAgain() {
    bot.tick();
    Post post = bot.network.publish(by("silent7").at(NOON.plusSeconds(1)));
    for (int n = 1; n <= 20; n++) {
      bot.account.dieAt(n, false);
      try {
        bot.later(TICK).tick();
      } catch (Crash e) {
        assertThat(bot.account.calls()).hasSize(n);
      }
      bot.account.recover();
    }
    assertThat(bot.account.reposted()).containsExactly(post.uri());
    assertThat(bot.account.sent()).isEqualTo(1);
  }

  @Test
  void oneLookAtAListLeadsToWhoeverWrote() {
    bot = new TestBot(folder.resolve("list")).maxDelay(MAX_DELAY).inTurn();
    bot.sources.add(
        new Source("the list", Source.Kind.LIST, did("owner"), "3kxyz", TestBot.plainly()));
    Did[] members = IntStream.range(0, 1000).mapToObj(i -> did("member" + i)).toArray(Did[]::new);
    bot.network.leads(did("owner"), members);
    bot.tick();
    asked();
    Post post = bot.network.publish(by("member999").at(NOON.plusSeconds(1)));
    bot.network.showsLists();
    bot.later(TICK).tick();
    assertThat(asked()).hasSize(100).startsWith(did("member999"));
    assertThat(bot.account.reposted()).containsExactly(post.uri());
    bot.later(TICK).tick();
    assertThat(asked()).hasSize(100);
  }

  @Test
  void whoWroteIsStillAwaitedAfterTheFeedCouldNotBeRead() {
    bot = new TestBot(folder.resolve("list")).maxDelay(MAX_DELAY).inTurn();
    bot.sources.add(
        new Source("the list", Source.Kind.LIST, did("owner"), "3kxyz", TestBot.plainly()));
    bot.network.leads(
        did("owner"),
        IntStream.range(0, 1000).mapToObj(i -> did("member" + i)).toArray(Did[]::new));
    bot.tick();
    Post post = bot.network.publish(by("member999").at(NOON.plusSeconds(1)));
    bot.network.showsLists();
    bot.network.fails(did("member999"));
    bot.later(TICK).tick();
    bot.network.recovers();
    bot.later(Duration.ofHours(2)).tick();
    assertThat(bot.account.reposted()).containsExactly(post.uri());
  }
}
