package io.github.alignmentfeed.cycle;

import static io.github.alignmentfeed.cycle.TestBot.actions;
import static io.github.alignmentfeed.cycle.TestBot.decided;
import static io.github.alignmentfeed.cycle.TestPost.HINTING;
import static io.github.alignmentfeed.cycle.TestPost.MATCHING;
import static io.github.alignmentfeed.cycle.TestPost.NOON;
import static io.github.alignmentfeed.cycle.TestPost.PAPER;
import static io.github.alignmentfeed.cycle.TestPost.by;
import static io.github.alignmentfeed.cycle.TestPost.did;
import static io.github.alignmentfeed.cycle.TestPost.edited;
import static io.github.alignmentfeed.cycle.TestPost.labelled;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.alignmentfeed.curation.Action;
import io.github.alignmentfeed.curation.Policy.Consent;
import io.github.alignmentfeed.curation.Policy.Followed;
import io.github.alignmentfeed.curation.Policy.Reposts;
import io.github.alignmentfeed.curation.Policy.Wish;
import io.github.alignmentfeed.curation.Post;
import io.github.alignmentfeed.cycle.TestAccount.Call;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Between reading and writing the world goes on: every post is looked at once more. */
class FreshLookTest {
  private static final Duration TICK = Duration.ofMinutes(10);

  @TempDir(factory = MemoryFolder.class)
  private Path folder;

  private TestBot bot;
  private Post best;
  private Post nextBest;

  @BeforeEach
  void twoPostsOnOnePaper() {
    bot = new TestBot(folder).follows("ada", "bob");
    best = bot.network.publish(by("ada").linksTo(PAPER));
    nextBest = bot.network.publish(by("bob").linksTo(PAPER).at(NOON.plusSeconds(1)));
    bot.later(Duration.ofMinutes(1));
  }

  private void meanwhile(Runnable event) {
    bot.account.before(Call.LOOK, event);
  }

  @Test
  void onlyTheBestOfAStoryIsShown() {
    bot.tick();
    bot.later(TICK).tick();
    assertThat(bot.account.reposted()).containsExactly(best.uri());
  }

  @Test
  void whereTheBestWasDeletedTheNextCycleTakesTheNextBest() {
    meanwhile(() -> bot.network.delete(best));
    CycleReport report = bot.tick();
    assertThat(actions(report)).containsEntry(best.uri(), Action.SKIP);
    assertThat(decided(report, best).decision().reason()).contains("deleted");
    bot.later(TICK).tick();
    assertThat(bot.account.reposted()).containsExactly(nextBest.uri());
    assertThat(bot.later(TICK).tick().decisions()).isEmpty();
  }

  @Test
  void whereTheAuthorBlockedTheBotTheNextCycleTakesTheNextBest() {
    meanwhile(() -> bot.account.block("ada"));
    assertThat(actions(bot.tick())).containsEntry(best.uri(), Action.SKIP);
    bot.later(TICK).tick();
    assertThat(bot.account.reposted()).containsExactly(nextBest.uri());
  }

  @Test
  void whereTheBestWasLabelledTheNextCycleTakesTheNextBest() {
    meanwhile(() -> bot.network.change(labelled(best, "spam")));
    CycleReport report = bot.tick();
    assertThat(actions(report)).containsEntry(best.uri(), Action.SKIP);
    assertThat(decided(report, best).decision().reason()).isEqualTo("it is labelled spam");
    bot.later(TICK).tick();
    assertThat(bot.account.reposted()).containsExactly(nextBest.uri());
    assertThat(bot.later(TICK).tick().decisions()).isEmpty();
  }

