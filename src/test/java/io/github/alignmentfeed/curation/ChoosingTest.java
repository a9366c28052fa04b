package io.github.alignmentfeed.curation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.alignmentfeed.curation.Curator.Plan;
import io.github.alignmentfeed.curation.Story.Standing;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which post stands for a story, and what is done with it. */
class ChoosingTest {
  private static final String PAPER = "https://arxiv.org/abs/2412.14093";

  private final Desk desk = new Desk("ada", "ben", "cem");

  private Action action(Post post, Post... others) {
    return Desk.on(decide(post, others), post).action();
  }

  private Plan decide(Post post, Post... others) {
    Post[] all = new Post[others.length + 1];
    System.arraycopy(others, 0, all, 0, others.length);
    all[others.length] = post;
    return desk.decide(all);
  }

  @Test
  void theEarliestPostThatReachesTheThresholdAloneIsChosen() {
    Post weak = Posts.by("ada").says("Hm").links(PAPER).post();
    Post early = Posts.by("ben").says("On oversight").links(PAPER).minutesLater(1).post();
    Post late = Posts.by("cem").says("Alignment faking").links(PAPER).minutesLater(2).post();
    assertThat(Desk.reposted(decide(late, early, weak))).containsExactly(early.uri());
  }

  @Test
  void whatOnlyLinksIsChosenWhereNothingSpeaks() {
    Post link =
        Posts.by("ada").links(PAPER).card("https://a.example", "Alignment faking", "").post();
    Post spoken = Posts.by("ben").says("Alignment faking").links(PAPER).minutesLater(9).post();
    assertThat(action(link)).isEqualTo(Action.REPOST);
    assertThat(Desk.reposted(decide(link, spoken))).containsExactly(spoken.uri());
  }

  @Test
  void aThreadCountsEachRuleOnce() {
    Post root = Posts.by("ada").says("On oversight").post();
    Post second = Posts.by("ada").says("More oversight").continues(root).minutesLater(1).post();
    assertThat(action(root, second)).isEqualTo(Action.BOOKMARK);
    assertThat(Desk.on(decide(root, second), root).score()).isEqualTo(6);
  }

  @Test
  void theRootIsJudgedWithItsThreadAlsoWhereItWasIndexedLate() {
    Post root = Posts.by("ada").says("On oversight").minutesLater(1).post();
    Post second = Posts.by("ada").says("We find much").continues(root).post();
    assertThat(action(root, second)).isEqualTo(Action.REPOST);
  }

  @Test
  void aThreadWithoutItsRootIsNotJudgedAsAWhole() {
    Post root = Posts.by("ada").says("A thread").post();
    Post second = Posts.by("ada").says("We find much").continues(root).post();
    Post third = Posts.by("ada").says("On oversight").continues(root).minutesLater(1).post();
    assertThat(action(third, second)).isEqualTo(Action.BOOKMARK);
    assertThat(action(second, third)).isEqualTo(Action.SKIP);
  }

  @Test
  void behindATeaserTheAnnouncementIsChosen() {
    Post teaser = Posts.by("ada").says("Big results on oversight 🧵").post();
    Post announcement =
        Posts.by("ada")
            .says("We find oversight works")
            .links(PAPER)
            .continues(teaser)
            .minutesLater(1)
            .post();
    Plan plan = decide(teaser, announcement);
    assertThat(Desk.reposted(plan)).containsExactly(announcement.uri());
    assertThat(Desk.on(plan, teaser).reason()).isEqualTo(Desk.shownBy(announcement));
  }

  @Test
  void aPostThatWasDeletedAddsNothingToItsThread() {
    Post root = Posts.by("ada").says("On oversight").post();
    Post deleted = Posts.by("ada").says("We find much").continues(root).minutesLater(1).post();
    desk.gone = Set.of(deleted.uri());
    assertThat(action(root, deleted)).isEqualTo(Action.BOOKMARK);
  }

  @Test
  void aPostFromBeforeTheBotFollowedIsEvidenceForItsThread() {
    Post root = Posts.by("ada").says("On oversight").minutesLater(9).post();
    Post old = Posts.by("ada").says("We find much").continues(root).post();
    desk.since = root.indexedAt();
    assertThat(action(root, old)).isEqualTo(Action.REPOST);
  }

