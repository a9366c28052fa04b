package io.github.alignmentfeed.bluesky;

import static io.github.alignmentfeed.bluesky.Recorded.DECODER;
import static io.github.alignmentfeed.bluesky.Recorded.post;
import static io.github.alignmentfeed.bluesky.Recorded.view;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.alignmentfeed.atproto.AtUri;
import io.github.alignmentfeed.atproto.Did;
import io.github.alignmentfeed.atproto.Handle;
import io.github.alignmentfeed.atproto.StrongRef;
import io.github.alignmentfeed.curation.Author;
import io.github.alignmentfeed.curation.Content;
import io.github.alignmentfeed.curation.Post;
import io.github.alignmentfeed.curation.Post.Reply;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class PostDecoderTest {
  private static final Did ADA = new Did("did:plc:adaaaaaaaaaaaaaaaaaaaaaa");
  private static final Did BO = new Did("did:plc:boaaaaaaaaaaaaaaaaaaaaaa");
  private static final String CID = "bafyreify5rifrm4axstqm7g3rbrw2igroghzaapv4npyp3wjfbxisjygd4";
  private static final String OTHER_CID =
      "bafyreicahbmbgjnk2irjhldowrkpy4fqbavjiprvmpi746o66fhsvveqhu";
  private static final Instant INDEXED_AT = Instant.parse("2026-09-18T17:36:50.469Z");

  @Test
  void aPlainPostIsItsTextItsAuthorAndItsTimes() {
    assertThat(post("plain"))
        .isEqualTo(
            new Post(
                AtUri.of("at://did:plc:adaaaaaaaaaaaaaaaaaaaaaa/app.bsky.feed.post/3mvspg6oxl5rr"),
                CID,
                new Author(ADA, new Handle("ada.example.com"), "Ada", Set.of()),
                Instant.parse("2026-09-18T17:36:48.223Z"),
                INDEXED_AT,
                Content.ofText("Eleven months, one very patient supervisor."),
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                List.of("en")));
  }

  @Test
  void aPostMayHoldNothingButTheNecessary() {
    Post post = post("nothing-but-the-necessary");
    assertThat(post.author())
        .isEqualTo(new Author(ADA, new Handle("handle.invalid"), "", Set.of()));
    assertThat(post.createdAt()).isEqualTo(post.indexedAt());
    assertThat(post.langs()).isEmpty();
    assertThat(post.content()).isEqualTo(Content.ofText("Minimal."));
  }

  @Test
  void labelsAreThoseInForceAndTheAuthorsOwn() {
    Post post = post("labels");
    assertThat(post.labels()).containsExactlyInAnyOrder("spam", "intolerant", "threat", "nudity");
    assertThat(post.author().labels()).containsExactly("!no-unauthenticated");
  }

  @Test
  void aLabelIsInForceUntilTheMomentOfItsEnd() {
    Instant end = Instant.parse("2026-09-19T00:00:00Z");
    assertThat(labelsAt(end.minusNanos(1))).contains("rude");
    assertThat(labelsAt(end)).doesNotContain("rude");
  }

  private static Set<String> labelsAt(Instant now) {
    return new PostDecoder(InstantSource.fixed(now)).decodePost(view("labels")).labels();
  }

  @Test
  void aReplyNamesRootAndParent() {
    Post own = post("reply-in-own-thread");
    AtUri root = AtUri.of("at://" + ADA + "/app.bsky.feed.post/3mvrroot22222");
    AtUri parent = AtUri.of("at://" + ADA + "/app.bsky.feed.post/3mvrparent222");
    assertThat(own.reply())
        .contains(new Reply(new StrongRef(root, OTHER_CID), new StrongRef(parent, OTHER_CID)));
    assertThat(own.threadRoot()).isEqualTo(root);
    assertThat(post("reply-to-somebody").reply())
        .map(reply -> reply.parent().uri().did())
        .contains(BO);
  }

  @Test
  void aReplyToNothingIsMalformed() {
    assertThatThrownBy(() -> post("reply-without-parent"))
        .isInstanceOf(MalformedException.class)
        .hasMessage("post.record.reply.parent.uri is missing or not understood");
  }

  @Test
  void aReplyThatIsNullIsNone() {
    ObjectNode view = view("reply-without-parent");
    ((ObjectNode) view.path("record")).putNull("reply");
    assertThat(DECODER.decodePost(view).reply()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-09-18T17:36:48.223Z,      2026-09-18T17:36:48.223Z",
    "2026-09-18T17:36:48Z,          2026-09-18T17:36:48Z",
    "2026-09-18T17:36:48.123456Z,   2026-09-18T17:36:48.123456Z",
    "2026-09-19T02:36:48+09:00,     2026-09-18T17:36:48Z",
    "2019-11-02T10:00:00.000Z,      2019-11-02T10:00:00Z",
    "2031-01-01T00:00:00.000Z,      2031-01-01T00:00:00Z"
  })
  void createdAtIsWhatTheRecordClaims(String claimed, Instant meant) {
    assertThat(createdAt(claimed)).isEqualTo(meant);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "now", "1789753008", "2026-02-30T00:00:00Z", "+292278994-08-17T00:00:00Z"})
  void aCreatedAtThatNamesNoMomentIsThatOfTheIndex(String claimed) {
    assertThat(createdAt(claimed)).isEqualTo(INDEXED_AT);
  }

  private static Instant createdAt(String claimed) {
    ObjectNode view = view("plain");
    ((ObjectNode) view.path("record")).put("createdAt", claimed);
    return DECODER.decodePost(view).createdAt();
  }
}
