package io.github.alignmentfeed.devnet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged program is killed again and again while it works on the reference servers: at random
 * times, when a write has left it and reached no server, and when a write was done of which it
 * never heard. {@code -Dkill.count=200} sets how often in each test, {@code -Dkill.seed=1} what
 * else happens.
 */
final class KillIT {
  private static final int KILLS = Integer.getInteger("kill.count", 10);
  private static final long SEED = Long.getLong("kill.seed", 20261124);
  private static Devnet network;

  // Starts count here: compiled lightly, classes from an archive, and the library of SQLite, which
  // a killed process leaves unpacked, among what is deleted in the end.
  private static List<String> jvm = List.of();

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path folder;

  @BeforeAll
  static void startTheNetwork(@TempDir Path shared) throws InterruptedException {
    network = Devnet.up();
    BotProgram program =
        new BotProgram(
            shared,
            network,
            network.account("bot"),
            "accounts: [" + network.account("ada").handle() + "]");
    Path archive = shared.resolve("classes.jsa");
    List<String> quick =
        List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Djava.io.tmpdir=" + shared);
    program
        .start(with(quick, "-XX:ArchiveClassesAtExit=" + archive), shared.resolve("log.txt"), "run")
        .waitFor();
    jvm = with(quick, "-XX:SharedArchiveFile=" + archive);
  }

  private static List<String> with(List<String> arguments, String more) {
    return Stream.concat(arguments.stream(), Stream.of(more)).toList();
  }

  @AfterAll
  static void endTheNetwork() {
    Devnet.down();
  }

  @Test
  void everyStoryIsShownOnceHoweverOftenTheProcessIsKilled() {
    survive("store kept", new Ordeal(network, folder, jvm, SEED, false, 1));
  }

  @Test
  void everyStoryIsShownOnceHoweverOftenTheDatabaseIsLostToo() {
    survive("store lost", new Ordeal(network, folder, jvm, SEED, true, 1));
  }

  @Test
  void everyStoryIsShownOnceWhereTwoProcessesOnOneStoreAreKilled() {
    survive("two at once", new Ordeal(network, folder, jvm, SEED, false, 2));
  }

  private static void survive(String how, Ordeal ordeal) {
    long start = System.nanoTime();
    try {
      ordeal.kill(KILLS);
      ordeal.settle();
      ordeal.assertEveryStoryIsShownOnce();
    } finally {
      System.out.printf(
          "%s, seed %d, rate limits %s: %s; %d s%n",
          how,
          SEED,
          network.rateLimited() ? "on" : "off",
          ordeal.tally(),
          (System.nanoTime() - start) / 1_000_000_000);
    }
    for (Fate.Kind kind :
        List.of(Fate.Kind.BEFORE_SENT, Fate.Kind.UNANSWERED, Fate.Kind.AT_RANDOM)) {
      assertThat(ordeal.tally().kills(kind)).as("%s", kind).isGreaterThanOrEqualTo(KILLS / 4);
    }
  }
}
