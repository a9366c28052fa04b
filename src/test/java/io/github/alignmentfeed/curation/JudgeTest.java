package io.github.alignmentfeed.curation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.alignmentfeed.curation.Rule.Condition;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the rules see in one post alone. */
class JudgeTest {
  private static final Rule TERM = Rules.keywords("term", 6, "reward hacking");
  private static final Rule PAPER = Rules.domains("paper", 4, "arxiv.org", "anthropic.com");
  private static final Rule LESS = Rules.keywords("less", -3, "drama");

  private static Judgement judge(Post post, Rule... rules) {
    return new Judge(List.of(rules)).judge(post);
  }

  @Test
  void theScoreIsTheSumOfTheRulesThatHold() {
    Post post =
        Posts.by("ada")
            .says("Drama about reward hacking, and more reward hacking")
            .links("https://arxiv.org/abs/2412.14093", "https://arxiv.org/abs/2412.14094")
            .post();
    Judgement judgement = judge(post, TERM, PAPER, LESS);
    assertThat(judgement.score()).isEqualTo(6 + 4 - 3);
    assertThat(judgement.rules()).containsExactly(TERM, PAPER, LESS);
  }

  @Test
  void thePointsOfTheEvidenceAddUpToTheScore() {
    Post post =
        Posts.by("ada")
            .says("Drama: reward hacking, reward hacking, reward hacking")
            .links("https://arxiv.org/abs/2412.14093")
            .alt("reward hacking")
            .post();
    Judgement judgement = judge(post, TERM, PAPER, LESS);
    assertThat(judgement.evidence()).hasSize(6);
    assertThat(judgement.evidence().stream().mapToInt(Evidence::points).sum())
        .isEqualTo(judgement.score());
  }

  @Test
  void evidenceIsToldInTheOrderOfTheRules() {
    Post post = Posts.saying("drama and reward hacking");
    assertThat(judge(post, TERM, LESS).evidence())
        .extracting(Evidence::rule)
        .containsExactly("term", "less");
    assertThat(judge(post, LESS, TERM).evidence())
        .extracting(Evidence::rule)
        .containsExactly("less", "term");
  }

  @Test
  void rulesThatHoldKeepTheirOrder() {
    Rule[] rules =
        IntStream.range(0, 20)
            .mapToObj(i -> Rules.keywords("rule " + i, i, "reward hacking"))
            .toArray(Rule[]::new);
    Judgement judgement = judge(Posts.saying("reward hacking"), rules);
    assertThat(judgement.rules()).containsExactly(rules);
    assertThat(judgement.ownRules()).containsExactly(rules);
  }

  @Test
  void aRuleOfSeveralConditionsAsksForAllOfThemAnywhere() {
    Rule both = Rules.all("both", 6, Rules.words("oversight"), Rules.words("AI", "LLM*"));
    assertThat(judge(Posts.saying("oversight"), both).evidence()).isEmpty();
    assertThat(judge(Posts.saying("AI and LLMs"), both).evidence()).isEmpty();
    Post spread =
        Posts.by("ada").says("oversight").card("https://a.example/x", "On LLMs", "").post();
    assertThat(judge(spread, both).score()).isEqualTo(6);
    assertThat(judge(spread, both).evidence())
        .extracting(Evidence::matched)
        .containsExactly("oversight", "LLMs");
  }

  @Test
  void theSameWordsInTextAndCardCountOnce() {
    Post post =
        Posts.by("ada")
            .says("reward hacking")
            .card("https://a.example/x", "Reward hacking", "")
            .post();
    assertThat(judge(post, TERM).score()).isEqualTo(6);
    assertThat(judge(post, TERM).evidence())
        .extracting(Evidence::field, Evidence::points)
        .containsExactly(tuple(Field.TEXT, 6), tuple(Field.CARD, 0));
  }

  @Test
  void aRuleLooksOnlyInTheFieldsThatItNames() {
    Rule said =
        new Rule(
            "said",
            3,
            List.of(Rules.words("reward hacking")),
            Optional.empty(),
            false,
            Set.of(Field.TEXT, Field.ALT));
    Post carded = Posts.by("ada").card("https://a.example/x", "Reward hacking", "").post();
    assertThat(judge(carded, TERM, said).score()).isEqualTo(6);
    assertThat(judge(Posts.saying("reward hacking"), TERM, said).score()).isEqualTo(6 + 3);
    assertThat(judge(Posts.by("ada").alt("reward hacking").post(), said).score()).isEqualTo(3);
    Post quoting = Posts.by("ada").quotes(Posts.saying("reward hacking")).post();
    assertThat(judge(quoting, said).rules()).isEmpty();
  }

