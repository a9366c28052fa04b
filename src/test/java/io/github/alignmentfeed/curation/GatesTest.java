package io.github.alignmentfeed.curation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.alignmentfeed.atproto.Did;
import io.github.alignmentfeed.curation.Policy.Consent;
import io.github.alignmentfeed.curation.Policy.Followed;
import io.github.alignmentfeed.curation.Policy.Reposts;
import io.github.alignmentfeed.curation.Policy.Wish;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What keeps a post from being shown, whoever brings it and whatever else holds. */
class GatesTest {
  private static final Did ADA = Posts.did("ada");
  private static final Did BEN = Posts.did("ben");
  private static final Instant LATER = Posts.NOON.plusSeconds(60);

  private final Desk desk = new Desk("ada", "ben");

  private static Followed followed(boolean replies, boolean quotes, Reposts reposts, Action most) {
    return new Followed(replies, quotes, reposts, Wish.UNSAID, most);
  }

  private static Posts strong(String author) {
    return Posts.by(author).says("Alignment faking");
  }

  private Decision decision(Post post, Did... through) {
    return Desk.on(desk.decide(LATER, new Candidate(post, Set.of(through), Instant.EPOCH)), post);
  }

  private void assertSkipped(Decision decision, String reason) {
    assertThat(decision.action()).isEqualTo(Action.SKIP);
    assertThat(decision.reason()).isEqualTo(reason);
  }

  private void assertBookmarked(Decision decision, String reason) {
    assertThat(decision.action()).isEqualTo(Action.BOOKMARK);
    assertThat(decision.reason()).startsWith("scores 10 of 5: strong +10").endsWith("; " + reason);
  }

  private void assertReposted(Decision decision) {
    assertThat(decision.action()).isEqualTo(Action.REPOST);
  }

  @Test
  void theBotDoesNotRepeatItselfWhoeverRepostsIt() {
    desk.bot = Optional.of(Posts.did("bot"));
    assertSkipped(decision(strong("bot").post(), ADA), "it is the bot's own post");
  }

  @Test
  void aNoIsObeyedWhoeverRepostsThePost() {
    desk.followed.put(BEN, followed(true, true, Reposts.VOUCH, Action.REPOST));
    desk.optedOut = Set.of(Posts.did("zoe"));
    assertSkipped(decision(strong("zoe").post(), BEN), "its author opted out");
    desk.followed.put(ADA, new Followed(true, true, Reposts.VOUCH, Wish.DENIED, Action.REPOST));
    assertSkipped(decision(strong("ada").post(), BEN), "its author does not want it");
  }

  @Test
  void whoMustFollowTheBotToBeRepostedIsBookmarkedOtherwise() {
    desk.consent = Consent.FOLLOWS_BOT;
    desk.followers = Optional.of(Set.of(BEN));
    assertThat(decision(strong("ada").post(), ADA).action()).isEqualTo(Action.BOOKMARK);
    assertThat(decision(strong("ada").post(), ADA).reason())
        .contains("its author does not follow the bot");
    desk.followers = Optional.of(Set.of(ADA));
    assertThat(decision(strong("ada").post(), ADA).action()).isEqualTo(Action.REPOST);
    desk.followers = Optional.of(Set.of());
    desk.followed.put(ADA, new Followed(true, true, Reposts.VOUCH, Wish.GRANTED, Action.REPOST));
    assertThat(decision(strong("ada").post(), ADA).action()).isEqualTo(Action.REPOST);
  }

  @Test
  void labelsAreObeyedOnThePostItsAuthorAndWhatItQuotes() {
    Post quoted = Posts.by("zoe").says("Look").labelled("graphic-media").post();
    assertSkipped(
        decision(strong("ada").labelled("spam", "porn", "nice").post(), ADA),
        "it is labelled porn, spam");
    assertSkipped(
        decision(strong("ada").byAuthorLabelled("!hide").post(), ADA), "it is labelled !hide");
    assertSkipped(
        decision(strong("ada").quotes(quoted).post(), ADA), "it is labelled graphic-media");
    assertReposted(decision(strong("ada").labelled("nice").post(), ADA));
  }

  @Test
  void nothingIsSaidOfWhatIsRepostedAlready() {
    Post post = strong("ada").post();
    desk.reposted = Set.of(post.uri());
    assertThat(desk.decide(post).decisions()).isEmpty();
  }

  @Test
  void whatIsFromTheVeryMomentTheBotFollowedIsKept() {
    Post post = strong("ada").post();
    desk.since = post.indexedAt();
    assertReposted(Desk.on(desk.decide(post), post));
    desk.since = post.indexedAt().plusMillis(1);
    assertSkipped(Desk.on(desk.decide(post), post), "it is from before the bot followed");
  }

  @Test
  void aPostMetThroughNobodyFollowedIsSkipped() {
    String reason = "none of the accounts through which it was met is followed any more";
    assertSkipped(decision(strong("zoe").post(), Posts.did("zoe")), reason);
    assertSkipped(decision(strong("ada").post()), reason);
  }

