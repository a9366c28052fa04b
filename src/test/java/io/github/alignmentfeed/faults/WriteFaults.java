package io.github.alignmentfeed.faults;

import static io.github.alignmentfeed.faults.Row.fault;
import static io.github.alignmentfeed.faults.Scene.ADAS;
import static io.github.alignmentfeed.faults.Scene.BOBS;
import static io.github.alignmentfeed.faults.Scene.Standing.CLAIMED;
import static io.github.alignmentfeed.faults.Scene.Standing.OPEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.alignmentfeed.atproto.AtUri;
import io.github.alignmentfeed.atproto.Tid;
import java.time.Duration;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Faults of the server to which is written. */
final class WriteFaults {

  private static final String PUT = "com.atproto.repo.putRecord";
  private static final String LOOK_UP = "com.atproto.repo.getRecord";

  private WriteFaults() {}

  private static Row put(String name, Function<Asked, Answer> answer) {
    return fault(name).when(s -> s.pds.fails(a -> a.method().equals(PUT), answer));
  }

  /** The first write is carried out and answered so. */
  private static Row done(String name, Answer answer) {
    return fault(name)
        .when(
            s ->
                s.pds.fails(
                    a -> a.method().equals(PUT),
                    1,
                    a -> {
                      s.world.privately(a);
                      return answer;
                    }))
        .asks(PUT, 2)
        .asks(LOOK_UP, 1);
  }

  static Stream<Row> rows() {
    return Stream.of(limits(), failures(), gateways(), successes(), keys(), bookmarks())
        .flatMap(rows -> rows);
  }

  private static Stream<Row> limits() {
    return Stream.of(
        fault("429 with RateLimit-Reset at a write, which is soon over")
            .when(
                s ->
                    s.pds.fails(
                        a -> a.method().equals(PUT),
                        1,
                        a -> ReadFaults.limited(a, ReadFaults.reset(Duration.ofSeconds(20)))))
            .asks(PUT, 3)
            .and(s -> assertThat(s.pauses).containsExactly(Duration.ofSeconds(20))),
        put(
                "429 with RateLimit-Reset at a write",
                a -> ReadFaults.limited(a, ReadFaults.reset(Duration.ofHours(1))))
            .ends(1, "asks to wait until 2026-11-23T13:00:00Z")
            .leaves(CLAIMED, OPEN)
            .asks(PUT, 1)
            .asks("app.bsky.bookmark.createBookmark", 0)
            .after(Duration.ofHours(1)),
        put("429 with Retry-After at a write", a -> ReadFaults.limited(a, "Retry-After: 3600"))
            .ends(1, "asks to wait until 2026-11-23T13:00:00Z")
            .leaves(CLAIMED, OPEN)
            .asks(PUT, 1)
            .after(Duration.ofHours(1)));
  }

  private static Stream<Row> failures() {
    return Stream.of(
        put("500 at a write that did nothing", a -> error(a, 500))
            .ends(1, "the write failed and left nothing")
            .leaves(CLAIMED, CLAIMED)
            .asks(PUT, 2)
            .asks(LOOK_UP, 2),
        put("connection reset at a write that did nothing", a -> Answer.reset())
            .ends(1, "the write failed and left nothing")
            .leaves(CLAIMED, CLAIMED)
            .asks(PUT, 2),
        fault("connection refused at a write")
            .when(
                s ->
                    s.pds.fails(
                        a -> a.method().equals("app.bsky.actor.getProfiles"),
                        a -> {
                          s.pds.down();
                          return Answer.last("{\"profiles\":[]}");
                        }))
            .ends(1, "cannot be reached")
            .leaves(CLAIMED, OPEN)
            .asks(PUT, 0),
        put("an HTML 403 at a write", a -> Answer.html(403))
            .ends(1, "gives no usable answer")
            .leaves(CLAIMED, OPEN)
            .asks(PUT, 1));
  }

  private static Answer error(Asked asked, int status) {
    return Answer.refusal(asked, status, "InternalServerError", "Internal Server Error");
  }

  private static Stream<Row> gateways() {
    return IntStream.of(502, 503, 504)
        .mapToObj(
            status ->
                put(status + " at a write", a -> error(a, status))
                    .ends(1, "has a failure of its own")
                    .leaves(CLAIMED, OPEN)
                    .asks(PUT, 3)
                    .asks(LOOK_UP, 1));
  }

  private static Stream<Row> successes() {
    return Stream.of(
        fault("500 at a write that did succeed")
            .when(
                s ->
                    s.pds.fails(
                        a -> a.method().equals(PUT),
                        1,
                        a -> {
                          s.world.privately(a);
                          return error(a, 500);
                        }))
            .asks(PUT, 2)
            .asks(LOOK_UP, 1),
        done("answer lost of a write that did succeed", Answer.reset()),
        done("answer cut short of a write that did succeed", Answer.truncated()),
        done("answer that is no JSON to a write that did succeed", Answer.html(200)),
        done("empty answer to a write that did succeed", Answer.json(200, "")),
        done("answer stalled of a write that did succeed", Answer.stalled())
            .when(Scene::impatient));
  }

  private static Stream<Row> keys() {
    String key = Tid.about(AtUri.of(ADAS)).toString();
    String elsewhere = Scene.uri("did:plc:eve", "3m6dqo5uq2k2a");
    return Stream.of(
        fault("InvalidSwap: somebody else reposted it at that moment")
            .when(
                s ->
                    s.pds.fails(
                        a -> a.method().equals(PUT),
                        1,
                        a -> {
                          s.world.repost(key, ADAS);
                          return s.world.privately(a);
                        }))
            .asks(PUT, 2)
            .asks(LOOK_UP, 1),
        fault("key taken by another subject")
            .when(s -> s.world.repost(key, elsewhere))
            .asks(PUT, 3)
            .asks(LOOK_UP, 1)
            .endsWith(ADAS, BOBS, elsewhere));
  }

  private static Stream<Row> bookmarks() {
    String create = "app.bsky.bookmark.createBookmark";
    return Stream.of(
        fault("500 at a bookmark")
            .when(s -> s.pds.fails(a -> a.method().equals(create), a -> error(a, 500)))
            .ends(1, "has a failure of its own")
            .asks(create, 3)
            .and(s -> assertThat(s.standing(Scene.HINT)).isEqualTo(CLAIMED)),
        fault("429 at a bookmark")
            .when(
                s ->
                    s.pds.fails(
                        a -> a.method().equals(create),
                        a -> ReadFaults.limited(a, "Retry-After: 3600")))
            .ends(1, "asks to wait until 2026-11-23T13:00:00Z")
            .asks(create, 1)
            .after(Duration.ofHours(1)));
  }
}
