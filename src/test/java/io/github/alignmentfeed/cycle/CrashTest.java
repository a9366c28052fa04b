package io.github.alignmentfeed.cycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.alignmentfeed.atproto.AtUri;
import io.github.alignmentfeed.curation.Post;
import io.github.alignmentfeed.cycle.TestAccount.Crash;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The process dies at each call to the account in turn; at the end all stands exactly once. */
final class CrashTest {
  private static final int STORIES = 4;

  @TempDir private Path folder;

  /** Four papers, each told by two accounts, one of them in a thread, and two posts to bookmark. */
  private static List<Post> workload(TestBot bot) {
    List<Post> posts = new ArrayList<>();
    for (int i = 0; i < STORIES; i++) {
      String paper = "https://arxiv.org/abs/2601.0000" + i;
      Post root =
          bot.network.publish(
              TestPost.by("ada")
                  .at(TestPost.NOON.minusSeconds(600 - i))
                  .says("reward hacking " + i)
                  .linksTo(paper));
      posts.add(root);
      bot.network.publish(
          TestPost.by("ada")
              .at(root.indexedAt().plusMillis(9))
              .says("reward hacking more " + i)
              .continues(root));
      bot.network.publish(
          TestPost.by("ben")
              .at(root.indexedAt().plusSeconds(60))
              .says("reward hacking by others " + i)
              .linksTo(paper));
    }
    for (int i = 0; i < 2; i++) {
      bot.network.publish(
          TestPost.by("ben").at(TestPost.NOON.minusSeconds(50 - i)).says("interpretability " + i));
    }
    return posts;
  }

  private static List<AtUri> uris(List<Post> posts) {
    return posts.stream().map(Post::uri).toList();
  }

  private static int callsOfOneCycle(Path folder) {
    TestBot bot = new TestBot(folder).follows("ada", "ben");
    workload(bot);
    bot.tick();
    return bot.account.calls().size();
  }

  @ParameterizedTest
  @CsvSource({"false,false", "true,false", "false,true", "true,true"})
  void whereverItDiesEveryStoryIsRepostedExactlyOnce(boolean carriedOut, boolean storeLost)
      throws Exception {
    int calls = callsOfOneCycle(Files.createDirectory(folder.resolve("calls")));
    assertThat(calls).isGreaterThan(STORIES);
    for (int n = 1; n <= calls; n++) {
      TestBot bot =
          new TestBot(Files.createDirectory(folder.resolve("run" + n))).follows("ada", "ben");
      List<Post> stories = workload(bot);

      bot.account.dieAt(n, carriedOut);
      assertThatThrownBy(bot::tick).isInstanceOf(Crash.class);
      bot.account.recover();
      if (storeLost) {
        bot.loseStore();
      }
      bot.later(Duration.ofMinutes(1)).tick();
      bot.later(Duration.ofMinutes(1)).tick();

      assertThat(bot.account.reposted())
          .as("died at call %d", n)
          .containsExactlyInAnyOrderElementsOf(uris(stories));
      assertThat(bot.account.sent()).as("died at call %d", n).isEqualTo(STORIES);
      assertThat(bot.account.bookmarked()).as("died at call %d", n).hasSize(2);
    }
  }

  @Test
  void itMayDieAgainAndAgain() {
    TestBot bot = new TestBot(folder).follows("ada", "ben");
    List<Post> stories = workload(bot);

    for (int n = 1; n <= 60; n++) {
      bot.later(Duration.ofSeconds(10));
      bot.account.dieAt(1 + n % 7, n % 2 == 0);
      try {
        bot.tick();
      } catch (Crash e) {
        assertThat(bot.account.calls()).isNotEmpty();
      }
    }
    bot.account.recover();
    bot.later(Duration.ofSeconds(10)).tick();

    assertThat(Set.copyOf(bot.account.reposted())).isEqualTo(Set.copyOf(uris(stories)));
    assertThat(bot.account.sent()).isEqualTo(STORIES);
  }
}
