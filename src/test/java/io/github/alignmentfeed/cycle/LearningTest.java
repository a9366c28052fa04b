package io.github.alignmentfeed.cycle;

import static io.github.alignmentfeed.cycle.TestBot.actions;
import static io.github.alignmentfeed.cycle.TestBot.decided;
import static io.github.alignmentfeed.cycle.TestPost.NOON;
import static io.github.alignmentfeed.cycle.TestPost.PAPER;
import static io.github.alignmentfeed.cycle.TestPost.by;
import static io.github.alignmentfeed.cycle.TestPost.did;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.alignmentfeed.curation.Action;
import io.github.alignmentfeed.curation.Content;
import io.github.alignmentfeed.curation.Field;
import io.github.alignmentfeed.curation.PaperId;
import io.github.alignmentfeed.curation.Post;
import io.github.alignmentfeed.curation.Sighting;
import io.github.alignmentfeed.cycle.Finding.Nothing;
import io.github.alignmentfeed.cycle.Finding.Subject;
import io.github.alignmentfeed.cycle.Finding.Target;
import io.github.alignmentfeed.store.Stores;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What posts only point at is found out before they are decided, or else afterwards. */
class LearningTest {
  private static final Duration TICK = Duration.ofMinutes(10);
  private static final String SHORT = "https://bit.ly/abc";
  private static final String NUMBER = "arxiv:2412.14093";

  @TempDir(factory = MemoryFolder.class)
  private Path folder;

  private final World shorteners = new World("https://bit.ly/");
  private final World arxiv = new World("arxiv:");
  private TestBot bot;

  @BeforeEach
  void ask() {
    bot = new TestBot(folder).follows("ada", "bob").later(Duration.ofMinutes(1));
    bot.guides.add(shorteners);
    bot.guides.add(arxiv);
  }

  /** Answers from a map; what is not in it is not come to. */
  private static final class World implements Guide {
    private final String beginning;
    private final Map<String, Finding> answers = new HashMap<>();
    private final List<String> asked = new ArrayList<>();
    private Runnable meanwhile = () -> {};

    World(String beginning) {
      this.beginning = beginning;
    }

    @Override
    public Set<String> subjects(Post post) {
      return Stream.concat(Stream.of(post.content()), post.quote().stream().map(q -> q.content()))
          .flatMap(World::pointers)
          .filter(this::answers)
          .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Stream<String> pointers(Content content) {
      return Stream.concat(
          content.links().stream().map(link -> link.url()),
          content.untitled().stream().map(PaperId::value));
    }

    @Override
    public boolean answers(String subject) {
      return subject.startsWith(beginning);
    }

    @Override
    public Map<String, Finding> ask(List<String> subjects) {
      meanwhile.run();
      Map<String, Finding> found = new LinkedHashMap<>();
      for (String subject : subjects) {
        asked.add(subject);
        Optional.ofNullable(answers.get(subject)).ifPresent(f -> found.put(subject, f));
      }
      return found;
    }
  }

  @Test
  void aShortenedAddressIsThePaperThatItLeadsTo() {
    shorteners.answers.put(SHORT, new Target(PAPER + "v2"));
    Post best = bot.network.publish(by("ada").linksTo(PAPER));
    Post echo = bot.network.publish(by("bob").linksTo(SHORT).at(NOON.plusSeconds(1)));
    CycleReport report = bot.tick();
    assertThat(bot.account.reposted()).containsExactly(best.uri());
    assertThat(decided(report, echo).decision().reason())
        .isEqualTo("its story is shown by " + best.uri() + " of @ada.test");
    assertThat(decided(report, echo).decision().papers()).containsExactly(new PaperId(NUMBER));
  }

  @Test
  void whereItLeadsIsEvidence() {
    shorteners.answers.put(SHORT, new Target(PAPER));
    Post post = bot.network.publish(by("ada").says("A look").linksTo(SHORT));
    CycleReport report = bot.tick();
    assertThat(decided(report, post).decision().evidence())
        .anySatisfy(
            e -> {
              assertThat(e.field()).isEqualTo(Field.LINK);
              assertThat(e.matched()).isEqualTo("arxiv.org");
            });
    assertThat(actions(report)).containsEntry(post.uri(), Action.BOOKMARK);
  }

  @Test
  void whatWasFoundOnceIsRememberedByTheNextProcess() {
    shorteners.answers.put(SHORT, new Target(PAPER));
    bot.network.publish(by("ada").says("A look").linksTo(SHORT));
    bot.tick();
    Post next = bot.network.publish(by("bob").says("Hm").linksTo(SHORT).at(bot.now()));
    CycleReport report = bot.later(TICK).tick();
    assertThat(shorteners.asked).containsExactly(SHORT);
    assertThat(decided(report, next).decision().papers()).containsExactly(new PaperId(NUMBER));
  }