  @Test
  void whereWhatTheBestQuotesWasLabelledItIsNotShown() {
    bot = new TestBot(folder.resolve("quote")).follows("cy");
    Post quoted = by("zoe").post();
    Post quote = bot.network.publish(by("cy").quotes(quoted));
    meanwhile(() -> bot.network.change(by("cy").quotes(labelled(quoted, "porn")).post()));
    CycleReport report = bot.tick();
    assertThat(decided(report, quote).decision().reason()).isEqualTo("it is labelled porn");
    assertThat(bot.account.reposted()).isEmpty();
  }

  @Test
  void whereTheBestWasEditedItIsDecidedAgainFromTheNewText() {
    meanwhile(() -> bot.network.change(edited(best, "Even more reward hacking, and sycophancy")));
    CycleReport report = bot.tick();
    assertThat(actions(report)).containsEntry(best.uri(), Action.DEFER);
    assertThat(decided(report, best).outcome()).isEqualTo(Outcome.NONE);
    assertThat(bot.account.reposted()).isEmpty();
    CycleReport next = bot.later(TICK).tick();
    assertThat(decided(next, best).decision().score()).isEqualTo(19);
    assertThat(bot.account.reposted()).containsExactly(best.uri());
  }

  @Test
  void whereTheBestMatchesNoLongerAfterAnEditTheNextBestIsTaken() {
    meanwhile(() -> bot.network.change(edited(best, "Never mind")));
    bot.tick();
    CycleReport next = bot.later(TICK).tick();
    assertThat(decided(next, best).decision().action()).isEqualTo(Action.SKIP);
    assertThat(bot.account.reposted()).containsExactly(nextBest.uri());
  }

  @Test
  void anEditedPostIsKnownByTheWayItWasMetAndNoOther() {
    bot = new TestBot(folder.resolve("other")).follows("cy");
    Post outside = bot.network.publish(by("zoe"));
    bot.network.repost("cy", outside, NOON);
    meanwhile(() -> bot.network.change(edited(outside, MATCHING + " again")));
    bot.tick();
    CycleReport next = bot.later(TICK).tick();
    assertThat(decided(next, outside).decision().through()).containsExactly(TestPost.did("cy"));
  }

  @Test
  void whatIsRepostedAlreadyIsKnownAndNotSent() {
    meanwhile(() -> bot.account.repostByHand("3kabc", best, NOON));
    CycleReport report = bot.tick();
    assertThat(decided(report, best).outcome()).isEqualTo(Outcome.ALREADY);
    assertThat(bot.account.sent()).isZero();
    bot.later(TICK).tick();
    assertThat(bot.account.sent()).isZero();
    assertThat(bot.account.reposted()).containsExactly(best.uri());
  }

  @Test
  void whatIsBookmarkedAlreadyIsKnownAndNotSent() {
    Post hint = bot.network.publish(by("bob").says(HINTING));
    meanwhile(() -> bot.account.bookmarkByHand(hint, bot.now()));
    CycleReport report = bot.tick();
    assertThat(decided(report, hint).outcome()).isEqualTo(Outcome.ALREADY);
    assertThat(bot.account.calls()).doesNotContain(Call.BOOKMARK);
  }

  @Test
  void withConsentByFollowingOnlyFollowersAreReposted() {
    bot.consent(Consent.FOLLOWS_BOT);
    bot.account.isFollowedBy("bob");
    CycleReport report = bot.tick();
    assertThat(bot.account.reposted()).containsExactly(nextBest.uri());
    assertThat(actions(report)).containsEntry(best.uri(), Action.SKIP);
    assertThat(bot.later(TICK).tick().decisions()).isEmpty();
  }

  @Test
  void whoDoesNotFollowTheBotIsBookmarkedWithConsentByFollowing() {
    bot.consent(Consent.FOLLOWS_BOT);
    CycleReport report = bot.tick();
    assertThat(bot.account.reposted()).isEmpty();
    assertThat(bot.account.bookmarked()).containsExactly(best.uri());
    assertThat(decided(report, best).decision().reason()).contains("does not follow the bot");
    assertThat(bot.later(TICK).tick().decisions()).isEmpty();
  }

