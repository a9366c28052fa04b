package io.github.alignmentfeed.bluesky;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
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
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.github.alignmentfeed.atproto.Handle;
import io.github.alignmentfeed.cycle.AccountException;
import io.github.alignmentfeed.cycle.AccountException.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SessionTest {
  private static final String CREATE = "com.atproto.server.createSession";
  private static final String REFRESH = "com.atproto.server.refreshSession";
  private static final String ASK = "app.bsky.feed.getPosts";

  @RegisterExtension private final TestNetwork network = new TestNetwork();
  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void aServerThatKnowsTheBot() {
    file = folder.resolve("session.json");
    network.answers(procedure(CREATE), granted(1));
    network.answers(procedure(REFRESH), granted(2));
    network.answers(query(ASK), json("{\"posts\":[]}"));
  }

  private static ResponseDefinitionBuilder granted(int pair) {
    return recorded("session.json", "-1\"", "-" + pair + "\"");
  }

  /** The server takes only the access token of one pair. */
  private void onlyTakes(int pair, ResponseDefinitionBuilder otherwise) {
    network.answers(query(ASK).atPriority(2), otherwise);
    network.answers(
        query(ASK)
            .withHeader("Authorization", equalTo("Bearer MARKED-ACCESS-" + pair))
            .atPriority(1),
        json("{\"posts\":[]}"));
  }

  private void kept(int pair) {
    network.session(file).did();
    try {
      Files.writeString(file, Files.readString(file).replace("-1\"", "-" + pair + "\""));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    network.later(Duration.ofHours(3));
  }

  private static void ask(Session session) {
    session.send(XrpcCall.query(ASK));
  }

  private static AccountException failing(Session session) {
    return catchThrowableOfType(AccountException.class, () -> ask(session));
  }

  private List<String> shown(String method) {
    return Stream.concat(network.queries(method).stream(), network.procedures(method).stream())
        .map(request -> request.getHeader("Authorization"))
        .toList();
  }

  private String onDisk() throws IOException {
    return Files.readString(file);
  }

  @Test
  void logs_in_once_and_shows_the_token_with_every_call() {
    Session session = network.session(file);

    ask(session);
    ask(session);

    assertThat(session.did().value()).isEqualTo(BOT);
    assertThat(network.procedures(CREATE)).hasSize(1);
    assertThat(body(network.procedures(CREATE).get(0)))
        .isEqualTo(
            Json.mapper()
                .createObjectNode()
                .put("identifier", "bot.example.com")
                .put("password", TestNetwork.PASSWORD));
    assertThat(network.procedures(CREATE).get(0).containsHeader("Authorization")).isFalse();
    assertThat(shown(ASK)).containsExactly("Bearer MARKED-ACCESS-1", "Bearer MARKED-ACCESS-1");
  }

  @Test
  void kept_tokens_are_used_without_a_request() {
    network.session(file).did();
    int before = network.requests();

    Session next = network.session(file);

    assertThat(next.did().value()).isEqualTo(BOT);
    assertThat(network.requests()).isEqualTo(before);
    ask(next);
    assertThat(network.procedures(CREATE)).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "400, ExpiredToken",
    "401, ExpiredToken",
    "400, InvalidToken",
    "401, AuthMissing",
  })
  void a_dead_token_is_renewed_once_and_the_call_made_again(int status, String name)
      throws IOException {
    kept(1);
    onlyTakes(2, error(status, name, "Token has expired"));

    ask(network.session(file));

    assertThat(shown(REFRESH)).containsExactly("Bearer MARKED-REFRESH-1");
    assertThat(network.procedures(REFRESH).get(0).getBody()).isEmpty();
    assertThat(shown(ASK)).containsExactly("Bearer MARKED-ACCESS-1", "Bearer MARKED-ACCESS-2");
    assertThat(network.procedures(CREATE)).hasSize(1);
    assertThat(onDisk()).contains("MARKED-ACCESS-2", "MARKED-REFRESH-2");
  }

  @Test
  void the_new_pair_is_on_disk_before_it_is_used() throws IOException {
    kept(1);
    network.answers(query(ASK), error(400, "ExpiredToken", "Token has expired"));

    AccountException e =
        catchThrowableOfType(
            AccountException.class,
            () -> {
              try {
                ask(network.session(file));
              } catch (XrpcException refusedAgain) {
                throw WriteRefusal.of(refusedAgain);
              }
            });

    assertThat(e.kind()).isEqualTo(Kind.LOGIN);
    assertThat(network.queries(ASK)).hasSize(2);
    assertThat(network.procedures(REFRESH)).hasSize(1);
    assertThat(onDisk()).contains("MARKED-ACCESS-2");
  }

  @Test
  void an_error_of_another_name_renews_nothing() {
    kept(1);
    network.answers(query(ASK), error(401, "SomethingElse", ""));

    catchThrowableOfType(XrpcException.class, () -> ask(network.session(file)));

    assertThat(network.procedures(REFRESH)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ExpiredToken", "InvalidToken"})
  void a_revoked_refresh_token_leads_to_one_login(String name) {
    kept(3);
    onlyTakes(1, error(400, "ExpiredToken", "Token has expired"));
    network.answers(procedure(REFRESH), error(400, name, "Token has been revoked"));

    ask(network.session(file));

    assertThat(network.procedures(REFRESH)).hasSize(1);
    assertThat(network.procedures(CREATE)).hasSize(2); // one of them made the kept tokens
    assertThat(shown(ASK)).containsExactly("Bearer MARKED-ACCESS-3", "Bearer MARKED-ACCESS-1");
  }

  @Test
  void a_process_logs_in_once_and_never_in_a_loop() {
    Session session = network.session(file);
    ask(session);
    network.answers(query(ASK), error(400, "ExpiredToken", "Token has expired"));
    network.answers(procedure(REFRESH), error(400, "ExpiredToken", "Token has been revoked"));

    AccountException e = failing(session);
    int requests = network.requests();

    assertThat(e.kind()).isEqualTo(Kind.LOGIN);
    assertThat(e).hasMessageContaining("was revoked");
    assertThat(failing(session)).hasMessage(e.getMessage());
    assertThat(network.requests()).isEqualTo(requests);
    assertThat(network.procedures(CREATE)).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "401 | AuthenticationRequired  | Invalid identifier or password | make a new app password",
        "401 | AuthFactorTokenRequired | A sign in code has been sent    | give the bot an app password",
        "401 | AccountTakedown         | Account has been taken down     | was taken down",
        "401 | AccountDeactivated      | Account is deactivated          | is deactivated",
        "400 | InvalidRequest          | Wrong                           | make a new app password",
      })
  void a_refused_login_is_told_and_not_tried_again(
      int status, String name, String message, String advice) {
    network.answers(procedure(CREATE), error(status, name, message));
    Session session = network.session(file);

    AccountException e = failing(session);

    assertThat(e.kind()).isEqualTo(Kind.LOGIN);
    assertThat(e).hasMessageContaining(advice).hasMessageContaining(name);
    network.later(Duration.ofDays(2));
    assertThat(failing(session)).hasMessage(e.getMessage());
    assertThat(network.procedures(CREATE)).hasSize(1);
    assertThat(network.queries(ASK)).isEmpty();
  }

  @Test
  void a_refused_password_is_not_tried_again_after_a_restart_but_another_one_is()
      throws IOException {
    network.answers(
        procedure(CREATE), error(401, "AuthenticationRequired", "Invalid identifier or password"));
    failing(network.session(file));
    network.later(Duration.ofDays(2));

    AccountException again = failing(network.session(file));

    assertThat(again.kind()).isEqualTo(Kind.LOGIN);
    assertThat(again).hasMessageContaining("refused before").hasMessageContaining("app password");
    assertThat(network.procedures(CREATE)).hasSize(1);
    assertThat(onDisk()).doesNotContain(TestNetwork.PASSWORD);

    network.answers(procedure(CREATE), granted(1));
    Login changed =
        new Login(network.login().handle(), () -> "another-password", network.login().service());
    ask(network.session(file, changed));

    assertThat(network.procedures(CREATE)).hasSize(2);
    assertThat(onDisk()).doesNotContain("refusedPassword");
  }

  @Test
  void an_account_that_is_shut_is_tried_again_the_next_day() {
    network.answers(procedure(CREATE), error(401, "AccountTakedown", "Account is down"));
    failing(network.session(file));
    network.later(Duration.ofHours(23));
    assertThat(failing(network.session(file)).kind()).isEqualTo(Kind.LOGIN);
    assertThat(network.procedures(CREATE)).hasSize(1);

    network.later(Duration.ofHours(1));
    network.answers(procedure(CREATE), granted(1));
    ask(network.session(file));

    assertThat(network.procedures(CREATE)).hasSize(2);
  }

  @Test
  void a_limit_of_logins_is_remembered_beyond_the_process() throws IOException {
    long reset = NOW.plus(Duration.ofHours(5)).getEpochSecond();
    network.answers(
        procedure(CREATE),
        error(429, "RateLimitExceeded", "Rate Limit Exceeded")
            .withHeader("RateLimit-Reset", "" + reset));

    AccountException e = failing(network.session(file));
    assertThat(e.kind()).isEqualTo(Kind.LOGIN);
    assertThat(e).hasMessageContaining("until 2026-11-23T17:00:00Z");
    assertThat(onDisk()).contains("\"noLoginBefore\":\"2026-11-23T17:00:00Z\"");

    network.later(Duration.ofHours(4));
    try (Transport afterRestart = network.transport(Duration.ofSeconds(5))) {
      AccountException again =
          failing(new Session(afterRestart, network.identity(), network.login(), file, network));
      assertThat(again.kind()).isEqualTo(Kind.LOGIN);
      assertThat(again).hasMessageContaining("none is tried before 2026-11-23T17:00:00Z");
    }
    assertThat(network.procedures(CREATE)).hasSize(1);

    network.later(Duration.ofHours(1));
    network.answers(procedure(CREATE), granted(1));
    ask(network.session(file));
    assertThat(onDisk()).doesNotContain("noLoginBefore");
  }

  @Test
  void a_short_limit_of_logins_is_not_waited_for_either() {
    network.answers(
        procedure(CREATE),
        error(429, "RateLimitExceeded", "Rate Limit Exceeded").withHeader("Retry-After", "2"));

    assertThat(failing(network.session(file)).kind()).isEqualTo(Kind.LOGIN);
    assertThat(network.procedures(CREATE)).hasSize(1);
    assertThat(network.pauses()).isEmpty();
  }

  @Test
  void a_limit_that_names_no_time_is_taken_for_a_quarter_of_an_hour() throws IOException {
    network.answers(procedure(CREATE), page(429));

    failing(network.session(file));

    assertThat(onDisk()).contains("2026-11-23T12:15:00Z");
  }

  @Test
  void a_login_whose_answer_is_lost_is_not_repeated_before_some_time_has_passed() {
    network.answers(procedure(CREATE), lost());
    Session session = network.session(file);

    assertThat(failing(session).kind()).isEqualTo(Kind.UNREACHABLE);
    assertThat(failing(session).kind()).isEqualTo(Kind.STOP_WRITES);
    assertThat(network.procedures(CREATE)).hasSize(1);

    network.later(Duration.ofMinutes(5));
    assertThat(failing(session).kind()).isEqualTo(Kind.UNREACHABLE);
    assertThat(network.procedures(CREATE)).hasSize(2);

    network.later(Duration.ofMinutes(9));
    failing(session);
    assertThat(network.procedures(CREATE)).hasSize(2);

    network.later(Duration.ofMinutes(1));
    network.answers(procedure(CREATE), granted(1));
    ask(session);
  }

  @Test
  void a_lost_answer_to_a_refresh_is_asked_for_again_with_the_same_token() {
    kept(1);
    onlyTakes(2, error(400, "ExpiredToken", "Token has expired"));
    network.answersInTurn(() -> procedure(REFRESH), lost(), granted(2));

    ask(network.session(file));

    assertThat(shown(REFRESH))
        .containsExactly("Bearer MARKED-REFRESH-1", "Bearer MARKED-REFRESH-1");
    assertThat(network.procedures(CREATE)).hasSize(1);
  }

  @Test
  void a_server_that_is_away_at_a_refresh_stops_writes_and_logs_nobody_in() {
    kept(1);
    network.answers(query(ASK), error(400, "ExpiredToken", "Token has expired"));
    network.answers(procedure(REFRESH), page(503));

    assertThat(failing(network.session(file)).kind()).isEqualTo(Kind.STOP_WRITES);
    assertThat(network.procedures(CREATE)).hasSize(1);
  }

  @Test
  void an_account_that_is_gone_at_a_refresh_ends_the_session_for_good() {
    kept(1);
    network.answers(query(ASK), error(400, "ExpiredToken", "Token has expired"));
    network.answers(procedure(REFRESH), error(401, "AccountTakedown", "taken down"));
    Session session = network.session(file);

    assertThat(failing(session).kind()).isEqualTo(Kind.LOGIN);
    assertThat(failing(session)).hasMessageContaining("was taken down");
    assertThat(network.procedures(REFRESH)).hasSize(1);
    assertThat(network.procedures(CREATE)).hasSize(1);
  }

  @Test
  void tokens_that_another_process_renewed_are_taken_from_the_file() {
    kept(1);
    Session session = network.session(file);
    session.did();
    kept(2);
    onlyTakes(2, error(400, "ExpiredToken", "Token has expired"));

    ask(session);

    assertThat(network.procedures(REFRESH)).isEmpty();
  }

  @Test
  void threads_that_meet_a_dead_token_together_renew_it_once() {
    kept(1);
    onlyTakes(2, error(400, "ExpiredToken", "Token has expired"));
    Session session = network.session(file);

    List<CompletableFuture<Void>> all =
        Stream.generate(() -> CompletableFuture.runAsync(() -> ask(session))).limit(4).toList();
    all.forEach(CompletableFuture::join);

    assertThat(network.procedures(REFRESH)).hasSize(1);
    assertThat(network.procedures(CREATE)).hasSize(1);
  }

  @Test
  void the_server_is_found_through_the_handle_and_its_did_document() {
    network.answers(query("com.atproto.identity.resolveHandle"), json("{\"did\":\"" + BOT + "\"}"));
    network.answers(
        get(urlPathEqualTo("/" + BOT)),
        recorded("did-document.json", "SERVICE", network.alias().toString()));
    Login login =
        new Login(new Handle("bot.example.com"), () -> TestNetwork.PASSWORD, Optional.empty());

    ask(network.session(file, login));

    assertThat(network.procedures(CREATE).get(0).getHost()).isEqualTo("127.0.0.1");
    assertThat(network.queries(ASK).get(0).getHost()).isEqualTo("127.0.0.1");
  }

  @Test
  void the_password_is_not_sent_where_the_account_does_not_claim_the_handle() {
    network.answers(query("com.atproto.identity.resolveHandle"), json("{\"did\":\"" + BOT + "\"}"));
    network.answers(
        get(urlPathEqualTo("/" + BOT)),
        recorded(
            "did-document.json",
            "SERVICE",
            network.uri().toString(),
            "bot.example.com",
            "other.example.com"));
    Login login =
        new Login(new Handle("bot.example.com"), () -> TestNetwork.PASSWORD, Optional.empty());

    AccountException e = failing(network.session(file, login));

    assertThat(e.kind()).isEqualTo(Kind.LOGIN);
    assertThat(e)
        .hasMessageContaining("name the server in bot.service")
        .hasMessageContaining("it does not claim the handle");
    assertThat(network.procedures(CREATE)).isEmpty();
  }

  @Test
  void the_server_that_the_session_names_comes_first() {
    String document = recording("did-document.json", "SERVICE", network.alias().toString());
    String session = recording("session.json");
    network.answers(
        procedure(CREATE),
        json(session.substring(0, session.lastIndexOf('}')) + ",\"didDoc\":" + document + "}"));

    ask(network.session(file));
    ask(network.session(file));

    assertThat(network.queries(ASK))
        .extracting(request -> request.getHost())
        .containsExactly("127.0.0.1", "127.0.0.1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"did\":\"" + BOT + "\",\"accessJwt\":\"a\\nb\",\"refreshJwt\":\"c\"}",
        "{\"did\":\"" + BOT + "\",\"accessJwt\":\"a\"}",
        "<html>"
      })
  void an_answer_that_holds_no_session_stops_writes(String answer) {
    network.answers(procedure(CREATE), json(answer));

    assertThat(failing(network.session(file)).kind()).isEqualTo(Kind.STOP_WRITES);
    assertThat(network.queries(ASK)).isEmpty();
  }

  @Test
  void no_login_is_spent_where_the_session_could_not_be_kept() throws IOException {
    Path blocked = Files.writeString(folder.resolve("a-file"), "").resolve("session.json");

    AccountException e = failing(network.session(blocked));

    assertThat(e.kind()).isEqualTo(Kind.LOGIN);
    assertThat(e).hasMessageContaining("cannot be written");
    assertThat(network.requests()).isZero();
  }
}
