package io.github.alignmentfeed.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.alignmentfeed.cycle.MemoryFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How many requests a cycle makes, of the AppView and of the bot's own server. */
@Timeout(60)
final class RequestsTest {
  private static final String FEED = "app.bsky.feed.getAuthorFeed";
  private static final int FEW = 4;
  private static final int MANY = 40;

  @TempDir(factory = MemoryFolder.class)
  private Path folder;

  private final List<Scene> scenes = new ArrayList<>();

  @AfterEach
  void close() {
    scenes.forEach(Scene::close);
  }

  /** A bot that follows so many accounts, each of which wrote three posts about nothing. */
  private Scene following(int accounts) throws IOException {
    Scene scene = new Scene(Files.createDirectories(folder.resolve("of" + accounts)));
    scenes.add(scene);
    List<String> dids =
        IntStream.range(0, accounts).mapToObj("did:plc:acc%03d"::formatted).toList();
    for (String did : dids) {
      for (int i = 0; i < 3; i++) {
        scene.publish(Scene.uri(did, "3m6dqo5uq2k2" + i), did, "Good morning " + i);
      }
    }
    scene.follow(dids);
    return scene;
  }

  private static void cycle(Scene scene) {
    scene.appview.forget();
    scene.pds.forget();
    assertThat(scene.run("run").code()).isZero();
    scene.later(Duration.ofMinutes(10));
  }

  private static int others(Scene scene) {
    return scene.appview.seen().size() + scene.pds.seen().size() - scene.appview.count(FEED);
  }

  @Test
  void aCycleAsksOnceForEachAccountWhetherThereIsNewsOrNotAndElseAsManyTimesForManyAsForFew()
      throws IOException {
    Scene few = following(FEW);
    Scene many = following(MANY);
    for (int round = 0; round < 3; round++) {
      cycle(few);
      cycle(many);

      assertThat(few.appview.count(FEED)).isEqualTo(FEW);
      assertThat(many.appview.count(FEED)).isEqualTo(MANY);
      assertThat(others(many)).isEqualTo(others(few)).isLessThan(15);
    }
  }
}
