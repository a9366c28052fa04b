package io.github.alignmentfeed.curation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a phrase of a rule finds. */
class VocabularyTest {

  @ParameterizedTest
  @CsvSource({
    "hack*,                        hacking",
    "hack*,                        hack",
    "hack*,                        HACKERS",
    "reward hack*,                 reward hackers",
    "red-team*,                    redteamed",
    "red-team*,                    red teamers",
    "elicit* latent knowledge,     eliciting latent knowledge",
    "elicit* latent knowledge,     elicit latent knowledge",
    "adversarial* robust*,         adversarially robust",
    "model organism* of misalignment, model organisms of misalignment",
    "LLM*,                         LLMs",
    "GPT*,                         GPT-5",
    "behavior*,                    behaviours",
    "behaviour*,                   behavioral",
    "optimis*,                     optimisation",
    "optimis*,                     optimizers",
    "optimiz*,                     optimising",
    "optimis*,                     optimism",
    "analys*,                      analyzed",
    "analys*,                      analysis",
    "modell*,                      modelling",
    "optimiz*,                     optimisation",
    "generalizab*,                 generalisability",
    "policy*,                      policies",
    "behavior*,                    behavioural",
    "colou*,                       colour",
    "overseer*,                    overseers"
  })
  void aStarHoldsForAllThatBeginsSo(String keyword, String text) {
    assertThat(Reading.keyword(keyword).sees(text)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "hack*,                    shack",
    "hack*,                    hac",
    "hack,                     hacking",
    "reward hack*,             reward the hackers",
    "elicit* latent knowledge, illicit latent knowledge",
    "elicit* latent knowledge, eliciting blatant knowledge"
  })
  void aStarHoldsForNothingElse(String keyword, String text) {
    assertThat(Reading.keyword(keyword).sees(text)).isFalse();
  }

  @Test
  void capitalsKeepTheirCase() {
    Reading ai = Reading.keyword("AI");
    assertThat(ai.sees("the AI said")).isTrue();
    assertThat(ai.sees("many AIs")).isTrue();
    assertThat(ai.sees("the AI's goal")).isTrue();
    assertThat(ai.sees("the 𝗔𝗜 said")).isTrue();
    assertThat(ai.sees("j'ai dit")).isFalse();
    assertThat(ai.sees("Ai Weiwei")).isFalse();
    assertThat(ai.sees("aid and PAID and AIM")).isFalse();
  }

  @Test
  void aBeginningInCapitalsKeepsItsCaseToo() {
    assertThat(Reading.keyword("AGI*").sees("agile and aging")).isFalse();
    assertThat(Reading.keyword("LLM*").sees("llms")).isFalse();
    assertThat(Reading.keyword("LLM*").sees("LLMs and LLMOps")).isTrue();
    assertThat(Reading.keyword("llm*").sees("LLMs")).isTrue();
  }

  @Test
  void capitalsOfOtherScriptsKeepTheirCaseToo() {
    assertThat(Reading.keyword("ИИ").sees("про ИИ")).isTrue();
    assertThat(Reading.keyword("ИИ").sees("про ии")).isFalse();
    assertThat(Reading.keyword("ÉTÉ").sees("cet été")).isFalse();
  }

  @Test
  void capitalsInAPhraseKeepTheirCaseAndTheRestDoesNot() {
    Reading reading = Reading.keyword("AI safety");
    assertThat(reading.sees("AI Safety")).isTrue();
    assertThat(reading.sees("AI SAFETY")).isTrue();
    assertThat(reading.sees("AI’s safety")).isTrue();
    assertThat(reading.sees("j'ai safety")).isFalse();
  }

  @Test
  void aPhraseInSmallLettersIsFoundInATextOfCapitals() {
    assertThat(Reading.keyword("reward hack*").sees("NEW PAPER ON REWARD HACKING")).isTrue();
    assertThat(Reading.keyword("reward hack*").sees("𝑅𝐸𝑊𝐴𝑅𝐷 𝐻𝐴𝐶𝐾𝐼𝑁𝐺")).isTrue();
    assertThat(Reading.keyword("reward").sees("REWARDS")).isTrue();
  }

