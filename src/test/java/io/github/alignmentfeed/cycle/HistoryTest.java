package io.github.alignmentfeed.cycle;

import static io.github.alignmentfeed.cycle.TestPost.HINTING;
import static io.github.alignmentfeed.cycle.TestPost.NOON;
import static io.github.alignmentfeed.cycle.TestPost.PAPER;
import static io.github.alignmentfeed.cycle.TestPost.by;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.alignmentfeed.curation.Action;
import io.github.alignmentfeed.curation.Decision;
import io.github.alignmentfeed.curation.Post;
import io.github.alignmentfeed.cycle.Ledger.Query;
import io.github.alignmentfeed.cycle.Ledger.Told;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was done is told, whatever was decided on the post later. */
class HistoryTest {
  private static final Duration TICK = Duration.ofMinutes(10);
  private static final Set<Action> DONE = EnumSet.of(Action.REPOST, Action.BOOKMARK);

  @TempDir(factory = MemoryFolder.class)
  private Path folder;

  private TestBot bot;
  private Post post;

  @BeforeEach
  void aRepost() {
    bot = new TestBot(folder).follows("ada", "bob");
    post = bot.network.publish(by("ada").linksTo(PAPER));
    bot.tick();
  }

  private List<Told> history() {
    return bot.with(ledger -> ledger.told(new Query(DONE, false, Instant.EPOCH, 10)));
  }

  @Test
  void aRepostThatWasTakenBackIsStillTold() {
    bot.undo(post);
    bot.later(TICK).tick();
    assertThat(history())
        .extracting(Told::uri, Told::action, Told::standing)
        .containsExactly(tuple(post.uri(), Action.REPOST, "taken back"));
  }

  @Test
  void aBookmarkThatStandsIsToldThoughAnotherPostOfItsStoryIsReposted() {
    Post hint = bot.network.publish(by("bob").at(NOON.plusSeconds(1)).says(HINTING));
    bot.later(TICK).tick();
    bot.network.publish(by("bob").at(bot.now()).linksTo(PAPER + "7").continues(hint));
    bot.later(TICK).tick();
    bot.later(TICK).tick();
    assertThat(bot.account.bookmarked()).contains(hint.uri());
    assertThat(history()).extracting(Told::uri).contains(hint.uri());
  }

  @Test
  void whatStoodBeforeTheStoreWasMadeIsToldToo() {
    Post old = by("zoe").at(NOON.minus(Duration.ofDays(300))).post();
    bot.account.repostByHand("3kold", old, NOON.minus(Duration.ofDays(300)));
    bot.loseStore();
    bot.later(TICK).tick();
    assertThat(history())
        .extracting(Told::uri, Told::action, Told::standing)
        .containsExactlyInAnyOrder(
            tuple(post.uri(), Action.REPOST, "stands"), tuple(old.uri(), Action.REPOST, "stands"));
  }

  @Test
  void whatWasLeftAloneIsNotTold() {
    bot.network.publish(by("bob").says("Good morning"));
    bot.later(TICK).tick();
    assertThat(history()).extracting(Told::uri).containsExactly(post.uri());
  }

  @Test
  void ofWhatIsRepostedAlreadyItIsSaidThatItIs() {
    bot.loseStore();
    assertThat(considered().action()).isEqualTo(Action.REPOST);
    bot.tick();
    assertThat(considered().reason()).isEqualTo("it is reposted already");
  }

  private Decision considered() {
    Optional<Decision> decision =
        bot.later(TICK).with(ledger -> bot.cycle(ledger).consider(post, bot.now()));
    return decision.orElseThrow();
  }
}
