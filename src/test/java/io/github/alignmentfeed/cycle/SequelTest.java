package io.github.alignmentfeed.cycle;

import static io.github.alignmentfeed.cycle.TestBot.actions;
import static io.github.alignmentfeed.cycle.TestBot.decided;
import static io.github.alignmentfeed.cycle.TestPost.PAPER;
import static io.github.alignmentfeed.cycle.TestPost.by;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.alignmentfeed.curation.Action;
import io.github.alignmentfeed.curation.Post;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of posts on a paper that was reposted in an earlier cycle. */
class SequelTest {
  private static final Duration TICK = Duration.ofMinutes(10);

  @TempDir(factory = MemoryFolder.class)
  private Path folder;

  private TestBot bot;
  private Post shown;

  @BeforeEach
  void show() {
    bot = new TestBot(folder).follows("ada", "bob").later(Duration.ofMinutes(1));
    shown = bot.network.publish(by("ada").says("On reward hacking").linksTo(PAPER));
    bot.tick();
    assertThat(bot.account.reposted()).containsExactly(shown.uri());
  }

  @Test
  void aPostThatSaysTheSameIsLeftAloneForThePostOfItsAuthor() {
    Post same = bot.network.publish(by("bob").says("Reward hacking!").linksTo(PAPER).at(bot.now()));
    CycleReport report = bot.later(TICK).tick();
    assertThat(decided(report, same).decision().reason())
        .isEqualTo("its story is shown by " + shown.uri() + " of @ada.test");
  }

  @Test
  void aPostWithANewPointIsBookmarkedAndTheRepostStands() {
    Post erratum = sequel();
    CycleReport report = bot.later(TICK).tick();
    assertThat(actions(report)).containsEntry(erratum.uri(), Action.BOOKMARK);
    assertThat(decided(report, erratum).decision().reason())
        .startsWith("says more on a story that is shown by " + shown.uri() + " of @ada.test: ");
    assertThat(bot.account.bookmarked()).containsExactly(erratum.uri());
    Post same = bot.network.publish(by("bob").says("Reward hacking!").linksTo(PAPER).at(bot.now()));
    report = bot.later(TICK).tick();
    assertThat(decided(report, same).decision().reason()).contains(shown.uri().toString());
    assertThat(bot.account.reposted()).containsExactly(shown.uri());
    assertThat(bot.account.bookmarked()).containsExactly(erratum.uri());
  }

  @Test
  void takingTheBookmarkBackDoesNotShowTheStoryAgain() {
    Post erratum = sequel();
    bot.later(TICK).tick();
    bot.undo(erratum);
    Post same = bot.network.publish(by("bob").says("Reward hacking!").linksTo(PAPER).at(bot.now()));
    CycleReport report = bot.later(TICK).tick();
    assertThat(actions(report)).containsEntry(same.uri(), Action.SKIP);
    assertThat(bot.account.reposted()).containsExactly(shown.uri());
    assertThat(bot.account.bookmarked()).isEmpty();
  }

  private Post sequel() {
    return bot.network.publish(
        by("bob").says("Erratum on reward hacking, in table 3").linksTo(PAPER).at(bot.now()));
  }
}
