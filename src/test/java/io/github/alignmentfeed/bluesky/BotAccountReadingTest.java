package io.github.alignmentfeed.bluesky;

import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static io.github.alignmentfeed.bluesky.TestNetwork.BOT;
import static io.github.alignmentfeed.bluesky.TestNetwork.error;
import static io.github.alignmentfeed.bluesky.TestNetwork.json;
import static io.github.alignmentfeed.bluesky.TestNetwork.procedure;
import static io.github.alignmentfeed.bluesky.TestNetwork.query;
import static io.github.alignmentfeed.bluesky.TestNetwork.recorded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.github.alignmentfeed.atproto.AtUri;
import io.github.alignmentfeed.atproto.Did;
import io.github.alignmentfeed.cycle.Account.Extent;
import io.github.alignmentfeed.cycle.Account.Fresh;
import io.github.alignmentfeed.cycle.Account.RepostRecord;
import io.github.alignmentfeed.cycle.AccountException;
import io.github.alignmentfeed.cycle.AccountException.Kind;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the bot sees as itself, and what it finds in its own repository. */
class BotAccountReadingTest {
  private static final String POSTS = "app.bsky.feed.getPosts";
  private static final String SESSION = "com.atproto.server.getSession";
  private static final String LIST = "com.atproto.repo.listRecords";
  private static final String BOOKMARKS = "app.bsky.bookmark.getBookmarks";
  private static final AtUri ANNAS =
      AtUri.of("at://did:plc:anna0000000000000000000a/app.bsky.feed.post/3mbd3542k22k3");
  private static final AtUri BERTS =
      AtUri.of("at://did:plc:bert0000000000000000000a/app.bsky.feed.post/3mbd3542k22k4");
  private static final AtUri CARLS =
      AtUri.of("at://did:plc:carl0000000000000000000a/app.bsky.feed.post/3mbd3542k22k5");

  @RegisterExtension private final TestNetwork network = new TestNetwork();
  @TempDir private Path folder;

  @BeforeEach
  void aServerThatKnowsTheBot() {
    network.answers(procedure("com.atproto.server.createSession"), recorded("session.json"));
  }

  private BotAccount account() {
    return new BotAccount(network.session(folder.resolve("session.json")), network);
  }

  @Test
  void a_login_is_confirmed_by_the_server_and_not_by_the_file() {
    network.answers(query(SESSION), json("{\"did\":\"" + BOT + "\"}"));
    BotAccount account = account();
    account.did();

    assertThat(account.confirm()).isEqualTo(new Did(BOT));

    network.answers(query(SESSION), error(400, "ExpiredToken", "Token has expired"));
    network.answers(
        procedure("com.atproto.server.refreshSession"),
        error(400, "ExpiredToken", "Token has been revoked"));
    network.answers(
        procedure("com.atproto.server.createSession"),
        error(401, "AuthenticationRequired", "Invalid identifier or password"));
    assertThatThrownBy(account::confirm).isInstanceOf(AccountException.class);
    assertThat(network.queries(SESSION)).hasSizeGreaterThan(1);
  }