  @Test
  void anAnswerToAnybodyElseIsAReply() {
    desk.followed.put(ADA, followed(false, true, Reposts.BOOKMARK, Action.REPOST));
    Post other = Posts.by("zoe").says("A question").post();
    Post root = Posts.by("ada").says("A thread").post();
    String reason = "replies of this account are switched off";
    assertSkipped(decision(strong("ada").continues(other).post(), ADA), reason);
    assertSkipped(decision(strong("ada").answers(root, other).post(), ADA), reason);
    assertSkipped(decision(strong("ada").answers(other, root).post(), ADA), reason);
    assertReposted(decision(strong("ada").continues(root).post(), ADA));
    assertReposted(decision(strong("ben").continues(other).post(), BEN));
  }

  @Test
  void quotesMayBeSwitchedOff() {
    desk.followed.put(ADA, followed(true, false, Reposts.BOOKMARK, Action.REPOST));
    Post quoted = Posts.by("zoe").says("Look").post();
    String reason = "quote posts of this account are switched off";
    assertSkipped(decision(strong("ada").quotes(quoted).post(), ADA), reason);
  }

  @Test
  void whatAnAccountRepostsIsTreatedAsTheOperatorSaid() {
    Post outside = strong("zoe").post();
    assertBookmarked(decision(outside, ADA), "what this account reposts is bookmarked at most");
    desk.followed.put(ADA, followed(true, true, Reposts.VOUCH, Action.REPOST));
    assertReposted(decision(outside, ADA));
    desk.followed.put(ADA, followed(true, true, Reposts.IGNORE, Action.REPOST));
    assertSkipped(decision(outside, ADA), "what this account reposts is switched off");
    assertBookmarked(
        decision(outside, ADA, BEN), "what this account reposts is bookmarked at most");
  }

  @Test
  void itsOwnFeedIsABetterWayThanARepost() {
    desk.followed.put(BEN, followed(true, true, Reposts.IGNORE, Action.REPOST));
    assertReposted(decision(strong("ada").post(), ADA, BEN));
  }

  @Test
  void aListWithoutConsentIsBookmarkedAtMost() {
    desk.followed.put(ADA, followed(true, true, Reposts.VOUCH, Action.BOOKMARK));
    assertBookmarked(
        decision(strong("ada").post(), ADA),
        "it comes from a list for which no consent was given, so it is bookmarked at most");
    assertBookmarked(
        decision(strong("zoe").post(), ADA), "what this list reposts is bookmarked at most");
  }

  @Test
  void languagesMayBeChosen() {
    desk.languages = Set.of("en", "de");
    assertSkipped(
        decision(strong("ada").in("fr", "pt-BR").post(), ADA),
        "it is in fr, pt-BR, not in a language asked for");
    assertReposted(decision(strong("ada").in("en").post(), ADA));
    assertReposted(decision(strong("ada").in("EN-gb").post(), ADA));
    assertReposted(decision(strong("ada").in("de_CH").post(), ADA));
    assertReposted(decision(strong("ada").in("fr", "de-AT-1996").post(), ADA));
    assertReposted(decision(strong("ada").post(), ADA));
    desk.languages = Set.of();
    assertReposted(decision(strong("ada").in("tlh").post(), ADA));
  }

  @Test
  void whatIsJustNotTooOldMayBeReposted() {
    Post post = strong("ada").post();
    Candidate candidate = new Candidate(post, Set.of(ADA), Instant.EPOCH);
    Instant last = Posts.NOON.plus(Duration.ofDays(3));
    assertReposted(Desk.on(desk.decide(last, candidate), post));
    assertBookmarked(
        Desk.on(desk.decide(last.plusMillis(1), candidate), post),
        "it is older than 3d, so it is bookmarked at most");
  }

  @Test
  void amongSeveralGatesTheFirstOfTheLowestGivesTheReason() {
    Post post = strong("ada").says("Alignment faking giveaway").labelled("spam").post();
    desk.takenBack = Set.of(post.uri());
    assertSkipped(decision(post, ADA), "it is labelled spam");
    desk.optedOut = Set.of(ADA);
    assertSkipped(decision(post, ADA), "its author opted out");
  }

  @Test
  void amongSeveralRulesTheFirstGivesTheReason() {
    List<Rule> vetoes =
        IntStream.range(0, 20).mapToObj(i -> Rules.veto("veto " + i, "giveaway")).toList();
    vetoes.forEach(desk::add);
    Post post = Posts.saying("A giveaway");
    assertSkipped(decision(post, ADA), "the rule “spam” forbids it");
    IntStream.range(0, 20)
        .forEach(i -> desk.add(Rules.atMost("limit " + i, Action.BOOKMARK, "alignment faking")));
    assertBookmarked(
        decision(strong("ada").post(), ADA), "the rule “limit 0” allows bookmark at most");
  }
}
