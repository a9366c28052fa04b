package io.github.alignmentfeed.bluesky;

import static io.github.alignmentfeed.bluesky.TestNetwork.BOT;
import static io.github.alignmentfeed.bluesky.TestNetwork.error;
import static io.github.alignmentfeed.bluesky.TestNetwork.json;
import static io.github.alignmentfeed.bluesky.TestNetwork.procedure;
import static io.github.alignmentfeed.bluesky.TestNetwork.query;
import static io.github.alignmentfeed.bluesky.TestNetwork.recorded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.alignmentfeed.cycle.AccountException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The bot's profile: honest, and else as its owner made it. */
class OwnProfileTest {
  private static final String GET = "com.atproto.repo.getRecord";
  private static final String PUT = "com.atproto.repo.putRecord";

  @RegisterExtension private final TestNetwork network = new TestNetwork();
  @TempDir private Path folder;

  private OwnProfile profile;

  @BeforeEach
  void aServerThatKnowsTheBot() {
    network.answers(procedure("com.atproto.server.createSession"), recorded("session.json"));
    network.answers(
        procedure(PUT), json("{\"uri\":\"at://x\",\"cid\":\"c\",\"commit\":{\"rev\":\"r\"}}"));
    profile = new OwnProfile(network.session(folder.resolve("session.json")));
  }

  private void stands(String record) {
    network.answers(
        query(GET), json("{\"uri\":\"at://x\",\"cid\":\"bafyold\",\"value\":" + record + "}"));
  }

  private JsonNode written() {
    return Json.mapper().readTree(network.procedures(PUT).get(0).getBodyAsString());
  }

  @Test
  void what_is_lacking_is_added_and_the_rest_stays() {
    stands(
        """
        {"$type":"app.bsky.actor.profile","displayName":"Feed","description":"Papers.","newer":{"x":[1]},
         "labels":{"$type":"com.atproto.label.defs#selfLabels","values":[{"val":"other"}]}}
        """);

    profile.apply("@me.test");

    JsonNode input = written();
    assertThat(input.path("repo").stringValue("")).isEqualTo(BOT);
    assertThat(input.path("swapRecord").stringValue("")).isEqualTo("bafyold");
    JsonNode record = input.path("record");
    assertThat(record.path("displayName").stringValue("")).isEqualTo("Feed");
    assertThat(record.path("newer").path("x").get(0).intValue()).isEqualTo(1);
    assertThat(record.path("description").stringValue(""))
        .isEqualTo(
            "Papers.\n\nA bot, run by @me.test. To be left out, mention it and say: opt out");
    assertThat(record.path("labels").path("values").valueStream())
        .extracting(value -> value.path("val").stringValue(""))
        .containsExactly("other", "bot");
  }

  @Test
  void an_account_without_a_profile_gets_one() {
    network.answers(query(GET), error(400, "RecordNotFound", "Could not locate record"));

    profile.apply("@me.test");

    assertThat(written().path("swapRecord").isNull()).isTrue();
    assertThat(written().path("record").path("$type").stringValue(""))
        .isEqualTo("app.bsky.actor.profile");
  }

  @Test
  void what_is_honest_already_is_not_written() {
    stands(
        """
        {"description":"Run by @Me.test; opt out by telling me","labels":{"values":[{"val":"bot"}]}}
        """);

    assertThat(profile.apply("@me.test").isHonest()).isTrue();
    assertThat(profile.look(Optional.empty()).isHonest()).isTrue();
    assertThat(network.procedures(PUT)).isEmpty();
  }

  @Test
  void a_description_that_would_be_too_long_is_not_cut() {
    stands("{\"description\":\"" + "é".repeat(250) + "\"}");

    assertThatThrownBy(() -> profile.apply("@me.test"))
        .isInstanceOf(AccountException.class)
        .hasMessageContaining("shorten the one in the app by");
    assertThat(network.procedures(PUT)).isEmpty();
  }

  @Test
  void a_profile_that_somebody_edits_meanwhile_is_not_overwritten() {
    stands("{}");
    network.answers(procedure(PUT), error(400, "InvalidSwap", "Record was at bafynew"));

    assertThatThrownBy(() -> profile.apply("@me.test"))
        .isInstanceOf(AccountException.class)
        .hasMessageContaining("try again");
  }
}
