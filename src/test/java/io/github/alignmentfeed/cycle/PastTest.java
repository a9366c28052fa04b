package io.github.alignmentfeed.cycle;

import static io.github.alignmentfeed.cycle.TestPost.NOON;
import static io.github.alignmentfeed.cycle.TestPost.did;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.alignmentfeed.atproto.AtUri;
import io.github.alignmentfeed.atproto.Handle;
import io.github.alignmentfeed.curation.Post;
import io.github.alignmentfeed.curation.Sighting;
import io.github.alignmentfeed.cycle.TestNetwork.Read;
import io.github.alignmentfeed.store.Stores;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is asked of the network to look back, the first time and again. */
final class PastTest {
  private static final Duration MONTH = Duration.ofDays(30);

  @TempDir private Path folder;
  private final TestNetwork network = new TestNetwork();
  private Instant now = NOON;
  private Post old = TestPost.by("ada").post();

  @BeforeEach
  void aFeed() {
    old = network.publish(TestPost.by("ada").at(NOON.minus(Duration.ofDays(20))));
    network.leads(did("ada"), did("ada"));
    network.leads(did("ben"), did("ben"));
  }

  private String store() {
    return "jdbc:sqlite:" + folder.resolve("data/bot.db");
  }

  private Path kept() {
    return folder.resolve("data/bot.db.past");
  }

  private Past look(Duration since, String... followed) {
    return look(
        since, Stream.of(followed).map(f -> TestBot.account(f, did(f))).toArray(Source[]::new));
  }

  private Past look(Duration since, Source... sources) {
    Cycle.Plan plan =
        new Cycle.Plan(
            Optional.empty(),
            List.of(sources),
            List.of(),
            new TestBot(folder).policy(),
            TestBot.JUDGE,
            true,
            1,
            Duration.ZERO);
    try (Ledger memory = Stores.inMemory();
        Ledger scratch = Stores.inMemory()) {
      return Past.read(
          plan,
          network,
          Stores.pastFeeds(store()),
          memory,
          scratch,
          now.minus(since),
          now,
          (what, done, all) -> {});
    }
  }

  private static List<AtUri> posts(Past past) {
    return past.sightings().stream().map(Sighting::post).map(Post::uri).toList();
  }

  private void later(Duration time) {
    now = now.plus(time);
  }

