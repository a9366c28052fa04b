package io.github.alignmentfeed.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.alignmentfeed.Version;
import io.github.alignmentfeed.cli.Console;
import io.github.alignmentfeed.cycle.MemoryFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every command with marked secrets, everything logged: none stands in what is printed or logged,
 * in an exception, or in any file but the operator's own and the one that keeps the session.
 */
@Timeout(60)
class SecretsEverywhereTest {
  @TempDir(factory = MemoryFolder.class)
  private Path folder;

  private Scene scene;

  @BeforeEach
  void aBotThatRepostedSomething() {
    scene = new Scene(folder, Instant.now());
    assertThat(scene.run("run").code()).isZero();
    scene.publish(Scene.uri(Scene.ADA, "3m6dqo5uq2k2e"), Scene.ADA, "Still more alignment faking");
  }

  @AfterEach
  void noSecretWasShown() throws IOException {
    scene.close();
    scene.watch.foundNoSecret(folder);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run",
        "run --json",
        "run --dry-run",
        "run --reconsider 3d",
        "run --replay seeds",
        "check",
        "check --online",
        "explain at://did:plc:ada/app.bsky.feed.post/3m6dqo5uq2k2a",
        "explain at://did:plc:ada/app.bsky.feed.post/3m6dqo5uq2k2e",
        "evaluate --json src/test/resources/corpus/posts.jsonl",
        "history --skipped",
        "history --json",
        "queue",
        "queue --json",
        "undo --since 2h",
        "undo at://did:plc:ada/app.bsky.feed.post/3m6dqo5uq2k2a",
        "profile",
        "profile --apply",
        "pause",
        "resume"
      })
  void noCommandShowsOne(String command) {
    Console console = scene.run(command.split(" ", -1));

    assertThat(console.code()).as(console.out() + console.err()).isZero();
    assertThat(console.out()).isNotBlank();
    assertThat(Console.run(scene.pace(), "schema").out()).doesNotContain(Scene.MARK);
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "check --online", "undo --since 2h", "profile --apply"})
  void noCommandShowsOneWhereTheServerRefusesEverythingAndGivesItBack(String command) {
    scene.pds.fails(a -> true, a -> Answer.refusal(a, 400, "ExpiredToken", "No"));

    Console console = scene.run(command.split(" ", -1));

    assertThat(console.code()).as(console.out()).isNotZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"explain nonsense", "run --nonsense"})
  void noCommandShowsOneWhereItIsCalledWrongly(String command) {
    assertThat(scene.run(command.split(" ", -1)).code()).isNotZero();
  }

  @Test
  void serveShowsNone() throws InterruptedException {
    CountDownLatch reposted = new CountDownLatch(1);
    scene.pds.fails(
        a -> a.method().equals("com.atproto.repo.putRecord"),
        a -> {
          reposted.countDown();
          return scene.world.privately(a);
        });
    Thread serving = new Thread(() -> scene.run("serve"));
    serving.start();
    assertThat(reposted.await(40, TimeUnit.SECONDS)).isTrue();
    serving.interrupt();
    serving.join();

    assertThat(scene.world.reposts()).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "json"})
  void aProcessOfItsOwnThatLogsEverythingShowsNone(String format) {
    Child.Ended ended = Child.program("LOG_FORMAT=" + format + " exec", folder, "run", "--json");

    scene.watch.said(ended.said());
    assertThat(ended.code()).as(ended.said()).isZero();
    assertThat(ended.said()).contains("TRACE", "\"decisions\"");
    assertThat(scene.world.reposts()).hasSize(3);
  }

  @Test
  void theSessionIsReadableByItsOwnerAlone() throws IOException {
    Path session = folder.resolve("bot.db.session.json");

    assertThat(Files.readString(session)).contains(Scene.MARK + "-REFRESH");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(session)))
        .isEqualTo("rw-------");
  }

  @Test
  void everyRequestSaysWhoAsksAndWhereTheOperatorIsFound() {
    String who =
        "alignment-feed-bot/"
            + Version.current()
            + " (+https://bsky.app/profile/"
            + World.HANDLE
            + ")";

    assertThat(scene.appview.seen()).hasSizeGreaterThan(2);
    assertThat(scene.pds.seen()).hasSizeGreaterThan(5);
    assertThat(scene.appview.seen()).allMatch(a -> who.equals(a.headers().get("user-agent")));
    assertThat(scene.pds.seen()).allMatch(a -> who.equals(a.headers().get("user-agent")));
  }

  @Test
  void aPasswordInAFileOfItsOwnIsNotShown() throws IOException {
    String config = Files.readString(folder.resolve("bot.yaml"));
    scene.write("password", Scene.PASSWORD + "\n");
    scene.write(
        "bot.yaml",
        config.replace("password: " + Scene.PASSWORD, "passwordFile: password") + "broken: 1\n");

    assertThat(scene.run("check").out()).contains("unknown key \"broken\"");
  }
}
