package io.github.alignmentfeed.faults;

import static io.github.alignmentfeed.faults.Row.fault;
import static io.github.alignmentfeed.faults.Scene.ADA;
import static io.github.alignmentfeed.faults.Scene.NOON;
import static io.github.alignmentfeed.faults.Scene.Standing.DONE;
import static io.github.alignmentfeed.faults.Scene.Standing.UNREAD;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Faults of the server at which posts are read. */
final class ReadFaults {

  private static final String FEED = "app.bsky.feed.getAuthorFeed";

  private ReadFaults() {}

  private static Predicate<Asked> feeds() {
    return asked -> asked.method().equals(FEED);
  }

  private static Predicate<Asked> feedOf(String did) {
    return asked -> asked.method().equals(FEED) && asked.param("actor").equals(did);
  }

  static Answer limited(Asked asked, String... headers) {
    return Answer.refusal(asked, 429, "RateLimitExceeded", "Rate Limit Exceeded", headers);
  }

  static String reset(Duration later) {
    return "RateLimit-Reset: " + NOON.plus(later).getEpochSecond();
  }

  static Stream<Row> rows() {
    return Stream.of(limits(), failures(), connections(), away()).flatMap(rows -> rows);
  }

  private static Stream<Row> limits() {
    return Stream.of(
        fault("429 with RateLimit-Reset at a read, which is soon over")
            .when(
                s ->
                    s.appview.fails(feedOf(ADA), 1, a -> limited(a, reset(Duration.ofSeconds(20)))))
            .asks(FEED, 3)
            .and(s -> assertThat(s.pauses).contains(Duration.ofSeconds(20))),
        fault("429 with Retry-After at a read, which is soon over")
            .when(s -> s.appview.fails(feedOf(ADA), 1, a -> limited(a, "Retry-After: 25")))
            .asks(FEED, 3)
            .and(s -> assertThat(s.pauses).contains(Duration.ofSeconds(25))),
        fault("429 with RateLimit-Reset at reads")
            .when(s -> s.appview.fails(feeds(), a -> limited(a, reset(Duration.ofHours(1)))))
            .ends(1, "asks to wait until 2026-11-23T13:00:00Z")
            .leaves(UNREAD, UNREAD)
            .and(s -> assertThat(s.appview.count(FEED)).isBetween(1, 2))
            .after(Duration.ofMinutes(61)),
        fault("429 with Retry-After at reads")
            .when(s -> s.appview.fails(feeds(), a -> limited(a, "Retry-After: 3600")))
            .ends(1, "asks to wait until 2026-11-23T13:00:00Z")
            .leaves(UNREAD, UNREAD)
            .and(s -> assertThat(s.appview.count(FEED)).isBetween(1, 2))
            .after(Duration.ofMinutes(61)));
  }

  private static Stream<Row> failures() {
    return IntStream.of(500, 502, 503, 504)
        .mapToObj(
            status ->
                fault(status + " at a read")
                    .when(
                        s ->
                            s.appview.fails(
                                feedOf(ADA),
                                a -> Answer.refusal(a, status, "InternalServerError", "Sorry")))
                    .ends(1, "has a failure of its own")
                    .leaves(UNREAD, DONE)
                    .asks(FEED, 4));
  }

  private static Stream<Row> connections() {
    return Stream.of(
        fault("connection refused at reads")
            .when(s -> s.appview.down())
            .ends(4, "cannot be reached")
            .leaves(UNREAD, UNREAD)
            .asks(FEED, 0),
        fault("connection reset at a read")
            .when(s -> s.appview.fails(feedOf(ADA), a -> Answer.reset()))
            .ends(1, "cannot be reached")
            .leaves(UNREAD, DONE)
            // The HTTP client repeats a query by itself where a connection breaks.
            .and(s -> assertThat(s.appview.count(FEED)).isBetween(4, 8)),
        fault("stalled in the middle of a body")
            .when(Scene::impatient)
            .when(s -> s.appview.fails(feedOf(ADA), a -> Answer.stalled()))
            .ends(1, "no answer (SocketTimeoutException")
            .leaves(UNREAD, DONE)
            .asks(FEED, 4),
        fault("a body that comes byte by byte")
            .when(Scene::impatient)
            .when(s -> s.appview.fails(feedOf(ADA), a -> Answer.drip()))
            .ends(1, "no answer (InterruptedIOException: timeout")
            .leaves(UNREAD, DONE)
            .asks(FEED, 4));
  }

  private static Stream<Row> away() {
    return Stream.of(
        fault("a name that leads to no server (DNS)")
            .when(s -> s.configureAppview("http://no-such-host.invalid"))
            .ends(4, "no-such-host.invalid cannot be reached")
            .leaves(UNREAD, UNREAD)
            .mended(Scene::configureAppview),
        fault("offline at the start")
            .when(s -> s.appview.down())
            .when(s -> s.pds.down())
            .ends(4, "cannot be reached")
            .leaves(UNREAD, UNREAD)
            .asks("com.atproto.server.createSession", 0));
  }
}
