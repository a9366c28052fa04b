package io.github.alignmentfeed.cycle;

import static io.github.alignmentfeed.cycle.TestBot.actions;
import static io.github.alignmentfeed.cycle.TestBot.decided;
import static io.github.alignmentfeed.cycle.TestPost.NOON;
import static io.github.alignmentfeed.cycle.TestPost.PAPER;
import static io.github.alignmentfeed.cycle.TestPost.by;
import static io.github.alignmentfeed.cycle.TestPost.labelled;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.alignmentfeed.curation.Action;
import io.github.alignmentfeed.curation.Policy.Followed;
import io.github.alignmentfeed.curation.Policy.Reposts;
import io.github.alignmentfeed.curation.Policy.Wish;
import io.github.alignmentfeed.curation.Post;
import io.github.alignmentfeed.cycle.AccountException.Kind;
import io.github.alignmentfeed.cycle.TestAccount.Call;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reposts that must not stand any longer. */
class CleaningTest {
  private static final Duration TICK = Duration.ofMinutes(10);
  private static final Duration HOUR = Duration.ofHours(1);

  @TempDir(factory = MemoryFolder.class)
  private Path folder;

  private TestBot bot;
  private Post post;

  @BeforeEach
  void aRepost() {
    bot = new TestBot(folder).follows("ada", "bob");
    post = bot.network.publish(by("ada").linksTo(PAPER));
    bot.tick();
    assertThat(bot.account.reposted()).containsExactly(post.uri());
  }

  @Test
  void aDeletedPostLosesItsRepostAndItsTextWithinAnHour() {
    bot.network.delete(post);
    CycleReport report = bot.later(HOUR).tick();
    assertThat(actions(report)).containsEntry(post.uri(), Action.RETRACT);
    assertThat(decided(report, post).decision().reason()).contains("deleted");
    assertThat(bot.account.reposted()).isEmpty();
    assertThat(bot.with(ledger -> ledger.post(post.uri()).orElseThrow()).content().text())
        .isEmpty();
    assertThat(bot.later(HOUR).tick().decisions()).isEmpty();
  }

  @Test
  void whoeverAsksForACycleHasEverythingLookedAt() {
    bot.network.delete(post);
    bot.later(TICK).run();
    assertThat(bot.account.reposted()).isEmpty();
  }

  @Test
  void theNextBestPostOnThePaperTakesThePlaceOfADeletedOne() {
    Post other = bot.network.publish(by("bob").linksTo(PAPER).at(NOON.plusSeconds(1)));
    bot.later(TICK).tick();
    assertThat(bot.account.reposted()).containsExactly(post.uri());
    bot.network.delete(post);
    bot.later(HOUR).tick();
    bot.later(TICK).tick();
    assertThat(bot.account.reposted()).containsExactly(other.uri());
  }

  @Test
  void anAuthorWhoBlocksTheBotLosesTheRepost() {
    bot.account.block("ada");
    bot.later(HOUR).tick();
    assertThat(bot.account.reposted()).isEmpty();
  }

  @Test
  void aPostThatIsLabelledLaterLosesItsRepost() {
    bot.network.change(labelled(post, "spam"));
    CycleReport report = bot.later(HOUR).tick();
    assertThat(decided(report, post).decision().reason()).isEqualTo("it is labelled spam");
    bot.network.change(post);
    bot.later(Duration.ofDays(1)).tick();
    assertThat(bot.account.reposted()).isEmpty();
    assertThat(bot.account.sent()).isEqualTo(1);
  }

  @Test
  void whatTheOperatorRepostedByHandStaysWhateverItsLabel() {
    Post byHand = bot.network.publish(by("zoe").labelled("spam"));
    bot.account.repostByHand("3kabc", byHand, NOON);
    bot.later(HOUR).tick();
    assertThat(bot.account.reposted()).contains(byHand.uri());
  }

  @Test
  void aNoWrittenIntoTheConfigurationIsObeyedAtOnce() {
    Followed denied = new Followed(true, true, Reposts.VOUCH, Wish.DENIED, Action.REPOST);
    bot.sources.set(0, new Source("ada", Source.Kind.ACCOUNT, TestPost.did("ada"), "", denied));
    CycleReport report = bot.later(TICK).tick();
    assertThat(decided(report, post).decision().reason()).isEqualTo("its author does not want it");
    assertThat(bot.account.reposted()).isEmpty();
  }

  @Test
  void nothingIsLookedAtMoreOftenThanOnceAnHour() {
    bot.later(HOUR).tick();
    bot.account.recover();
    bot.later(TICK).tick();
    assertThat(bot.account.calls()).doesNotContain(Call.LOOK);
  }

  @Test
  void whereNearlyEverythingIsGoneAtOnceItIsTheServerThatFails() {
    List<Post> posts = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      posts.add(bot.network.publish(by("bob").says("reward hacking " + i).at(bot.now())));
    }
    bot.later(TICK).tick();
    assertThat(bot.account.reposted()).hasSize(13);
    posts.forEach(bot.network::delete);
    bot.later(HOUR).tick();
    assertThat(bot.account.reposted()).hasSize(13);
  }

  @Test
  void whileAllWritingIsPausedNothingIsRetracted() {
    bot.with(
        ledger -> {
          ledger.pause(true);
          return ledger;
        });
    bot.network.delete(post);
    bot.later(HOUR).tick();
    assertThat(bot.account.reposted()).containsExactly(post.uri());
  }

  @Test
  void aRetractionThatFailedIsDoneAgain() {
    bot.network.delete(post);
    bot.account.refuse(Call.DELETE_REPOST, Kind.TRANSIENT);
    CycleReport report = bot.later(HOUR).tick();
    assertThat(report.writing()).isPresent();
    bot.account.recover();
    bot.later(TICK).tick();
    assertThat(bot.account.reposted()).isEmpty();
  }
}
