package io.github.alignmentfeed.bluesky;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.alignmentfeed.atproto.Did;
import io.github.alignmentfeed.atproto.Handle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class RecordingTest {
  private static final Did ADA = new Did("did:plc:adaaaaaaaaaaaaaaaaaaaaaa");
  private static final Did BO = new Did("did:plc:boaaaaaaaaaaaaaaaaaaaaaa");
  private static final String FEED = "feeds/own-post-repost-pin-and-unknown-reason.json";

  @TempDir private Path folder;

  @Test
  void anAnswerIsReadInTheOrderOfItsMoments() {
    Recording recording = Recording.read(Recorded.path(FEED));
    assertThat(texts(recording))
        .containsExactly("Pinned.", "Mine.", "Boosted.", "Ada says.", "Mine again.");
    assertThat(recording.accounts()).isEqualTo(Map.of(BO, new Handle("bo.example.com")));
    assertThat(recording.handles())
        .isEqualTo(Map.of(ADA, new Handle("ada.example.com"), BO, new Handle("bo.example.com")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%s\n%s\n",
        "\uFEFF%s\r\n\r\n%s",
        "{\"id\":\"a\",\"item\":%s}\n{\"item\":%s}",
        "[%s,%s]",
        "[{\"item\":%s},%s]",
        "{\"feed\":[%s,%s]}",
        "{\"feed\":[%s]}\n{\"feed\":[%s],\"cursor\":\"x\"}",
        "[{\"feed\":[%s]},{\"feed\":[%s]}]"
      })
  void itemsAreReadInWhateverTheyAreWrapped(String form) throws IOException {
    Path file = write("posts.json", form.formatted(item("One.", 1), item("Two.", 2)));
    assertThat(texts(Recording.read(file))).containsExactly("One.", "Two.");
  }

  @Test
  void oneItemIsARecordingWhateverTheNameOfItsFile() throws IOException {
    assertThat(texts(Recording.read(write("post", item("One.", 1))))).containsExactly("One.");
  }

  @Test
  void aFolderIsAllThatIsRecordedBelowItByName() throws IOException {
    write("b.jsonl", item("Third.", 3));
    write("a/z.json", item("First.", 1));
    write("a/empty-feed.json", "{\"feed\":[]}");
    write("c.json", item("Second.", 2));
    write("notes.txt", "not ours");
    write(".hidden/d.json", "not ours");
    write(".e.json", "not ours");
    assertThat(texts(Recording.read(folder))).containsExactly("First.", "Second.", "Third.");
  }

  @Test
  void whatIsRecordedTwiceIsThereOnceAsItWasLast() throws IOException {
    write("1.jsonl", item("Same.", 1));
    write("2.jsonl", item("Edited.", 1));
    assertThat(texts(Recording.read(folder))).containsExactly("Edited.");
  }

  @Test
  void aBrokenLineIsSetAsideWithItsPlace() throws IOException {
    Path file =
        write("posts.jsonl", item("One.", 1) + "\n\n{broken\n{\"item\":{}}\n" + item("Two.", 2));
    Recording recording = Recording.read(file);
    assertThat(texts(recording)).containsExactly("One.", "Two.");
    assertThat(recording.malformed()).isEqualTo(2);
    assertThat(recording.problems().get(0)).startsWith(file + ":3: not JSON: ");
    assertThat(recording.problems().get(1))
        .isEqualTo(file + ":4: post.uri is missing or not understood");
  }

  @Test
  void aMalformedEntryOfAnAnswerIsSetAsideWithItsNumber() {
    Path file = Recorded.path("feeds/malformed-entries-among-good-ones.json");
    Recording recording = Recording.read(file);
    assertThat(texts(recording)).containsExactly("First.", "Last.");
    assertThat(recording.problems())
        .hasSize(20)
        .startsWith(file + ", entry 2: post.uri is missing or not understood");
  }

  @Test
  void whereNothingIsRecordedItSaysSo() throws IOException {
    assertRefused(
        folder.resolve("nowhere"), folder.resolve("nowhere") + ": no such file or folder");
    assertRefused(folder, folder + ": no .json or .jsonl file in this folder");
    Path empty = write("empty.jsonl", "\n");
    assertRefused(empty, empty + ": holds no posts");
    Path nobody = write("nobody.json", "{\"feed\":[]}");
    assertRefused(nobody, nobody + ": holds no posts");
    assertRefused(folder, folder + ": holds no posts");
  }

  @Test
  void aFileOfSomethingElseIsRefused() throws IOException {
    Path other = write("settings.json", "{\"a\":1}");
    assertRefused(
        other, other + ": holds no posts (" + other + ": post.uri is missing or not understood)");
    Path broken = write("broken.json", "{\n  \"feed\": [\n  }\n");
    assertThatThrownBy(() -> Recording.read(broken))
        .isInstanceOf(RecordingException.class)
        .hasMessageStartingWith(broken + ":3: not JSON: ");
  }

  private static void assertRefused(Path path, String message) {
    assertThatThrownBy(() -> Recording.read(path))
        .isInstanceOf(RecordingException.class)
        .hasMessage(message);
  }

  @Test
  void aLabelThatHasExpiredSinceStillCounts() throws IOException {
    Path file = write("labels.json", "{\"post\":" + Recorded.view("labels") + "}");
    assertThat(Recording.read(file).sightings().get(0).post().labels()).contains("rude");
  }

  @Test
  void aLabelledPostWithoutALabelIsSetAsideWithItsPlace() throws IOException {
    Path file =
        write(
            "labelled.jsonl",
            "{\"id\":\"a\",\"label\":\"repost\",\"category\":\"c\",\"item\":%s}\n{\"id\":\"b\",\"item\":%s}"
                .formatted(item("One.", 1), item("Two.", 2)));
    Recording.LabelledFile labelled = Recording.labelled(file, List.of("repost"));

    assertThat(labelled.posts()).extracting(Recording.Labelled::id).containsExactly("a");
    assertThat(labelled.problems()).containsExactly(file + ":2: label is missing or no text");
  }

  private static List<String> texts(Recording recording) {
    return recording.sightings().stream().map(s -> s.post().content().text()).toList();
  }

  /** A feed item; the day is that of September 2026. */
  private static String item(String text, int day) {
    ObjectNode view = Recorded.view("plain");
    String time = "2026-09-%02dT00:00:00Z".formatted(day);
    view.put("uri", "at://" + ADA + "/app.bsky.feed.post/day-" + day).put("indexedAt", time);
    ((ObjectNode) view.path("record")).put("text", text).put("createdAt", time);
    return "{\"post\":" + view + "}";
  }

  private Path write(String name, String content) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, content);
  }
}