  @Test
  void aPostThatMayOnlyBeBookmarkedMakesRoomForAnother() {
    Post jobs = Posts.by("ada").says("Alignment faking, hiring").links(PAPER).post();
    Post share = Posts.by("ben").says("On oversight").links(PAPER).minutesLater(5).post();
    Plan plan = decide(jobs, share);
    assertThat(Desk.reposted(plan)).containsExactly(share.uri());
    assertThat(Desk.on(plan, jobs).reason()).isEqualTo(Desk.shownBy(share));
  }

  @Test
  void aBookmarkedPostMayStillBeRepostedForItsThread() {
    Post root = Posts.by("ada").says("On oversight").post();
    desk.remember(decide(root), root, Standing.BOOKMARKED);
    desk.bookmarked = Set.of(root.uri());
    Post second = Posts.by("ada").says("We find").continues(root).minutesLater(1).post();
    assertThat(action(root, second)).isEqualTo(Action.REPOST);
  }

  @Test
  void whatIsBookmarkedAlreadyIsNotDecidedOnAgain() {
    Post post = Posts.by("ada").says("On oversight").post();
    desk.remember(decide(post), post, Standing.BOOKMARKED);
    desk.bookmarked = Set.of(post.uri());
    assertThat(decide(post).decisions()).isEmpty();
  }

  @Test
  void whatOnlyTheFirstPostsOfAThreadSayTogetherIsEvidence() {
    desk.add(
        Rules.all(
            "told and linked",
            10,
            Rules.words("pretends"),
            Rules.words("model"),
            new Rule.Condition(List.of(), List.of(), List.of("arxiv.org"))));
    Post root = Posts.by("ada").says("Told that it will be retrained, a model pretends 🧵").post();
    Post second = Posts.by("ada").says("How we did it").continues(root).minutesLater(1).post();
    Post third =
        Posts.by("ada").says("The paper:").links(PAPER).continues(root).minutesLater(2).post();
    Plan plan = decide(third, second, root);
    assertThat(Desk.reposted(plan)).containsExactly(root.uri());
    assertThat(Desk.on(plan, root).reason())
        .startsWith("with its thread it scores 14 of 10: ")
        .contains("told and linked +10 (in its thread)");
    assertThat(Desk.reposted(decide(root, second))).isEmpty();
  }

  @Test
  void whatOnlyGoesOnWithARepostedThreadSaysNothingNew() {
    desk.add(
        new Rule(
            "sequel",
            0,
            List.of(Rules.words("erratum")),
            Optional.empty(),
            false,
            Set.of(),
            List.of(),
            true));
    Post root = Posts.by("ada").says("Alignment faking").links(PAPER).post();
    desk.remember(decide(root), root, Standing.REPOSTED);
    desk.reposted = Set.of(root.uri());
    Post tail =
        Posts.by("ada").says("Erratum: alignment faking").continues(root).minutesLater(9).post();
    Post apart =
        Posts.by("ada").says("Erratum: alignment faking").links(PAPER).minutesLater(9).post();
    assertThat(action(tail)).isEqualTo(Action.SKIP);
    assertThat(action(apart)).isEqualTo(Action.BOOKMARK);
  }

  @Test
  void twoWordsOverAStrongQuoteOrCardAndAFigureAreJudgedByWhatTheyShow() {
    Post strong = Posts.by("dan").says("Alignment faking").links(PAPER).post();
    Post asked = Posts.by("dan").says("Is there a paper?").post();
    Post quoting = Posts.by("ada").says("Read this").quotes(strong).post();
    Post answering =
        Posts.by("ben")
            .says("This one.")
            .answers(asked, asked)
            .card("https://arxiv.org/abs/2601.00001", "Alignment faking", "We find it.")
            .post();
    Post figure = Posts.by("cem").says("The plot.").alt("Rates of alignment faking").post();
    assertThat(Desk.reposted(decide(quoting, answering, figure)))
        .containsExactlyInAnyOrder(quoting.uri(), answering.uri(), figure.uri());
  }

  @Test
  void aRepostedStoryIsLeftAloneEvenForABetterPost() {
    Post first = Posts.by("ada").says("On oversight").links(PAPER).post();
    desk.remember(decide(first), first, Standing.REPOSTED);
    desk.reposted = Set.of(first.uri());
    Post better =
        Posts.by("ben").says("Alignment faking: we find").links(PAPER).minutesLater(5).post();
    Plan plan = decide(better, first);
    assertThat(plan.decisions()).hasSize(1);
    assertThat(Desk.on(plan, better).reason()).isEqualTo("its story is shown by " + first.uri());
  }
}
