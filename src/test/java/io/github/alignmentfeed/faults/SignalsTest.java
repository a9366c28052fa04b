package io.github.alignmentfeed.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.alignmentfeed.cycle.Ledger;
import io.github.alignmentfeed.cycle.MemoryFolder;
import io.github.alignmentfeed.store.Stores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code serve} as a process of its own, told things by signals. */
@Timeout(90)
class SignalsTest {
  private static final String PUT = "com.atproto.repo.putRecord";

  @TempDir(factory = MemoryFolder.class)
  private Path folder;

  private Scene scene;
  private Path said;
  private Process process;

  @BeforeEach
  void aBot() {
    scene = new Scene(folder, Instant.now());
    said = folder.resolve("said");
  }

  @AfterEach
  void end() throws IOException {
    process.destroyForcibly();
    scene.close();
    scene.watch.said(Files.readString(said));
    scene.watch.foundNoSecret(folder);
  }

  private void signal(String name) throws IOException, InterruptedException {
    assertThat(
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor())
        .isZero();
  }

  @Test
  void toldToEndItFinishesTheWriteInHandBeginsNoOtherAndLeavesWithinTenSeconds() throws Exception {
    CountDownLatch writing = new CountDownLatch(1);
    CountDownLatch told = new CountDownLatch(1);
    AtomicInteger writes = new AtomicInteger();
    scene.pds.fails(
        a -> a.method().equals(PUT),
        a -> {
          writes.incrementAndGet();
          writing.countDown();
          await(told);
          return scene.world.privately(a);
        });
    process = Child.start(folder, said, "serve");
    assertThat(writing.await(60, TimeUnit.SECONDS)).isTrue();

    signal("TERM");
    // It has time to notice before the server answers.
    assertThat(process.waitFor(1, TimeUnit.SECONDS)).isFalse();
    told.countDown();

    assertThat(process.waitFor(10, TimeUnit.SECONDS)).as(Files.readString(said)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(said)).isZero();
    assertThat(writes).hasValue(1);
    assertThat(scene.world.reposts()).hasSize(1);
    try (Ledger ledger = Stores.rehearse(scene.store())) {
      assertThat(ledger.writes().standing(Instant.EPOCH)).hasSize(1);
    }
  }

  @Test
  void toldToEndItLeavesWithinTenSecondsThoughNoServerAnswers() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    scene.pds.fails(
        a -> a.method().equals(PUT),
        a -> {
          asked.countDown();
          await(never);
          return Answer.reset();
        });
    process = Child.start(folder, said, "serve");
    assertThat(asked.await(60, TimeUnit.SECONDS)).isTrue();

    signal("TERM");

    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
    never.countDown();
  }

  @Test
  void toldOfAHangupItReadsItsConfigurationAgain() throws Exception {
    process = Child.start(folder, said, "serve");
    said("cycle ");

    signal("HUP");

    said("the configuration was read again");
    assertThat(process.isAlive()).isTrue();
  }

  /** Waits until something stands in the log. */
  private void said(String text) throws IOException, InterruptedException {
    while (!Files.readString(said).contains(text)) {
      assertThat(process.waitFor(50, TimeUnit.MILLISECONDS)).as(Files.readString(said)).isFalse();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