  @Test
  void aConditionLooksOnlyInTheFieldsThatItNames() {
    Rule applause =
        Rules.all(
            "applause",
            -9,
            new Condition(List.of("congratulations"), List.of(), List.of(), 1, Set.of(Field.TEXT)),
            new Condition(List.of("paper"), List.of(), List.of(), 1, Set.of(Field.QUOTE)));
    Post quoted = Posts.saying("our paper");
    assertThat(
            judge(Posts.by("ada").says("congratulations").quotes(quoted).post(), applause).rules())
        .containsExactly(applause);
    assertThat(judge(Posts.saying("congratulations to all of this paper"), applause).rules())
        .isEmpty();
  }

  @Test
  void aConditionMayAskForSeveralDifferentWords() {
    Rule two = Rules.all("two", 5, atLeast(2, "judge*", "reward*", "reward model*", "honest"));
    assertThat(judge(Posts.saying("an honest judge"), two).score()).isEqualTo(5);
    assertThat(judge(Posts.saying("one judge and two judges"), two).rules()).isEmpty();
    assertThat(judge(Posts.saying("reward models alone"), two).rules()).isEmpty();
    assertThat(judge(Posts.by("ada").says("a judge").alt("honest").post(), two).score())
        .isEqualTo(5);
    Post quoting = Posts.by("ada").says("a judge").quotes(Posts.saying("honest")).post();
    assertThat(judge(quoting, two).score()).isEqualTo(5);
    assertThat(judge(quoting, two).ownScore()).isZero();
  }

  @Test
  void theSameWordsInTextAndCardAreNotTwoDifferentOnes() {
    Rule two = Rules.all("two", 5, atLeast(2, "hack*", "reward hacking"));
    Post both =
        Posts.by("ada")
            .says("On reward hacking")
            .card("https://a.example/x", "Reward hacking", "")
            .post();
    assertThat(judge(Posts.saying("On reward hacking"), two).rules()).isEmpty();
    assertThat(judge(both, two).rules()).isEmpty();
    assertThat(judge(Posts.saying("Reward hacking is hacking"), two).score()).isEqualTo(5);
  }

  @Test
  void oneWordThatIsListedInTwoSpellingsIsNotTwoDifferentOnes() {
    Rule two =
        Rules.all("two", 5, atLeast(2, "vacancy", "vacancies", "licence", "license", "job*"));
    assertThat(judge(Posts.saying("a vacancy, and when this vacancy closes"), two).rules())
        .isEmpty();
    assertThat(judge(Posts.saying("vacancies! another vacancy"), two).rules()).isEmpty();
    assertThat(judge(Posts.saying("a licence to license"), two).rules()).isEmpty();
    assertThat(judge(Posts.saying("a vacancy with a licence"), two).score()).isEqualTo(5);
    assertThat(judge(Posts.saying("jobs: a vacancy"), two).score()).isEqualTo(5);
  }

  @Test
  void aRuleDoesNotHoldWhereOneOfItsExceptionsDoes() {
    Rule opinion =
        new Rule(
            "opinion",
            5,
            List.of(Rules.words("oversight"), Rules.words("I think")),
            Optional.empty(),
            false,
            Set.of(),
            List.of(Rules.words("paper"), atLeast(2, "cat", "dog")),
            false);
    Post plain = Posts.saying("I think of oversight, and of my cat");
    assertThat(judge(plain, opinion).score()).isEqualTo(5);
    assertThat(judge(plain, opinion).evidence())
        .extracting(Evidence::matched)
        .containsExactly("oversight", "I think");
    assertThat(judge(Posts.saying("I think of oversight, cat and dog"), opinion).rules()).isEmpty();
    assertThat(judge(Posts.saying("I think of an oversight paper"), opinion).rules()).isEmpty();
    assertThat(judge(Posts.saying("I think of a paper"), opinion).rules()).isEmpty();
  }

