package io.github.alignmentfeed.devnet;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.alignmentfeed.devnet.BotProgram.Result;
import io.github.alignmentfeed.devnet.Devnet.Actor;
import io.github.alignmentfeed.devnet.Devnet.Ref;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program against the reference PDS and AppView. */
final class BotOnReferenceServersIT {
  private static Devnet network;

  @TempDir private Path folder;
  private Actor bot;
  private Actor ada;

  @BeforeAll
  static void startTheNetwork() {
    network = Devnet.up();
  }

  @AfterAll
  static void endTheNetwork() {
    Devnet.down();
  }

  @BeforeEach
  void makeTheBotAndAResearcher() {
    bot = network.account("bot");
    ada = network.account("ada");
  }

  private BotProgram following(Actor... actors) {
    StringBuilder accounts = new StringBuilder("accounts:\n");
    for (Actor actor : actors) {
      accounts.append("  - ").append(actor.handle()).append('\n');
    }
    return new BotProgram(folder, network, bot, accounts.toString());
  }

  @Test
  void repostsAndBookmarksWhatMatchesAndChangesNothingTheSecondTime() {
    Ref paper = network.post(ada, "Scalable oversight, measured. A new paper.");
    Ref job = network.post(ada, "We are hiring a postdoc.");
    network.post(ada, "Lunch was good.");
    network.process();
    BotProgram program = following(ada);

    Result first = program.run("run", "--json");
    Result second = program.run("run", "--json");

    assertThat(first.code()).as(first.err()).isZero();
    assertThat(first.json().at("/counts/repost").asInt()).isEqualTo(1);
    assertThat(first.json().at("/counts/bookmark").asInt()).isEqualTo(1);
    assertThat(second.code()).as(second.err()).isZero();
    assertThat(second.json().get("decisions")).isEmpty();
    assertThat(network.reposted(bot)).containsExactly(paper.uri());
    assertThat(network.shown(bot)).containsExactly(paper.uri());
    assertThat(network.bookmarked(bot)).containsExactly(job.uri());
  }

  @Test
  void aDryRunWritesNothingAndAnswersTheSameTwice() {
    network.post(ada, "Alignment faking in small models.");
    network.process();
    BotProgram program = following(ada);

    Result first = program.run("run", "--dry-run");
    Result second = program.run("run", "--dry-run");

    assertThat(first.code()).as(first.err()).isZero();
    assertThat(first.out()).contains("Would repost (1)").isEqualTo(second.out());
    assertThat(network.reposted(bot)).isEmpty();
    assertThat(program.store()).doesNotExist();
    assertThat(program.tokens()).doesNotExist();
  }

  @Test
  void whatIsUndoneStaysUndoneEvenWithoutTheDatabase() {
    Ref paper = network.post(ada, "Alignment faking, replicated.");
    Ref job = network.post(ada, "Hiring: two engineers.");
    network.process();
    BotProgram program = following(ada);
    program.run("run");
    network.process();

    Result undo = program.run("undo", paper.uri());
    Result undoJob =
        program.run("undo", "https://bsky.app/profile/" + ada.handle() + "/post/" + job.rkey());
    network.process();
    program.run("run");
    program.loseStore();
    Result afterLoss = program.run("run", "--json");

    assertThat(undo.code()).as(undo.err()).isZero();
    assertThat(undo.out()).contains("took back the repost");
    assertThat(undoJob.out()).contains("took back the bookmark");
    assertThat(afterLoss.code()).as(afterLoss.err()).isZero();
    assertThat(network.reposted(bot)).isEmpty();
    assertThat(network.bookmarked(bot)).isEmpty();
  }

  @Test
  void aLostDatabaseDoublesNothingNotEvenAnotherPostOnTheSamePaper() {
    Actor ben = network.account("ben");
    Ref first =
        network.post(ada, "Scalable oversight, our paper: https://arxiv.org/abs/2611.01234");
    network.process();
    BotProgram program = following(ada, ben);
    program.run("run");
    program.loseStore();
    network.post(ben, "Read this on scalable oversight https://arxiv.org/pdf/2611.01234v2");
    network.process();

    Result again = program.run("run", "--json");

    assertThat(again.code()).as(again.err()).isZero();
    assertThat(network.reposted(bot)).containsExactly(first.uri());
    assertThat(network.shown(bot)).containsExactly(first.uri());
  }