  private List<Path> files() {
    try (Stream<Path> files = Files.list(kept())) {
      return files.toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void whatWasReadAMomentAgoIsNotAskedForAgain() {
    Past first = look(MONTH, "ada");
    assertThat(network.reads()).containsExactly(new Read(did("ada"), NOON.minus(MONTH)));

    later(Duration.ofMinutes(10));
    Past second = look(MONTH, "ada");

    assertThat(network.reads()).isEmpty();
    assertThat(second.sightings()).isEqualTo(first.sightings()).hasSize(1);
    assertThat(second.sources()).extracting(s -> s.status()).containsOnly(CycleReport.Status.OK);
  }

  @Test
  void laterOnlyWhatCameSinceIsAskedFor() {
    look(MONTH, "ada");
    network.reads();
    Post fresh = network.publish(TestPost.by("ada").at(NOON.plus(Duration.ofHours(20))));

    later(Duration.ofDays(1));
    Past second = look(MONTH, "ada");

    assertThat(network.reads())
        .containsExactly(new Read(did("ada"), NOON.minus(Duration.ofHours(1))));
    assertThat(posts(second)).containsExactlyInAnyOrder(old.uri(), fresh.uri());
  }

  @Test
  void aLongerLookAsksForAllOfIt() {
    look(Duration.ofDays(10), "ada");
    network.reads();

    Past longer = look(MONTH, "ada");

    assertThat(network.reads()).containsExactly(new Read(did("ada"), NOON.minus(MONTH)));
    assertThat(posts(longer)).containsExactly(old.uri());
  }

  @Test
  void aShorterLookTakesAPartOfWhatIsKept() {
    look(MONTH, "ada");
    network.reads();

    assertThat(look(Duration.ofDays(10), "ada").sightings()).isEmpty();
    assertThat(network.reads()).isEmpty();
  }

  @Test
  void afterAWeekAllIsReadAnewSoThatWhatWasDeletedGoes() {
    look(MONTH, "ada");
    later(Duration.ofDays(4));
    look(MONTH, "ada");
    network.delete(old);
    network.reads();

    later(Duration.ofDays(4));
    Past third = look(MONTH, "ada");

    assertThat(network.reads()).containsExactly(new Read(did("ada"), now.minus(MONTH)));
    assertThat(third.sightings()).isEmpty();
  }

  @Test
  void whatWasDeletedLatelyIsNotKept() {
    Post fresh = network.publish(TestPost.by("ada").at(NOON));
    look(MONTH, "ada");
    network.delete(fresh);

    later(Duration.ofHours(2));

    assertThat(posts(look(MONTH, "ada"))).containsExactly(old.uri());
  }

  @Test
  void aFeedThatBreaksOffIsNotKept() {
    network.breaksOff(did("ada"));
    look(MONTH, "ada");
    network.recovers();
    network.reads();

    assertThat(posts(look(MONTH, "ada"))).containsExactly(old.uri());
    assertThat(network.reads()).hasSize(1);
  }

  @Test
  void aFeedThatCannotBeReadNowIsSaidToHaveFailed() {
    look(MONTH, "ada");
    network.fails(did("ada"));
    later(Duration.ofDays(1));

    assertThat(look(MONTH, "ada").sources())
        .extracting(s -> s.status())
        .containsExactly(CycleReport.Status.FAILED);
  }

  @Test
  void ofWhoIsNotFollowedAnyMoreNothingStays() {
    look(MONTH, "ada", "ben");
    assertThat(files()).hasSize(2);

    look(MONTH, "ben");

    assertThat(files()).hasSize(1).allMatch(f -> f.getFileName().toString().contains("ben"));
  }

  @Test
  void whoCannotBeFoundOutNowLosesNothing() {
    Handle handle = new Handle("ben.example.com");
    Source ben = TestBot.account("ben", handle);
    network.leads(handle, did("ben"));
    look(MONTH, TestBot.account("ada", did("ada")), ben);
    network.fails(handle);

    assertThat(look(MONTH, TestBot.account("ada", did("ada")), ben).sources())
        .extracting(s -> s.status())
        .containsExactly(CycleReport.Status.OK, CycleReport.Status.FAILED);

    assertThat(files()).hasSize(2);
  }

  @Test
  void whatNobodyLooksAtForAWeekIsDeletedByTheBot() throws IOException {
    look(MONTH, "ada", "ben");
    Path ada = files().stream().filter(f -> f.toString().contains("ada")).findFirst().orElseThrow();
    Files.setLastModifiedTime(ada, FileTime.from(NOON.minus(Duration.ofDays(8))));
    Path ben = files().stream().filter(f -> f.toString().contains("ben")).findFirst().orElseThrow();
    Files.setLastModifiedTime(ben, FileTime.from(NOON.minus(Duration.ofDays(6))));

    Stores.pastFeeds(store()).tidy(NOON);

    assertThat(files()).containsExactly(ben);
  }

  @Test
  void aSpoiltFileIsAsGoodAsNone() throws IOException {
    look(MONTH, "ada");
    network.reads();
    for (byte[] spoilt :
        List.of(new byte[0], "no gzip".getBytes(), halfOf(Files.readAllBytes(files().get(0))))) {
      Files.write(files().get(0), spoilt);

      assertThat(posts(look(MONTH, "ada"))).containsExactly(old.uri());
      assertThat(network.reads()).hasSize(1);
    }
  }

  private static byte[] halfOf(byte[] whole) {
    return Arrays.copyOf(whole, whole.length / 2);
  }

  @Test
  void whereNothingCanBeKeptItIsReadAllTheSame() throws IOException {
    Files.createDirectories(folder.resolve("data"));
    Files.writeString(kept(), "a file where the folder would be");

    assertThat(posts(look(MONTH, "ada"))).containsExactly(old.uri());
    assertThat(kept()).isRegularFile();
  }

  @Test
  void onlyTheOperatorMayReadIt() throws IOException {
    look(MONTH, "ada");

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept())))
        .isEqualTo("rwx------");
  }
}
