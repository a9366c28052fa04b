package io.github.alignmentfeed.bluesky;

import static io.github.alignmentfeed.bluesky.Recorded.DECODER;
import static io.github.alignmentfeed.bluesky.Recorded.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.alignmentfeed.atproto.Did;
import io.github.alignmentfeed.curation.Sighting;
import io.github.alignmentfeed.cycle.PostSource.Fetched;
import io.github.alignmentfeed.cycle.SourceException;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class FeedTest {
  private static final Did ADA = new Did("did:plc:adaaaaaaaaaaaaaaaaaaaaaa");
  private static final Did BO = new Did("did:plc:boaaaaaaaaaaaaaaaaaaaaaa");
  private static final Instant CREATED_AT = Instant.parse("2026-09-18T17:36:48.223Z");
  private static final String MIXED = "feeds/own-post-repost-pin-and-unknown-reason.json";

  @Test
  void malformedEntriesAreCountedAndTheOthersKept() {
    Fetched page = DECODER.decodePage(json("feeds/malformed-entries-among-good-ones.json"), BO);
    assertThat(page.sightings())
        .extracting(s -> s.post().content().text())
        .containsExactly("First.", "Last.");
    assertThat(page.malformed()).isEqualTo(20);
  }

  @Test
  void aPostIsSeenWhenItWasMadeAndARepostWhenItWasReposted() {
    assertThat(DECODER.decodePage(json(MIXED), BO).sightings())
        .extracting(s -> s.post().content().text(), s -> s.post().author().did(), Sighting::at)
        .containsExactly(
            tuple("Pinned.", BO, CREATED_AT),
            tuple("Ada says.", ADA, Instant.parse("2026-09-20T08:00:00Z")),
            tuple("Mine.", BO, CREATED_AT),
            tuple("Mine again.", BO, Instant.parse("2026-09-21T08:00:00Z")),
            tuple("Boosted.", BO, CREATED_AT));
  }

  @Test
  void everythingInAFeedIsSeenThroughItsAccount() {
    assertThat(DECODER.decodePage(json(MIXED), BO).sightings())
        .extracting(Sighting::through)
        .containsOnly(BO);
  }

  @Test
  void anEntryWithoutItsFeedIsSeenThroughTheReposterOrTheAuthor() {
    JsonNode feed = json(MIXED).path("feed");
    assertThat(StreamSupport.stream(feed.spliterator(), false).map(DECODER::decodeItem))
        .extracting(Sighting::through, s -> s.post().author().did())
        .containsExactly(
            tuple(BO, BO), tuple(BO, ADA), tuple(BO, BO), tuple(BO, BO), tuple(BO, BO));
  }

  @Test
  void aRepostByNobodyIsMalformedWhereItsFeedIsNotKnown() {
    ObjectNode repost = (ObjectNode) json(MIXED).path("feed").path(1);
    ((ObjectNode) repost.path("reason")).remove("by");
    assertThat(DECODER.decodeItem(repost, BO).through()).isEqualTo(BO);
    assertThatThrownBy(() -> DECODER.decodeItem(repost)).isInstanceOf(MalformedException.class);
  }

  @Test
  void aPostThatWasIndexedBeforeItClaimsToBeMadeIsSeenWhenItWasIndexed() {
    ObjectNode item = (ObjectNode) json(MIXED).path("feed").path(2);
    ((ObjectNode) item.path("post").path("record")).put("createdAt", "2027-01-01T00:00:00Z");
    assertThat(DECODER.decodeItem(item, BO).at())
        .isEqualTo(Instant.parse("2026-09-18T17:36:50.469Z"));
  }

  @Test
  void anEmptyFeedIsAFeed() {
    assertThat(DECODER.decodePage(Json.mapper().readTree("{\"feed\":[]}"), BO))
        .isEqualTo(new Fetched(List.of(), 0, true));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "[]", "null", "\"\"", "", "{\"feed\":{}}", "{\"feed\":null}"})
  void anAnswerWithoutAFeedFailsItsSource(String answer) {
    JsonNode json = Json.mapper().readTree(answer);
    assertThatThrownBy(() -> DECODER.decodePage(json, BO))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining(BO.value());
  }
}