  @Test
  void posts_are_looked_at_as_the_bot() {
    network.answers(query(POSTS), recorded("posts-as-the-bot-sees-them.json"));

    Map<AtUri, Fresh> seen = account().look(List.of(ANNAS, BERTS, CARLS));

    assertThat(seen).containsOnlyKeys(ANNAS, BERTS);
    Fresh annas = seen.get(ANNAS);
    assertThat(annas.reposted())
        .contains(AtUri.of("at://" + BOT + "/app.bsky.feed.repost/3mbd3542k22k3"));
    assertThat(annas.bookmarked()).isTrue();
    assertThat(annas.followsBot()).isTrue();
    assertThat(annas.blocked()).isFalse();
    Fresh berts = seen.get(BERTS);
    assertThat(berts.reposted()).isEmpty();
    assertThat(berts.bookmarked()).isFalse();
    assertThat(berts.followsBot()).isFalse();
    assertThat(berts.blocked()).isTrue();
    LoggedRequest request = network.queries(POSTS).get(0);
    assertThat(request.getHeader("Authorization")).isEqualTo("Bearer MARKED-ACCESS-1");
    assertThat(request.getHeader("atproto-proxy")).isEqualTo("did:web:api.bsky.app#bsky_appview");
    assertThat(network.log()).anyMatch(line -> line.contains("cannot be understood"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"blockedBy\":true",
        "\"blocking\":\"at://did:plc:x/app.bsky.graph.block/3b\"",
        "\"blockingByList\":{\"uri\":\"at://did:plc:x/app.bsky.graph.list/3l\"}",
      })
  void a_block_in_any_form_is_seen(String block) {
    network.answers(
        query(POSTS), recorded("posts-as-the-bot-sees-them.json", "\"blockedBy\": false", block));

    assertThat(account().look(List.of(ANNAS)).get(ANNAS).blocked()).isTrue();
  }

  @Test
  void twenty_five_posts_are_asked_for_at_a_time_and_each_once() {
    network.answers(query(POSTS), json("{\"posts\":[]}"));
    List<AtUri> sixty =
        IntStream.range(0, 60)
            .mapToObj(i -> AtUri.of("at://" + BOT + "/app.bsky.feed.post/" + i % 55))
            .toList();

    assertThat(account().look(sixty)).isEmpty();

    assertThat(network.queries(POSTS))
        .extracting(request -> request.queryParameter("uris").values().size())
        .containsExactly(25, 25, 5);
  }

  @Test
  void nothing_is_asked_for_where_nothing_is_wanted() {
    assertThat(account().look(List.of())).isEmpty();
    assertThat(network.requests()).isZero();
  }

  @Test
  void where_posts_cannot_be_looked_at_writes_stop() {
    network.answers(query(POSTS), error(502, "UpstreamFailure", "Upstream Failure"));

    AccountException e =
        catchThrowableOfType(AccountException.class, () -> account().look(List.of(ANNAS)));

    assertThat(e.kind()).isEqualTo(Kind.STOP_WRITES);
    assertThat(network.queries(POSTS)).hasSize(3);
  }

  private void repostsAreListed() {
    network.answers(
        query(LIST).withQueryParam("cursor", absent()), recorded("reposts-first-page.json"));
    network.answers(
        query(LIST).withQueryParam("cursor", equalTo("notatid")),
        json(
            "{\"records\":[{\"uri\":\"at://"
                + BOT
                + "/app.bsky.feed.repost/2222222222222\",\"value\":{\"subject\":{\"uri\":\""
                + CARLS
                + "\",\"cid\":\"c\"}}}],\"cursor\":\"2222222222222\"}"));
    network.answers(
        query(LIST).withQueryParam("cursor", equalTo("2222222222222")), json("{\"records\":[]}"));
  }

  @Test
  void reposts_are_listed_until_an_empty_page() {
    repostsAreListed();

    List<RepostRecord> reposts = account().reposts(Extent.ALL);

    assertThat(reposts)
        .extracting(RepostRecord::rkey)
        .containsExactly("3mbd3542k22k3", "notatid", "2222222222222");
    assertThat(reposts)
        .extracting(RepostRecord::createdAt)
        .containsExactly(Instant.parse("2026-11-23T10:05:00.123Z"), Instant.EPOCH, Instant.EPOCH);
    assertThat(reposts.get(0).subject().uri()).isEqualTo(ANNAS);
    LoggedRequest request = network.queries(LIST).get(0);
    assertThat(request.queryParameter("repo").firstValue()).isEqualTo(BOT);
    assertThat(request.queryParameter("collection").firstValue()).isEqualTo("app.bsky.feed.repost");
    assertThat(request.queryParameter("limit").firstValue()).isEqualTo("100");
    assertThat(network.queries(LIST)).hasSize(3);
  }

  @Test
  void the_newest_reposts_are_one_page() {
    repostsAreListed();

    assertThat(account().reposts(Extent.NEWEST)).hasSize(2);
    assertThat(network.queries(LIST)).hasSize(1);
  }

  @Test
  void an_empty_page_that_repeats_its_cursor_is_the_end() {
    network.answers(
        query(LIST).withQueryParam("cursor", absent()), recorded("reposts-first-page.json"));
    network.answers(
        query(LIST).withQueryParam("cursor", equalTo("notatid")),
        json("{\"records\":[],\"cursor\":\"notatid\"}"));

    assertThat(account().reposts(Extent.ALL)).hasSize(2);
    assertThat(network.queries(LIST)).hasSize(2);
  }

  @Test
  void an_empty_page_with_a_new_cursor_is_not_yet_the_end() {
    network.answers(
        query(LIST).withQueryParam("cursor", absent()),
        json("{\"records\":[],\"cursor\":\"next\"}"));
    network.answers(
        query(LIST).withQueryParam("cursor", equalTo("next")), recorded("reposts-first-page.json"));
    network.answers(
        query(LIST).withQueryParam("cursor", equalTo("notatid")), json("{\"records\":[]}"));

    assertThat(account().reposts(Extent.ALL)).hasSize(2);
  }

  @Test
  void a_list_that_never_ends_stops_writes() {
    network.answers(query(LIST), recorded("reposts-first-page.json"));

    AccountException e =
        catchThrowableOfType(AccountException.class, () -> account().reposts(Extent.ALL));

    assertThat(e.kind()).isEqualTo(Kind.STOP_WRITES);
    assertThat(e).hasMessageContaining("never ends");
  }

  @Test
  void tombstones_are_listed_by_subject() {
    network.answers(
        query(LIST)
            .withQueryParam("collection", equalTo("io.github.alignmentfeed.tombstone"))
            .withQueryParam("cursor", absent()),
        json(
            "{\"records\":[{\"uri\":\"at://x\",\"value\":{\"subject\":{\"uri\":\""
                + ANNAS
                + "\",\"cid\":\"c\"}}},{\"value\":{}}],\"cursor\":\"k\"}"));
    network.answers(query(LIST).withQueryParam("cursor", equalTo("k")), json("{\"records\":[]}"));

    assertThat(account().tombstones()).containsExactly(ANNAS);
  }

  @Test
  void bookmarks_are_paged() {
    network.answers(
        query(BOOKMARKS).withQueryParam("cursor", absent()), recorded("bookmarks-first-page.json"));
    network.answers(
        query(BOOKMARKS).withQueryParam("cursor", equalTo("more")),
        json(
            "{\"bookmarks\":[{\"subject\":{\"uri\":\"" + BERTS + "\",\"cid\":\"c\"}},{\"x\":1}]}"));

    assertThat(account().bookmarks())
        .extracting(bookmark -> bookmark.subject().uri())
        .containsExactly(ANNAS, CARLS, BERTS);
    assertThat(network.queries(BOOKMARKS))
        .allMatch(
            request ->
                request.getHeader("atproto-proxy").equals("did:web:api.bsky.app#bsky_appview"));
  }

  @Test
  void the_account_is_known_by_its_did() {
    assertThat(account().did().value()).isEqualTo(BOT);
  }
}