  @Test
  void whatCannotBeFoundNowIsDecidedAsItStandsAndAgainOnceItIsKnown() {
    Post post = bot.network.publish(by("ada").says("A look").linksTo(SHORT));
    assertThat(actions(bot.tick())).containsEntry(post.uri(), Action.SKIP);
    shorteners.answers.put(SHORT, new Target(PAPER));
    CycleReport next = bot.later(TICK).tick();
    assertThat(actions(next)).containsEntry(post.uri(), Action.BOOKMARK);
    assertThat(bot.account.bookmarked()).containsExactly(post.uri());
    assertThat(bot.later(TICK).tick().decisions()).isEmpty();
  }

  @Test
  void whatWasShownBeforeItsPaperWasKnownStandsForItFromThenOn() {
    Post shown = bot.network.publish(by("ada").linksTo(SHORT));
    bot.tick();
    shorteners.answers.put(SHORT, new Target(PAPER));
    assertThat(bot.later(TICK).tick().decisions()).isEmpty();
    Post other = bot.network.publish(by("bob").linksTo(PAPER).at(bot.now()));
    CycleReport report = bot.later(TICK).tick();
    assertThat(bot.account.reposted()).containsExactly(shown.uri());
    assertThat(decided(report, other).decision().reason())
        .isEqualTo("its story is shown by " + shown.uri() + " of @ada.test");
  }

  @Test
  void whatFailedIsAskedAgainAfterAWhileAndNotBefore() {
    shorteners.answers.put(SHORT, new Nothing(false));
    bot.network.publish(by("ada").says("A look").linksTo(SHORT));
    bot.tick();
    bot.later(TICK).tick();
    assertThat(shorteners.asked).hasSize(1);
    bot.later(TICK).tick();
    assertThat(shorteners.asked).hasSize(2);
    bot.later(Duration.ofMinutes(59)).tick();
    assertThat(shorteners.asked).hasSize(2);
    bot.later(Duration.ofMinutes(1)).tick();
    assertThat(shorteners.asked).hasSize(3);
  }

  @Test
  void whatLeadsNowhereIsNotAskedAgainForAnotherPost() {
    shorteners.answers.put(SHORT, new Nothing(true));
    bot.network.publish(by("ada").says("A look").linksTo(SHORT));
    bot.tick();
    bot.network.publish(by("bob").says("A look").linksTo(SHORT).at(bot.now()));
    bot.later(Duration.ofDays(6)).tick();
    assertThat(shorteners.asked).hasSize(1);
    bot.network.publish(by("bob").says("Another look").linksTo(SHORT).at(bot.now()));
    bot.later(Duration.ofDays(1)).tick();
    assertThat(shorteners.asked).hasSize(2);
  }

  @Test
  void aPostThatIsTooOldWantsToKnowNothing() {
    Post post = bot.network.publish(by("ada").says("A look").linksTo(SHORT));
    bot.tick();
    bot.later(Duration.ofDays(4)).tick();
    assertThat(shorteners.asked).containsExactly(SHORT);
    assertThat(actions(bot.tick())).doesNotContainKey(post.uri());
  }

  @Test
  void aTitleThatWasLookedUpIsJudgedAndSaysSo() {
    arxiv.answers.put(NUMBER, new Subject("On reward hacking", "Also interpretability"));
    Post post = bot.network.publish(by("ada").says("Hm").linksTo(PAPER));
    CycleReport report = bot.tick();
    assertThat(bot.account.reposted()).containsExactly(post.uri());
    assertThat(decided(report, post).decision().reason())
        .contains("core +10 (“reward hacking” in paper)")
        .contains("hint +5 (“interpretability” in paper)");
  }

  @Test
  void aShortenedAddressMayLeadToAPaperWhoseTitleIsLookedUpInTheSameCycle() {
    shorteners.answers.put(SHORT, new Target(PAPER));
    arxiv.answers.put(NUMBER, new Subject("On reward hacking", ""));
    Post post = bot.network.publish(by("ada").says("Hm").linksTo(SHORT));
    bot.tick();
    assertThat(bot.account.reposted()).containsExactly(post.uri());
    assertThat(arxiv.asked).containsExactly(NUMBER);
  }

  @Test
  void aPaperWhoseTitleACardShowsIsNotLookedUp() {
    shorteners.answers.put(SHORT, new Target(PAPER));
    bot.network.publish(by("ada").says("Hm").linksTo(SHORT).card(SHORT, "On cats", ""));
    bot.tick();
    assertThat(arxiv.asked).isEmpty();
  }

