package io.github.alignmentfeed.curation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.alignmentfeed.curation.Rule.Condition;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which words of a rule saw something. */
class WordingsTest {

  private static List<List<String>> wordings(Post post, Rule... rules) {
    List<Rule> all = List.of(rules);
    Wordings wordings = Wordings.of(all, post);
    return new Judge(all).judge(post).evidence().stream().map(wordings::of).toList();
  }

  @Test
  void eachEvidenceHasTheWordThatSawIt() {
    Rule rule =
        Rules.all(
            "rule",
            5,
            new Condition(List.of("reward hack*", "oversight"), List.of("RLHF"), List.of()),
            new Condition(List.of(), List.of(), List.of("arxiv.org")));
    Post post =
        Posts.by("ada")
            .says("Oversight of reward-hacking under RLHF")
            .links("https://arxiv.org/abs/2412.14093")
            .post();

    assertThat(wordings(post, rule))
        .containsExactly(
            List.of("oversight"), List.of("reward hack*"), List.of("RLHF"), List.of("arxiv.org"));
  }

  @Test
  void twoWordsThatSeeTheSameAreBothTold() {
    assertThat(wordings(Posts.saying("hacking"), Rules.keywords("rule", 5, "hack*", "hacking")))
        .containsExactly(List.of("hack*", "hacking"));
  }

  @Test
  void theWordsOfAnotherRuleAreNotItsOwn() {
    assertThat(
            wordings(
                Posts.saying("hacking"),
                Rules.keywords("one", 5, "hack*"),
                Rules.keywords("two", 5, "hacking")))
        .containsExactly(List.of("hack*"), List.of("hacking"));
  }

  @Test
  void aVetoAndARuleOfSomeFieldsHaveTheirWordsToo() {
    Rule inText =
        new Rule(
            "text", 5, List.of(Rules.words("spam*")), Optional.empty(), false, Set.of(Field.TEXT));

    assertThat(
            wordings(
                Posts.by("ada").says("spam").alt("spamming").post(),
                inText,
                Rules.veto("veto", "spam*")))
        .containsExactly(List.of("spam*"), List.of("spam*"), List.of("spam*"));
  }
}