  @Test
  void aThreadIsOneRepost() {
    Ref root = network.post(ada, "A thread on alignment faking, with results.");
    Ref second = network.reply(ada, root, root, "Alignment faking appears at all scales.");
    network.reply(ada, root, second, "More on alignment faking in the appendix.");
    network.process();

    following(ada).run("run");

    assertThat(network.reposted(bot)).containsExactly(root.uri());
  }

  @Test
  void readsListsStarterPacksAndFollows() {
    Actor curator = network.account("curator");
    Actor ben = network.account("ben");
    Actor cem = network.account("cem");
    Ref listed = network.post(ada, "Scalable oversight by one of a list.");
    Ref packed = network.post(ben, "Scalable oversight by one of a starter pack.");
    Ref follow = network.post(cem, "Scalable oversight by one who is followed.");
    String list =
        network
            .control(
                "list",
                Map.of("did", curator.did(), "name", "listed", "members", List.of(ada.did())))
            .get("uri")
            .asString();
    String packList =
        network
            .control(
                "list",
                Map.of(
                    "did",
                    curator.did(),
                    "name",
                    "packed",
                    "purpose",
                    "app.bsky.graph.defs#referencelist",
                    "members",
                    List.of(ben.did())))
            .get("uri")
            .asString();
    String pack =
        network
            .control("starterpack", Map.of("did", curator.did(), "name", "pack", "list", packList))
            .get("uri")
            .asString();
    network.control("follow", Map.of("did", curator.did(), "subject", cem.did()));
    network.process();
    String sources =
        """
        lists:
          - {url: "%s", consent: granted}
          - {url: "https://bsky.app/starter-pack/%s/%s", consent: granted}
          - {follows: %s}
        """
            .formatted(
                list,
                curator.handle(),
                pack.substring(pack.lastIndexOf('/') + 1),
                curator.handle());
    BotProgram program = new BotProgram(folder, network, bot, sources);

    Result result = program.run("run", "--json");

    assertThat(result.code()).as(result.err()).isZero();
    assertThat(network.reposted(bot)).containsExactlyInAnyOrder(listed.uri(), packed.uri());
    assertThat(network.bookmarked(bot)).containsExactly(follow.uri());
  }

  @Test
  void anAccountThatTakesAnotherHandleIsStillFollowed() {
    Ref before = network.post(ada, "Scalable oversight under the old name.");
    network.process();
    BotProgram program = following(ada);
    program.run("run");
    network.control("rename", Map.of("did", ada.did(), "handle", "new" + ada.handle()));
    Ref after = network.post(ada, "Alignment faking under the new name.");
    network.process();

    Result result = program.run("run");

    assertThat(result.code()).as(result.err()).isZero();
    assertThat(network.reposted(bot)).containsExactlyInAnyOrder(before.uri(), after.uri());
  }