  @Test
  void whatAQuotedPostPointsAtIsFoundOutToo() {
    shorteners.answers.put(SHORT, new Target(PAPER));
    arxiv.answers.put(NUMBER, new Subject("On reward hacking", ""));
    Post quoted = by("zoe").says("Look").linksTo(SHORT).post();
    Post post = bot.network.publish(by("ada").says("Hm").quotes(quoted));
    CycleReport report = bot.tick();
    assertThat(decided(report, post).decision().reason())
        .contains("“reward hacking” in quote")
        .contains("“arxiv.org” in quote");
  }

  @Test
  void theFreshLookBeforeSendingDoesNotUndoWhatIsKnown() {
    shorteners.answers.put(SHORT, new Target(PAPER));
    arxiv.answers.put(NUMBER, new Subject("On reward hacking", ""));
    Post post = bot.network.publish(by("ada").says("Hm").linksTo(SHORT));
    bot.settle(Duration.ofMinutes(20));
    assertThat(actions(bot.tick())).containsEntry(post.uri(), Action.DEFER);
    bot.later(Duration.ofMinutes(30)).tick();
    assertThat(bot.account.reposted()).containsExactly(post.uri());
    assertThat(shorteners.asked).hasSize(1);
  }

  @Test
  void aPostThatIsOnlyExplainedIsAskedForAlone() {
    shorteners.answers.put(SHORT, new Target(PAPER));
    Post other = bot.network.publish(by("bob").says("Hm").linksTo("https://bit.ly/other"));
    Post post = by("ada").says("A look").linksTo(SHORT).post();
    bot.with(
        ledger -> {
          ledger.keep(List.of(new Sighting(other, TestPost.did("bob"), bot.now())), bot.now());
          assertThat(bot.cycle(ledger).consider(post, bot.now()))
              .hasValueSatisfying(d -> assertThat(d.papers()).containsExactly(new PaperId(NUMBER)));
          return ledger;
        });
    assertThat(shorteners.asked).containsExactly(SHORT);
  }

  @Test
  void afterTheStoreIsLostThePapersOfWhatWasShownAreFoundOutAgain() {
    Post shown = shownBeforeTheStoreWasLost();
    bot.network.publish(by("bob").linksTo(PAPER).at(bot.now()));
    bot.later(TICK).tick();
    assertThat(bot.account.reposted()).containsExactly(shown.uri());
  }

  @Test
  void afterTheStoreIsLostUndoingFindsOutTheOtherPapersToo() {
    shorteners.answers.put(SHORT, new Target(PAPER));
    Post shown = bot.network.publish(by("ada").linksTo(SHORT).says("reward hacking"));
    Post other = bot.network.publish(by("ada").says("reward hacking too"));
    bot.tick();
    bot.loseStore();
    bot.later(Duration.ofDays(4)).undo(other);
    bot.network.publish(by("bob").linksTo(PAPER).says("reward hacking").at(bot.now()));
    bot.later(TICK).tick();
    assertThat(bot.account.reposted()).containsExactly(shown.uri());
  }

  @Test
  void nothingIsNotedWhileAnotherProcessDecides() {
    shorteners.answers.put(SHORT, new Target(PAPER));
    Post post = bot.network.publish(by("ada").linksTo(SHORT));
    try (Ledger deciding = Stores.open(bot.store());
        Ledger learning = Stores.open(bot.store(), Duration.ofMillis(150))) {
      learning.keep(List.of(new Sighting(post, did("ada"), NOON)), NOON);
      deciding.exclusively(
          () ->
              assertThatThrownBy(
                      () -> new Learning(bot.guides, learning).learn(NOON.minus(TICK), NOON))
                  .isInstanceOf(LockedException.class));
      assertThat(learning.findings().isUnknown(SHORT)).isTrue();
      new Learning(bot.guides, learning).learn(NOON.minus(TICK), NOON);
      assertThat(learning.findings().target(SHORT)).contains(PAPER);
    }
  }

  @Test
  void whatADeletedPostPointsAtIsNotAskedAnyMore() {
    Post post = bot.network.publish(by("ada").linksTo(SHORT).says("reward hacking"));
    bot.tick();
    bot.with(
        ledger -> {
          ledger.writes().gone(post.uri());
          return ledger;
        });
    shorteners.asked.clear();
    bot.later(Duration.ofHours(2)).tick();
    assertThat(shorteners.asked).isEmpty();
  }

  @Test
  void thePaperOfARepostByHandIsFoundOutToo() {
    shorteners.answers.put(SHORT, new Target(PAPER));
    Post elsewhere = by("zoe").linksTo(SHORT).at(NOON.minus(Duration.ofDays(9))).post();
    bot.network.publish(by("bob").linksTo(PAPER));
    bot.network.change(elsewhere);
    bot.account.repostByHand("3kabc", elsewhere, NOON);
    bot.tick();
    assertThat(bot.account.sent()).isZero();
  }