  @Test
  void whoUnfollowsTheBotMeanwhileIsDecidedAgain() {
    bot.consent(Consent.FOLLOWS_BOT);
    bot.account.isFollowedBy("ada");
    meanwhile(() -> bot.network.unfollows(did("ada"), TestBot.DID));
    CycleReport report = bot.tick();
    assertThat(actions(report)).containsEntry(best.uri(), Action.DEFER);
    assertThat(bot.account.reposted()).isEmpty();
    bot.later(TICK).tick();
    assertThat(bot.account.bookmarked()).containsExactly(best.uri());
  }

  @Test
  void whileItCannotBeKnownWhoFollowsTheBotNothingIsLostAndNobodyElseIsReposted() {
    bot.consent(Consent.FOLLOWS_BOT);
    bot.network.fails(TestBot.DID);
    CycleReport report = bot.tick();
    assertThat(actions(report)).containsEntry(best.uri(), Action.DEFER);
    assertThat(bot.account.sent()).isZero();
    bot.network.recovers();
    bot.account.isFollowedBy("ada");
    bot.later(TICK).tick();
    assertThat(bot.account.reposted()).containsExactly(best.uri());
  }

  @Test
  void withConsentByFollowingAWordOfTheOperatorIsEnough() {
    bot.consent(Consent.FOLLOWS_BOT);
    Followed granted = new Followed(true, true, Reposts.VOUCH, Wish.GRANTED, Action.REPOST);
    bot.sources.set(0, new Source("ada", Source.Kind.ACCOUNT, TestPost.did("ada"), "", granted));
    bot.tick();
    assertThat(bot.account.reposted()).containsExactly(best.uri());
  }

  @Test
  void ofAThreadWithoutConsentTheFirstPostIsBookmarked() {
    bot = new TestBot(folder.resolve("other")).follows("cy").consent(Consent.FOLLOWS_BOT);
    Post first = bot.network.publish(by("cy"));
    bot.network.publish(by("cy").at(NOON.plusSeconds(1)).continues(first));
    bot.later(TICK).tick();
    assertThat(bot.later(TICK).tick().decisions()).isEmpty();
    assertThat(bot.account.reposted()).isEmpty();
    assertThat(bot.account.bookmarked()).containsExactly(first.uri());
  }

  @Test
  void whatWasNotShownOnceIsLookedAtAgainTheNextDay() {
    bot = new TestBot(folder.resolve("other")).follows("cy");
    Post post = bot.network.publish(by("cy"));
    meanwhile(() -> bot.network.change(labelled(post, "spam")));
    bot.tick();
    bot.network.change(post);
    assertThat(bot.later(TICK).tick().decisions()).isEmpty();
    bot.later(Duration.ofDays(1)).tick();
    assertThat(bot.account.reposted()).containsExactly(post.uri());
  }

  @Test
  void whatIsTooOldToBeRepostedIsNotLookedAtAgain() {
    bot = new TestBot(folder.resolve("other")).follows("cy");
    Post post = bot.network.publish(by("cy"));
    meanwhile(() -> bot.network.delete(post));
    bot.tick();
    CycleReport report = bot.later(Duration.ofDays(4)).tick();
    assertThat(report.decisions()).isEmpty();
  }

  @Test
  void whatWasNotShownOnceIsTriedAgainWhereItIsReconsidered() {
    bot = new TestBot(folder.resolve("other")).follows("cy");
    Post post = bot.network.publish(by("cy"));
    meanwhile(() -> bot.network.change(labelled(post, "spam")));
    bot.tick();
    bot.network.change(post);
    assertThat(bot.later(TICK).tick().decisions()).isEmpty();
    bot.with(
        ledger -> {
          ledger.reconsider(NOON);
          return bot.later(TICK).tick(ledger);
        });
    assertThat(bot.account.reposted()).containsExactly(post.uri());
  }
}