  @Test
  void whoBlocksTheBotIsNotReposted() {
    network.post(ada, "Scalable oversight, but not for bots.");
    network.control("block", Map.of("did", ada.did(), "subject", bot.did()));
    network.process();

    Result result = following(ada).run("run", "--json");

    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.json().at("/decisions/0/reason").asString()).contains("block");
    assertThat(network.reposted(bot)).isEmpty();
  }

  @Test
  void theFeedOfAnotherBotIsNoSource() {
    Actor robot = network.account("robot");
    network.control(
        "record",
        Map.of(
            "did",
            robot.did(),
            "collection",
            "app.bsky.actor.profile",
            "rkey",
            "self",
            "record",
            Map.of(
                "$type",
                "app.bsky.actor.profile",
                "labels",
                Map.of(
                    "$type",
                    "com.atproto.label.defs#selfLabels",
                    "values",
                    List.of(Map.of("val", "bot"))))));
    network.post(robot, "Scalable oversight, says a machine.");
    network.repost(robot, network.post(ada, "Alignment faking, repeated by a machine."));
    network.process();
    BotProgram program =
        new BotProgram(
            folder, network, bot, "accounts: [{handle: " + robot.handle() + ", reposts: vouch}]\n");

    Result result = program.run("run", "--json");

    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.json().at("/counts/fetched").asInt()).isEqualTo(2);
    assertThat(result.json().get("decisions")).isEmpty();
    assertThat(network.reposted(bot)).isEmpty();
  }

  @Test
  void whatAFollowedAccountRepostsIsRepostedWhereItVouches() {
    Actor ben = network.account("ben");
    Ref outsiders = network.post(ben, "Scalable oversight from outside.");
    network.repost(ada, outsiders);
    network.process();
    BotProgram program =
        new BotProgram(
            folder, network, bot, "accounts: [{handle: " + ada.handle() + ", reposts: vouch}]\n");

    Result result = program.run("run", "--json");

    assertThat(result.code()).as(result.err()).isZero();
    assertThat(network.reposted(bot)).containsExactly(outsiders.uri());
    assertThat(result.json().at("/decisions/0/seenThrough/0").asString()).isEqualTo(ada.did());
  }

  @Test
  void aWrongPasswordEndsWithThreeButPostsAreReadAndDecided() {
    network.post(ada, "Scalable oversight for everyone.");
    network.process();
    BotProgram program = following(ada);
    program.password("aaaa-bbbb-cccc-dddd");

    Result result = program.run("run", "--json");

    assertThat(result.code()).isEqualTo(3);
    assertThat(result.json().at("/decisions/0/action").asString()).isEqualTo("defer");
    assertThat(result.out() + result.err()).doesNotContain("aaaa-bbbb-cccc-dddd");
    assertThat(network.reposted(bot)).isEmpty();
  }

  @Test
  void anUnreachableNetworkEndsWithFour() {
    BotProgram program = following(ada);
    program.configure(
        "http://127.0.0.1:9", "http://127.0.0.1:9", bot, "accounts: [" + ada.handle() + "]");

    assertThat(program.run("run", "--dry-run").code()).isEqualTo(4);
  }

  @Test
  void whilePausedItReadsAndDecidesButWritesNothing() {
    Ref paper = network.post(ada, "Scalable oversight can wait.");
    network.process();
    BotProgram program = following(ada);

    program.run("pause");
    Result paused = program.run("run", "--json");
    List<String> whilePaused = network.reposted(bot);
    program.run("resume");
    program.run("run");

    assertThat(paused.json().at("/decisions/0/action").asString()).isEqualTo("defer");
    assertThat(whilePaused).isEmpty();
    assertThat(network.reposted(bot)).containsExactly(paper.uri());
  }

  @Test
  void logsInOnceAndKeepsTheSessionToItself() throws IOException {
    BotProgram program = following(ada);

    program.run("run");
    String session = Files.readString(program.tokens());
    program.run("run");

    assertThat(Files.readString(program.tokens())).isEqualTo(session);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(program.tokens())))
        .isEqualTo("rw-------");
  }

  @Test
  void checkOnlineFindsTheAccountsAndTheLogin() {
    Result good = following(ada).run("check", "--online");
    BotProgram stranger = following(ada);
    stranger.configure(network.appview(), network.plc(), bot, "accounts: [nobody-at-all.test]");
    Result bad = stranger.run("check", "--online");

    assertThat(good.code()).as(good.out()).isZero();
    assertThat(good.out()).contains("ok").contains(ada.did()).contains(bot.did());
    assertThat(bad.code()).isEqualTo(1);
    assertThat(bad.out()).contains("nobody-at-all.test");
  }

  @Test
  void explainsAPostThatItNeverMet() {
    Ref post = network.post(ada, "Scalable oversight explained.");
    network.process();

    Result result = following(ada).run("explain", post.uri());

    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.out()).contains("«Scalable oversight»").contains("if it were met now");
  }

  @Test
  void aBacktestReadsThePastAndLeavesNoTraceOfItBesideAServingBot() throws Exception {
    Ref paper = network.post(ada, "Scalable oversight, looked back at.");
    network.post(ada, "Sycophancy, a hint.");
    network.process();
    BotProgram program = following(ada);
    Path other =
        Files.writeString(
            folder.resolve("other.yaml"),
            "rules: [{name: sycophancy, points: 10, keywords: [sycophancy]}]\n");
    Result before = program.run("backtest", "--since", "30d", "--rules", other.toString());
    boolean stored = Files.exists(program.store());
    List<String> repostedBefore = network.reposted(bot);

    Process serving = program.start("serve");
    Result beside;
    byte[] storeBefore;
    try (BufferedReader log =
        new BufferedReader(
            new InputStreamReader(serving.getErrorStream(), StandardCharsets.UTF_8))) {
      String line = log.readLine();
      while (line != null && !line.contains("1 reposts")) {
        line = log.readLine();
      }
      assertThat(line).contains("1 reposts");
      storeBefore = Files.readAllBytes(program.store());
      beside = program.run("backtest", "--json", "--rules", other.toString());
      assertThat(serving.isAlive()).isTrue();
    } finally {
      serving.destroyForcibly();
    }

    assertThat(before.code()).as(before.err()).isZero();
    assertThat(before.out()).contains("Different (2)").contains(ada.handle());
    assertThat(stored).isFalse();
    assertThat(repostedBefore).isEmpty();
    assertThat(beside.code()).as(beside.err()).isZero();
    assertThat(beside.json().get("differences")).hasSize(2);
    assertThat(beside.json().at("/all/today/repost").asInt()).isEqualTo(1);
    assertThat(Files.readAllBytes(program.store())).isEqualTo(storeBefore);
    assertThat(network.reposted(bot)).containsExactly(paper.uri());
  }

  @Test
  void servesUntilItIsToldToEnd() throws Exception {
    Ref paper = network.post(ada, "Scalable oversight as a service.");
    network.process();
    BotProgram program = following(ada);

    Process serving = program.start("serve");
    try (BufferedReader log =
        new BufferedReader(
            new InputStreamReader(serving.getErrorStream(), StandardCharsets.UTF_8))) {
      String line = log.readLine();
      while (line != null && !line.contains("1 reposts")) {
        line = log.readLine();
      }
      assertThat(line).contains("1 reposts");
      serving.destroy();
      assertThat(serving.waitFor(10, TimeUnit.SECONDS)).isTrue();
      assertThat(serving.exitValue()).isZero();
    } finally {
      serving.destroyForcibly();
    }

    assertThat(network.reposted(bot)).containsExactly(paper.uri());
  }

  @Test
  void withConsentByFollowingWhoFollowsTheBotIsRepostedAndTheOthersAreBookmarked() {
    Actor ben = network.account("ben");
    network.control("follow", Map.of("did", ben.did(), "subject", bot.did()));
    Ref stranger = network.post(ada, "Scalable oversight by one who does not follow the bot.");
    Ref follower = network.post(ben, "Alignment faking by one who follows the bot.");
    network.process();
    BotProgram program =
        new BotProgram(
            folder,
            network,
            bot,
            "consent: follows-bot\naccounts: [%s, %s]\n".formatted(ada.handle(), ben.handle()));

    Result dry = program.run("run", "--dry-run", "--json");
    assertThat(dry.json().path("counts").path("repost").intValue()).isEqualTo(1);
    Result result = program.run("run");

    assertThat(result.code()).as(result.err()).isZero();
    assertThat(network.reposted(bot)).containsExactly(follower.uri());
    assertThat(network.bookmarked(bot)).containsExactly(stranger.uri());
  }

  @Test
  void twoProcessesOnOneStoreRepostOnce() throws Exception {
    Ref paper = network.post(ada, "Scalable oversight for two.");
    network.process();
    BotProgram program = following(ada);

    Process one = program.start("run");
    Process other = program.start("run");

    assertThat(one.waitFor()).isZero();
    assertThat(other.waitFor()).isZero();
    assertThat(network.reposted(bot)).containsExactly(paper.uri());
    assertThat(network.shown(bot)).containsExactly(paper.uri());
  }
}