  private void failsOnceFor(Post elsewhere) {
    shorteners.answers.put(SHORT, new Nothing(false));
    bot.network.change(elsewhere);
    bot.account.repostByHand("3kabc", elsewhere, NOON);
    bot.tick();
    shorteners.answers.put(SHORT, new Target(PAPER));
  }

  @Test
  void whatFailedForARepostThatTheStoreDidNotKnowIsAskedAgain() {
    failsOnceFor(by("zoe").linksTo(SHORT).at(NOON.minus(Duration.ofDays(9))).post());
    bot.later(TICK).tick();
    bot.network.publish(by("bob").linksTo(PAPER).at(bot.now()));
    bot.later(TICK).tick();
    assertThat(shorteners.asked).containsExactly(SHORT, SHORT);
    assertThat(bot.account.sent()).isZero();
    bot.later(TICK).tick();
    assertThat(bot.<List<?>>with(ledger -> ledger.findings().answered())).isEmpty();
  }

  @Test
  void itIsNotAskedForLongerThanAPostMayBeShown() {
    failsOnceFor(by("zoe").linksTo(SHORT).at(NOON.minus(Duration.ofDays(9))).post());
    bot.later(Duration.ofDays(4)).tick();
    assertThat(shorteners.asked).containsExactly(SHORT);
  }

  @Test
  void afterTheStoreIsLostAFailureDoesNotShowAPaperTwice() {
    Post shown = shownBeforeTheStoreWasLost();
    failsOnceAndThenBobPostsThePaper();
    assertThat(bot.account.reposted()).containsExactly(shown.uri());
  }

  @Test
  void afterTheStoreIsLostAFailureDoesNotShowAPaperThatWasTakenBack() {
    shorteners.answers.put(SHORT, new Target(PAPER));
    Post undone = bot.network.publish(by("ada").linksTo(SHORT));
    bot.tick();
    bot.undo(undone);
    bot.loseStore();
    failsOnceAndThenBobPostsThePaper();
    assertThat(bot.account.reposted()).isEmpty();
  }

  @Test
  void anUndoAfterTheStoreIsLostLeavesThePapersOfTheRestToTheNextCycle() {
    Post elsewhere = by("zoe").linksTo(SHORT).at(NOON.minus(Duration.ofDays(9))).post();
    Post other = bot.network.publish(by("ada"));
    bot.network.change(elsewhere);
    bot.account.repostByHand("3kabc", elsewhere, NOON);
    bot.tick();
    bot.loseStore();
    shorteners.answers.put(SHORT, new Target(PAPER));
    shorteners.asked.clear();
    bot.undo(other);
    assertThat(shorteners.asked).isEmpty();
    bot.network.publish(by("bob").linksTo(PAPER).at(bot.now()));
    bot.later(TICK).tick();
    assertThat(bot.account.reposted()).containsExactly(elsewhere.uri());
  }

  @Test
  void nobodyWaitsForTheWebToWrite() {
    List<String> free = new ArrayList<>();
    shorteners.meanwhile =
        () -> {
          try (Ledger other = Stores.open(bot.store(), Duration.ZERO)) {
            free.add(other.exclusively(() -> "free"));
          }
        };
    bot.account.repostByHand("3kabc", by("zoe").linksTo(SHORT).post(), NOON);
    bot.network.change(by("zoe").linksTo(SHORT).post());
    bot.network.publish(by("ada").linksTo(SHORT + "d"));
    bot.tick();
    assertThat(shorteners.asked).contains(SHORT, SHORT + "d");
    assertThat(free).isNotEmpty().containsOnly("free");
  }

  @Test
  void whoSaidNoIsNotAskedFor() {
    shorteners.answers.put(SHORT, new Nothing(false));
    bot.network.publish(by("ada").says("A look").linksTo(SHORT));
    bot.tick();
    bot.account.people().say("ada", "@bot.test stop", bot.now());
    bot.network.publish(by("ada").says("Hm").linksTo(SHORT + "d").at(bot.now()));
    bot.later(Duration.ofHours(1)).tick();
    assertThat(shorteners.asked).containsExactly(SHORT);
  }

  private Post shownBeforeTheStoreWasLost() {
    shorteners.answers.put(SHORT, new Target(PAPER));
    Post shown = bot.network.publish(by("ada").linksTo(SHORT));
    bot.tick();
    bot.loseStore();
    return shown;
  }

  private void failsOnceAndThenBobPostsThePaper() {
    shorteners.answers.put(SHORT, new Nothing(false));
    bot.later(TICK).tick();
    shorteners.answers.put(SHORT, new Target(PAPER));
    bot.later(TICK).tick();
    bot.network.publish(by("bob").linksTo(PAPER).at(bot.now()));
    bot.later(TICK).tick();
  }
}
