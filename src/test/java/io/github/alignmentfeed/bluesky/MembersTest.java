package io.github.alignmentfeed.bluesky;

import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static io.github.alignmentfeed.bluesky.TestNetwork.error;
import static io.github.alignmentfeed.bluesky.TestNetwork.json;
import static io.github.alignmentfeed.bluesky.TestNetwork.query;
import static io.github.alignmentfeed.bluesky.TestNetwork.recorded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.alignmentfeed.atproto.AtIdentifier;
import io.github.alignmentfeed.atproto.Did;
import io.github.alignmentfeed.atproto.Handle;
import io.github.alignmentfeed.curation.Action;
import io.github.alignmentfeed.curation.Policy.Followed;
import io.github.alignmentfeed.curation.Policy.Reposts;
import io.github.alignmentfeed.curation.Policy.Wish;
import io.github.alignmentfeed.cycle.Source;
import io.github.alignmentfeed.cycle.SourceException;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MembersTest {
  private static final String RESOLVE = "com.atproto.identity.resolveHandle";
  private static final String LIST = "app.bsky.graph.getList";
  private static final String FOLLOWS = "app.bsky.graph.getFollows";
  private static final String RELATIONSHIPS = "app.bsky.graph.getRelationships";
  private static final String ANNA = "did:plc:anna0000000000000000000a";
  private static final String BERT = "did:plc:bert0000000000000000000a";
  private static final String LIST_URI = "at://" + ANNA + "/app.bsky.graph.list/3lists";

  @RegisterExtension private final TestNetwork network = new TestNetwork();

  private static Source source(Source.Kind kind, String actor, String rkey) {
    return new Source(
        "the source",
        kind,
        AtIdentifier.parse(actor).orElseThrow(),
        rkey,
        new Followed(true, true, Reposts.BOOKMARK, Wish.UNSAID, Action.REPOST));
  }

  private void annaResolves() {
    network.answers(
        query(RESOLVE).withQueryParam("handle", equalTo("anna.example.com")),
        json("{\"did\":\"" + ANNA + "\"}"));
  }

  private void listHasTwoPages() {
    network.answers(
        query(LIST).withQueryParam("list", equalTo(LIST_URI)).withQueryParam("cursor", absent()),
        recorded("list-first-page.json"));
    network.answers(
        query(LIST)
            .withQueryParam("list", equalTo(LIST_URI))
            .withQueryParam("cursor", equalTo("3listpage2")),
        recorded("list-last-page.json"));
  }

  @Test
  void an_account_given_by_handle_is_resolved() {
    annaResolves();

    assertThat(network.source().members(source(Source.Kind.ACCOUNT, "anna.example.com", "")))
        .containsExactly(new Did(ANNA));
  }

  @Test
  void an_account_given_by_did_is_itself() {
    assertThat(network.source().members(source(Source.Kind.ACCOUNT, ANNA, "")))
        .containsExactly(new Did(ANNA));
    assertThat(network.requests()).isZero();
  }

  @Test
  void a_list_is_read_to_its_end_under_the_did_of_its_owner() {
    annaResolves();
    listHasTwoPages();

    assertThat(network.source().members(source(Source.Kind.LIST, "anna.example.com", "3lists")))
        .extracting(Did::value)
        .containsExactly(BERT, "did:plc:carl0000000000000000000a", "did:web:dora.example.com");
    assertThat(network.queries(LIST))
        .allMatch(request -> request.queryParameter("limit").firstValue().equals("100"));
  }

  @Test
  void a_starter_pack_means_its_whole_list_and_not_the_sample() {
    network.answers(
        query("app.bsky.graph.getStarterPack")
            .withQueryParam(
                "starterPack", equalTo("at://" + ANNA + "/app.bsky.graph.starterpack/3pack")),
        recorded("starter-pack.json"));
    listHasTwoPages();

    assertThat(network.source().members(source(Source.Kind.STARTER_PACK, ANNA, "3pack")))
        .hasSize(3);
  }

  @Test
  void follows_are_paged_and_named_once() {
    network.answers(
        query(FOLLOWS).withQueryParam("actor", equalTo(ANNA)).withQueryParam("cursor", absent()),
        json("{\"follows\":[{\"did\":\"" + BERT + "\"},{\"did\":17}],\"cursor\":\"x\"}"));
    network.answers(
        query(FOLLOWS).withQueryParam("cursor", equalTo("x")),
        json("{\"follows\":[{\"did\":\"" + BERT + "\"},{\"did\":\"" + ANNA + "\"}]}"));

    assertThat(network.source().members(source(Source.Kind.FOLLOWS, ANNA, "")))
        .extracting(Did::value)
        .containsExactly(BERT, ANNA);
  }

  @Test
  void a_list_that_loops_ends() {
    network.answers(
        query(FOLLOWS), json("{\"follows\":[{\"did\":\"" + BERT + "\"}],\"cursor\":\"same\"}"));

    assertThatThrownBy(() -> network.source().members(source(Source.Kind.FOLLOWS, ANNA, "")))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("LOOP");
    assertThat(network.queries(FOLLOWS)).hasSize(2);
  }

  @Test
  void a_handle_that_points_nowhere_is_told_with_the_name_of_the_source() {
    network.answers(query(RESOLVE), error(400, "InvalidRequest", "Unable to resolve handle"));

    SourceException e =
        catchThrowableOfType(
            SourceException.class,
            () -> network.source().members(source(Source.Kind.ACCOUNT, "anna.example.com", "")));

    assertThat(e)
        .hasMessageStartingWith("the source: the handle points at no account; was it renamed?");
  }

  @Test
  void a_list_that_is_gone_is_told() {
    network.answers(query(LIST), error(400, "InvalidRequest", "List not found"));

    SourceException e =
        catchThrowableOfType(
            SourceException.class,
            () -> network.source().members(source(Source.Kind.LIST, ANNA, "3lists")));

    assertThat(e).hasMessageStartingWith("the source: it does not exist, or not any more");
  }

  @Test
  void a_starter_pack_without_a_list_is_told() {
    network.answers(
        query("app.bsky.graph.getStarterPack"), json("{\"starterPack\":{\"uri\":\"at://x\"}}"));

    SourceException e =
        catchThrowableOfType(
            SourceException.class,
            () -> network.source().members(source(Source.Kind.STARTER_PACK, ANNA, "3pack")));

    assertThat(e).hasMessageContaining("the starter pack has no list");
  }

  @Test
  void who_follows_the_bot_is_asked_for_thirty_at_a_time() {
    Set<Did> among = new LinkedHashSet<>();
    for (int i = 0; i < 31; i++) {
      among.add(new Did("did:plc:other%019da".formatted(i)));
    }
    Did follower = among.iterator().next();
    network.answers(
        query(RELATIONSHIPS),
        json(
            """
            {"actor": "%s", "relationships": [
              {"did": "%s", "followedBy": "at://%s/app.bsky.graph.follow/3k"},
              {"did": "%s", "following": "at://%s/app.bsky.graph.follow/3k"},
              {"actor": "nobody.example.com", "notFound": true},
              {"did": "did:plc:unasked00000000000000aa", "followedBy": "at://x/y/z"}]}
            """
                .formatted(ANNA, follower, follower, BERT, ANNA)));

    assertThat(network.source().followers(new Did(ANNA), among)).contains(Set.of(follower));

    assertThat(network.queries(RELATIONSHIPS))
        .extracting(request -> request.queryParameter("others").values().size())
        .containsExactly(30, 1);
    assertThat(network.queries(RELATIONSHIPS).get(0).queryParameter("actor").firstValue())
        .isEqualTo(ANNA);
  }

  @Test
  void an_answer_without_relationships_does_not_mean_that_nobody_follows() {
    network.answers(query(RELATIONSHIPS), json("{}"));

    assertThatThrownBy(() -> network.source().followers(new Did(ANNA), Set.of(new Did(BERT))))
        .isInstanceOf(SourceException.class);
  }

  @Test
  void that_it_cannot_be_known_who_follows_the_bot_is_said() {
    network.answers(query(RELATIONSHIPS), error(400, "ActorNotFound", "who?"));

    assertThatThrownBy(() -> network.source().followers(new Did(ANNA), Set.of(new Did(BERT))))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("who follows the bot");
  }

  private static final String PROFILES = "app.bsky.actor.getProfiles";

  @Test
  void handles_are_resolved_25_at_a_time() {
    network.answers(
        query(PROFILES),
        json(
            "{\"profiles\":[{\"did\":\""
                + ANNA
                + "\",\"handle\":\"Anna.example.com\"},"
                + "{\"did\":\""
                + BERT
                + "\",\"handle\":\"handle.invalid\"},"
                + "{\"did\":\"nonsense\",\"handle\":\"h3.example.com\"},17]}"));
    Set<Handle> handles = new LinkedHashSet<>();
    handles.add(new Handle("anna.example.com"));
    for (int i = 0; i < 30; i++) {
      handles.add(new Handle("h" + i + ".example.com"));
    }

    assertThat(network.source().resolve(handles))
        .isEqualTo(Map.of(new Handle("anna.example.com"), new Did(ANNA)));
    assertThat(network.queries(PROFILES)).hasSize(2);
  }

  private static final String LIST_FEED = "app.bsky.feed.getListFeed";

  private static final Instant BACK = Instant.parse("2026-11-23T11:00:00Z");

  private Optional<Map<Did, Instant>> wrote() {
    return network.source().wrote(source(Source.Kind.LIST, ANNA, "3lists"), BACK);
  }

  @Test
  void one_look_at_a_list_tells_who_wrote_and_when() {
    network.answers(
        query(LIST_FEED)
            .withQueryParam("list", equalTo(LIST_URI))
            .withQueryParam("cursor", absent()),
        FeedPage.page()
            .post(ANNA, "3b", "2026-11-23T11:50:00Z")
            .nonsense()
            .post(ANNA, "3a", "2026-11-23T11:30:00Z")
            .cursor("next")
            .answer());
    network.answers(
        query(LIST_FEED).withQueryParam("cursor", equalTo("next")),
        FeedPage.page()
            .post(BERT, "3b", "2026-11-23T11:10:00Z")
            .post(BERT, "3a", "2026-11-23T10:10:00Z")
            .cursor("further")
            .answer());

    assertThat(wrote())
        .contains(
            Map.of(
                new Did(ANNA), Instant.parse("2026-11-23T11:50:00Z"),
                new Did(BERT), Instant.parse("2026-11-23T11:10:00Z")));
    assertThat(network.queries(LIST_FEED)).hasSize(2);
  }

  @Test
  void a_list_that_shows_nothing_may_not_exist_and_so_tells_nothing() {
    network.answers(query(LIST_FEED), FeedPage.page().answer());

    assertThat(wrote()).isEmpty();
  }

  @Test
  void a_list_whose_members_wrote_too_much_to_be_read_tells_nothing() {
    for (int page = 0; page < 12; page++) {
      network.answers(
          query(LIST_FEED).withQueryParam("cursor", page == 0 ? absent() : equalTo("page" + page)),
          FeedPage.page()
              .post(ANNA, "3p" + page, "2026-11-23T11:50:00Z")
              .cursor("page" + (page + 1))
              .answer());
    }

    assertThat(wrote()).isEmpty();
    assertThat(network.queries(LIST_FEED)).hasSize(10);
  }

  @Test
  void only_lists_are_looked_at_as_a_whole() {
    assertThat(network.source().wrote(source(Source.Kind.FOLLOWS, ANNA, ""), BACK)).isEmpty();
    assertThat(network.requests()).isZero();
  }
}
