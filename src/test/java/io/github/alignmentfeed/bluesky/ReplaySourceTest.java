package io.github.alignmentfeed.bluesky;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.alignmentfeed.atproto.AtIdentifier;
import io.github.alignmentfeed.atproto.Did;
import io.github.alignmentfeed.atproto.Handle;
import io.github.alignmentfeed.curation.Action;
import io.github.alignmentfeed.curation.Policy.Followed;
import io.github.alignmentfeed.curation.Policy.Reposts;
import io.github.alignmentfeed.curation.Policy.Wish;
import io.github.alignmentfeed.curation.Sighting;
import io.github.alignmentfeed.cycle.PostSource.Fetched;
import io.github.alignmentfeed.cycle.Source;
import io.github.alignmentfeed.cycle.Source.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReplaySourceTest {
  private static final Recording RECORDING = Recording.read(Recorded.path("corpus/posts.jsonl"));
  private static final Did LANTERNFIELD = new Did("did:plc:wbh6iq7pavspkufhdgzl63y3");
  private static final Did PAGEWRIGHT = new Did("did:plc:pbtpkrkpv3wgit7s3psjp7xm");
  private static final Instant REPOST_OF_D023 = Instant.parse("2026-09-17T18:41:55.824Z");
  private static final Instant D066_INDEXED = Instant.parse("2026-09-26T07:03:12.438Z");

  private final ReplaySource source = new ReplaySource(RECORDING);

  @Test
  void beforeTimeBeginsNothingIsThere() {
    assertThat(source.fetch(LANTERNFIELD, Instant.MIN)).isEqualTo(new Fetched(List.of(), 0, true));
  }

  @Test
  void aRepostIsThereFromItsOwnMoment() {
    source.advance(REPOST_OF_D023.minusMillis(1));
    assertThat(source.fetch(LANTERNFIELD, Instant.MIN).sightings())
        .extracting(Sighting::at)
        .doesNotContain(REPOST_OF_D023);
    source.advance(REPOST_OF_D023);
    assertThat(source.fetch(LANTERNFIELD, Instant.MIN).sightings())
        .extracting(Sighting::at)
        .startsWith(REPOST_OF_D023);
  }

  @Test
  void aBackdatedPostIsReadWhenItTurnsUpAndStandsFarBack() {
    source.advance(D066_INDEXED.minusMillis(1));
    assertThat(oldest(PAGEWRIGHT)).isAfter("2026-01-01T00:00:00Z");
    source.advance(D066_INDEXED);
    assertThat(oldest(PAGEWRIGHT)).isEqualTo("2019-11-02T10:00:00Z");
    assertThat(source.fetch(PAGEWRIGHT, D066_INDEXED).sightings())
        .extracting(Sighting::at)
        .containsExactly(Instant.parse("2019-11-02T10:00:00Z"));
    assertThat(source.fetch(PAGEWRIGHT, D066_INDEXED.plusMillis(1)).sightings()).isEmpty();
  }

  private Instant oldest(Did account) {
    List<Sighting> feed = source.fetch(account, Instant.MIN).sightings();
    return feed.get(feed.size() - 1).at();
  }

  @Test
  void aFeedIsNewestFirstAndReachesBackAsFarAsAsked() {
    source.advance(Instant.MAX);
    List<Sighting> all = source.fetch(LANTERNFIELD, Instant.MIN).sightings();
    assertThat(all)
        .hasSizeGreaterThan(5)
        .extracting(Sighting::at)
        .isSortedAccordingTo((a, b) -> b.compareTo(a));
    Instant third = Recording.seenAt(all.get(2));
    assertThat(source.fetch(LANTERNFIELD, third))
        .isEqualTo(new Fetched(all.subList(0, 3), 0, true));
    assertThat(source.fetch(LANTERNFIELD, third.plusNanos(1)))
        .isEqualTo(new Fetched(all.subList(0, 2), 0, true));
  }

  @Test
  void everySightingIsInTheFeedOfOneAccount() {
    source.advance(Instant.MAX);
    assertThat(source.accounts().keySet())
        .flatExtracting(did -> source.fetch(did, Instant.MIN).sightings())
        .containsExactlyInAnyOrderElementsOf(RECORDING.sightings());
  }

  @Test
  void fromOneArrivalToTheNextThePresentMeetsEveryPost() {
    List<Instant> arrivals = new ArrayList<>();
    for (Optional<Instant> next = source.nextAfter(Instant.MIN);
        next.isPresent();
        next = source.nextAfter(next.orElseThrow())) {
      arrivals.add(next.orElseThrow());
    }
    assertThat(arrivals)
        .isSorted()
        .doesNotHaveDuplicates()
        .containsAll(RECORDING.sightings().stream().map(Recording::seenAt).toList());
    assertThat(source.nextAfter(Instant.MAX)).isEmpty();
  }

  @Test
  void anAccountIsFoundByItsDidOrItsHandle() {
    assertThat(source.members(source(Kind.ACCOUNT, LANTERNFIELD))).containsExactly(LANTERNFIELD);
    assertThat(source.members(source(Kind.ACCOUNT, new Handle("lanternfield.bsky.test"))))
        .containsExactly(LANTERNFIELD);
    assertThat(source.resolve(new Handle("lanternfield.bsky.test"))).contains(LANTERNFIELD);
    assertThat(source.resolve(new Handle("nobody.example"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"nobody.example", "did:plc:nobody", "handle.invalid"})
  void anAccountThatIsNotRecordedIsNotFound(String actor) {
    assertThat(source.members(source(Kind.ACCOUNT, AtIdentifier.parse(actor).orElseThrow())))
        .isEmpty();
    assertThat(source.fetch(new Did("did:plc:nobody"), Instant.MIN).sightings()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ACCOUNT")
  void listsAreNotRecorded(Kind kind) {
    assertThat(source.members(source(kind, LANTERNFIELD))).isEmpty();
  }

  @Test
  void theRecordedAccountsAreNamedInTheOrderOfTheirFirstPosts() {
    assertThat(source.accounts()).hasSize(25).containsKey(LANTERNFIELD);
    assertThat(source.accounts().get(LANTERNFIELD)).hasToString("lanternfield.bsky.test");
    assertThat(source.accounts().keySet().iterator().next()).isEqualTo(PAGEWRIGHT);
  }

  private static Source source(Kind kind, AtIdentifier actor) {
    return new Source(
        "name",
        kind,
        actor,
        "",
        new Followed(false, true, Reposts.BOOKMARK, Wish.UNSAID, Action.REPOST));
  }
}
