package io.github.alignmentfeed.faults;

import static io.github.alignmentfeed.faults.Row.fault;
import static io.github.alignmentfeed.faults.Scene.Standing.OPEN;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Faults of logging in, without a session kept. */
final class LoginFaults {

  private static final String LOGIN = "com.atproto.server.createSession";

  private LoginFaults() {}

  private static Row login(String name, Function<Asked, Answer> answer) {
    return fault(name)
        .when(s -> s.pds.fails(a -> a.method().equals(LOGIN), answer))
        .leaves(OPEN, OPEN)
        .asks(LOGIN, 1)
        .asks("com.atproto.repo.putRecord", 0);
  }

  /** Not even another process asks again. */
  private static void startAgain(Scene scene) {
    assertThat(scene.run("run").code()).isEqualTo(3);
    assertThat(scene.run("check", "--online").code()).isEqualTo(3);
    assertThat(scene.pds.count(LOGIN)).isEqualTo(1);
  }

  private static Function<Asked, Answer> refused(String error) {
    return a -> Answer.refusal(a, 401, error, "No");
  }

  static Stream<Row> rows() {
    return Stream.of(limits(), failures(), refusals()).flatMap(rows -> rows);
  }

  private static Stream<Row> limits() {
    return Stream.of(
        login("429 with RateLimit-Reset at login", a -> limited(a, reset(Duration.ofHours(6))))
            .ends(3, "none is tried until 2026-11-23T18:00:00Z")
            .and(LoginFaults::startAgain)
            .after(Duration.ofHours(6)),
        login("429 with Retry-After at login", a -> limited(a, "Retry-After: 21600"))
            .ends(3, "none is tried until 2026-11-23T18:00:00Z")
            .and(LoginFaults::startAgain)
            .after(Duration.ofHours(6)));
  }

  private static Answer limited(Asked asked, String header) {
    return ReadFaults.limited(asked, header);
  }

  private static String reset(Duration later) {
    return ReadFaults.reset(later);
  }

  private static Stream<Row> failures() {
    return Stream.concat(
        IntStream.of(500, 502, 503, 504)
            .mapToObj(
                status ->
                    login(
                            status + " at login",
                            a -> Answer.refusal(a, status, "InternalServerError", "Sorry"))
                        .ends(1, "has a failure of its own")),
        Stream.of(
            login("connection reset at login", a -> Answer.reset()).ends(1, "cannot be reached"),
            login("an answer to a login that is no JSON", a -> Answer.html(200))
                .ends(1, "makes no sense"),
            login("an HTML 403 at login", a -> Answer.html(403)).ends(1, "gives no usable answer"),
            fault("connection refused at login")
                .when(s -> s.pds.down())
                .ends(1, "cannot be reached")
                .leaves(OPEN, OPEN)));
  }

  private static Stream<Row> refusals() {
    return Stream.of(
        login("wrong password", refused("AuthenticationRequired"))
            .ends(3, "make a new app password")
            .and(LoginFaults::startAgain)
            .mended(s -> s.world.doorkeeper.password(Scene.NEW_PASSWORD))
            .mended(s -> s.configurePassword(Scene.NEW_PASSWORD)),
        login("2FA demanded", refused("AuthFactorTokenRequired"))
            .ends(3, "wants a second factor")
            .and(LoginFaults::startAgain)
            .mended(s -> s.world.doorkeeper.password(Scene.NEW_PASSWORD))
            .mended(s -> s.configurePassword(Scene.NEW_PASSWORD)),
        login("taken-down bot at login", refused("AccountTakedown"))
            .ends(3, "the bot's account was taken down")
            .and(LoginFaults::startAgain)
            .after(Duration.ofDays(1)));
  }
}
