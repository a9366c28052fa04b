package io.github.alignmentfeed.curation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** However a word is written, it is the same word. */
class WordsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "reward hacking",
        "REWARD HACKING",
        "Rew\u00e1rd h\u00e4cking",
        "Rewa\u0301rd ha\u0308cking",
        "ｒｅｗａｒｄ　ｈａｃｋｉｎｇ",
        "𝗿𝗲𝘄𝗮𝗿𝗱 𝗵𝗮𝗰𝗸𝗶𝗻𝗴",
        "𝑟𝑒𝑤𝑎𝑟𝑑 ℎ𝑎𝑐𝑘𝑖𝑛𝑔",
        "ʀᴇᴡᴀʀᴅ ʜᴀᴄᴋɪɴɢ",
        "re\u00adward hack\u00ading",
        "re\u200bward ha\u200dcking",
        "\ufeffreward\u2060 hacking",
        "reward\u00a0hacking",
        "reward ❤️ hacking",
        "reward\ufe0f hacking",
        "“reward” ‘hacking’",
        "reward\nhacking",
        "reward, hacking",
        "reward/hacking",
        "reward_hacking",
        "(reward) [hacking]",
        "rewards hacking",
        "reward's hacking",
        "reward’s hacking",
        "reward‘s hacking",
        "REWARD'S HACKING"
      })
  void aPhraseIsTheSameHoweverItIsWritten(String text) {
    assertThat(Reading.keyword("reward hacking").sees(text)).isTrue();
    assertThat(Reading.keyword(text.toLowerCase(Locale.ROOT)).sees("reward hacking")).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "Maßnahme,       MASSNAHME",
    "massnahme,      Maßnahme",
    "Maßnahme,       MAẞNAHME",
    "reward hacking, ⓡⓔⓦⓐⓡⓓ ⓗⓐⓒⓚⓘⓝⓖ",
    "reward,         🄰 🅁🄴🅆🄰🅁🄳",
    "AI,             Ⓐ\ufe0eⒾ safety",
    "AI,             an A\u034fI thing",
    "sorensen,       Sørensen",
    "lukasz,         Łukasz",
    "encyclopaedia,  encyclopædia"
  })
  void lettersMeetThatAreSeveralOrStroked(String keyword, String text) {
    assertThat(Reading.keyword(keyword).sees(text)).isTrue();
    assertThat(Reading.keyword(text).sees(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "red-teaming",
        "red\u2010teaming",
        "red\u2011teaming",
        "red\u2012teaming",
        "red\u2013teaming",
        "red\u2014teaming",
        "red\u2212teaming",
        "red\ufe63teaming",
        "red\uff0dteaming",
        "red\u00adteaming",
        "red teaming",
        "redteaming",
        "Redteaming",
        "#RedTeaming"
      })
  void aHyphenMayBeAnyAndMayBeMissing(String text) {
    assertThat(Reading.keyword("red-teaming").sees(text)).isTrue();
    assertThat(Reading.keyword("red teaming").sees(text)).isTrue();
    assertThat(Reading.keyword("redteaming").sees(text)).isTrue();
    assertThat(Reading.keyword("redteam*").sees(text)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "misalign*,    mis-aligned",
    "jailbreak*,   jail breaks",
    "autoencoder*, sparse auto-encoders",
    "GPT4,         the GPT-4 model",
    "xrisk,        x-risks",
    "superalignment, super-\u00adalignment",
    "aialignment,  #AIAlignment",
    "OpenAI,       #OpenAISafety"
  })
  void aWordMayBeWrittenInParts(String keyword, String text) {
    assertThat(Reading.keyword(keyword).sees(text)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "inform,    in form",
    "redteaming, red. Teaming",
    "redteaming, 'red, teaming'",
    "redteaming, red - teaming",
    "GPT4,      gpt-4"
  })
  void notAllThatStandsSideBySideIsOneWord(String keyword, String text) {
    assertThat(Reading.keyword(keyword).sees(text)).isFalse();
  }

  @Test
  void whatIsExactIsNotPutTogetherButInAHashtag() {
    assertThat(Reading.exact("redteaming").sees("red-teaming, red teaming")).isFalse();
    assertThat(Reading.exact("OpenAI").sees("#OpenAISafety")).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "fine-tuned language model,   finetuned language models",
    "chain-of-thought monitoring, chain of thought monitoring",
    "AI-2027,                     AI2027",
    "AI safety,                   #aisafety",
    "AI safety,                   AIsafety",
    "x-risk,                      XRisk",
    "KI-Sicherheit,               KI Sicherheit"
  })
  void aHyphenOfALongerPhraseMayBeMissingToo(String keyword, String text) {
    assertThat(Reading.keyword(keyword).sees(text)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "agent,     agents",
    "agents,    agent",
    "policy,    policies",
    "policies,  policy",
    "class,     classes",
    "loss,      losses",
    "process,   processes",
    "approach,  approaches",
    "cache,     caches",
    "case,      cases",
    "database,  databases",
    "box,       boxes",
    "crash,     crashes",
    "bias,      biases",
    "hypothesis, hypotheses",
    "analysis,  analyses",
    "lie,       lies",
    "cookie,    cookies",
    "status,    statuses",
    "vertex,    vertices",
    "criterion, criteria",
    "phenomenon, phenomena",
    "matrix,    matrices",
    "lens,      lenses",
    "LLM,       LLMs",
    "LLMs,      LLM",
    "safety case, safety cases",
  })
  void aWordIsTheSameInThePlural(String keyword, String text) {
    assertThat(Reading.keyword(keyword).sees(text)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "new,     news",
    "pas,     pass",
    "i,       is",
    "thi,     this",
    "corp,    corpus",
    "basi,    basis",
    "reward hacking, reward hackers"
  })
  void aWordIsNoOtherWordWithAnSBehindIt(String keyword, String text) {
    assertThat(Reading.keyword(keyword).sees(text)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "behavior,        behaviour",
    "behavior,        behaviours",
    "behaviour,       behaviors",
    "behavioral,      behavioural",
    "optimization,    optimisation",
    "optimisations,   optimization",
    "optimizer,       optimisers",
    "generalized,     generalised",
    "generalising,    generalizing",
    "analyze,         analyse",
    "analyzing,       analysing",
    "modeling,        modelling",
    "labeled,         labelled",
    "raise,           raises",
    "noise,           noises",
    "flour,           flours",
    "organisational,  organizational",
    "centre,          centers",
    "defense,         defences",
    "artifact,        artefacts",
    "dialogue,        dialogs",
    "travelling,      traveling",
    "honor,           honour",
    "behaviorally,    behaviourally",
    "behaviorist,     behaviourists",
    "generalizability, generalisability",
    "favorable,       favourable",
    "cataloged,       catalogued",
    "fulfillment,     fulfilment"
  })
  void britishAndAmericanSpellingAreTheSame(String keyword, String text) {
    assertThat(Reading.keyword(keyword).sees(text)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "#AIAlignment,          AI alignment",
    "#AIAlignment,          AI",
    "#AISafety,             AI safety",
    "#MechInterp,           mech interp",
    "#ScalableOversight,    scalable oversight",
    "#LLMsAreUnaligned,     LLM",
    "#LLMs,                 LLMs",
    "＃AIAlignment,          AI alignment",
    "#AI_Alignment,         AI alignment",
    "#𝗔𝗜𝗔𝗹𝗶𝗴𝗻𝗺𝗲𝗻𝘁,          AI alignment",
    "#AIAlignment2027,      AI",
    "#alignment,            alignment",
    "the #AIAlignment problem, AI alignment problem"
  })
  void aHashtagIsTakenApartAtItsCapitals(String text, String keyword) {
    assertThat(Reading.keyword(keyword).sees(text)).isTrue();
    String tag = text.replaceAll("^[#＃]|^the #| problem$", "");
    Post tagged = Posts.by("ada").tags(tag).post();
    if (!text.contains(" ")) {
      assertThat(Reading.keyword(keyword).sees(tagged)).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ICML,       #ICML2025",
    "icml,       #icml2025",
    "icml,       #ICML2025",
    "ICML 2025,  #ICML2025",
    "ICML2025,   #ICML2025",
    "NeurIPS,    #NeurIPS2025",
    "FAccT,      #FAccT25",
    "ICLR,       #ICLR26 posters",
    "GPT4,       #GPT4",
    "GPT-4o,     #GPT4o"
  })
  void aHashtagIsTakenApartBeforeItsNumber(String keyword, String text) {
    assertThat(Reading.keyword(keyword).sees("see " + text)).isTrue();
  }

  @Test
  void aHashtagIsAlsoTheWordThatItIsInOnePiece() {
    assertThat(Reading.keyword("OpenAI").sees(Posts.by("ada").tags("OpenAI").post())).isTrue();
    assertThat(Reading.keyword("NeurIPS").sees(Posts.by("ada").tags("NeurIPS").post())).isTrue();
    assertThat(Reading.exact("AlignmentForum").sees(Posts.by("a").tags("AlignmentForum").post()))
        .isTrue();
    assertThat(Reading.keyword("OpenAI").sees("hello #OpenAI")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"AI alignment", "#AIAlignment", "#aialignment", "AI-alignment", "AIAlignment"})
  void aRuleMayWriteAHashtagToo(String text) {
    assertThat(Reading.keyword("#AIAlignment").sees(text)).isTrue();
    assertThat(Reading.keyword("＃AIAlignment").sees(text)).isTrue();
    assertThat(Reading.exact("#AIAlignment").sees(text)).isEqualTo(text.endsWith("AIAlignment"));
  }

  @Test
  void onlyAHashtagIsTakenApart() {
    assertThat(Reading.keyword("interp").sees("MechInterp")).isFalse();
    assertThat(Reading.keyword("AI").sees("OpenAI")).isFalse();
    assertThat(Reading.keyword("alignment").sees("#x PreAlignment")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "We study reward. Hacking is fun.",
        "A good reward! Hacking is fun.",
        "A good reward? Hacking is fun.",
        "A good reward… Hacking is fun.",
        "A good reward.\nHacking is fun.",
        "“A good reward.” Hacking is fun.",
        "(A good reward.) Hacking is fun.",
        "A good reward.\u00a0Hacking is fun.",
        "A good reward!\u200b Hacking is fun.",
        "A good reward.🧵 Hacking is fun.",
        "A good reward!🚀Hacking is fun.",
        "**A good reward.** Hacking is fun.",
        "A good reward‽ Hacking is fun.",
        "A good reward❗️Hacking is fun.",
        "A good reward｡Hacking is fun.",
        "A good reward．Hacking is fun.",
        "A good reward؟ Hacking is fun.",
        "A good reward। Hacking is fun.",
        "A good reward https://example.com/a. Hacking is fun."
      })
  void aPhraseDoesNotReachOverTheEndOfASentence(String text) {
    assertThat(Reading.keyword("reward hacking").sees(text)).isFalse();
    assertThat(Reading.keyword("hacking").sees(text)).isTrue();
  }

  @Test
  void aPointInsideAWordEndsNoSentence() {
    assertThat(Reading.keyword("llama 3.1 model").sees("the Llama 3.1 models")).isTrue();
    assertThat(Reading.keyword("reward hacking").sees("reward.hacking")).isTrue();
    assertThat(Reading.keyword("llama 3.1 model").sees("the Llama ３．１ models")).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "AI,        The A.I. is safe,          A.I.",
    "AI,        'A.I.-made, they say',     A.I.",
    "AI,        the A.I.’s aims,           A.I.",
    "AI policy, a new A.I. policy,         A.I. policy",
    "AI safety, 'What A.I. safety is',     A.I. safety",
    "AI safety, (A.I) safety,              A.I) safety",
    "A.I. safety, AI safety,               AI safety",
    "US,        in the U.S. and elsewhere, U.S.",
    "ai safety, on a.i. safety,            a.i. safety"
  })
  void initialsAreOneWordWithStopsOrWithout(String keyword, String text, String matched) {
    assertThat(Reading.keyword(keyword).matched(text)).containsExactly(matched);
  }

  @ParameterizedTest
  @CsvSource({
    "AI, on a.i. safety",
    "AI, A. I think so",
    "AI, A.It is so",
    "bi, plan b.in short",
    "ab, 'a, b.'",
    "15, see 1.5 there"
  })
  void notEveryLetterBesideAStopIsAnInitial(String keyword, String text) {
    assertThat(Reading.keyword(keyword).sees(text)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "AI安全,       日本のAI安全研究",
    "報酬ハッキング, 強化学習の報酬ハッキングについて",
    "奖励黑客,      我们研究奖励黑客问题",
    "可解释性,      机制可解释性研究",
    "안전,         AI 안전 연구",
    "безопасность ИИ, Безопасность ИИ и всё"
  })
  void aPhraseInAnotherScriptIsFoundInsideItsSentence(String keyword, String text) {
    assertThat(Reading.keyword(keyword).sees(text)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "ガバナンス, AIガバナンス,      true",
    "ガバナンス, ｶﾞﾊﾞﾅﾝｽ,        true",
    "ガバナンス, カ\u3099ハ\u3099ナンス, true",
    "ハート,    ハードウェア,      false",
    "ハート,    パート,          false"
  })
  void aKanaWithAnotherSoundIsNotOneWithAnAccent(String keyword, String text, boolean seen) {
    assertThat(Reading.keyword(keyword).sees(text)).isEqualTo(seen);
    assertThat(Reading.keyword(text).sees(keyword)).isEqualTo(seen && !text.startsWith("AI"));
  }

  @Test
  void chineseSentencesEndToo() {
    assertThat(Reading.keyword("奖励黑客").sees("没有奖励。黑客来了")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "see https://alignmentforum.org/posts/reward-hacking",
        "see alignmentforum.org/posts/reward-hacking",
        "see alignmentforum.org",
        "see alignmentforum.org.",
        "see www.alignmentforum.org, it is nice",
        "see HTTPS://ALIGNMENTFORUM.ORG",
        "see (https://alignmentforum.org/reward-hacking)",
        "see alignmentforum.org:8080/reward-hacking…",
        "hello @alignment-forum.bsky.social",
        "hello @reward-hacking.alignmentforum.org"
      })
  void wordsOfAnAddressInTheTextAreNoWords(String text) {
    assertThat(Reading.keyword("alignment forum", "reward hacking").sees(text)).isFalse();
    assertThat(Reading.keyword("alignment forum", "reward hacking").sees(text + " reward hacking"))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.com/aについて報酬ハッキング",
        "the end.Reward hacking is bad",
        "the end.reward hacking is bad",
        "e.g. reward hacking",
        "1.5.reward hacking"
      })
  void wordsBesideAnAddressOrAPointAreWords(String text) {
    assertThat(Reading.keyword("reward hacking", "報酬ハッキング").sees(text)).isTrue();
  }

  @Test
  void wordsOfTheRestOfALinkAreWords() {
    Reading reading = Reading.keyword("reward hacking", "alignment forum");
    assertThat(reading.sees(Posts.linking("https://example.com/blog/reward-hacking"))).isTrue();
    assertThat(reading.sees(Posts.linking("https://example.com/Reward%20Hacking.pdf"))).isTrue();
    assertThat(reading.sees(Posts.linking("https://example.com/?q=reward+hacking"))).isTrue();
    assertThat(reading.sees(Posts.linking("https://reward-hacking.com/"))).isFalse();
    assertThat(reading.sees(Posts.linking("https://alignmentforum.org/posts"))).isFalse();
  }

  @Test
  void wordsOfACutLinkAreNoWords() {
    Post cut =
        Posts.by("ada").links(Link.Origin.CUT, "https://example.com/blog/reward-hacking").post();
    assertThat(Reading.keyword("reward hacking").sees(cut)).isFalse();
  }

  @Test
  void nothingIsReadOutOfHugeOrOddTexts() {
    Reading reading = Reading.keyword("reward hacking");
    for (String odd :
        new String[] {
          "a.", "a-", "-", ".", "#", "#A", "'", "\u0301", "\ud800", "é", "%41", "@a."
        }) {
      assertThat(reading.sees(odd.repeat(10_000))).isFalse();
      assertThat(reading.sees(Posts.linking("https://" + odd.repeat(10_000)))).isFalse();
      assertThat(reading.sees(Posts.linking("https://a.example/" + odd.repeat(10_000)))).isFalse();
      assertThat(reading.sees(odd.repeat(10_000) + " reward hacking")).isTrue();
    }
  }
}
