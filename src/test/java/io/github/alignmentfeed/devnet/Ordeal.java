package io.github.alignmentfeed.devnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.alignmentfeed.devnet.Devnet.Actor;
import io.github.alignmentfeed.devnet.MortalRun.End;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** A bot that is killed again and again while researchers publish and its operator takes back. */
final class Ordeal {
  private static final int UNDO_EVERY = 6;
  private static final int LOSE_EVERY = 5;
  private static final int UNDO_DIES_AT_MOST = 3;
  private static final int RUNS_TO_SETTLE = 60;
  private static final Duration LONGEST_LIMIT = Duration.ofMinutes(10);

  private final Devnet network;
  private final Path folder;
  private final List<String> jvm;
  private final Random random;
  private final boolean losesStore;
  private final int processes;
  private final Actor bot;
  private final Workload workload;
  private final BotProgram program;
  private final List<String> created = new CopyOnWriteArrayList<>();
  private final Tally tally = new Tally();

  /**
   * @param jvm settings of the bot's Java
   * @param losesStore whether the database is deleted between some runs
   * @param processes how many are started at once
   */
  Ordeal(
      Devnet network, Path folder, List<String> jvm, long seed, boolean losesStore, int processes) {
    this.network = network;
    this.folder = folder;
    this.jvm = jvm;
    this.random = new Random(seed);
    this.losesStore = losesStore;
    this.processes = processes;
    this.bot = network.account("bot");
    this.workload = new Workload(network, random);
    this.program = new BotProgram(folder, network, bot, workload.sources());
  }

  Tally tally() {
    return tally;
  }

  /** Goes on until processes were killed so often. */
  void kill(int times) {
    for (int round = 1; tally.kills() < times; round++) {
      assertThat(round).as("rounds, with %s", tally).isLessThan(10 * times);
      workload.publish();
      if (round % LOSE_EVERY == 0) {
        loseStore();
      }
      if (round % UNDO_EVERY == 0) {
        undo();
        workload.ripen(network.bookmarked(bot));
      } else {
        atOnce("run");
      }
    }
  }

  private void loseStore() {
    if (losesStore) {
      program.loseStore();
      tally.storeLost();
    }
  }

  /** Takes one thing back that stands, however often that must be tried. */
  private void undo() {
    List<String> standing =
        Stream.concat(network.reposted(bot).stream(), network.bookmarked(bot).stream()).toList();
    if (standing.isEmpty()) {
      return;
    }
    String uri = standing.get(random.nextInt(standing.size()));
    for (int tried = 0; tried < UNDO_DIES_AT_MOST; tried++) {
      if (succeeded(atOnce("undo", uri))) {
        break;
      }
      if (random.nextInt(3) == 0) {
        loseStore();
      }
      if (random.nextBoolean()) {
        atOnce("run");
      }
      if (tried == UNDO_DIES_AT_MOST - 1) {
        untilItSucceeds("undo", uri);
      }
    }
    tally.undone();
    workload.undone(uri);
  }

  /** Starts as many processes as there are to be; the first does as told, the others run. */
  private End atOnce(String... command) {
    List<MortalRun> started = new ArrayList<>();
    boolean firstDies = processes == 1 || random.nextInt(4) > 0;
    started.add(start(firstDies ? deadly() : Fate.LIVES, command));
    for (int i = 1; i < processes; i++) {
      started.add(start(!firstDies || random.nextBoolean() ? deadly() : Fate.LIVES, "run"));
    }
    List<End> ends = started.stream().map(MortalRun::end).toList();
    ends.forEach(this::check);
    return ends.get(0);
  }

  private Fate deadly() {
    return Fate.deadly(tally.rarest(), random, tally.lifetime());
  }

  private MortalRun start(Fate fate, String... command) {
    return new MortalRun(program, jvm, scratch(), fate, created, command);
  }

  /** Who is not killed ends well; only a server that limits excuses it. */
  private void check(End end) {
    tally.ended(end);
    if (!end.killed()) {
      List<Integer> well = network.rateLimited() ? List.of(0, 1, 3, 75) : List.of(0);
      assertThat(well).as(end.log()).contains(end.code());
    }
  }

  private static boolean succeeded(End end) {
    return !end.killed() && end.code() == 0;
  }

  /** A server that limits may refuse for as long as this lasts. */
  private End untilItSucceeds(String... command) {
    return await(command[0])
        .atMost(LONGEST_LIMIT)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofSeconds(5))
        .pollInSameThread()
        .until(() -> checked(start(Fate.LIVES, command).end()), Ordeal::succeeded);
  }

  private End checked(End end) {
    check(end);
    return end;
  }

  /** Lets the bot live until it writes nothing any more. */
  void settle() {
    do {
      int quiet = 0;
      for (int run = 0; quiet < 2; run++) {
        assertThat(run).as("runs until nothing was written").isLessThan(RUNS_TO_SETTLE);
        quiet = untilItSucceeds("run").writes() == 0 ? quiet + 1 : 0;
      }
    } while (workload.ripen(network.bookmarked(bot)));
  }

  /** Compares what stands with what should, record by record and as people see it. */
  void assertEveryStoryIsShownOnce() {
    tally.shown(workload);
    assertThat(network.reposted(bot))
        .as("repost records")
        .containsExactlyInAnyOrderElementsOf(workload.reposts());
    assertThat(network.shown(bot))
        .as("the bot's feed")
        .containsExactlyInAnyOrderElementsOf(workload.reposts());
    assertThat(network.bookmarked(bot))
        .as("bookmarks")
        .containsExactlyInAnyOrderElementsOf(workload.bookmarks());
    assertThat(created)
        .as("repost records ever made")
        .doesNotHaveDuplicates()
        .containsAll(workload.reposts());
    assertThat(network.records(bot, "io.github.alignmentfeed.tombstone"))
        .as("tombstones")
        .extracting(record -> record.at("/value/subject/uri").asString())
        .containsExactlyInAnyOrderElementsOf(workload.undone());
  }

  private Path scratch() {
    try {
      return Files.createTempFile(folder, "log", ".txt");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
