package io.github.alignmentfeed.bluesky;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.alignmentfeed.atproto.Did;
import io.github.alignmentfeed.bluesky.Recording.Labelled;
import io.github.alignmentfeed.curation.Content;
import io.github.alignmentfeed.curation.Evaluation;
import io.github.alignmentfeed.curation.Link;
import io.github.alignmentfeed.curation.Link.Origin;
import io.github.alignmentfeed.curation.Post;
import io.github.alignmentfeed.curation.Sighting;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the labelled posts say of themselves is what comes out of them. */
class CorpusTest {
  private static final List<Labelled> ALL =
      Recording.labelled(Recorded.path("corpus/posts.jsonl"), Evaluation.LABELS).posts();
  private static final Map<String, Sighting> BY_ID =
      ALL.stream().collect(Collectors.toMap(Labelled::id, Labelled::sighting));

  @Test
  void everyPostIsUnderstood() {
    Recording recording = Recording.read(Recorded.path("corpus/posts.jsonl"));
    assertThat(recording.sightings()).hasSize(169);
    assertThat(recording.problems()).isEmpty();
    assertThat(recording.accounts()).hasSize(25);
    assertThat(recording.handles()).hasSize(29);
    assertThat(ALL).hasSize(169);
  }

  @Test
  void labelsAndCategoriesStandBesideThem() {
    assertThat(ALL.stream().collect(Collectors.groupingBy(Labelled::label, Collectors.counting())))
        .containsOnly(
            Map.entry("repost", 59L), Map.entry("bookmark", 30L), Map.entry("ignore", 80L));
    assertThat(ALL.get(26))
        .extracting(Labelled::id, Labelled::label, Labelled::category)
        .containsExactly("d027", "repost", "evidence-link-facet");
  }

  @Test
  void theyStandInTheOrderInWhichTheyCouldBeSeen() {
    assertThat(ALL).extracting(l -> Recording.seenAt(l.sighting())).isSorted();
  }

  @Test
  void everyLinkIsCoveredByAFacetOrACard() {
    assertThat(BY_ID.values())
        .flatExtracting(s -> s.post().content().links())
        .extracting(Link::origin)
        .containsOnly(Origin.FACET, Origin.CARD);
  }

  @Test
  void theLinkBehindWordsIsFound() {
    assertThat(content("d027").links())
        .containsExactly(
            new Link("https://transformer-circuits.pub/2026/carry-heads/index.html", Origin.FACET));
  }

  @Test
  void aPostMayClaimAnotherYear() {
    assertThat(post("d066").createdAt()).isEqualTo(Instant.parse("2019-11-02T10:00:00Z"));
    assertThat(BY_ID.get("d066").at()).isEqualTo(post("d066").createdAt());
    assertThat(Recording.seenAt(BY_ID.get("d066"))).isEqualTo("2026-09-26T07:03:12.438Z");
    assertThat(post("d141").createdAt()).isEqualTo("2027-01-01T00:00:00Z");
    assertThat(BY_ID.get("d141").at()).isEqualTo(post("d141").indexedAt());
    assertThat(post("d006").createdAt().getNano() % 1_000_000).isNotZero();
  }

  @Test
  void aPictureSpeaksByItsAlternativeTextAlone() {
    assertThat(content("d140").text()).isEmpty();
    assertThat(content("d140").alts()).singleElement().asString().contains("arXiv:2610.07004");
    assertThat(content("d064")).isEqualTo(Content.ofText(""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"d147", "d119", "d151"})
  void aQuotedPostThatIsNotThereIsNoQuote(String id) {
    assertThat(post(id).quote()).isEmpty();
  }

  @Test
  void otherQuotedPostsAreThere() {
    assertThat(ALL)
        .filteredOn(l -> l.sighting().post().quote().isPresent())
        .filteredOn(l -> l.category().equals("evidence-quote"))
        .hasSize(2);
  }

  @Test
  void hashtagsMayStandInTheRecordAlone() {
    assertThat(content("d164").tags())
        .containsExactly("AISafety", "DangerousCapabilities", "BiosecurityEvals");
    assertThat(content("d070").tags()).containsExactly("AIAlignment", "AISafety", "crypto");
  }

  @Test
  void aStarterPackIsACard() {
    assertThat(content("d100").cards())
        .extracting("title", "description")
        .containsExactly(
            tuple("Anchor alumni", "People from past cohorts who write about AI safety research."));
  }

  @Test
  void labelsAreThoseOfPostsAndOfAuthors() {
    assertThat(labelled(post -> !post.labels().isEmpty())).containsExactly("d070", "d095", "d113");
    assertThat(labelled(post -> post.author().labels().contains("!no-unauthenticated")))
        .containsExactly("d032", "d073", "d102", "d104", "d144");
    assertThat(post("d113").labels()).containsExactly("nudity");
  }

  private static List<String> labelled(Function<Post, Boolean> wanted) {
    return ALL.stream().filter(l -> wanted.apply(l.sighting().post())).map(Labelled::id).toList();
  }

  @Test
  void aRepostIsSeenThroughItsReposter() {
    Sighting repost = BY_ID.get("d023");
    assertThat(repost.post()).isEqualTo(post("d017"));
    assertThat(repost.through()).isEqualTo(new Did("did:plc:wbh6iq7pavspkufhdgzl63y3"));
    assertThat(repost.at()).isEqualTo("2026-09-17T18:41:55.824Z");
  }

  @Test
  void aThreadIsKnownByItsRoot() {
    assertThat(post("d018").threadRoot()).isEqualTo(post("d017").uri());
    assertThat(post("d017").threadRoot()).isEqualTo(post("d017").uri());
  }

  @Test
  void repliesWhoseParentsAreGoneAreReplies() {
    assertThat(List.of(post("d149"), post("d012"))).allMatch(p -> p.reply().isPresent());
  }

  private static Post post(String id) {
    return BY_ID.get(id).post();
  }

  private static Content content(String id) {
    return post(id).content();
  }
}
