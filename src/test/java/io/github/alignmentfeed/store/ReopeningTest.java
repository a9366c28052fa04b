package io.github.alignmentfeed.store;

import static io.github.alignmentfeed.store.StoredPosts.ADA;
import static io.github.alignmentfeed.store.StoredPosts.BEN;
import static io.github.alignmentfeed.store.StoredPosts.NOON;
import static io.github.alignmentfeed.store.StoredPosts.decided;
import static io.github.alignmentfeed.store.StoredPosts.met;
import static io.github.alignmentfeed.store.StoredPosts.post;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.alignmentfeed.curation.Action;
import io.github.alignmentfeed.curation.Post;
import io.github.alignmentfeed.cycle.Decided;
import io.github.alignmentfeed.cycle.Ledger;
import io.github.alignmentfeed.cycle.MemoryFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one process meets while another one decides is decided on once more. */
final class ReopeningTest {
  private static final Post SEEN = post(ADA, NOON, "Alignment");

  @TempDir(factory = MemoryFolder.class)
  private Path folder;

  private Ledger reading;
  private Ledger deciding;

  @BeforeEach
  void twoProcesses() {
    String url = "jdbc:sqlite:" + folder.resolve("bot.db");
    reading = Stores.open(url);
    deciding = Stores.open(url);
    reading.keep(List.of(met(SEEN)), NOON);
  }

  @AfterEach
  void end() {
    reading.close();
    deciding.close();
  }

  private void decide(Action action) {
    deciding.decided("run", List.of(decided(SEEN, action, false)), NOON);
  }

  @Test
  void whatNobodyChangedMeanwhileIsClosed() {
    assertThat(deciding.open()).hasSize(1);
    decide(Action.SKIP);

    assertThat(deciding.open()).isEmpty();
    assertThat(reading.open()).isEmpty();
  }

  @Test
  void anotherAccountThatLeadsToItMeanwhileIsNotLost() {
    assertThat(deciding.open()).hasSize(1);
    reading.keep(List.of(met(SEEN, BEN)), NOON);
    decide(Action.SKIP);

    assertThat(deciding.open())
        .singleElement()
        .satisfies(c -> assertThat(c.through()).containsExactlyInAnyOrder(ADA, BEN));
  }

  @Test
  void aLabelThatIsLiftedMeanwhileIsNotLost() {
    Post labelled = post(ADA, NOON, "Alignment", "bafy", Set.of("spam"));
    reading.keep(List.of(met(labelled)), NOON);
    assertThat(deciding.open()).hasSize(1);
    reading.keep(List.of(met(SEEN)), NOON);
    decide(Action.SKIP);

    assertThat(deciding.open()).extracting(c -> c.post().labels()).containsExactly(Set.of());
  }

  @Test
  void anEditMeanwhileIsNotLost() {
    assertThat(deciding.open()).hasSize(1);
    reading.keep(List.of(met(post(ADA, NOON, "Alignment", "other", Set.of()))), NOON);
    decide(Action.SKIP);

    assertThat(deciding.open()).extracting(c -> c.post().cid()).containsExactly("other");
  }

  @Test
  void whatIsFoundUnchangedIsNotClosedWhereItChangedMeanwhile() {
    assertThat(deciding.open()).hasSize(1);
    reading.keep(List.of(met(SEEN, BEN)), NOON);
    deciding.unchanged(Set.of(SEEN.uri()));

    assertThat(deciding.open()).hasSize(1);
    deciding.unchanged(Set.of(SEEN.uri()));
    assertThat(deciding.open()).isEmpty();
  }

  @Test
  void theNextDecisionClosesIt() {
    assertThat(deciding.open()).hasSize(1);
    reading.keep(List.of(met(SEEN, BEN)), NOON);
    decide(Action.SKIP);
    assertThat(deciding.open()).hasSize(1);
    Decided again = decided(SEEN, Action.SKIP, false);
    deciding.decided("next", List.of(again), NOON);

    assertThat(deciding.open()).isEmpty();
  }
}
