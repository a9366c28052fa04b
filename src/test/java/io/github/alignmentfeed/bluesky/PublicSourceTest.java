package io.github.alignmentfeed.bluesky;

import static io.github.alignmentfeed.bluesky.TestNetwork.NOW;
import static io.github.alignmentfeed.bluesky.TestNetwork.error;
import static io.github.alignmentfeed.bluesky.TestNetwork.json;
import static io.github.alignmentfeed.bluesky.TestNetwork.lost;
import static io.github.alignmentfeed.bluesky.TestNetwork.page;
import static io.github.alignmentfeed.bluesky.TestNetwork.query;
import static io.github.alignmentfeed.bluesky.TestNetwork.recorded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import io.github.alignmentfeed.atproto.AtUri;
import io.github.alignmentfeed.atproto.Did;
import io.github.alignmentfeed.cycle.SourceException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublicSourceTest {
  private static final String FEED = "app.bsky.feed.getAuthorFeed";
  private static final Did ANNA = new Did("did:plc:anna0000000000000000000a");

  @RegisterExtension private final TestNetwork network = new TestNetwork();
  @TempDir private Path folder;

  private SourceException failing(ResponseDefinitionBuilder answer) {
    network.answers(query(FEED), answer);
    return catchThrowableOfType(
        SourceException.class, () -> network.source().fetch(ANNA, NOW.minusSeconds(60)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "InvalidRequest      | Profile not found         | there is no such account",
        "InvalidRequest      | Could not find repo: x    | there is no such account",
        "AccountTakedown     | Account has been taken down | taken down by moderation",
        "AccountDeactivated  | Account is deactivated    | has deactivated the account",
        "BlockedByActor      | Requester is blocked      | the account blocks the bot",
        "BlockedActor        | Requester has blocked     | the bot blocks the account",
        "RepoNotFound        | Could not find repo       | does not exist",
        "RecordNotFound      | Could not locate record   | does not exist",
        "NotFound            | Not found                 | does not exist",
        "InvalidRequest      | Error: limit too high     | the request was refused",
      })
  void a_refusal_is_told_in_a_sentence(String name, String message, String sentence) {
    SourceException e = failing(error(400, name, message));

    assertThat(e).hasMessageStartingWith(ANNA + ": ").hasMessageContaining(sentence);
    assertThat(e).hasMessageContaining(name).hasMessageContaining(message);
    assertThat(e.unreachable()).isFalse();
    assertThat(network.queries(FEED)).hasSize(1);
  }

  @Test
  void only_a_missing_answer_is_unreachable() {
    assertThat(failing(lost()).unreachable()).isTrue();
    assertThat(failing(error(502, "UpstreamFailure", "")).unreachable()).isFalse();
    assertThat(failing(page(200)).unreachable()).isFalse();
  }

  @Test
  void a_rate_limit_names_its_end() {
    assertThat(
            failing(
                error(429, "RateLimitExceeded", "Rate Limit Exceeded")
                    .withHeader("Retry-After", "90")))
        .hasMessageContaining("asks to wait until 2026-11-23T12:01:30Z");
  }

  @Test
  void a_host_that_keeps_us_out_is_told_so() {
    assertThat(failing(page(403))).hasMessageContaining("keeps this program out for now");
  }

  @Test
  void reading_goes_through_the_bots_own_server_while_the_public_host_keeps_us_out() {
    network.answers(
        query(FEED).withHeader("Authorization", WireMock.absent()).atPriority(2), page(403));
    network.answers(
        query(FEED).withHeader("Authorization", WireMock.matching("Bearer .*")).atPriority(1),
        FeedPage.page().post(ANNA.value(), "a1", "2026-11-23T11:00:00Z").answer());
    network.answers(
        TestNetwork.procedure("com.atproto.server.createSession"), recorded("session.json"));
    Session session = network.session(folder.resolve("session.json"));
    session.did();
    PublicSource source =
        new PublicSource(
            network.transport(),
            network.alias(),
            network,
            session,
            Optional.of(BotAccount.BLUESKY_APPVIEW));

    assertThat(source.fetch(ANNA, NOW.minusSeconds(60)).sightings()).hasSize(1);
    assertThat(source.fetch(ANNA, NOW.minusSeconds(60)).sightings()).hasSize(1);

    assertThat(network.queries(FEED))
        .extracting(request -> request.getHeader("atproto-proxy"))
        .containsExactly(null, BotAccount.BLUESKY_APPVIEW, BotAccount.BLUESKY_APPVIEW);
  }

  @Test
  void reading_never_logs_in() {
    network.answers(query(FEED), page(403));
    PublicSource source =
        new PublicSource(
            network.transport(),
            network.alias(),
            network,
            network.session(folder.resolve("session.json")),
            Optional.empty());

    SourceException e =
        catchThrowableOfType(SourceException.class, () -> source.fetch(ANNA, NOW.minusSeconds(60)));

    assertThat(e).hasMessageContaining("keeps this program out for now");
    assertThat(network.requests()).isEqualTo(1);
  }

  @Test
  void where_the_session_ends_on_the_way_the_host_is_to_blame() {
    network.answers(query(FEED).withHeader("Authorization", WireMock.absent()), page(403));
    network.answers(
        query(FEED).withHeader("Authorization", WireMock.matching(".*")),
        error(400, "ExpiredToken", "Token has expired"));
    network.answers(
        TestNetwork.procedure("com.atproto.server.createSession"), recorded("session.json"));
    network.answers(
        TestNetwork.procedure("com.atproto.server.refreshSession"),
        error(401, "AccountTakedown", "Account has been taken down"));
    Session session = network.session(folder.resolve("session.json"));
    session.did();
    PublicSource source =
        new PublicSource(network.transport(), network.alias(), network, session, Optional.empty());

    SourceException e =
        catchThrowableOfType(SourceException.class, () -> source.fetch(ANNA, NOW.minusSeconds(60)));

    assertThat(e).hasMessageContaining("keeps this program out for now");
  }

  @Test
  void one_post_is_seen_as_anybody_sees_it() {
    AtUri uri = AtUri.of("at://" + ANNA + "/app.bsky.feed.post/3mbd3542k22k3");
    network.answers(query("app.bsky.feed.getPosts"), recorded("posts-as-the-bot-sees-them.json"));

    assertThat(network.source().post(uri).orElseThrow().uri()).isEqualTo(uri);

    network.answers(query("app.bsky.feed.getPosts"), json("{\"posts\":[]}"));
    assertThat(network.source().post(uri)).isEmpty();
  }
}
