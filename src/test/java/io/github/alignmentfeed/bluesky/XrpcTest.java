package io.github.alignmentfeed.bluesky;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static io.github.alignmentfeed.bluesky.TestNetwork.NOW;
import static io.github.alignmentfeed.bluesky.TestNetwork.error;
import static io.github.alignmentfeed.bluesky.TestNetwork.json;
import static io.github.alignmentfeed.bluesky.TestNetwork.lost;
import static io.github.alignmentfeed.bluesky.TestNetwork.page;
import static io.github.alignmentfeed.bluesky.TestNetwork.procedure;
import static io.github.alignmentfeed.bluesky.TestNetwork.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.github.alignmentfeed.bluesky.XrpcException.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class XrpcTest {
  private static final String READ = "app.bsky.feed.getPosts";
  private static final String WRITE = "com.atproto.repo.putRecord";
  private static final List<Duration> TWO_PAUSES =
      List.of(Duration.ofMillis(400), Duration.ofMillis(800));

  @RegisterExtension private final TestNetwork network = new TestNetwork();

  private XrpcException reading() {
    return failing(XrpcCall.query(READ));
  }

  private XrpcException writing() {
    return failing(XrpcCall.procedure(WRITE, Repeat.WRITE).sending(input()));
  }

  private XrpcException failing(XrpcCall call) {
    return catchThrowableOfType(XrpcException.class, () -> network.xrpc().send(call));
  }

  private static JsonNode input() {
    return Json.mapper().createObjectNode().put("repo", "did:plc:bot").putNull("swapRecord");
  }

  @Test
  void a_query_repeats_a_parameter_and_says_who_asks() {
    network.answers(query(READ), json("{\"posts\":[]}"));

    JsonNode answer =
        network
            .xrpc()
            .send(XrpcCall.query(READ).with("uris", "at://a/b/c d").with("uris", "at://d/e/f&g"));

    assertThat(answer.path("posts").isArray()).isTrue();
    LoggedRequest request = network.queries(READ).get(0);
    assertThat(request.queryParameter("uris").values())
        .containsExactly("at://a/b/c d", "at://d/e/f&g");
    assertThat(request.getHeader("User-Agent")).isEqualTo("a-test/1");
    assertThat(request.getHeader("Accept-Encoding")).contains("gzip");
    assertThat(request.containsHeader("Authorization")).isFalse();
    assertThat(request.containsHeader("atproto-proxy")).isFalse();
  }

  @Test
  void a_procedure_sends_json_the_token_and_the_proxy() {
    network.answers(procedure(WRITE), json("{}"));

    network
        .xrpc()
        .send(
            XrpcCall.procedure(WRITE, Repeat.WRITE)
                .sending(input())
                .through(Optional.of("did:web:appview.example.com#bsky_appview"))
                .showing("token"));

    LoggedRequest request = network.procedures(WRITE).get(0);
    assertThat(request.getBodyAsString())
        .isEqualTo("{\"repo\":\"did:plc:bot\",\"swapRecord\":null}");
    assertThat(request.getHeader("Content-Type")).isEqualTo("application/json");
    assertThat(request.getHeader("Authorization")).isEqualTo("Bearer token");
    assertThat(request.getHeader("atproto-proxy"))
        .isEqualTo("did:web:appview.example.com#bsky_appview");
  }

  @Test
  void a_procedure_without_input_has_an_empty_body_and_may_have_an_empty_answer() {
    network.answers(procedure(WRITE), aResponse().withStatus(200));

    JsonNode answer = network.xrpc().send(XrpcCall.procedure(WRITE, Repeat.SAFE));

    assertThat(answer.isMissingNode()).isTrue();
    LoggedRequest request = network.procedures(WRITE).get(0);
    assertThat(request.getBody()).isEmpty();
    assertThat(request.containsHeader("Content-Type")).isFalse();
    assertThat(request.getHeader("Content-Length")).isEqualTo("0");
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503, 504, 520})
  void a_read_that_meets_a_failing_server_is_tried_again(int status) {
    network.answersInTurn(
        () -> query(READ), error(status, "InternalServerError", "oops"), json("{\"posts\":[]}"));

    network.xrpc().send(XrpcCall.query(READ));

    assertThat(network.queries(READ)).hasSize(2);
    assertThat(network.pauses()).containsExactly(Duration.ofMillis(400));
  }

  @Test
  void a_read_is_given_up_after_three_tries_with_growing_pauses() {
    network.answers(query(READ), error(502, "UpstreamFailure", "the AppView is away"));

    XrpcException e = reading();

    assertThat(network.queries(READ)).hasSize(3);
    assertThat(network.pauses()).isEqualTo(TWO_PAUSES);
    assertThat(e.kind()).isEqualTo(Kind.SERVER_ERROR);
    assertThat(e.status()).isEqualTo(502);
    assertThat(e.error()).isEqualTo("UpstreamFailure");
    assertThat(e)
        .hasMessage(
            READ
                + " at localhost:"
                + network.uri().getPort()
                + ": 502 UpstreamFailure: the AppView is away");
  }

  @ParameterizedTest
  @ValueSource(strings = {"CONNECTION_RESET_BY_PEER", "EMPTY_RESPONSE", "RANDOM_DATA_THEN_CLOSE"})
  void a_read_whose_answer_is_lost_is_tried_again(String fault) {
    network.answersInTurn(
        () -> query(READ),
        aResponse().withFault(Fault.valueOf(fault)),
        aResponse().withFault(Fault.valueOf(fault)),
        json("{\"posts\":[]}"));

    network.xrpc().send(XrpcCall.query(READ));

    assertThat(network.pauses()).isEqualTo(TWO_PAUSES);
  }

  @Test
  void a_slow_answer_is_a_lost_one() {
    network.answers(query(READ), json("{}").withFixedDelay(2000));
    try (Transport hasty = network.transport(Duration.ofMillis(50))) {
      XrpcException e =
          catchThrowableOfType(
              XrpcException.class, () -> hasty.xrpc(network.uri()).send(XrpcCall.query(READ)));

      assertThat(e.kind()).isEqualTo(Kind.NO_ANSWER);
      assertThat(network.pauses()).isEqualTo(TWO_PAUSES);
    }
  }

  @Test
  void a_host_that_takes_no_connection_is_left_alone_for_a_while() throws IOException {
    URI nobody;
    try (ServerSocket socket = new ServerSocket(0)) {
      nobody = URI.create("http://localhost:" + socket.getLocalPort());
    }
    Xrpc xrpc = network.transport().xrpc(nobody);

    XrpcException e =
        catchThrowableOfType(XrpcException.class, () -> xrpc.send(XrpcCall.query(READ)));
    assertThat(e.kind()).isEqualTo(Kind.UNREACHABLE);
    assertThat(network.pauses()).isEqualTo(TWO_PAUSES);

    XrpcException again =
        catchThrowableOfType(
            XrpcException.class, () -> xrpc.send(XrpcCall.query("app.bsky.graph.getList")));
    assertThat(again.kind()).isEqualTo(Kind.UNREACHABLE);
    assertThat(network.pauses()).isEqualTo(TWO_PAUSES);

    network.later(Duration.ofSeconds(31));
    catchThrowableOfType(XrpcException.class, () -> xrpc.send(XrpcCall.query(READ)));
    assertThat(network.pauses()).hasSize(4);
  }

  @Test
  void a_write_is_not_sent_again_after_a_500() {
    network.answers(procedure(WRITE), error(500, "InternalServerError", "Internal Server Error"));

    assertThat(writing().mayHaveBeenDone()).isTrue();
    assertThat(network.procedures(WRITE)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"CONNECTION_RESET_BY_PEER", "EMPTY_RESPONSE"})
  void a_write_is_not_sent_again_after_a_lost_answer(String fault) {
    network.answers(query(READ), json("{}"));
    network.xrpc().send(XrpcCall.query(READ)); // the connection is in the pool
    network.answers(procedure(WRITE), aResponse().withFault(Fault.valueOf(fault)));

    XrpcException e = writing();

    assertThat(e.kind()).isEqualTo(Kind.NO_ANSWER);
    assertThat(e.mayHaveBeenDone()).isTrue();
    assertThat(network.procedures(WRITE)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {502, 503, 504})
  void a_write_that_a_gateway_turned_away_is_tried_again(int status) {
    network.answersInTurn(() -> procedure(WRITE), page(status), json("{}"));

    network.xrpc().send(XrpcCall.procedure(WRITE, Repeat.WRITE).sending(input()));

    assertThat(network.procedures(WRITE)).hasSize(2);
  }

  @Test
  void a_call_that_counts_is_sent_once_whatever_comes() {
    network.answers(procedure(WRITE), error(503, "NotNow", ""));

    failing(XrpcCall.procedure(WRITE, Repeat.UNSENT));

    assertThat(network.procedures(WRITE)).hasSize(1);
  }

  @Test
  void a_short_rate_limit_is_waited_for() {
    network.answersInTurn(
        () -> query(READ),
        error(429, "RateLimitExceeded", "Rate Limit Exceeded")
            .withHeader("RateLimit-Reset", "" + NOW.plusSeconds(12).getEpochSecond())
            .withHeader("Retry-After", "7"),
        json("{\"posts\":[]}"));

    network.xrpc().send(XrpcCall.query(READ));

    assertThat(network.pauses()).containsExactly(Duration.ofSeconds(12));
  }

  @Test
  void the_later_of_both_times_counts_and_the_name_decides() {
    network.answersInTurn(
        () -> query(READ),
        error(400, "RateLimitExceeded", "Rate Limit Exceeded")
            .withHeader("RateLimit-Reset", "" + NOW.minusSeconds(50).getEpochSecond())
            .withHeader("Retry-After", "9"),
        json("{\"posts\":[]}"));

    network.xrpc().send(XrpcCall.query(READ));

    assertThat(network.pauses()).containsExactly(Duration.ofSeconds(9));
  }

  @Test
  void a_rate_limit_that_names_no_time_is_met_with_backoff() {
    network.answers(query(READ), error(429, "RateLimitExceeded", "Rate Limit Exceeded"));

    XrpcException e = reading();

    assertThat(e.kind()).isEqualTo(Kind.RATE_LIMITED);
    assertThat(e.until()).isEmpty();
    assertThat(network.pauses()).isEqualTo(TWO_PAUSES);
  }

  @Test
  void a_long_rate_limit_fails_at_once_and_nothing_is_sent_until_it_is_over() {
    network.answers(
        query(READ),
        error(429, "RateLimitExceeded", "Rate Limit Exceeded")
            .withHeader("RateLimit-Reset", "" + NOW.plusSeconds(300).getEpochSecond()));

    assertThat(reading().until()).contains(NOW.plusSeconds(300));
    network.later(Duration.ofSeconds(299));
    assertThat(reading().until()).contains(NOW.plusSeconds(300));
    assertThat(network.queries(READ)).hasSize(1);
    assertThat(network.pauses()).isEmpty();

    network.later(Duration.ofSeconds(1));
    reading();
    assertThat(network.queries(READ)).hasSize(4);
  }

  @Test
  void a_time_beyond_reason_is_bounded() {
    network.answers(query(READ), page(429).withHeader("Retry-After", "999999999999999"));

    assertThat(reading().until()).contains(NOW.plus(Duration.ofDays(1)));
  }

  @Test
  void a_date_to_retry_after_is_understood() {
    network.answers(
        query(READ), page(503).withHeader("Retry-After", "Mon, 23 Nov 2026 12:10:00 GMT"));

    assertThat(reading().until()).contains(NOW.plusSeconds(600));
    assertThat(network.queries(READ)).hasSize(1);
  }

  @Test
  void a_page_of_the_host_is_no_answer_and_keeps_us_away_for_five_minutes() {
    network.answers(query(READ), page(403));

    XrpcException e = reading();
    assertThat(e.kind()).isEqualTo(Kind.NOT_XRPC);
    assertThat(e.hostPolicy()).isTrue();
    assertThat(e).hasMessageEndingWith(": 403: no XRPC answer but text/html");

    network.later(Duration.ofSeconds(299));
    reading();
    assertThat(network.queries(READ)).hasSize(1);
    network.later(Duration.ofSeconds(1));
    reading();
    assertThat(network.queries(READ)).hasSize(2);
  }

  @Test
  void a_method_that_the_server_does_not_have_is_not_asked_for_again() {
    network.answers(query(READ), error(501, "MethodNotImplemented", "Method Not Implemented"));

    assertThat(reading().status()).isEqualTo(501);
    assertThat(reading().status()).isEqualTo(501);
    assertThat(network.queries(READ)).hasSize(1);
  }

  @Test
  void a_good_status_with_a_page_is_malformed_and_does_not_quote_it() {
    network.answers(query(READ), page(200));

    XrpcException e = reading();

    assertThat(e.kind()).isEqualTo(Kind.MALFORMED);
    assertThat(e).hasMessageContaining("text/html").hasMessageNotContaining("doctype");
    assertThat(network.queries(READ)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "17", "{\"posts\":[", "{} {}"})
  void a_query_that_is_not_answered_with_one_object_is_malformed(String body) {
    network.answers(query(READ), json(body));

    assertThat(reading().kind()).isEqualTo(Kind.MALFORMED);
  }

  @Test
  void an_answer_that_unpacks_to_more_than_16_mib_is_refused() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    byte[] blanks = new byte[1 << 20];
    Arrays.fill(blanks, (byte) ' ');
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      for (int i = 0; i < 17; i++) {
        gzip.write(blanks);
      }
      gzip.write("{}".getBytes(StandardCharsets.UTF_8));
    }
    network.answers(
        query(READ),
        aResponse().withHeader("Content-Encoding", "gzip").withBody(packed.toByteArray()));

    assertThat(reading()).hasMessageContaining("longer than 16 MiB");
  }

  @Test
  void a_redirect_is_followed_by_a_reader_that_shows_no_token() {
    network.stub(
        query(READ).willReturn(aResponse().withStatus(307).withHeader("Location", "/elsewhere")));
    network.stub(get(urlPathEqualTo("/elsewhere")).willReturn(json("{\"posts\":[]}")));

    assertThat(network.xrpc().send(XrpcCall.query(READ)).has("posts")).isTrue();
    assertThat(network.requests()).isEqualTo(2);
  }

  @Test
  void a_redirect_is_not_followed_with_a_token() {
    network.stub(
        query(READ).willReturn(aResponse().withStatus(307).withHeader("Location", "/elsewhere")));

    XrpcException e = failing(XrpcCall.query(READ).showing("token"));

    assertThat(e.kind()).isEqualTo(Kind.NOT_XRPC);
    assertThat(e).hasMessageContaining("points elsewhere");
    assertThat(network.requests()).isEqualTo(1);
  }

  @Test
  void what_the_server_says_is_shown_short_on_one_line_and_without_secrets() {
    String message = "no\\u001b[2J\\n good: MARKED-TOKEN, MARKED-PASS, eyJhbGci.eyJzdWIi.c2ln ";
    network.answers(
        procedure(WRITE), error(400, "InvalidRequest", message + "and so on ".repeat(100)));

    XrpcException e =
        failing(
            XrpcCall.procedure(WRITE, Repeat.WRITE)
                .sending(Json.mapper().createObjectNode().put("password", "MARKED-PASS"))
                .showing("MARKED-TOKEN"));

    assertThat(e.detail()).startsWith("no [2J good: ***, ***, *** and so on").hasSize(201);
    assertThat(e.getMessage()).doesNotContain("MARKED", "eyJ", "\n", "\u001b");
  }

  @Test
  void an_interrupted_thread_stops_trying() {
    network.answers(query(READ), lost());
    Thread.currentThread().interrupt();

    reading();

    assertThat(Thread.interrupted()).isTrue();
    assertThat(network.pauses()).isEmpty();
  }

  @Test
  void the_usual_pauses_are_jittered() {
    Patience patience =
        new Patience(3, Duration.ofMillis(400), Duration.ofSeconds(30), wait -> {}, () -> 0.0);
    XrpcException away =
        new XrpcException(Kind.SERVER_ERROR, READ, "host", 502, "", "", Optional.empty());

    assertThat(patience.beforeNext(away, 1, Repeat.SAFE, NOW)).contains(Duration.ofMillis(200));
    assertThat(Patience.USUAL.beforeNext(away, 2, Repeat.SAFE, NOW).orElseThrow())
        .isBetween(Duration.ofMillis(500), Duration.ofMillis(1500));
    assertThat(patience.beforeNext(away, 3, Repeat.SAFE, NOW)).isEmpty();
  }
}
