package io.github.alignmentfeed.bluesky;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static io.github.alignmentfeed.bluesky.TestNetwork.BOT;
import static io.github.alignmentfeed.bluesky.TestNetwork.NOW;
import static io.github.alignmentfeed.bluesky.TestNetwork.body;
import static io.github.alignmentfeed.bluesky.TestNetwork.error;
import static io.github.alignmentfeed.bluesky.TestNetwork.json;
import static io.github.alignmentfeed.bluesky.TestNetwork.lost;
import static io.github.alignmentfeed.bluesky.TestNetwork.page;
import static io.github.alignmentfeed.bluesky.TestNetwork.procedure;
import static io.github.alignmentfeed.bluesky.TestNetwork.query;
import static io.github.alignmentfeed.bluesky.TestNetwork.recorded;
import static io.github.alignmentfeed.bluesky.TestNetwork.recording;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.github.alignmentfeed.atproto.AtUri;
import io.github.alignmentfeed.atproto.StrongRef;
import io.github.alignmentfeed.atproto.Tid;
import io.github.alignmentfeed.cycle.Account.Written;
import io.github.alignmentfeed.cycle.AccountException;
import io.github.alignmentfeed.cycle.AccountException.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the bot writes, and what becomes of a write that is not clearly done. */
class BotAccountTest {
  private static final String PUT = "com.atproto.repo.putRecord";
  private static final String GET = "com.atproto.repo.getRecord";
  private static final String DELETE = "com.atproto.repo.deleteRecord";
  private static final String BOOKMARK = "app.bsky.bookmark.createBookmark";
  private static final String UNBOOKMARK = "app.bsky.bookmark.deleteBookmark";
  private static final String ANNA = "did:plc:anna0000000000000000000a";
  private static final StrongRef SUBJECT =
      new StrongRef(AtUri.of("at://" + ANNA + "/app.bsky.feed.post/3mbd3542k22k3"), "bafysubject");
  private static final Tid KEY = Tid.about(SUBJECT.uri());
  private static final Instant AT = NOW.plusNanos(7_900_000);

  @RegisterExtension private final TestNetwork network = new TestNetwork();
  @TempDir private Path folder;

  @BeforeEach
  void aServerThatKnowsTheBot() {
    network.answers(procedure("com.atproto.server.createSession"), recorded("session.json"));
    network.answers(query(GET), error(400, "RecordNotFound", "Could not locate record: at://x"));
  }

  private BotAccount account() {
    return account(Optional.of(BotAccount.BLUESKY_APPVIEW));
  }

  private BotAccount account(Optional<String> proxy) {
    return new BotAccount(network.session(folder.resolve("session.json")), proxy, network);
  }

  private Written repost() {
    return account().repost(KEY, SUBJECT, AT);
  }

  private Kind failure() {
    return catchThrowableOfType(AccountException.class, this::repost).kind();
  }

  private static ResponseDefinitionBuilder written() {
    return recorded("put-record-new.json");
  }

  private static ResponseDefinitionBuilder recordAbout(AtUri subject) {
    return recorded("repost-record.json", "SUBJECT", subject.toString());
  }

  private static ResponseDefinitionBuilder invalidSwap() {
    return error(400, "InvalidSwap", "Record was at bafyreicurrent");
  }

  @Test
  void a_repost_is_put_under_its_key_where_nothing_may_be_yet() {
    network.answers(procedure(PUT), written());

    assertThat(repost()).isEqualTo(Written.NEW);

    LoggedRequest request = network.procedures(PUT).get(0);
    assertThat(request.getHeader("Authorization")).isEqualTo("Bearer MARKED-ACCESS-1");
    assertThat(request.containsHeader("atproto-proxy")).isFalse();
    assertThat(body(request))
        .isEqualTo(
            Json.mapper()
                .readTree(
                    recording("put-record-request.json", "RKEY", KEY.toString(), "REPO", BOT)));
    assertThat(request.getBodyAsString()).contains("\"swapRecord\":null");
  }

