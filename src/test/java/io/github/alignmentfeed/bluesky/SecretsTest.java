package io.github.alignmentfeed.bluesky;

import static io.github.alignmentfeed.bluesky.TestNetwork.error;
import static io.github.alignmentfeed.bluesky.TestNetwork.json;
import static io.github.alignmentfeed.bluesky.TestNetwork.procedure;
import static io.github.alignmentfeed.bluesky.TestNetwork.query;
import static io.github.alignmentfeed.bluesky.TestNetwork.recorded;
import static io.github.alignmentfeed.bluesky.TestNetwork.recording;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.github.alignmentfeed.atproto.AtUri;
import io.github.alignmentfeed.atproto.Did;
import io.github.alignmentfeed.atproto.StrongRef;
import io.github.alignmentfeed.atproto.Tid;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a server does with the secrets that it was given, none is ever shown. */
class SecretsTest {
  private static final String MARKED = "MARKED";
  private static final String ECHO =
      TestNetwork.PASSWORD + " MARKED-ACCESS-1 MARKED-REFRESH-1 in the clear";
  private static final StrongRef SUBJECT =
      new StrongRef(AtUri.of("at://did:plc:anna/app.bsky.feed.post/3mbd3542k22k3"), "cid");

  @RegisterExtension private final TestNetwork network = new TestNetwork();
  @TempDir private Path folder;

  /** A server's answers to a login, to a refresh, and to a write. */
  static Stream<Arguments> answers() {
    ResponseDefinitionBuilder session = recorded("session.json");
    ResponseDefinitionBuilder expired = error(400, "ExpiredToken", "MARKED-ACCESS-1 has expired");
    String broken = recording("session.json").replace("\"active\": true", "\"active\": tr");
    return Stream.of(
        Arguments.of(error(401, "AuthenticationRequired", TestNetwork.PASSWORD), session, expired),
        Arguments.of(error(429, "RateLimitExceeded", TestNetwork.PASSWORD), session, expired),
        Arguments.of(error(500, "InternalServerError", TestNetwork.PASSWORD), session, expired),
        Arguments.of(json(broken), session, expired),
        Arguments.of(json("{\"x\":" + TestNetwork.PASSWORD), session, expired),
        Arguments.of(session, error(400, "ExpiredToken", "MARKED-REFRESH-1"), expired),
        Arguments.of(session, error(401, "AccountTakedown", "MARKED-REFRESH-1"), expired),
        Arguments.of(session, error(503, "x", "MARKED-REFRESH-1"), expired),
        Arguments.of(session, json(broken), expired),
        Arguments.of(session, session, error(400, "InvalidRequest", "MARKED-ACCESS-1")),
        Arguments.of(session, session, error(500, "InternalServerError", "MARKED-ACCESS-1")),
        Arguments.of(session, session, json("MARKED-ACCESS-1")),
        Arguments.of(session, session, TestNetwork.lost()));
  }

  @ParameterizedTest
  @MethodSource("answers")
  void no_message_and_no_log_line_holds_a_secret(
      ResponseDefinitionBuilder login,
      ResponseDefinitionBuilder refresh,
      ResponseDefinitionBuilder write) {
    network.answers(procedure("com.atproto.server.createSession"), login);
    network.answers(procedure("com.atproto.server.refreshSession"), refresh);
    network.answers(procedure("com.atproto.repo.putRecord"), write);
    network.answers(query("com.atproto.repo.getRecord"), error(400, "RecordNotFound", ""));
    Session session = network.session(folder.resolve("session.json"));
    BotAccount account = new BotAccount(session, network);

    for (int i = 0; i < 2; i++) {
      Throwable failure =
          catchThrowable(
              () -> account.repost(Tid.about(SUBJECT.uri()), SUBJECT, network.instant()));

      StringWriter trace = new StringWriter();
      failure.printStackTrace(new PrintWriter(trace));
      assertThat(trace.toString()).doesNotContain(MARKED);
    }
    assertThat(String.join("\n", network.log())).doesNotContain(MARKED);
    assertThat(
            List.of(
                network.login().toString(),
                session.toString(),
                XrpcCall.query("a.b.c").showing(ECHO).toString(),
                new Tokens(new Did(TestNetwork.BOT), network.uri(), ECHO, ECHO).toString()))
        .noneMatch(text -> text.contains(MARKED));
  }
}
