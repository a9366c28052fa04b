package io.github.alignmentfeed.faults;

import static io.github.alignmentfeed.faults.Row.fault;
import static io.github.alignmentfeed.faults.Scene.ADAS;
import static io.github.alignmentfeed.faults.Scene.BOBS;
import static io.github.alignmentfeed.faults.Scene.Standing.CLOSED;
import static io.github.alignmentfeed.faults.Scene.Standing.DONE;
import static io.github.alignmentfeed.faults.Scene.Standing.OPEN;
import static io.github.alignmentfeed.faults.Scene.Standing.UNREAD;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What changes under the bot's hands, and a clock that is wrong. */
final class WorldFaults {

  private static final String LOOK = "app.bsky.feed.getPosts";
  private static final String PUT = "com.atproto.repo.putRecord";

  private WorldFaults() {}

  private static Row before(String method, String name, Consumer<Scene> change) {
    return fault(name)
        .when(
            s ->
                s.pds.fails(
                    a -> a.method().equals(method),
                    1,
                    a -> {
                      change.accept(s);
                      return s.world.privately(a);
                    }));
  }

  static Stream<Row> rows() {
    return Stream.of(
        before(LOOK, "post deleted between read and write", s -> s.world.delete(ADAS))
            .ends(0, "it was deleted")
            .leaves(CLOSED, DONE)
            .asks(PUT, 1)
            .endsWith(BOBS),
        before(PUT, "post deleted as it was written", s -> s.world.delete(ADAS))
            .asks(PUT, 2)
            .endsWith(BOBS),
        before(
                LOOK,
                "post edited between read and write",
                s -> s.world.edit(ADAS, "alignment faking, again"))
            .ends(0, "it was edited after it was read")
            .leaves(OPEN, DONE)
            .asks(PUT, 1)
            .mended(s -> assertThat(s.world.repostedVersion(ADAS)).isEmpty()),
        fault("clock an hour slow")
            .when(s -> s.later(Duration.ofHours(-1)))
            .mended(s -> s.later(Duration.ofHours(1))),
        fault("clock an hour fast")
            .when(s -> s.later(Duration.ofHours(1)))
            .mended(s -> s.later(Duration.ofHours(-1))),
        fault("clock three hours slow, so that posts come from the future")
            .when(s -> s.later(Duration.ofHours(-3)))
            .ends(0, "0 repost, 0 bookmark, 3 wait")
            .leaves(OPEN, OPEN)
            .asks(PUT, 0)
            .mended(s -> s.later(Duration.ofHours(3))),
        fault("clock an hour fast, and 429 with RateLimit-Reset at reads")
            .when(s -> s.later(Duration.ofHours(1)))
            .when(
                s ->
                    s.appview.fails(
                        a -> a.method().equals("app.bsky.feed.getAuthorFeed"),
                        a -> ReadFaults.limited(a, ReadFaults.reset(Duration.ofMinutes(5)))))
            .ends(1, "asks to wait")
            .leaves(UNREAD, UNREAD)
            .mended(s -> s.later(Duration.ofHours(-1))),
        fault("clock an hour slow, and 429 with RateLimit-Reset at reads")
            .when(s -> s.later(Duration.ofHours(-1)))
            .when(
                s ->
                    s.appview.fails(
                        a -> a.method().equals("app.bsky.feed.getAuthorFeed"),
                        a -> ReadFaults.limited(a, ReadFaults.reset(Duration.ofMinutes(5)))))
            .ends(1, "asks to wait until 2026-11-23T12:05:00Z")
            .leaves(UNREAD, UNREAD)
            .mended(s -> s.later(Duration.ofHours(1))));
  }
}
