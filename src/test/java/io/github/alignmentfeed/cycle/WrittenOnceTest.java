package io.github.alignmentfeed.cycle;

import static io.github.alignmentfeed.cycle.TestPost.MATCHING;
import static io.github.alignmentfeed.cycle.TestPost.NOON;
import static io.github.alignmentfeed.cycle.TestPost.by;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.alignmentfeed.atproto.AtUri;
import io.github.alignmentfeed.curation.Action;
import io.github.alignmentfeed.curation.Post;
import io.github.alignmentfeed.curation.Story;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cycle writes nothing into its store that stands there as it is. */
final class WrittenOnceTest {
  @TempDir(factory = MemoryFolder.class)
  private Path folder;

  private final List<Decided> decided = new ArrayList<>();
  private final List<Story> stories = new ArrayList<>();
  private TestBot bot;
  private Post post;

  @BeforeEach
  void whatWaitsUntilItsStoryHasSettled() {
    bot = new TestBot(folder).follows("ada").settle(Duration.ofMinutes(20));
    post = bot.network.publish(by("ada").at(NOON.minusSeconds(60)).says(MATCHING));
  }

  /** One cycle; notes the decisions and the stories that it writes. */
  private void tick() {
    decided.clear();
    stories.clear();
    bot.with(ledger -> bot.tick(noting(ledger)));
  }

  private Ledger noting(Ledger ledger) {
    return (Ledger)
        Proxy.newProxyInstance(
            Ledger.class.getClassLoader(),
            new Class<?>[] {Ledger.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("decided")) {
                ((List<?>) arguments[1]).forEach(d -> decided.add((Decided) d));
              } else if (method.getName().equals("stories")) {
                ((List<?>) arguments[0]).forEach(s -> stories.add((Story) s));
              }
              try {
                return method.invoke(ledger, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private List<Action> written(AtUri uri) {
    return decided.stream()
        .filter(d -> d.decision().post().uri().equals(uri))
        .map(d -> d.decision().action())
        .toList();
  }

  @Test
  void aDecisionThatStaysAsItIsIsWrittenOnceACycle() {
    tick();

    assertThat(written(post.uri())).containsExactly(Action.DEFER);
  }

  @Test
  void aDecisionIsWrittenAgainWhenItIsCarriedOut() {
    bot.settle(Duration.ZERO);
    tick();

    assertThat(written(post.uri())).containsExactly(Action.REPOST, Action.REPOST);
    assertThat(decided).extracting(Decided::outcome).containsExactly(Outcome.NONE, Outcome.SENT);
  }

  @Test
  void aStoryThatIsKnownAsItIsIsNotKeptAgain() {
    tick();
    assertThat(stories).extracting(Story::id).containsExactly(post.uri().toString());

    bot.later(Duration.ofMinutes(5));
    tick();
    assertThat(written(post.uri())).containsExactly(Action.DEFER);
    assertThat(stories).isEmpty();
  }

  @Test
  void aStoryThatGrewIsKeptAgain() {
    tick();
    bot.later(Duration.ofMinutes(5));
    bot.network.publish(by("ada").at(bot.now()).says(MATCHING).continues(post));
    tick();

    assertThat(stories).extracting(Story::id).containsExactly(post.uri().toString());
    assertThat(stories.get(0).keys()).hasSize(2);
  }
}