  @Test
  void a_time_on_the_second_keeps_its_milliseconds() {
    network.answers(procedure(PUT), written());

    account().repost(KEY, SUBJECT, NOW);

    assertThat(body(network.procedures(PUT).get(0)).path("record").path("createdAt").stringValue())
        .isEqualTo("2026-11-23T12:00:00.000Z");
  }

  @Test
  void an_identical_repost_that_stood_there_is_answered_without_a_commit() {
    network.answers(procedure(PUT), recorded("put-record-unchanged.json"));

    assertThat(repost()).isEqualTo(Written.ALREADY);
    assertThat(network.queries(GET)).isEmpty();
  }

  @Test
  void an_older_repost_of_the_same_subject_is_found_under_the_key() {
    network.answers(procedure(PUT), invalidSwap());
    network.answers(query(GET), recordAbout(SUBJECT.uri()));

    assertThat(repost()).isEqualTo(Written.ALREADY);

    LoggedRequest lookup = network.queries(GET).get(0);
    assertThat(lookup.queryParameter("repo").firstValue()).isEqualTo(BOT);
    assertThat(lookup.queryParameter("collection").firstValue()).isEqualTo("app.bsky.feed.repost");
    assertThat(lookup.queryParameter("rkey").firstValue()).isEqualTo(KEY.toString());
  }

  @Test
  void another_subject_may_hold_the_key() {
    network.answers(procedure(PUT), invalidSwap());
    network.answers(query(GET), recordAbout(AtUri.of("at://" + ANNA + "/app.bsky.feed.post/3x")));

    assertThat(repost()).isEqualTo(Written.KEY_TAKEN);
  }

  @Test
  void a_record_that_is_no_repost_may_hold_the_key() {
    network.answers(procedure(PUT), invalidSwap());
    network.answers(query(GET), json("{\"uri\":\"at://x\",\"value\":{\"subject\":17}}"));

    assertThat(repost()).isEqualTo(Written.KEY_TAKEN);
    assertThat(account().repostUnder(KEY)).isEmpty();
  }

  @Test
  void a_swap_that_failed_over_a_record_since_deleted_is_for_the_next_tick() {
    network.answers(procedure(PUT), invalidSwap());

    assertThat(failure()).isEqualTo(Kind.TRANSIENT);
  }

  @Test
  void a_500_that_did_succeed_is_found_out() {
    network.answers(procedure(PUT), error(500, "InternalServerError", "Internal Server Error"));
    network.answers(query(GET), recordAbout(SUBJECT.uri()));

    assertThat(repost()).isEqualTo(Written.ALREADY);
    assertThat(network.procedures(PUT)).hasSize(1);
  }

  @Test
  void a_500_that_left_nothing_is_for_the_next_tick() {
    network.answers(procedure(PUT), error(500, "InternalServerError", "Internal Server Error"));

    assertThat(failure()).isEqualTo(Kind.TRANSIENT);
    assertThat(network.procedures(PUT)).hasSize(1);
    assertThat(network.queries(GET)).hasSize(1);
  }

