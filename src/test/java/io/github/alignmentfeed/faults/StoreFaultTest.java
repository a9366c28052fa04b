package io.github.alignmentfeed.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ch.qos.logback.classic.Level;
import io.github.alignmentfeed.cli.Console;
import io.github.alignmentfeed.cycle.MemoryFolder;
import io.github.alignmentfeed.faults.Scene.Standing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What people see of a store that cannot be used, by each command; that nothing is sent whose
 * intent could not be stored; and that all goes on once they did what the message says.
 */
@Timeout(120)
class StoreFaultTest {
  private static final String LATER = Scene.uri(Scene.ADA, "3m6dqo5uq2k2e");

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
    scene.publish(LATER, Scene.ADA, "Still more on alignment faking");
    scene.pds.forget();
  }

  @AfterEach
  void noSecretWasShown() throws IOException {
    scene.close();
    scene.watch.foundNoSecret(folder);
  }

  /** Every command that needs the store. */
  enum Command {
    RUN("run"),
    UNDO("undo", "--since", "2h"),
    PAUSE("pause"),
    RESUME("resume"),
    HISTORY("history"),
    QUEUE("queue", "--json"),
    EXPLAIN("explain", Scene.ADAS),
    SERVE("serve");

    private final String[] words;

    Command(String... words) {
      this.words = words;
    }
  }

  private void fails(Command command, int code, String... says) {
    Console console = scene.run(command.words);
    assertThat(console.err()).contains(says).doesNotContain("\tat ");
    assertThat(console.code()).isEqualTo(code);
    assertThat(console.out()).isEmpty();
    assertThat(scene.pds.seen()).noneMatch(Scene::isWrite);
    assertThat(scene.watch.logged(Level.ERROR)).isEmpty();
  }

  /** Nothing was done twice, and nothing forgotten. */
  private void allIsWell() {
    assertThat(scene.run("run").code()).isZero();
    assertThat(scene.world.reposts()).containsExactlyInAnyOrder(Scene.ADAS, Scene.BOBS, LATER);
    assertThat(scene.world.madeReposts()).doesNotHaveDuplicates();
    assertThat(scene.world.bookmarks()).containsExactly(Scene.HINT);
    for (String post : scene.world.reposts()) {
      assertThat(scene.standing(post)).isEqualTo(Standing.DONE);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aFileThatIsNoDatabaseIsMovedAwayAndTheStoreIsRebuilt(Command command) throws IOException {
    Files.writeString(store, "No database at all. ".repeat(500));

    fails(
        command,
        2,
        "store "
            + store
            + ": it is damaged or no database: move it away; the next run rebuilds what"
            + " matters from the bot's own account");

    Files.move(store, folder.resolve("damaged.db"));
    allIsWell();
  }

  @ParameterizedTest
  @EnumSource(names = {"RUN", "UNDO", "HISTORY", "EXPLAIN"})
  void aFileThatWasCutOffIsMovedAwayAndTheStoreIsRebuilt(Command command) throws IOException {
    byte[] whole = Files.readAllBytes(store);
    Files.write(store, Arrays.copyOf(whole, whole.length / 3));

    fails(command, 2, "store " + store + ": it is damaged or no database: move it away");

    Files.move(store, folder.resolve("damaged.db"));
    allIsWell();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 5, 7, 9, 11, 13, 15})
  void aPageThatIsOverwrittenMakesNothingHappenTwice(int page) throws IOException {
    byte[] bytes = Files.readAllBytes(store);
    Arrays.fill(bytes, page * 4096, page * 4096 + 4096, (byte) 0x5A);
    Files.write(store, bytes, StandardOpenOption.TRUNCATE_EXISTING);

    Console console = scene.run("run");

    assertThat(console.code()).as(console.out() + console.err()).isIn(0, 2);
    if (console.code() == 2) {
      assertThat(console.err()).contains("it is damaged or no database: move it away");
    }
    assertThat(scene.world.madeReposts()).doesNotHaveDuplicates();
    Files.move(store, folder.resolve("damaged.db"));
    allIsWell();
  }

  @ParameterizedTest
  @EnumSource
  void aFileFromANewerVersionIsLeftAlone(Command command) throws IOException {
    Tampered.with(store, "pragma user_version = 99");
    byte[] before = Files.readAllBytes(store);

    fails(
        command,
        2,
        store + " was written by a newer version of this program (format 99, this one knows",
        "install that version again, or use another file as store");

    assertThat(Files.readAllBytes(store)).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource(names = {"RUN", "UNDO"})
  void theStoreOfAnotherBotIsLeftAlone(Command command) throws IOException {
    Tampered.with(store, "update fact set value = 'did:plc:other' where name = 'owner'");
    byte[] before = Files.readAllBytes(store);

    fails(
        command,
        2,
        "store " + store + " belongs to the bot did:plc:other, not to " + World.BOT,
        "use another file as store for this bot");

    assertThat(Files.readAllBytes(store)).isEqualTo(before);
    scene.configureStore(folder.resolve("other.db"));
    allIsWell();
  }

  @Test
  void aStoreThatFailsWhileServingIsToldInOneLineAtEachCycle() throws InterruptedException {
    Tampered.with(store, "update fact set value = 'did:plc:other' where name = 'owner'");
    Thread serving = new Thread(() -> scene.run("serve"));
    serving.start();
    assertThat(scene.watch.awaitError()).isTrue();
    serving.interrupt();
    serving.join();

    assertThat(scene.watch.logged(Level.ERROR).get(0))
        .startsWith(
            "ERROR the cycle failed, and the next one is tried at its time: store "
                + store
                + " belongs to the bot did:plc:other");
    assertThat(scene.pds.seen()).noneMatch(Scene::isWrite);
  }

  @ParameterizedTest
  @EnumSource(names = {"RUN", "UNDO"})
  void whileAnotherProcessOfTheBotWritesTheCommandGivesUp(Command command) {
    Path lock = folder.resolve("bot.db.lock");
    try (Child.Holder holder = Child.holding(lock)) {
      assertThat(holder.process().isAlive()).isTrue();
      fails(
          command,
          75,
          "another process of this bot has been writing for",
          "(lock file " + lock + "): wait for it, or end it");
    }
    allIsWell();
  }

  @ParameterizedTest
  @EnumSource
  void whileAnotherProgramHoldsTheDatabaseTheCommandGivesUp(Command command) {
    try (Child.Holder holder = Child.holding(store)) {
      assertThat(holder.process().isAlive()).isTrue();
      fails(command, 2, "store " + store + ": another program holds it locked: close that program");
    }
    allIsWell();
  }

  @ParameterizedTest
  @EnumSource(names = {"RUN", "UNDO", "PAUSE", "RESUME", "SERVE"})
  void aFolderInWhichNothingCanBeMadeIsTold(Command command) throws IOException {
    Path file = Files.writeString(folder.resolve("taken"), "a file");

    scene.configureStore(file.resolve("bot.db"));
    fails(command, 2, "store " + file + "/bot.db: its folder " + file + " cannot be made");

    // Not even root makes files there.
    scene.configureStore(Path.of("/proc/bot.db"));
    fails(command, 2, "store /proc/bot.db cannot be made: let its folder be written");

    scene.configureStore(store);
    allIsWell();
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "pause", "serve"})
  void aFolderThatIsReadOnlyIsTold(String command) throws IOException {
    // Permissions bind root, too, once it has given its privilege away.
    boolean root = Child.can("[ $(id -u) = 0 ]");
    String humbly = "exec setpriv --bounding-set=-dac_override --inh-caps=-dac_override";
    assumeTrue(!root || Child.can(humbly + " true"), "root cannot give its privilege away here");
    assertThat(Child.can("chmod 555 " + folder)).isTrue();
    try {
      Child.Ended ended = Child.program(root ? humbly : "exec", folder, command);

      assertThat(ended.said())
          .contains("store " + store + ": it cannot be written: check that the folder exists")
          .doesNotContain(Scene.MARK, "mrkd");
      assertThat(ended.code()).isEqualTo(2);
      assertThat(scene.pds.seen()).noneMatch(Scene::isWrite);
    } finally {
      assertThat(Child.can("chmod 755 " + folder)).isTrue();
    }
    allIsWell();
  }
}
