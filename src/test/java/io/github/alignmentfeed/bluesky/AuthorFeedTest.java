package io.github.alignmentfeed.bluesky;

import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static io.github.alignmentfeed.bluesky.FeedPage.page;
import static io.github.alignmentfeed.bluesky.TestNetwork.error;
import static io.github.alignmentfeed.bluesky.TestNetwork.json;
import static io.github.alignmentfeed.bluesky.TestNetwork.lost;
import static io.github.alignmentfeed.bluesky.TestNetwork.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.github.alignmentfeed.atproto.Did;
import io.github.alignmentfeed.curation.Sighting;
import io.github.alignmentfeed.cycle.PostSource.Fetched;
import io.github.alignmentfeed.cycle.SourceException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthorFeedTest {
  private static final String FEED = "app.bsky.feed.getAuthorFeed";
  private static final String ANNA = "did:plc:anna0000000000000000000a";
  private static final String BERT = "did:plc:bert0000000000000000000a";
  private static final Instant BACK = Instant.parse("2026-11-22T00:00:00Z");

  @RegisterExtension private final TestNetwork network = new TestNetwork();

  private void first(ResponseDefinitionBuilder answer) {
    network.answers(query(FEED).withQueryParam("cursor", absent()), answer);
  }

  private void at(String cursor, ResponseDefinitionBuilder answer) {
    network.answers(query(FEED).withQueryParam("cursor", equalTo(cursor)), answer);
  }

  private Fetched fetch() {
    return network.source().fetch(new Did(ANNA), BACK);
  }

  private SourceException failure() {
    return catchThrowableOfType(SourceException.class, this::fetch);
  }

  private List<String> cursors() {
    return network.queries(FEED).stream().map(AuthorFeedTest::cursor).toList();
  }

  private static String cursor(Request request) {
    return request.queryParameter("cursor").isPresent()
        ? request.queryParameter("cursor").firstValue()
        : "";
  }

  private static List<String> keys(Fetched fetched) {
    return fetched.sightings().stream().map(seen -> seen.post().uri().rkey()).toList();
  }

  @Test
  void asks_for_replies_and_reposts_but_for_no_pins() {
    first(page().post(ANNA, "a1", "2026-11-23T10:00:00Z").answer());

    assertThat(keys(fetch())).containsExactly("a1");

    LoggedRequest request = network.queries(FEED).get(0);
    assertThat(request.queryParameter("actor").firstValue()).isEqualTo(ANNA);
    assertThat(request.queryParameter("limit").firstValue()).isEqualTo("100");
    assertThat(request.queryParameter("filter").firstValue()).isEqualTo("posts_with_replies");
    assertThat(request.queryParameter("includePins").firstValue()).isEqualTo("false");
    assertThat(request.containsHeader("Authorization")).isFalse();
  }

  @Test
  void reads_on_until_a_whole_page_is_too_old() {
    first(page().post(ANNA, "a1", "2026-11-23T10:00:00Z").cursor("one").answer());
    at(
        "one",
        page()
            .post(ANNA, "a2", "2026-11-22T00:00:00Z")
            .post(ANNA, "a3", "2026-11-21T10:00:00Z")
            .cursor("two")
            .answer());
    at("two", page().post(ANNA, "a4", "2026-11-20T10:00:00Z").cursor("three").answer());

    Fetched fetched = fetch();
    assertThat(keys(fetched)).containsExactly("a1", "a2", "a3", "a4");
    assertThat(fetched.whole()).isTrue();
    assertThat(cursors()).containsExactly("", "one", "two");
  }

  @Test
  void ten_old_entries_in_a_row_end_reading_and_the_page() {
    FeedPage old = page().post(ANNA, "new", "2026-11-23T10:00:00Z");
    for (int i = 10; i < 30; i++) {
      old.post(ANNA, "old" + i, "2026-11-20T10:00:00Z");
    }
    first(old.cursor("one").answer());

    Fetched fetched = fetch();

    assertThat(keys(fetched)).hasSize(11).startsWith("new").contains("old19");
    assertThat(fetched.whole()).isTrue();
    assertThat(cursors()).containsExactly("");
  }

  @Test
  void backdated_entries_do_not_end_reading_however_many_they_are() {
    FeedPage backdated = page();
    for (int i = 10; i < 30; i++) {
      backdated.post(ANNA, "backdated" + i, "2020-01-01T00:00:00Z", "2026-11-23T09:00:00Z");
    }
    first(backdated.post(ANNA, "new", "2026-11-23T10:00:00Z").cursor("one").answer());
    at("one", page().answer());

    assertThat(keys(fetch())).hasSize(21).startsWith("new");
  }

  @Test
  void a_backdated_post_among_newer_ones_does_not_end_reading() {
    first(
        page()
            .post(ANNA, "a1", "2026-11-23T10:00:00Z")
            .post(ANNA, "backdated", "2020-01-01T00:00:00Z", "2026-11-23T09:00:00Z")
            .cursor("one")
            .answer());
    at("one", page().post(ANNA, "a2", "2026-11-23T08:00:00Z").answer());

    assertThat(keys(fetch())).containsExactly("a1", "a2", "backdated");
  }

  @Test
  void a_backdated_repost_among_older_posts_costs_a_page_more() {
    first(
        page()
            .post(ANNA, "a1", "2026-11-20T10:00:00Z")
            .repost(ANNA, BERT, "b1", "2026-11-19T10:00:00Z", "2026-11-23T10:00:00Z")
            .cursor("one")
            .answer());
    at("one", page().post(ANNA, "a2", "2026-11-19T09:00:00Z").cursor("two").answer());

    Fetched fetched = fetch();

    assertThat(keys(fetched)).containsExactly("b1", "a1", "a2");
    assertThat(fetched.sightings()).extracting(Sighting::through).containsOnly(new Did(ANNA));
    assertThat(cursors()).containsExactly("", "one");
  }

  @Test
  void a_short_or_empty_page_is_not_the_end() {
    first(page().cursor("one").answer());
    at("one", page().post(ANNA, "a1", "2026-11-23T10:00:00Z").cursor("two").answer());
    at("two", page().post(ANNA, "a2", "2026-11-23T09:00:00Z").answer());

    assertThat(keys(fetch())).containsExactly("a1", "a2");
  }

  @Test
  void empty_pages_without_end_are_given_up() {
    first(page().cursor("c0").answer());
    for (int i = 0; i < 10; i++) {
      at("c" + i, page().cursor("c" + (i + 1)).answer());
    }

    Fetched fetched = fetch();
    assertThat(fetched.sightings()).isEmpty();
    assertThat(fetched.whole()).isFalse();
    assertThat(cursors()).hasSize(5);
    assertThat(network.log()).anyMatch(line -> line.contains("given up after"));
  }

  @Test
  void a_cursor_that_comes_again_ends_reading() {
    first(page().post(ANNA, "a1", "2026-11-23T10:00:00Z").cursor("one").answer());
    at("one", page().post(ANNA, "a2", "2026-11-23T09:00:00Z").cursor("two").answer());
    at("two", page().post(ANNA, "a3", "2026-11-23T08:00:00Z").cursor("one").answer());

    Fetched fetched = fetch();
    assertThat(keys(fetched)).containsExactly("a1", "a2", "a3");
    assertThat(fetched.whole()).isFalse();
    assertThat(cursors()).containsExactly("", "one", "two");
    assertThat(network.log()).anyMatch(line -> line.contains("LOOP"));
  }

  @Test
  void fifty_pages_are_the_most() {
    first(page().post(ANNA, "a", "2026-11-23T10:00:00Z").cursor("c0").answer());
    for (int i = 0; i < 60; i++) {
      at(
          "c" + i,
          page().post(ANNA, "a" + i, "2026-11-23T09:00:00Z").cursor("c" + (i + 1)).answer());
    }

    Fetched fetched = fetch();
    assertThat(fetched.sightings()).hasSize(50);
    assertThat(fetched.whole()).isFalse();
    assertThat(cursors()).hasSize(50);
    assertThat(network.log())
        .anyMatch(line -> line.contains("given up after 50 pages (BOUND)") && line.contains(ANNA));
  }

  @Test
  void what_stands_on_two_pages_is_met_once() {
    first(
        page()
            .post(ANNA, "a1", "2026-11-23T10:00:00Z")
            .post(ANNA, "a2", "2026-11-23T09:00:00Z")
            .cursor("one")
            .answer());
    at(
        "one",
        page()
            .post(ANNA, "a2", "2026-11-23T09:00:00Z")
            .post(ANNA, "a3", "2026-11-23T08:00:00Z")
            .answer());

    assertThat(keys(fetch())).containsExactly("a1", "a2", "a3");
  }

  @Test
  void a_post_and_its_repost_by_its_own_author_are_two_ways_to_meet_it() {
    first(
        page()
            .repost(ANNA, ANNA, "a1", "2026-11-22T10:00:00Z", "2026-11-23T10:00:00Z")
            .post(ANNA, "a1", "2026-11-22T10:00:00Z")
            .answer());

    assertThat(fetch().sightings())
        .extracting(Sighting::at)
        .containsExactly(
            Instant.parse("2026-11-23T10:00:00Z"), Instant.parse("2026-11-22T10:00:00Z"));
  }

  @Test
  void posts_that_have_no_place_in_the_feed_are_set_aside_and_counted() {
    first(
        page()
            .post(BERT, "b1", "2026-11-23T10:00:00Z")
            .repost(BERT, ANNA, "a0", "2026-11-23T10:00:00Z", "2026-11-23T10:00:00Z")
            .nonsense()
            .post(ANNA, "a1", "2026-11-23T10:00:00Z")
            .answer());

    Fetched fetched = fetch();

    assertThat(keys(fetched)).containsExactly("a1");
    assertThat(fetched.malformed()).isEqualTo(3);
  }

  @Test
  void a_pin_is_left_out_since_its_post_comes_again() {
    first(
        page()
            .pin(ANNA, "a0", "2026-01-01T00:00:00Z")
            .post(ANNA, "a1", "2026-11-23T10:00:00Z")
            .answer());

    assertThat(keys(fetch())).containsExactly("a1");
    assertThat(fetch().malformed()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"500, InternalServerError, Internal Server Error", "400, InvalidRequest, Bad cursor"})
  void a_cursor_gone_bad_begins_reading_anew_once(int status, String name, String message) {
    network.answersInTurn(
        () -> query(FEED).withQueryParam("cursor", absent()),
        page().post(ANNA, "a1", "2026-11-23T10:00:00Z").nonsense().cursor("bad").answer(),
        page()
            .post(ANNA, "a1", "2026-11-23T10:00:00Z")
            .nonsense()
            .post(ANNA, "a2", "2026-11-23T09:00:00Z")
            .answer());
    at("bad", error(status, name, message));

    Fetched fetched = fetch();

    assertThat(keys(fetched)).containsExactly("a1", "a2");
    assertThat(fetched.malformed()).isEqualTo(1);
    assertThat(cursors().stream().filter(String::isEmpty)).hasSize(2);
  }

  @Test
  void a_cursor_that_stays_bad_fails_the_source() {
    first(page().post(ANNA, "a1", "2026-11-23T10:00:00Z").cursor("bad").answer());
    at("bad", error(500, "InternalServerError", "Internal Server Error"));

    assertThat(failure().unreachable()).isFalse();
    assertThat(cursors()).containsExactly("", "bad", "bad", "bad", "", "bad", "bad", "bad");
  }

  @Test
  void a_page_that_cannot_be_had_fails_the_source() {
    first(page().post(ANNA, "a1", "2026-11-23T10:00:00Z").cursor("one").answer());
    at("one", lost());

    assertThat(failure().unreachable()).isTrue();
    assertThat(failure()).hasMessageContaining("cannot be reached");
  }

  @Test
  void an_answer_without_a_feed_fails_the_source() {
    first(json("{\"posts\":[]}"));

    assertThat(failure()).hasMessageContaining("no list of feed");
  }
}
