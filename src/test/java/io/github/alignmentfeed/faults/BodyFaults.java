package io.github.alignmentfeed.faults;

import static io.github.alignmentfeed.faults.Row.fault;
import static io.github.alignmentfeed.faults.Scene.ADA;
import static io.github.alignmentfeed.faults.Scene.Standing.DONE;
import static io.github.alignmentfeed.faults.Scene.Standing.UNREAD;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Stream;

/** Answers to a read that are wrong, hostile, or without end. */
final class BodyFaults {

  private static final String FEED = "app.bsky.feed.getAuthorFeed";
  private static final String MALLORY = Scene.uri("did:plc:mal", "3m6dqo5uq2k2d");

  private static final String NOTHING = "{\"feed\":[],\"cursor\":\"1\"}";

  private BodyFaults() {}

  private static Row feed(String name, Function<Asked, Answer> answer) {
    return fault(name).when(s -> s.appview.fails(BodyFaults::isAdas, answer));
  }

  private static boolean isAdas(Asked asked) {
    return asked.method().equals(FEED) && asked.param("actor").equals(ADA);
  }

  static Stream<Row> rows() {
    AtomicLong sent = new AtomicLong();
    return Stream.of(
        feed("a body cut short", a -> Answer.truncated())
            .ends(1, "cannot be reached")
            .leaves(UNREAD, DONE)
            .asks(FEED, 4),
        feed("JSON cut short", a -> Answer.json(200, "{\"feed\":[{\"post\":"))
            .ends(1, "the answer makes no sense")
            .leaves(UNREAD, DONE)
            .asks(FEED, 2),
        feed("a body that is no JSON", a -> Answer.html(200))
            .ends(1, "called text/html, cannot be read as JSON")
            .leaves(UNREAD, DONE)
            .asks(FEED, 2),
        fault("an HTML 403 at reads: read through the bot's own server")
            .when(s -> s.appview.fails(a -> a.method().equals(FEED), a -> Answer.html(403)))
            .and(s -> assertThat(s.pds.count(FEED)).isEqualTo(2)),
        fault("an HTML 403 at reads at both servers")
            .when(s -> s.appview.fails(a -> a.method().equals(FEED), a -> Answer.html(403)))
            .when(s -> s.pds.fails(a -> a.method().equals(FEED), a -> Answer.html(403)))
            .ends(1, "keeps this program out for now")
            .leaves(UNREAD, UNREAD),
        feed("a body of 200 MB", a -> Answer.huge(sent))
            .ends(1, "the answer is longer than 16 MiB")
            .leaves(UNREAD, DONE)
            .asks(FEED, 2)
            .and(s -> assertThat(sent.get()).isBetween(16_000_000L, 60_000_000L)),
        feed("JSON nested 10,000 deep", a -> Answer.json(200, "{\"feed\":" + "[".repeat(10_000)))
            .ends(1, "the answer is larger or nested deeper than is read")
            .leaves(UNREAD, DONE),
        fault("a cursor that repeats")
            .when(s -> s.appview.fails(BodyFaults::isAdas, a -> s.world.page(a, "1")))
            .ends(1, "breaks off")
            .asks(FEED, 3),
        feed("a cursor that repeats, with nothing on its pages", a -> Answer.json(200, NOTHING))
            .ends(1, "breaks off")
            .leaves(UNREAD, DONE)
            .asks(FEED, 3),
        feed("a page of foreign posts", a -> Answer.json(200, foreign()))
            .ends(0, "1 malformed")
            .leaves(UNREAD, DONE)
            .and(s -> assertThat(s.standing(MALLORY)).isEqualTo(UNREAD)));
  }

  /** Somebody else's post, which nobody reposted, in the place of the author's. */
  private static String foreign() {
    return """
        {"feed":[{"post":{"uri":"%s","cid":"bafymallory","indexedAt":"2026-11-23T11:00:00Z",
          "author":{"did":"did:plc:mal","handle":"mal.test"},
          "record":{"$type":"app.bsky.feed.post","text":"alignment faking for everybody",
            "createdAt":"2026-11-23T11:00:00Z"}}}]}
        """
        .formatted(MALLORY);
  }
}