  @Test
  void exactIsAsWritten() {
    Reading reading = Reading.exact("SAE", "Goodfire", "Model Spec", "Schr\u00f6dinger");
    assertThat(reading.matched("SAE, Goodfire’s Model Spec")).hasSize(3);
    assertThat(reading.sees("Schro\u0308dinger")).isTrue();
    assertThat(reading.sees("SAEs")).isFalse();
    assertThat(reading.sees("sae")).isFalse();
    assertThat(reading.sees("GOODFIRE")).isFalse();
    assertThat(reading.sees("Goodfires")).isFalse();
    assertThat(reading.sees("model spec")).isFalse();
    assertThat(reading.sees("Model Specs")).isFalse();
    assertThat(reading.sees("Model. Spec")).isFalse();
  }

  @Test
  void exactAndKeywordOfOneSpellingDoNotMeet() {
    assertThat(Reading.exact("AIs").sees("an AI")).isFalse();
    assertThat(Reading.exact("AIs").sees("two AIs")).isTrue();
    assertThat(Reading.keyword("SAE").sees("two SAEs")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"²", "①", "Ⅷ", "'", "’s", "*", "…"})
  void aPhraseWithoutAWordFindsNothing(String keyword) {
    assertThat(Reading.keyword(keyword).sees("nothing at all")).isFalse();
    assertThat(Reading.exact(keyword).sees("nothing at all")).isFalse();
  }

  @Test
  void evidencePointsAtTheVeryCharacters() {
    Reading reading = Reading.keyword("reward hack*", "red-teaming", "AI", "报酬黑客", "behavior");
    assertThat(
            reading.matched(
                "🧪 𝗥𝗲𝘄𝗮𝗿𝗱\u00a0𝗵𝗮𝗰𝗸𝗶𝗻𝗴! re\u00add\u2011teaming; an AI’s Rewa\u0301rds,\nhacked"
                    + " 研究报酬黑客问题 (behaviours)"))
        .containsExactly(
            "𝗥𝗲𝘄𝗮𝗿𝗱\u00a0𝗵𝗮𝗰𝗸𝗶𝗻𝗴",
            "re\u00add\u2011teaming",
            "AI",
            "Rewa\u0301rds,\nhacked",
            "报酬黑客",
            "behaviours");
  }

  @Test
  void evidenceTellsWhereItStands() {
    Post quoted = Posts.by("bob").says("we do interpretability").post();
    Post post =
        Posts.by("ada")
            .says("İİ interpretability #Interpretability")
            .links("https://a.example/interpretability")
            .card("https://b.example/", "Interpretability", "more interpretability")
            .tags("Interpretability")
            .alt("a plot of interpretability")
            .quotes(quoted)
            .post();
    List<Passage> passages = Passage.of(post);
    List<Evidence> evidence =
        new Judge(List.of(Rules.keywords("rule", 3, "interpretability"))).judge(post).evidence();
    assertThat(evidence)
        .extracting(Evidence::field)
        .containsExactly(
            Field.TEXT,
            Field.TEXT,
            Field.LINK,
            Field.TAG,
            Field.CARD,
            Field.CARD,
            Field.ALT,
            Field.QUOTE);
    assertThat(evidence)
        .allSatisfy(
            e -> {
              assertThat(passages.get(e.passage()).text().substring(e.start(), e.end()))
                  .isEqualTo(e.matched())
                  .isEqualToIgnoringCase("interpretability");
              assertThat(passages.get(e.passage()).field()).isEqualTo(e.field());
            });
    assertThat(evidence).extracting(Evidence::points).containsExactly(3, 0, 0, 0, 0, 0, 0, 0);
  }

  @Test
  void aPhraseThatIsFoundInTwoWaysIsToldOnce() {
    assertThat(
            Reading.keyword("reward hacking", "reward hack*", "Reward-Hacking")
                .matched("reward hacking"))
        .containsExactly("reward hacking");
  }
}
