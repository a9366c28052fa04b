package io.github.alignmentfeed.bluesky;

import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static io.github.alignmentfeed.bluesky.TestNetwork.BOT;
import static io.github.alignmentfeed.bluesky.TestNetwork.error;
import static io.github.alignmentfeed.bluesky.TestNetwork.json;
import static io.github.alignmentfeed.bluesky.TestNetwork.procedure;
import static io.github.alignmentfeed.bluesky.TestNetwork.query;
import static io.github.alignmentfeed.bluesky.TestNetwork.recorded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.alignmentfeed.atproto.Did;
import io.github.alignmentfeed.cycle.AccountException;
import io.github.alignmentfeed.cycle.People;
import io.github.alignmentfeed.cycle.Request;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What the bot's account hears, and whom it mutes. */
class BotPeopleTest {
  private static final String NOTIFICATIONS = "app.bsky.notification.listNotifications";
  private static final String FEED = "app.bsky.feed.getAuthorFeed";
  private static final String PROFILES = "app.bsky.actor.getProfiles";
  private static final Did ANNA = new Did("did:plc:anna0000000000000000000a");
  private static final Did BERT = new Did("did:plc:bert0000000000000000000a");
  private static final Instant SINCE = Instant.parse("2026-11-22T00:00:00Z");

  @RegisterExtension private final TestNetwork network = new TestNetwork();
  @TempDir private Path folder;

  private People people;

  @BeforeEach
  void aServerThatKnowsTheBot() {
    network.answers(procedure("com.atproto.server.createSession"), recorded("session.json"));
    people = new BotAccount(network.session(folder.resolve("session.json")), network).people();
  }

  private static String said(Did who, String text, String at) {
    return """
        {"reason":"mention","author":{"did":"%s"},"record":{"text":"%s"},"indexedAt":"%s"}
        """
        .formatted(who, text, at);
  }

  private static String notifications(String cursor, String... each) {
    return "{\"notifications\":["
        + String.join(",", each)
        + "]"
        + (cursor.isEmpty() ? "" : ",\"cursor\":\"" + cursor + "\"")
        + "}";
  }

  @Test
  void mentions_and_answers_are_read_back_to_the_last_time() {
    network.answers(
        query(NOTIFICATIONS).withQueryParam("cursor", absent()),
        json(
            notifications(
                "one",
                said(ANNA, "@bot.test opt out", "2026-11-23T10:00:00Z"),
                said(BERT, "nice bot", "2026-11-23T09:00:00Z"),
                "{\"reason\":\"mention\"}")));
    network.answers(
        query(NOTIFICATIONS).withQueryParam("cursor", equalTo("one")),
        json(notifications("two", said(BERT, "stop", "2026-11-21T09:00:00Z"))));

    assertThat(people.requests(SINCE))
        .containsExactly(
            new Request(ANNA, true, Instant.parse("2026-11-23T10:00:00Z")),
            new Request(BERT, true, Instant.parse("2026-11-21T09:00:00Z")));

    assertThat(network.queries(NOTIFICATIONS)).hasSize(2);
    assertThat(network.queries(NOTIFICATIONS).get(0).queryParameter("reasons").values())
        .containsExactly("mention", "reply");
  }

  @Test
  void that_nothing_can_be_heard_is_a_failure() {
    network.answers(query(NOTIFICATIONS), error(500, "InternalServerError", "no"));

    assertThatThrownBy(() -> people.requests(SINCE)).isInstanceOf(AccountException.class);
  }

  @Test
  void of_one_account_only_what_it_says_to_the_bot_counts() {
    network.answers(
        query(FEED).withQueryParam("actor", equalTo(ANNA.value())),
        json(
            """
            {"feed":[
              {"post":{"author":{"did":"%1$s"},"indexedAt":"2026-11-23T10:00:00Z","record":{"text":"opt in",
                "facets":[{"features":[{"$type":"app.bsky.richtext.facet#mention","did":"%3$s"}]}]}}},
              {"post":{"author":{"did":"%1$s"},"indexedAt":"2026-11-23T09:00:00Z","record":{"text":"stop",
                "reply":{"parent":{"uri":"at://%3$s/app.bsky.feed.post/3k"}}}}},
              {"post":{"author":{"did":"%1$s"},"indexedAt":"2026-11-23T08:00:00Z","record":{"text":"stop"}}},
              {"post":{"author":{"did":"%2$s"},"indexedAt":"2026-11-23T07:00:00Z","record":{"text":"opt out",
                "facets":[{"features":[{"did":"%3$s"}]}]}}}]}
            """
                .formatted(ANNA, BERT, BOT)));

    assertThat(people.requestsOf(ANNA)).extracting(Request::out).containsExactly(false, true);
  }

  @Test
  void who_cannot_be_read_asks_nothing() {
    network.answers(query(FEED), error(400, "BlockedByActor", "Requester is blocked"));

    assertThat(people.requestsOf(ANNA)).isEmpty();
  }

  @Test
  void profiles_that_say_no_are_found_twenty_five_at_a_time() {
    network.answers(
        query(PROFILES),
        json(
            """
            {"profiles":[
              {"did":"%s","displayName":"Anna","description":"Researcher.\\n#NoBot please"},
              {"did":"%s","description":"I made #nobots and nobot"},
              {"did":"did:plc:unasked00000000000000aa","description":"#nobot"}]}
            """
                .formatted(ANNA, BERT)));
    List<Did> thirty = new ArrayList<>(List.of(ANNA, BERT));
    for (int i = 0; i < 28; i++) {
      thirty.add(new Did("did:plc:other%019da".formatted(i)));
    }

    assertThat(people.refusing(thirty)).isEqualTo(Set.of(ANNA));

    assertThat(network.queries(PROFILES))
        .extracting(request -> request.queryParameter("actors").values().size())
        .containsExactly(25, 5);
  }

  @Test
  void mutes_are_listed_made_and_ended() {
    network.answers(
        query("app.bsky.graph.getMutes").withQueryParam("cursor", absent()),
        json("{\"mutes\":[{\"did\":\"" + ANNA + "\"}],\"cursor\":\"x\"}"));
    network.answers(
        query("app.bsky.graph.getMutes").withQueryParam("cursor", equalTo("x")),
        json("{\"mutes\":[{\"did\":\"" + BERT + "\"},{\"did\":7}]}"));
    network.answers(procedure("app.bsky.graph.muteActor"), json(""));
    network.answers(procedure("app.bsky.graph.unmuteActor"), json(""));

    assertThat(people.muted()).containsExactly(ANNA, BERT);
    people.mute(ANNA, true);
    people.mute(BERT, false);

    assertThat(network.procedures("app.bsky.graph.muteActor").get(0).getBodyAsString())
        .contains(ANNA.value());
    assertThat(network.procedures("app.bsky.graph.unmuteActor").get(0).getBodyAsString())
        .contains(BERT.value());
  }
}