  @Test
  void aRuleThatNearlyHoldsSaysWhichPartIsMissing() {
    Rule rule =
        new Rule(
            "told",
            9,
            List.of(Rules.words("model"), atLeast(2, "hides", "quietly", "lies")),
            Optional.empty(),
            false,
            Set.of(),
            List.of(Rules.words("kitchen")),
            false);
    Judge judge = new Judge(List.of(rule, TERM));
    assertThat(judge.shortfalls(Posts.saying("it lies, and hides it")))
        .containsExactly(new Shortfall("told", 1, false, 1, List.of()));
    assertThat(judge.shortfalls(Posts.saying("a model lies and lies")))
        .containsExactly(new Shortfall("told", 2, false, 2, List.of("lies")));
    assertThat(judge.shortfalls(Posts.saying("a model quietly lies in the kitchen")))
        .containsExactly(new Shortfall("told", 1, true, 1, List.of("kitchen")));
    assertThat(judge.shortfalls(Posts.saying("a model quietly lies"))).isEmpty();
    assertThat(judge.shortfalls(Posts.saying("nothing of it"))).isEmpty();
  }

  private static Condition atLeast(int different, String... words) {
    return new Condition(List.of(words), List.of(), List.of(), different, Set.of());
  }

  @Test
  void theQuotedPostCountsButIsNotItsOwn() {
    Post quoted =
        Posts.by("ben").says("reward hacking").links("https://arxiv.org/abs/2412.14093").post();
    Judgement judgement =
        judge(Posts.by("ada").says("drama").quotes(quoted).post(), TERM, PAPER, LESS);
    assertThat(judgement.score()).isEqualTo(7);
    assertThat(judgement.ownScore()).isEqualTo(-3);
    assertThat(judgement.ownRules()).containsExactly(LESS);
    assertThat(judgement.papers()).isEmpty();
    assertThat(judgement.quotedPapers()).containsExactly(new PaperId("arxiv:2412.14093"));
  }

  @Test
  void aPostSpeaksInItsTextItsPicturesAndItsTags() {
    assertThat(judge(Posts.saying("reward hacking"), TERM).spoken()).isTrue();
    assertThat(judge(Posts.by("ada").alt("reward hacking").post(), TERM).spoken()).isTrue();
    assertThat(judge(Posts.by("ada").tags("RewardHacking").post(), TERM).spoken()).isTrue();
  }

  @Test
  void aPostThatOnlyLinksOrQuotesDoesNotSpeak() {
    Post quoted = Posts.saying("reward hacking");
    assertThat(judge(Posts.by("ben").quotes(quoted).post(), TERM).spoken()).isFalse();
    assertThat(judge(Posts.linking("https://a.example/reward-hacking"), TERM).spoken()).isFalse();
    assertThat(judge(Posts.linking("https://arxiv.org/abs/2412.14093"), PAPER).spoken()).isFalse();
    Post card = Posts.by("ada").card("https://a.example/", "Reward hacking", "").post();
    assertThat(judge(card, TERM).spoken()).isFalse();
  }

  @Test
  void papersAreKnownByTheirIdentityAndOnce() {
    Post post =
        Posts.by("ada")
            .says("arXiv:2412.14093 and doi:10.1000/182")
            .links("https://arxiv.org/pdf/2412.14093v2.pdf", "https://openreview.net/forum?id=abc")
            .card("https://arxiv.org/abs/2412.14093", "", "")
            .post();
    assertThat(judge(post).papers())
        .extracting(PaperId::value)
        .containsExactly("arxiv:2412.14093", "openreview:abc", "doi:10.1000/182");
  }

  @Test
  void aPageIsAPaperWhereTheDomainOfARuleCoversIt() {
    Post post = Posts.linking("https://www.anthropic.com/research/reward-hacking?utm_source=x");
    assertThat(judge(post, PAPER).papers())
        .containsExactly(new PaperId("url:anthropic.com/research/reward-hacking"));
    assertThat(judge(post).papers()).isEmpty();
    assertThat(judge(post, Rules.domains("bad", -4, "anthropic.com")).papers()).isEmpty();
  }

  @Test
  void aPageIsNoPaperForTheWordsOfItsAddress() {
    Post post = Posts.linking("https://github.com/somebody/reward-hacking");
    assertThat(judge(post, TERM, PAPER).score()).isEqualTo(6);
    assertThat(judge(post, TERM, PAPER).papers()).isEmpty();
  }

  @Test
  void aRuleThatForbidsOrLimitsIsSeenAsWell() {
    Rule veto = Rules.veto("spam", "giveaway");
    Rule limit = Rules.atMost("jobs", Action.BOOKMARK, "hiring");
    Judgement judgement = judge(Posts.saying("Giveaway! We are hiring"), veto, limit);
    assertThat(judgement.rules()).containsExactly(veto, limit);
    assertThat(judgement.score()).isZero();
  }
}