  @Test
  void a_lost_answer_is_found_out() {
    network.answers(procedure(PUT), lost());
    assertThat(failure()).isEqualTo(Kind.TRANSIENT);

    network.answers(query(GET), recordAbout(SUBJECT.uri()));
    assertThat(repost()).isEqualTo(Written.ALREADY);
    assertThat(network.procedures(PUT)).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<html>", "[]"})
  void an_answer_that_says_nothing_is_found_out(String answer) {
    network.answers(procedure(PUT), json(answer));
    network.answers(query(GET), recordAbout(SUBJECT.uri()));

    assertThat(repost()).isEqualTo(Written.ALREADY);
  }

  @Test
  void where_neither_write_nor_lookup_is_answered_writes_stop() {
    network.answers(procedure(PUT), lost());
    network.answers(query(GET), lost());

    assertThat(failure()).isEqualTo(Kind.UNREACHABLE);
    assertThat(network.procedures(PUT)).hasSize(1);
  }

  @Test
  void a_gateway_that_recovers_is_not_noticed() {
    network.answersInTurn(() -> procedure(PUT), page(503), written());

    assertThat(repost()).isEqualTo(Written.NEW);
  }

  @ParameterizedTest
  @ValueSource(ints = {502, 503, 504})
  void a_gateway_that_stays_away_stops_writes(int status) {
    network.answers(procedure(PUT), page(status));

    assertThat(failure()).isEqualTo(Kind.STOP_WRITES);
    assertThat(network.procedures(PUT)).hasSize(3);
    assertThat(network.queries(GET)).hasSize(1);
  }

  @Test
  void a_rate_limit_stops_writes_and_nothing_more_is_sent() {
    network.answers(
        procedure(PUT),
        error(429, "RateLimitExceeded", "Rate Limit Exceeded").withHeader("Retry-After", "600"));
    BotAccount account = account();

    for (int i = 0; i < 2; i++) {
      AccountException e =
          catchThrowableOfType(AccountException.class, () -> account.repost(KEY, SUBJECT, AT));
      assertThat(e.kind()).isEqualTo(Kind.STOP_WRITES);
      assertThat(e).hasMessageContaining("asks to wait until 2026-11-23T12:10:00Z");
    }
    assertThat(network.procedures(PUT)).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "400, InvalidRequest, Invalid record key, ITEM",
    "400, UnsupportedCollection, posts only, ITEM",
    "413, PayloadTooLarge, request entity too large, ITEM",
    "400, InvalidRequest, could not resolve proxy did, STOP_WRITES",
    "401, AccountTakedown, Account has been taken down, LOGIN",
    "401, AccountDeactivated, Account is deactivated, LOGIN",
    "403, AccountNotFound, Account not found, LOGIN",
    "400, RepoNotFound, Could not find repo, LOGIN",
    "400, InvalidRequest, Could not find repo: did:plc:bot, LOGIN",
    "401, AuthenticationRequired, Authentication Required, LOGIN",
    "401, BadJwtAudience, jwt audience does not match, STOP_WRITES",
    "501, MethodNotImplemented, Method Not Implemented, STOP_WRITES",
    "403, '', keep out, STOP_WRITES",
    "404, '', not here, STOP_WRITES",
  })
  void each_refusal_means_something_for_the_cycle(
      int status, String name, String message, Kind kind) {
    network.answers(procedure(PUT), error(status, name, message));

    assertThat(failure()).isEqualTo(kind);
    assertThat(network.procedures(PUT)).hasSize(1);
    assertThat(network.queries(GET)).isEmpty();
    assertThat(network.log().stream().anyMatch(line -> line.contains("looks like a bug")))
        .isEqualTo(kind == Kind.ITEM);
  }

  @Test
  void what_is_under_a_key_can_be_looked_up() {
    network.answers(query(GET), recordAbout(SUBJECT.uri()));
    assertThat(account().repostUnder(KEY).map(StrongRef::uri)).contains(SUBJECT.uri());

    network.answers(query(GET), error(400, "InvalidRequest", "Could not locate record: at://x"));
    assertThat(account().repostUnder(KEY)).isEmpty();

    network.answers(query(GET), error(400, "InvalidRequest", "Could not find repo: x"));
    assertThat(
            catchThrowableOfType(AccountException.class, () -> account().repostUnder(KEY)).kind())
        .isEqualTo(Kind.LOGIN);
  }

  @Test
  void a_repost_is_deleted_by_its_key() {
    network.answersInTurn(() -> procedure(DELETE), lost(), json("{}"));

    account().deleteRepost("3mbd3542k22k3");

    assertThat(network.procedures(DELETE)).hasSize(2);
    assertThat(body(network.procedures(DELETE).get(0)))
        .isEqualTo(
            Json.mapper()
                .createObjectNode()
                .put("repo", BOT)
                .put("collection", "app.bsky.feed.repost")
                .put("rkey", "3mbd3542k22k3"));
  }

