package io.github.alignmentfeed.devnet;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.alignmentfeed.devnet.BotProgram.Result;
import io.github.alignmentfeed.devnet.Devnet.Actor;
import io.github.alignmentfeed.devnet.Devnet.Ref;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who says no, and what disappears, on the reference servers. */
class WishesOnReferenceServersIT {
  private static Devnet network;

  @TempDir private Path folder;
  private Actor bot;
  private Actor ada;
  private Actor ben;
  private Ref adas;
  private Ref bens;
  private BotProgram program;

  @BeforeAll
  static void startTheNetwork() {
    network = Devnet.up();
  }

  @AfterAll
  static void endTheNetwork() {
    Devnet.down();
  }

  @BeforeEach
  void twoReposts() {
    bot = network.account("bot");
    ada = network.account("ada");
    ben = network.account("ben");
    adas = network.post(ada, "Scalable oversight by Ada.");
    bens = network.post(ben, "Alignment faking by Ben.");
    network.process();
    program =
        new BotProgram(
            folder, network, bot, "accounts: [%s, %s]\n".formatted(ada.handle(), ben.handle()));
    assertThat(program.run("run").code()).isZero();
    assertThat(network.reposted(bot)).containsExactlyInAnyOrder(adas.uri(), bens.uri());
  }

  private void tell(Actor who, String words) {
    String text = "@" + bot.handle() + " " + words;
    int end = ("@" + bot.handle()).getBytes(StandardCharsets.UTF_8).length;
    Map<String, Object> mention =
        Map.of("$type", "app.bsky.richtext.facet#mention", "did", bot.did());
    Map<String, Object> facet =
        Map.of("index", Map.of("byteStart", 0, "byteEnd", end), "features", List.of(mention));
    network.control("posts", Map.of("did", who.did(), "text", text, "facets", List.of(facet)));
    network.process();
  }

  @Test
  void whoAsksToBeLeftOutIsRetractedAndStaysOutUntilAskingOtherwise() {
    tell(ada, "opt out");
    Result result = program.run("run");
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.out()).contains("Retract");
    assertThat(network.reposted(bot)).containsExactly(bens.uri());

    program.loseStore();
    network.post(ada, "More scalable oversight by Ada.");
    network.process();
    program.run("run");
    assertThat(network.reposted(bot)).containsExactly(bens.uri());

    program.loseStore();
    tell(ada, "opt in");
    program.run("run");
    network.process();
    program.run("run");
    assertThat(network.reposted(bot)).hasSizeGreaterThan(1);
  }

  @Test
  void aProfileThatSaysNoIsObeyed() {
    network.control(
        "record",
        Map.of(
            "did",
            ada.did(),
            "collection",
            "app.bsky.actor.profile",
            "rkey",
            "self",
            "record",
            Map.of("$type", "app.bsky.actor.profile", "description", "Researcher #nobot")));
    network.post(ada, "More scalable oversight by Ada.");
    network.process();
    Result result = program.run("run");
    assertThat(result.out()).contains("Retract (1)", "its author opted out");
    assertThat(network.reposted(bot)).containsExactly(bens.uri());
  }

  @Test
  void whatIsDeletedBlockedOrTakenDownLosesItsRepost() {
    network.control("delete", Map.of("did", ada.did(), "uri", adas.uri()));
    network.control("block", Map.of("did", ben.did(), "subject", bot.did()));
    network.process();
    Result result = program.run("run", "--json");
    assertThat(result.json().path("counts").path("retract").intValue()).isEqualTo(2);
    assertThat(network.reposted(bot)).isEmpty();
  }

  @Test
  void anAccountThatIsTakenDownLosesItsRepost() {
    network.control("takedown", Map.of("did", ben.did()));
    network.process();
    program.run("run");
    assertThat(network.reposted(bot)).containsExactly(adas.uri());
  }

  @Test
  void theProfileSaysWhoRunsTheBotAndHowToOptOut() {
    BotProgram named =
        new BotProgram(
            folder, network, bot, "accounts: [%s]\n".formatted(ada.handle()), "@me.example.com");

    assertThat(named.run("check", "--online").out()).contains("warning  profile");
    Result result = named.run("profile", "--apply");
    assertThat(result.code()).as(result.err()).isZero();
    network.process();
    assertThat(named.run("check", "--online").out()).contains("ok       profile");
    assertThat(named.run("profile").out()).contains("Nothing is to be done");
  }
}
