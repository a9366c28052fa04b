package io.github.alignmentfeed.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.alignmentfeed.atproto.AtUri;
import io.github.alignmentfeed.atproto.Did;
import io.github.alignmentfeed.atproto.Handle;
import io.github.alignmentfeed.atproto.StrongRef;
import io.github.alignmentfeed.curation.Author;
import io.github.alignmentfeed.curation.Card;
import io.github.alignmentfeed.curation.Content;
import io.github.alignmentfeed.curation.Evidence;
import io.github.alignmentfeed.curation.Field;
import io.github.alignmentfeed.curation.Link;
import io.github.alignmentfeed.curation.Post;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PostJsonTest {
  private static final AtUri URI = AtUri.of("at://did:plc:ada/app.bsky.feed.post/3m6dqo5uq2k2a");
  private static final Author ADA =
      new Author(
          new Did("did:plc:ada"), new Handle("ada.example.com"), "Ada “A” \n 😀", Set.of("bot"));
  private static final Instant AT = Instant.parse("2026-11-23T12:00:00.123Z");

  private static Post post(Content content, Optional<Post.Quote> quote, Set<String> labels) {
    Optional<Post.Reply> reply =
        quote.map(q -> new Post.Reply(new StrongRef(q.uri(), "root"), new StrongRef(URI, "up")));
    return new Post(
        URI, "cid", ADA, AT, AT.plusSeconds(1), content, reply, quote, labels, List.of("en"));
  }

  private static final Content FULL =
      new Content(
          "Words \" and \\ and \u2028",
          List.of(
              new Link("https://arxiv.org/abs/2412.14093", Link.Origin.FACET),
              new Link("arxiv.org/abs/24…", Link.Origin.CUT)),
          List.of("tag"),
          List.of(new Card("https://example.com", "Title", "")),
          List.of("an image"));

  @Test
  void aPostIsReadAsItWasWritten() {
    Post plain = post(Content.ofText(""), Optional.empty(), Set.of());
    Post full =
        post(FULL, Optional.of(new Post.Quote(URI, ADA, FULL, Set.of("porn"))), Set.of("spam"));

    assertThat(PostReader.post(PostJson.write(plain))).isEqualTo(plain);
    assertThat(PostReader.post(PostJson.write(full))).isEqualTo(full);
    assertThat(PostReader.post(URI, "cid", PostJson.stored(plain))).isEqualTo(plain);
    assertThat(PostReader.post(URI, "cid", PostJson.stored(full))).isEqualTo(full);
  }

  @Test
  void everySignIsReadAsItWasWritten() {
    StringBuilder signs = new StringBuilder("😀");
    for (char c = 0; c < 0x300; c++) {
      signs.append(c);
    }
    Post post = post(Content.ofText(signs.toString()), Optional.empty(), Set.of());

    assertThat(PostReader.post(PostJson.write(post))).isEqualTo(post);
    assertThat(PostReader.texts(PostJson.write(List.of(signs)))).containsExactly(signs.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-23T12:00:00Z",
        "2024-02-29T23:59:59.100Z",
        "2026-01-05T00:00:00.007Z",
        "2026-01-05T00:00:00.000001Z",
        "2026-01-05T00:00:00.123456789Z",
        "1970-01-01T00:00:00Z",
        "1969-12-31T23:59:59.999Z",
        "0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59.999Z"
      })
  void aTimeIsWrittenAsItAlwaysWasSoThatNoPostSeemsChanged(String time) {
    Post at =
        new Post(
            URI,
            "cid",
            ADA,
            Instant.parse(time),
            AT,
            FULL,
            Optional.empty(),
            Optional.empty(),
            Set.of(),
            List.of());
    assertThat(PostJson.write(at)).contains("\"createdAt\":\"" + time + "\"");
  }

  @Test
  void thePostsOfOlderVersionsAreReadWithTheirNullsAndEmptyLists() {
    String old =
        """
        {"uri":"at://did:plc:ada/app.bsky.feed.post/3m6dqo5uq2k2a","cid":"cid","author":{"did":"did:plc:ada",
        "handle":"ada.example.com","displayName":"","labels":[]},"createdAt":"2026-11-23T12:00:00.123Z",
        "indexedAt":"2026-11-23T12:00:01.123Z","content":{"text":"words","links":[],"tags":[],"cards":[],
        "alts":[]},"reply":null,"quote":null,"labels":[],"langs":["en"],"of":{"a":["newer version"]}}
        """;

    Author plain = new Author(ADA.did(), ADA.handle(), "", Set.of());
    assertThat(PostReader.post(old))
        .isEqualTo(
            new Post(
                URI,
                "cid",
                plain,
                AT,
                AT.plusSeconds(1),
                Content.ofText("words"),
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                List.of("en")));
  }

  @Test
  void theSamePostIsTheSameTextInWhateverOrderItsLabelsCome() {
    assertThat(PostJson.write(post(FULL, Optional.empty(), Set.of("c", "a", "b", "d"))))
        .contains("\"labels\":[\"a\",\"b\",\"c\",\"d\"]");
  }

  @Test
  void evidenceIsReadAsItWasWritten() {
    List<Evidence> evidence = List.of(new Evidence("a rule", Field.ALT, 1, 2, 3, "it", -4));

    assertThat(PostReader.evidence(PostJson.write(evidence))).isEqualTo(evidence);
  }
}
