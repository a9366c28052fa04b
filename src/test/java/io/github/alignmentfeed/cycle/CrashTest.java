package io.github.alignmentfeed.cycle;

import static io.github.alignmentfeed.cycle.TestPost.MATCHING;
import static io.github.alignmentfeed.cycle.TestPost.NOON;
import static io.github.alignmentfeed.cycle.TestPost.PAPER;
import static io.github.alignmentfeed.cycle.TestPost.by;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.alignmentfeed.atproto.AtUri;
import io.github.alignmentfeed.atproto.Tid;
import io.github.alignmentfeed.curation.Post;
import io.github.alignmentfeed.cycle.TestAccount.Call;
import io.github.alignmentfeed.cycle.TestAccount.Crash;
import io.github.alignmentfeed.cycle.Writes.Claim;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The process dies at each of its calls in turn, right before it or right after. */
class CrashTest {
  private static final Duration TICK = Duration.ofMinutes(10);
  private static final String OTHER_PAPER = "https://arxiv.org/abs/1706.03762";

  @TempDir(factory = MemoryFolder.class)
  private Path folder;

  /** A world, and what the account must hold in the end. */
  private record World(TestBot bot, Set<AtUri> reposts, Set<AtUri> bookmarks, int sent) {

    void assertAllIsDoneOnce(String when) {
      assertThat(bot.account.reposted()).as(when).doesNotHaveDuplicates();
      assertThat(bot.account.reposted()).as(when).containsExactlyInAnyOrderElementsOf(reposts);
      assertThat(bot.account.bookmarked()).as(when).isEqualTo(bookmarks);
      assertThat(bot.account.sent()).as(when).isEqualTo(sent);
      assertThat(bot.<List<Claim>>with(ledger -> ledger.writes().unfinished())).as(when).isEmpty();
    }
  }

  /**
   * A dozen posts: three alone, of which one has an odd key and one a key that is taken, a thread,
   * one paper over two accounts, two to bookmark, one whose story was taken back and one whose
   * story was shown by hand.
   */
  private World world(String name) {
    TestBot bot = new TestBot(folder.resolve(name)).follows("ada", "bob", "cy");
    TestNetwork network = bot.network;
    Post alone = network.publish(by("ada").at(NOON.minusSeconds(60)));
    Post odd = network.publish(by("bob").at(NOON.minusSeconds(59)).under("no-tid"));
    Post collides = network.publish(by("cy").at(NOON.minusSeconds(58)));
    Post squatter = by("zoe").post();
    bot.account.repostByHand(Tid.about(collides.uri()).toString(), squatter, NOON);

    Post root = network.publish(by("cy").at(NOON.minusSeconds(50)).says("On sycophancy"));
    network.publish(by("cy").at(NOON.minusSeconds(49)).says("interpretability").continues(root));
    Post shown = network.publish(by("cy").at(NOON.minusSeconds(48)).continues(root));

    Post paper = network.publish(by("ada").at(NOON.minusSeconds(40)).linksTo(PAPER));
    network.publish(by("bob").at(NOON.minusSeconds(39)).linksTo(PAPER));

    Post hint = network.publish(by("bob").at(NOON.minusSeconds(30)).says("interpretability"));
    Post hint2 = network.publish(by("ada").at(NOON.minusSeconds(29)).says("Interpretability!"));

    Post buried = network.publish(by("ada").at(NOON.minusSeconds(20)).says(MATCHING + " (old)"));
    bot.account.tombstone(Tid.about(buried.uri()), buried.ref(), NOON);
    Post byHand = by("zoe").at(NOON.minusSeconds(10)).linksTo(OTHER_PAPER).post();
    network.change(byHand);
    bot.account.repostByHand("3kbyhand", byHand, NOON);
    network.publish(by("bob").linksTo(OTHER_PAPER));
    bot.account.recover();
    return new World(
        bot,
        Stream.of(alone, odd, collides, squatter, shown, paper, byHand)
            .map(Post::uri)
            .collect(Collectors.toSet()),
        Set.of(hint.uri(), hint2.uri()),
        5);
  }

  @ParameterizedTest
  @CsvSource({"false, false", "false, true", "true, false", "true, true"})
  void everyStoryIsShownOnceWhereverTheProcessDies(boolean carriedOut, boolean storeIsLost) {
    World calm = world("calm");
    calm.bot.tick();
    int calls = calm.bot.account.calls().size();
    calm.assertAllIsDoneOnce("without a crash");
    assertThat(calls).isGreaterThan(15);
    for (int n = 1; n <= calls; n++) {
      World world = world("dies-at-" + n);
      TestBot bot = world.bot;
      bot.account.dieAt(n, carriedOut);
      String when = "died at call " + n + ", a " + calm.bot.account.calls().get(n - 1);
      assertThatThrownBy(bot::tick).as(when).isInstanceOf(Crash.class);
      bot.account.recover();
      if (storeIsLost) {
        bot.loseStore();
      }
      bot.later(TICK).tick();
      world.assertAllIsDoneOnce(when);
      bot.later(TICK).tick();
      world.assertAllIsDoneOnce(when);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aProcessThatDiesAgainAndAgainGetsThereInTheEnd(boolean carriedOut) {
    World world = world("again");
    TestBot bot = world.bot;
    for (int n = 1; n <= 30; n++) {
      bot.account.dieAt(n, carriedOut);
      try {
        bot.later(TICK).tick();
      } catch (Crash e) {
        assertThat(bot.account.calls()).hasSize(n);
      }
      bot.account.recover();
    }
    world.assertAllIsDoneOnce("after many crashes");
  }

  @ParameterizedTest
  @CsvSource({"false, false", "false, true", "true, false", "true, true"})
  void anUndoIsCompleteAfterItIsRepeatedWhereverItDied(boolean carriedOut, boolean storeIsLost) {
    int calls = 0;
    for (int n = 0; n <= calls; n++) {
      TestBot bot = new TestBot(folder.resolve("undo-" + n)).follows("ada");
      Post post = bot.network.publish(by("ada").linksTo(PAPER));
      bot.tick();
      bot.account.recover();
      if (n == 0) {
        bot.undo(post);
        calls = bot.account.calls().size();
        assertThat(bot.account.calls()).contains(Call.TOMBSTONE, Call.DELETE_REPOST);
        continue;
      }
      bot.account.dieAt(n, carriedOut);
      String when = "died at call " + n;
      assertThatThrownBy(() -> bot.undo(post)).as(when).isInstanceOf(Crash.class);
      bot.account.recover();
      if (storeIsLost) {
        bot.loseStore();
      }
      bot.undo(post);
      bot.network.publish(by("ada").at(NOON.plusSeconds(1)).linksTo(PAPER));
      bot.later(TICK).tick();
      assertThat(bot.account.reposted()).as(when).isEmpty();
      assertThat(bot.account.buried()).as(when).containsExactly(post.uri());
      assertThat(bot.account.sent()).as(when).isEqualTo(1);
    }
  }
}