  @Test
  void a_bookmark_goes_through_to_the_appview() {
    network.answers(procedure(BOOKMARK), WireMock.ok());

    account().bookmark(SUBJECT);

    LoggedRequest request = network.procedures(BOOKMARK).get(0);
    assertThat(request.getHeader("atproto-proxy")).isEqualTo("did:web:api.bsky.app#bsky_appview");
    assertThat(body(request))
        .isEqualTo(
            Json.mapper()
                .createObjectNode()
                .put("uri", SUBJECT.uri().toString())
                .put("cid", "bafysubject"));
  }

  @Test
  void a_server_that_knows_one_appview_is_not_told_which() {
    network.answers(procedure(BOOKMARK), WireMock.ok());
    network.answers(procedure(UNBOOKMARK), WireMock.ok());

    account(Optional.empty()).bookmark(SUBJECT);
    account(Optional.empty()).deleteBookmark(SUBJECT.uri());

    assertThat(network.procedures(BOOKMARK).get(0).containsHeader("atproto-proxy")).isFalse();
    assertThat(network.procedures(UNBOOKMARK).get(0).containsHeader("atproto-proxy")).isFalse();
    assertThat(network.procedures(UNBOOKMARK).get(0).getBodyAsString())
        .isEqualTo("{\"uri\":\"" + SUBJECT.uri() + "\"}");
  }

  @Test
  void a_bookmark_may_be_sent_again() {
    network.answersInTurn(() -> procedure(BOOKMARK), lost(), page(500), WireMock.ok());

    assertThatCode(() -> account().bookmark(SUBJECT)).doesNotThrowAnyException();
    assertThat(network.procedures(BOOKMARK)).hasSize(3);
  }

  @Test
  void where_there_are_no_bookmarks_one_request_finds_out() {
    network.answers(
        procedure(BOOKMARK), error(501, "MethodNotImplemented", "Method Not Implemented"));
    BotAccount account = account();

    for (int i = 0; i < 3; i++) {
      AccountException e =
          catchThrowableOfType(AccountException.class, () -> account.bookmark(SUBJECT));
      assertThat(e.kind()).isEqualTo(Kind.TRANSIENT);
    }
    assertThat(network.procedures(BOOKMARK)).hasSize(1);
  }

  @Test
  void a_tombstone_is_put_under_the_key_in_a_collection_of_our_own() {
    network.answers(procedure(PUT), written());

    account().tombstone(KEY, SUBJECT, AT);

    assertThat(body(network.procedures(PUT).get(0)))
        .isEqualTo(
            Json.mapper()
                .readTree(
                    recording(
                        "put-record-request.json",
                        "RKEY",
                        KEY.toString(),
                        "REPO",
                        BOT,
                        "app.bsky.feed.repost",
                        "io.github.alignmentfeed.tombstone")));
  }

  @Test
  void a_tombstone_that_stands_already_is_fine() {
    network.answers(procedure(PUT), invalidSwap());
    network.answers(query(GET), recordAbout(SUBJECT.uri()));

    account().tombstone(KEY, SUBJECT, AT.plus(Duration.ofDays(1)));

    assertThat(network.procedures(PUT)).hasSize(1);
  }

  @Test
  void a_tombstone_never_overwrites_that_of_another_subject() {
    String other = Tid.hashed(SUBJECT.uri()).toString();
    network.answersInTurn(() -> procedure(PUT), invalidSwap(), written());
    network.answers(
        query(GET).withQueryParam("rkey", equalTo(KEY.toString())),
        recordAbout(AtUri.of("at://" + ANNA + "/app.bsky.feed.post/3x")));

    account().tombstone(KEY, SUBJECT, AT);

    assertThat(network.procedures(PUT))
        .extracting(request -> body(request).path("rkey").stringValue())
        .containsExactly(KEY.toString(), other);
  }
}
