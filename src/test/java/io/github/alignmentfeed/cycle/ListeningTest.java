package io.github.alignmentfeed.cycle;

import static io.github.alignmentfeed.cycle.TestBot.actions;
import static io.github.alignmentfeed.cycle.TestBot.decided;
import static io.github.alignmentfeed.cycle.TestPost.NOON;
import static io.github.alignmentfeed.cycle.TestPost.by;
import static io.github.alignmentfeed.cycle.TestPost.did;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.alignmentfeed.curation.Action;
import io.github.alignmentfeed.curation.Post;
import io.github.alignmentfeed.cycle.AccountException.Kind;
import io.github.alignmentfeed.cycle.TestNetwork.Read;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who says no is heard, left out, and stays out. */
class ListeningTest {
  private static final Duration TICK = Duration.ofMinutes(10);
  private static final Duration HOUR = Duration.ofHours(1);

  @TempDir(factory = MemoryFolder.class)
  private Path folder;

  private TestBot bot;
  private TestPeople people;
  private Post adas;
  private Post bobs;

  @BeforeEach
  void twoReposts() {
    bot = new TestBot(folder).follows("ada", "bob");
    people = bot.account.people();
    adas = bot.network.publish(by("ada"));
    bobs = bot.network.publish(by("bob"));
    bot.tick();
    assertThat(bot.account.reposted()).hasSize(2);
  }

  private void publishMore() {
    bot.network.publish(by("ada").at(bot.now()).says("More on reward hacking by Ada"));
  }

  @Test
  void whoAsksToBeLeftOutIsRetractedMutedAndNotReadAgain() {
    people.say("ada", "@bot.test opt out", NOON.plusSeconds(60));
    CycleReport report = bot.later(TICK).tick();
    assertThat(bot.account.reposted()).containsExactly(bobs.uri());
    assertThat(actions(report)).containsEntry(adas.uri(), Action.RETRACT);
    assertThat(decided(report, adas).outcome()).isEqualTo(Outcome.SENT);
    assertThat(people.muted()).containsExactly(did("ada"));
    bot.network.reads();
    publishMore();
    bot.later(TICK).tick();
    assertThat(bot.account.reposted()).containsExactly(bobs.uri());
    assertThat(bot.network.reads()).extracting(Read::account).containsExactly(did("bob"));
  }

  @Test
  void aNoThatComesWithAPostIsHeardBeforeThePostIsShown() {
    publishMore();
    people.say("ada", "stop", NOON.plusSeconds(60));
    bot.later(TICK).tick();
    assertThat(bot.account.reposted()).containsExactly(bobs.uri());
  }

  @Test
  void noTextOfWhoSaidNoIsKept() {
    people.say("ada", "stop", NOON.plusSeconds(60));
    bot.later(TICK).tick();
    Post kept = bot.with(ledger -> ledger.post(adas.uri()).orElseThrow());
    assertThat(kept.content().text()).isEmpty();
    Post other = bot.with(ledger -> ledger.post(bobs.uri()).orElseThrow());
    assertThat(other).isEqualTo(bobs);
  }

  @Test
  void whoAskedStaysOutThoughTheStoreIsLost() {
    people.say("ada", "unsubscribe", NOON.plusSeconds(60));
    bot.later(TICK).tick();
    bot.loseStore();
    publishMore();
    bot.later(TICK).tick();
    assertThat(bot.account.reposted()).containsExactly(bobs.uri());
  }

  @Test
  void whoAsksToBeTakenInAgainIs() {
    people.say("ada", "opt out", NOON.plusSeconds(60));
    bot.later(TICK).tick();
    people.say("ada", "opt in", NOON.plusSeconds(6000));
    bot.later(HOUR.multipliedBy(2)).tick();
    assertThat(people.muted()).isEmpty();
    publishMore();
    bot.later(TICK).tick();
    assertThat(bot.account.reposted()).hasSize(2);
    assertThat(bot.account.reposted()).doesNotContain(adas.uri());
  }

  @Test
  void whoAsksToBeTakenInAgainIsHeardThoughTheStoreIsLost() {
    people.say("ada", "opt out", NOON.plusSeconds(60));
    bot.later(TICK).tick();
    people.say("ada", "opt in", NOON.plusSeconds(6000));
    bot.loseStore();
    bot.later(HOUR.multipliedBy(2)).tick();
    assertThat(people.muted()).isEmpty();
  }

  @Test
  void anOldRequestDoesNotUndoALaterOne() {
    people.say("ada", "opt in", NOON.plusSeconds(90));
    people.say("ada", "opt out", NOON.plusSeconds(30));
    bot.later(TICK).tick();
    assertThat(bot.account.reposted()).contains(adas.uri());
    assertThat(people.muted()).isEmpty();
  }

  @Test
  void whoeverTheOperatorMutesIsLeftOutUntilTheMuteEnds() {
    people.mute(did("ada"), true);
    bot.later(HOUR).tick();
    assertThat(bot.account.reposted()).containsExactly(bobs.uri());
    people.mute(did("ada"), false);
    bot.later(HOUR).tick();
    publishMore();
    bot.later(TICK).tick();
    assertThat(bot.account.reposted()).hasSize(2);
  }

  @Test
  void theConfigurationsNoIsAMuteThatEndsWithIt() {
    bot.optedOut.add(did("ada"));
    bot.later(TICK).tick();
    assertThat(bot.account.reposted()).containsExactly(bobs.uri());
    assertThat(people.muted()).containsExactly(did("ada"));
    bot.optedOut.clear();
    bot.later(TICK).tick();
    assertThat(people.muted()).isEmpty();
  }

  @Test
  void aProfileThatSaysNoIsObeyedBeforeARepost() {
    people.refuses("ada", true);
    publishMore();
    CycleReport report = bot.later(TICK).tick();
    assertThat(report.decisions())
        .anyMatch(d -> d.decision().reason().equals("its author's profile says #nobot"));
    bot.later(TICK).tick();
    assertThat(bot.account.reposted()).containsExactly(bobs.uri());
  }

  @Test
  void aProfileThatSaysNoLaterLosesItsRepostsAndComesBackWithoutIt() {
    people.refuses("ada", true);
    bot.later(HOUR).tick();
    assertThat(bot.account.reposted()).containsExactly(bobs.uri());
    assertThat(people.muted()).isEmpty();
    people.refuses("ada", false);
    bot.later(HOUR).tick();
    publishMore();
    bot.later(TICK).tick();
    assertThat(bot.account.reposted()).hasSize(2);
  }

  @Test
  void whileNobodyCanBeHeardNothingIsShown() {
    people.fail(new AccountException(Kind.TRANSIENT, "not now"));
    publishMore();
    CycleReport report = bot.later(TICK).tick();
    assertThat(report.writing()).isPresent();
    assertThat(bot.account.sent()).isEqualTo(2);
    people.recover();
    bot.later(TICK).tick();
    assertThat(bot.account.sent()).isEqualTo(3);
  }
}
