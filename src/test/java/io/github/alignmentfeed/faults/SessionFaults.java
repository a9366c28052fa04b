package io.github.alignmentfeed.faults;

import static io.github.alignmentfeed.faults.Row.fault;
import static io.github.alignmentfeed.faults.Scene.Standing.CLAIMED;
import static io.github.alignmentfeed.faults.Scene.Standing.OPEN;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Faults of a session that was good before. */
final class SessionFaults {

  private static final String LOGIN = "com.atproto.server.createSession";
  private static final String REFRESH = "com.atproto.server.refreshSession";
  private static final String PUT = "com.atproto.repo.putRecord";

  private SessionFaults() {}

  /** In mid-cycle: as the first repost is sent. */
  private static Row atTheFirstRepost(String name, Consumer<Scene> fault) {
    return fault(name)
        .loggedIn()
        .when(
            s ->
                s.pds.fails(
                    a -> a.method().equals(PUT),
                    1,
                    a -> {
                      fault.accept(s);
                      return s.world.privately(a);
                    }));
  }

  static Stream<Row> rows() {
    return Stream.of(
        atTheFirstRepost(
                "access token that expires in mid-cycle", s -> s.world.doorkeeper.expireAccess())
            .asks(REFRESH, 1)
            .asks(LOGIN, 0)
            .asks(PUT, 3),
        atTheFirstRepost("refresh answer lost", s -> s.world.doorkeeper.expireAccess())
            .when(
                s ->
                    s.pds.fails(
                        a -> a.method().equals(REFRESH),
                        1,
                        a -> {
                          s.world.privately(a);
                          return Answer.reset();
                        }))
            .asks(REFRESH, 2)
            .asks(LOGIN, 0),
        atTheFirstRepost("refresh token revoked", s -> s.world.doorkeeper.revoke())
            .asks(REFRESH, 1)
            .asks(LOGIN, 1),
        atTheFirstRepost(
                "app password revoked", s -> s.world.doorkeeper.password(Scene.NEW_PASSWORD))
            .ends(3, "make a new app password")
            .leaves(CLAIMED, OPEN)
            .asks(REFRESH, 1)
            .asks(LOGIN, 1)
            .mended(s -> s.configurePassword(Scene.NEW_PASSWORD)),
        fault("refresh limited (429)")
            .loggedIn()
            .when(s -> s.world.doorkeeper.expireAccess())
            .when(
                s ->
                    s.pds.fails(
                        a -> a.method().equals(REFRESH),
                        a -> ReadFaults.limited(a, ReadFaults.reset(Duration.ofHours(1)))))
            .ends(1, "asks to wait until 2026-11-23T13:00:00Z")
            .leaves(OPEN, OPEN)
            .asks(LOGIN, 0)
            .after(Duration.ofHours(1)),
        fault("taken-down bot, with a session")
            .loggedIn()
            .when(
                s ->
                    s.pds.fails(
                        a -> !a.bearer().isEmpty(),
                        a ->
                            Answer.refusal(
                                a, 401, "AccountTakedown", "Account has been taken down")))
            .ends(3, "the bot's account was taken down")
            .leaves(OPEN, OPEN)
            .asks(LOGIN, 0)
            .asks(PUT, 0));
  }
}
