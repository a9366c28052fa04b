package io.github.alignmentfeed.cycle;

import static io.github.alignmentfeed.cycle.TestPost.by;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.alignmentfeed.curation.Action;
import io.github.alignmentfeed.curation.Post;
import io.github.alignmentfeed.cycle.Undoing.Undone;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BudgetedAccountTest {
  private static final Duration HOUR = Duration.ofHours(1);

  @TempDir Path folder;
  private TestBot bot;

  @BeforeEach
  void begin() {
    bot = new TestBot(folder).follows("ada").limits(100_000, 100_000, 100_000, Duration.ZERO);
  }

  @Test
  void anHourHoldsSoManyPointsAndWhatIsLeftIsSentLater() {
    bot.tick();
    spent(BudgetedAccount.HOURLY - 3);
    List<Post> posts = publish(3);

    CycleReport report = bot.tick();

    assertThat(bot.account.reposted()).hasSize(1);
    assertThat(TestBot.actions(report).values())
        .containsExactlyInAnyOrder(Action.REPOST, Action.DEFER, Action.DEFER);
    assertThat(report.decisions())
        .filteredOn(d -> d.decision().action() == Action.DEFER)
        .allSatisfy(
            d ->
                assertThat(d.decision().reason())
                    .contains("the bot's own limit of 2500 points of writing in an hour"));

    bot.later(HOUR.plusMinutes(1)).tick();
    assertThat(bot.account.reposted())
        .containsExactlyInAnyOrderElementsOf(posts.stream().map(Post::uri).toList());
  }

  @Test
  void aDayHoldsSoManyPoints() {
    bot.tick();
    for (int hours = 0; hours < 7; hours++) {
      spent(BudgetedAccount.HOURLY);
      bot.later(HOUR.plusMinutes(1));
    }
    bot.tick();
    Post post = publish(1).get(0);

    bot.tick();
    assertThat(bot.account.reposted()).isEmpty();
    bot.later(Duration.ofHours(17)).tick();
    assertThat(bot.account.reposted()).containsExactly(post.uri());
  }

  @Test
  void aRepostThatFailedIsCountedToo() {
    bot.tick();
    publish(1);
    bot.account.refuse(TestAccount.Call.REPOST, AccountException.Kind.TRANSIENT);
    bot.tick();
    int spent = bot.with(ledger -> ledger.writes().spent(bot.now().minus(HOUR)));
    assertThat(spent).isEqualTo(2);
  }

  @Test
  void takingMuchBackEndsAtTheBudgetAndIsTakenUpAgain() {
    bot.tick();
    publish(4);
    bot.tick();
    bot.later(HOUR.plusMinutes(1));
    spent(BudgetedAccount.HOURLY - 2 * 3);

    Undone undone = bot.undoSince(HOUR.multipliedBy(2));
    assertThat(undone.takenBack()).hasSize(2);
    assertThat(undone.failed().values())
        .hasSize(2)
        .allSatisfy(e -> assertThat(e.what()).contains("free again by 2"));

    bot.later(HOUR.plusMinutes(1));
    assertThat(bot.undoSince(HOUR.multipliedBy(4)).takenBack()).hasSize(2);
    assertThat(bot.account.reposted()).isEmpty();
  }

  @Test
  void bookmarksCostNothing() {
    bot.tick();
    spent(BudgetedAccount.HOURLY);
    Post post = bot.network.publish(by("ada").says("interpretability").at(bot.now()));
    bot.tick();
    assertThat(bot.account.bookmarked()).containsExactly(post.uri());
  }

  private void spent(int points) {
    bot.with(
        ledger -> {
          ledger.writes().spend(points, bot.now());
          return points;
        });
  }

  private List<Post> publish(int count) {
    List<Post> posts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      posts.add(bot.network.publish(by("ada").says("reward hacking " + i).at(bot.now())));
    }
    return posts;
  }
}
