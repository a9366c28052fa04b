package io.github.alignmentfeed.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.alignmentfeed.cli.Console;
import io.github.alignmentfeed.cycle.Ledger;
import io.github.alignmentfeed.cycle.MemoryFolder;
import io.github.alignmentfeed.store.Stores;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What comes of each fault between the command and the servers: what the operator is told, what the
 * ledger holds, what the servers were asked; that a healthy cycle afterwards reposts exactly once
 * what should be reposted; and that no secret shows anywhere.
 */
@Timeout(60)
class FaultTableTest {
  @TempDir(factory = MemoryFolder.class)
  private Path folder;

  private Scene scene;

  @BeforeEach
  void aHealthyNetwork() {
    scene = new Scene(folder);
  }

  @AfterEach
  void noSecretWasShown() throws IOException {
    scene.close();
    scene.watch.foundNoSecret(folder);
  }

  static Stream<Row> rows() {
    return Stream.of(
            ReadFaults.rows(),
            BodyFaults.rows(),
            LoginFaults.rows(),
            SessionFaults.rows(),
            WriteFaults.rows(),
            WorldFaults.rows())
        .flatMap(rows -> rows);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void itStopsWhatItMustAndNothingElseSaysSoAndRecovers(Row row) {
    if (row.loggedIn) {
      assertThat(scene.run("check", "--online").out()).contains("ok       login");
    }
    scene.appview.forget();
    scene.pds.forget();
    row.faults.forEach(fault -> fault.accept(scene));

    Console faulty = scene.run("run");

    assertThat(faulty.trace()).isEmpty();
    assertThat(faulty.out() + faulty.err()).contains(row.says);
    assertThat(faulty.code()).as(faulty.out() + faulty.err()).isEqualTo(row.exit);
    assertThat(List.of(scene.standing(Scene.ADAS), scene.standing(Scene.BOBS)))
        .as(faulty.out())
        .containsExactly(row.ada, row.bob);
    row.checks.forEach(check -> check.accept(scene));

    scene.appview.recovers();
    scene.pds.recovers();
    scene.patient();
    row.mends.forEach(mend -> mend.accept(scene));
    recovers(row);
  }

  private void recovers(Row row) {
    scene.later(row.rest);
    Console healthy = scene.run("run", "--json");
    assertThat(healthy.code()).as(healthy.out() + healthy.err()).isZero();
    everythingStandsOnce(row);

    scene.later(Duration.ofMinutes(10));
    scene.pds.forget();
    assertThat(scene.run("run").code()).isZero();
    everythingStandsOnce(row);
    assertThat(scene.pds.seen()).noneMatch(Scene::isWrite);
    assertThat(scene.run("history", "--json", "--skipped").code()).isZero();
    assertThat(scene.run("queue").out()).contains("Nothing waits");
  }

  private void everythingStandsOnce(Row row) {
    assertThat(scene.world.reposts()).containsExactlyInAnyOrderElementsOf(row.reposts);
    assertThat(scene.world.madeReposts()).doesNotHaveDuplicates();
    assertThat(scene.world.unclaimed()).isEmpty();
    assertThat(scene.world.bookmarks()).containsExactly(Scene.HINT);
    try (Ledger ledger = Stores.rehearse(scene.store())) {
      assertThat(ledger.writes().unfinished()).isEmpty();
      assertThat(ledger.open()).isEmpty();
    }
  }
}
