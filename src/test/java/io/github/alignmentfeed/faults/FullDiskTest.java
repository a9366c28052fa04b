package io.github.alignmentfeed.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.alignmentfeed.cli.Console;
import io.github.alignmentfeed.cycle.MemoryFolder;
import io.github.alignmentfeed.faults.Scene.Standing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes of a store that takes nothing more in the middle of a cycle. */
@Timeout(120)
class FullDiskTest {
  private static final String LATER = Scene.uri(Scene.ADA, "3m6dqo5uq2k2e");
  private static final int PAGE = 4096;
  private static final int LIMIT = 2 << 20;

  @TempDir(factory = MemoryFolder.class)
  private Path folder;

  private Scene scene;
  private Path store;

  @BeforeEach
  void aBotThatRepostedSomething() {
    // Other processes have the system's time.
    scene = new Scene(folder, Instant.now());
    store = folder.resolve("bot.db");
    assertThat(scene.run("run").code()).isZero();
    scene.publish(LATER, Scene.ADA, "Still more on alignment faking. ".repeat(300));
    scene.pds.forget();
  }

  @AfterEach
  void noSecretWasShown() throws IOException {
    scene.close();
    scene.watch.foundNoSecret(folder);
  }

  /** No write was sent without its claim stored; and in the end all stands once. */
  private void nothingHalfDone() {
    for (String written : scene.world.madeReposts()) {
      assertThat(scene.standing(written)).isIn(Standing.CLAIMED, Standing.DONE);
    }
  }

  private void allIsWell() {
    Console console = scene.run("run");
    assertThat(console.code()).as(console.out() + console.err()).isZero();
    assertThat(scene.world.reposts()).containsExactlyInAnyOrder(Scene.ADAS, Scene.BOBS, LATER);
    assertThat(scene.world.madeReposts()).doesNotHaveDuplicates();
    assertThat(scene.standing(LATER)).isEqualTo(Standing.DONE);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void aFileThatMayGrowNoFurtherEndsTheRunAndLosesNothing(int pages) throws IOException {
    leaveLog(LIMIT - (long) pages * PAGE);

    Child.Ended ended = Child.program("ulimit -f " + LIMIT / 1024 + "; exec", folder, "run");

    scene.watch.said(ended.said());
    assertThat(ended.code()).as(ended.said()).isEqualTo(2);
    assertThat(ended.said())
        .contains(
            "store "
                + store
                + ": it cannot be read or written (SQLITE_IOERR_WRITE): the disk may be"
                + " full, over its quota or broken; make room, or check the disk; nothing that was"
                + " noted is lost");
    nothingHalfDone();
    allIsWell();
  }

  /** As a process that was killed leaves it. */
  private void leaveLog(long size) throws IOException {
    Path log = Path.of(store + "-wal");
    Path left = folder.resolve("left.db");
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + store);
        Statement statement = connection.createStatement()) {
      statement.execute("pragma journal_mode = wal");
      statement.execute("pragma wal_autocheckpoint = 0");
      statement.execute("create table filler (x)");
      while (Files.size(log) < size) {
        statement.execute("insert into filler values (zeroblob(3000))");
      }
      Files.copy(store, left);
      Files.copy(log, Path.of(left + "-wal"));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    Files.move(left, store, StandardCopyOption.REPLACE_EXISTING);
    Files.move(Path.of(left + "-wal"), log);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, 4, 6, 8})
  void aDiskThatIsFullEndsTheRunAndLosesNothing(int pages) throws IOException {
    assumeTrue(Child.can("unshare -rm mount -t tmpfs t /mnt"), "no disk can be mounted here");
    Path disk = Files.createDirectory(folder.resolve("disk"));
    Path after = Files.createDirectory(folder.resolve("after"));
    scene.configureStore(disk.resolve("bot.db"));
    String fill =
        "mount -t tmpfs -o size=1m tmpfs %s && cp %s* %s; dd if=/dev/zero of=%s/fill bs=4096"
            .formatted(disk, store, disk, disk);
    String leave = "; truncate -s -%d %s/fill".formatted(pages * PAGE, disk);
    String run = "; \"$@\"; code=$?; cp %s/bot.db* %s; exit $code".formatted(disk, after);

    Child.Ended ended =
        Child.program("exec unshare -rm bash -c '" + fill + leave + run + "' bash", folder, "run");

    scene.watch.said(ended.said());
    assertThat(ended.code()).as(ended.said()).isEqualTo(2);
    assertThat(ended.said())
        .contains(": the disk is full: make room; nothing that was noted is lost");
    scene.configureStore(after.resolve("bot.db"));
    nothingHalfDone();
    allIsWell();
  }

  @ParameterizedTest
  @CsvSource({
    "insert, post",
    "insert, noted",
    "insert, story",
    "insert, story_key",
    "insert, write",
    "insert, spent",
    "insert, feed",
    "insert, fact",
    "insert, run",
    "update, post",
    "update, story",
    "update, write",
    "update, feed",
    "update, fact"
  })
  void wherePartOfTheMemoryTakesNothingNoWriteGoesOutThatIsNotNotedFirst(
      String change, String table) {
    Tampered.with(
        store,
        "create trigger refusal before %s on %s begin select raise(abort, 'refused'); end"
            .formatted(change, table));

    Console console = scene.run("run");

    assertThat(console.code()).as(console.out()).isEqualTo(2);
    assertThat(console.err()).contains("store " + store + ": ", "refused");
    nothingHalfDone();
    Tampered.with(store, "drop trigger refusal");
    allIsWell();
  }
}
