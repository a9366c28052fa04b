package io.github.alignmentfeed.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rules. */
class RuleProblemsTest {
  private static final String NEAR =
      " does not stand between two phrases with a distance; write it as in alignment NEAR/8 model*,"
          + " once, with a number from 1 to 50; the word itself is written near";

  @TempDir Path root;

  static Stream<Faulty> files() {
    return Stream.of(
        new Faulty(
            "rules without what makes them",
            """
                rules:
                  - {points: 10, keywords: [a]}
                  - {name: b, keywords: [b]}
                  - {name: c, points: 10}
                  - {name: d, points: 10, keywords: []}
                  - {name: e, points: 10, all: []}
                  - {name: f, points: 10, all: [{}]}
                  - g
                  - {name: h, points: 10, all: [h]}
                  - {name: "", points: 10, keywords: [i]}
                """,
            List.of(
                "2:5: error: a rule without a name; write name: and what the rule is about",
                "3:5: error: a rule without points; write points: 10, or atMost: bookmark, or veto: true",
                "4:5: error: a rule that looks for nothing; write keywords:, exact: or domains:, or all: with parts that hold them",
                "5:27: error: \"keywords\" is an empty list; write for example [alignment faking, reward hack*]",
                "6:27: error: \"all\" has no parts; write one, or take it out",
                "7:33: error: a part of \"all\" that looks for nothing; write words:, keywords:, exact: or domains:",
                "8:5: error: a rule is a text, not a group of keys; write for example {name: core terms, points: 10, keywords: [reward hack*]}",
                "9:33: error: a part of \"all\" is a text, not a group of keys; write for example {keywords: [alignment, oversight]}",
                "10:12: error: \"name\" is empty; write for example core terms")),
        new Faulty(
            "parts of rules that cannot hold",
            """
                rules:
                  - {name: a, points: 10, all: [{keywords: [a, b], atLeast: 3}]}
                  - {name: b, points: 10, all: [{keywords: [a], atLeast: 0}]}
                  - {name: c, points: 10, keywords: [a], none: []}
                  - {name: d, points: 10, keywords: [a], none: [{}]}
                  - {name: e, points: 10, all: [{domains: [arxiv.org], fields: [text]}]}
                  - {name: f, points: 10, all: [{keywords: [a], fields: [txt]}]}
                """,
            List.of(
                "2:52: error: this part asks for 3 different words and holds 2; write a smaller number or more words",
                "3:58: error: \"atLeast\" is 0; write a whole number from 1 to 20",
                "4:42: error: \"none\" has no parts; write one, or take it out",
                "5:49: error: a part of \"none\" that looks for nothing; write words:, keywords:, exact: or domains:",
                "6:5: error: \"domains\" are found in links, cards and quotes alone; add link to this list, or take it out",
                "7:58: error: an entry of \"fields\" is \"txt\"; write text or link or card or alt or quote or tag or paper")),
        new Faulty(
            "words that are none, or are never found",
            """
                rules:
                  - name: a
                    points: 10
                    keywords:
                      - https://arxiv.org/abs/2412.14093
                      - arxiv.org
                      - openreview.net/forum
                      - "exact: SAE"
                      - it fails. We show
                      - "why? because"
                      - "C++"
                      - (red|blue) team
                      - oversight AND model
                      - NOT a model
                      - p(doom)
                      - GPT-4.5
                      - AND gate
                      - e.g
                      - debate vs. oversight
                      - Smith et al. show
                      - the U.S. A.I. policy
                      - 没有奖励｡黑客来了
                    exact: ["character.ai", "C#", "a. b"]
                """,
            List.of(
                "5:9: error: \"https://arxiv.org/abs/2412.14093\" is an address, and in those no words are read; write arxiv.org/abs/2412.14093 under \"domains\"",
                "6:9: error: \"arxiv.org\" is an address, and in those no words are read; write arxiv.org under \"domains\"",
                "7:9: error: \"openreview.net/forum\" is an address, and in those no words are read; write openreview.net/forum under \"domains\"",
                "8:9: error: \"exact: SAE\" begins like a key; write SAE under \"exact\"",
                "9:9: error: \"it fails. We show\" goes on beyond the end of a sentence, where no phrase is found; write it without the stop, or its parts in \"all\"",
                "10:9: error: \"why? because\" goes on beyond the end of a sentence, where no phrase is found; write it without the stop, or its parts in \"all\"",
                "11:9: warning: the signs in \"C++\" mean nothing: it is found without them, too; take them out, or take another word",
                "12:9: warning: the signs in \"(red|blue) team\" mean nothing: it is found without them, too; take them out, or take another word",
                "13:9: warning: the AND in \"oversight AND model\" is a word like others; write one word an entry, those that must come together in the parts of \"all\", and exceptions in \"none\"",
                "14:9: warning: the NOT in \"NOT a model\" is a word like others; write one word an entry, those that must come together in the parts of \"all\", and exceptions in \"none\"",
                "17:9: warning: the AND in \"AND gate\" is a word like others; write one word an entry, those that must come together in the parts of \"all\", and exceptions in \"none\"",
                "22:9: error: \"没有奖励｡黑客来了\" goes on beyond the end of a sentence, where no phrase is found; write it without the stop, or its parts in \"all\"",
                "23:13: error: \"character.ai\" is an address, and in those no words are read; write character.ai under \"domains\"",
                "23:29: warning: the signs in \"C#\" mean nothing: it is found without them, too; take them out, or take another word",
                "23:35: error: \"a. b\" goes on beyond the end of a sentence, where no phrase is found; write it without the stop, or its parts in \"all\"")),
        new Faulty(
            "lists of words",
            """
                words:
                  - {name: machines, keywords: [robot*]}
                  - {name: machines, keywords: [b]}
                  - {keywords: [c]}
                  - {name: empty}
                  - robots
                  - {name: idle, keywords: [d]}
                rules:
                  - {name: a, points: 10, all: [{words: [machine]}, {words: [other]}, {words: [empty]}]}
                  - {name: b, points: 10, all: [{words: []}, {words: [machines]}]}
                """,
            List.of(
                "3:12: error: a list of words has the name \"machines\" already; rename one",
                "4:5: error: a list of words without a name; write name: and what it is",
                "5:5: error: a list of words without words; write keywords:, exact: or domains:",
                "6:5: error: a list of words is a text, not a group of keys; write for example {name: machines, keywords: [language model*]}",
                "7:12: warning: no rule uses the list of words \"idle\"; write words: [idle] in a part of \"all\", or take it out",
                "9:42: error: there is no list of words \"machine\"; did you mean \"machines\"?",
                "9:62: error: there is no list of words \"other\"; define it under words:",
                "10:34: error: \"words\" is an empty list; write for example [machines]")),
        new Faulty(
            "a misspelt key is not missed as well",
            """
                rules:
                  - {nam: a, point: 10, keyword: [a]}
                """,
            List.of(
                "2:6: error: unknown key \"nam\" in a rule; did you mean \"name\"?",
                "2:14: error: unknown key \"point\" in a rule; did you mean \"points\"?",
                "2:25: error: unknown key \"keyword\" in a rule; did you mean \"keywords\"?")),
        new Faulty(
            "rules that contradict themselves",
            """
                rules:
                  - {name: a, points: 10, keywords: [a], all: [{keywords: [b]}]}
                  - {name: b, points: 1, veto: true, keywords: [b]}
                  - {name: c, veto: true, atMost: skip, keywords: [c]}
                  - {name: d, points: 0, keywords: [d]}
                  - {name: d, points: 1, keywords: [e]}
                  - {name: f, veto: false, keywords: [f]}
                  - {name: g, points: 1, atMost: repost, keywords: [g]}
                  - {name: "h\\ni", points: 1, keywords: [h]}
                """,
            List.of(
                "2:42: error: \"all\" stands beside other words of the rule; move them into a part of \"all\"",
                "3:15: warning: a rule with \"veto\" skips the post: its other effect is lost; take this key or \"veto\" out",
                "4:27: warning: a rule with \"veto\" skips the post: its other effect is lost; take this key or \"veto\" out",
                "5:15: warning: a rule of 0 points changes nothing; give it points",
                "6:12: warning: a rule at bot.yaml:5:5 has the name \"d\" too; reports cannot tell them apart: rename one",
                "7:5: error: a rule without points; write points: 10, or atMost: bookmark, or veto: true",
                "8:34: error: \"atMost\" is \"repost\"; write bookmark or skip",
                "9:6: error: a name of several lines; write it in one line")),
        new Faulty(
            "points that are no numbers",
            """
                rules:
                  - {name: a, points: ten, keywords: [a]}
                  - {name: b, points: 1.5, keywords: [b]}
                  - {name: c, points: 9999999, keywords: [c]}
                """,
            List.of(
                "2:23: error: \"points\" is \"ten\", not a whole number; write for example 10, without quotes",
                "3:23: error: \"points\" is 1.5, not a whole number; write for example 10, without quotes",
                "4:23: error: \"points\" is 9999999; write a whole number from -1000000 to 1000000")),
        new Faulty(
            "words that cannot be found",
            """
                rules:
                  - name: a
                    points: 10
                    keywords: ["*hack", ha*ck, hack**, a *, "--", "", 2024, yes, true, AI*, [b], hack, Hack]
                    exact: [RLHF, rlhf, RLHF, RL*, " SAE"]
                """,
            List.of(
                "4:16: error: a star in \"*hack\" does not end a word; write it as in hack*, for all words that begin so",
                "4:25: error: a star in \"ha*ck\" does not end a word; write it as in hack*, for all words that begin so",
                "4:32: error: a star in \"hack**\" does not end a word; write it as in hack*, for all words that begin so",
                "4:40: error: a star in \"a *\" does not end a word; write it as in hack*, for all words that begin so",
                "4:45: error: \"--\" holds no letter and no digit; write a word or a phrase",
                "4:51: error: an entry of \"keywords\" is empty; write for example reward hack*",
                "4:55: error: an entry of \"keywords\" is a number, not a text; put it in quotes",
                "4:66: error: an entry of \"keywords\" is true or false, not a text; put it in quotes",
                "4:72: warning: \"AI*\" holds for very many words; write more letters before the star, or list the words",
                "4:77: error: an entry of \"keywords\" is a list, not a text; write for example reward hack*",
                "4:88: warning: \"Hack\" stands in this rule already; take one of them out",
                "5:25: warning: \"RLHF\" stands in this rule already; take one of them out",
                "5:31: warning: the star in \"RL*\" is taken as it stands; move it to \"keywords\" if it should hold for all words that begin so",
                "5:36: warning: blanks around \"SAE\" and doubled ones in it mean nothing; whole words are matched anyway: take them out")),
        new Faulty(
            "distances that are none",
            """
                rules:
                  - name: a
                    points: 10
                    keywords: [a NEAR b, NEAR/8 b, a NEAR/8, a NEAR/0 b, a near/8 b, a NEAR/x b]
                  - name: b
                    points: 10
                    keywords: [a NEAR/51 b, a NEAR /8 b, a NEAR/2 b NEAR/3 c, near a b, NEAR]
                    exact: [a NEAR/8 b]
                """,
            List.of(
                "4:16: error: the NEAR in \"a NEAR b\"" + NEAR,
                "4:26: error: the NEAR in \"NEAR/8 b\"" + NEAR,
                "4:36: error: the NEAR in \"a NEAR/8\"" + NEAR,
                "4:46: error: the NEAR in \"a NEAR/0 b\"" + NEAR,
                "4:58: error: the NEAR in \"a near/8 b\"" + NEAR,
                "4:70: error: the NEAR in \"a NEAR/x b\"" + NEAR,
                "7:16: error: the NEAR in \"a NEAR/51 b\"" + NEAR,
                "7:29: error: the NEAR in \"a NEAR /8 b\"" + NEAR,
                "7:42: error: the NEAR in \"a NEAR/2 b NEAR/3 c\"" + NEAR,
                "8:13: warning: the NEAR in \"a NEAR/8 b\" is taken as it stands; move it to \"keywords\" if it should hold for two phrases near each other")),
        new Faulty(
            "fields that are none",
            """
                rules:
                  - {name: a, points: 10, keywords: [a], fields: [texts, alt, alt]}
                  - {name: b, points: 10, keywords: [b], fields: []}
                  - {name: c, points: 10, domains: [arxiv.org], fields: [text, alt]}
                  - {name: d, points: 10, keywords: [d], fields: text}
                """,
            List.of(
                "2:51: error: an entry of \"fields\" is \"texts\"; write text or link or card or alt or quote or tag or paper",
                "2:63: warning: \"alt\" stands in this list already; take one of them out",
                "3:42: error: \"fields\" is an empty list; write for example [text, alt], or take it out for all of them",
                "4:49: error: \"domains\" are found in links, cards and quotes alone; add link to this list, or take it out",
                "5:50: error: \"fields\" is a text, not a list; write for example [text, alt]")),
        new Faulty(
            "keywords that are no list",
            """
                rules:
                  - {name: a, points: 10, keywords: hiring}
                """,
            List.of(
                "2:37: error: \"keywords\" is a text, not a list; write for example [alignment faking, reward hack*]")),
        new Faulty(
            "domains that are none",
            """
                rules:
                  - name: a
                    points: 10
                    domains:
                      - https://www.arxiv.org/abs
                      - "*.arxiv.org"
                      - www.metr.org
                      - arxiv
                      - arxiv.org/abs?x=y
                      - arxiv.org:443
                      - arxiv.org/*
                      - a b.org
                      - METR.org
                      - openreview.net/
                      - "*"
                      - "*"
                """,
            List.of(
                "5:9: error: \"https://www.arxiv.org/abs\" is no domain; write arxiv.org/abs",
                "6:9: error: \"*.arxiv.org\" is no domain; write arxiv.org",
                "7:9: warning: \"www.metr.org\" begins with \"www.\", which links are matched without; write metr.org",
                "8:9: error: \"arxiv\" is no domain; write a host with an optional path, such as arxiv.org or anthropic.com/research",
                "9:9: error: \"arxiv.org/abs?x=y\" is no domain; write arxiv.org/abs",
                "10:9: error: \"arxiv.org:443\" is no domain; write arxiv.org",
                "11:9: error: \"arxiv.org/*\" is no domain; write arxiv.org",
                "12:9: error: \"a b.org\" is no domain; write a host with an optional path, such as arxiv.org or anthropic.com/research",
                "13:9: warning: \"METR.org\" stands in this rule already; take one of them out",
                "16:9: warning: \"*\" stands in this rule already; take one of them out")),
        new Faulty(
            "thresholds above all points",
            """
                rules: [{name: a, points: 4, keywords: [a]}, {name: b, points: 5, atMost: bookmark, keywords: [b]}, {name: c, points: -9, keywords: [c]}]
                """,
            List.of(
                "1:1: error: no post can be reposted: all rules together give 4 points and \"repost\" is 10; lower it, or give rules without \"atMost\" more points")),
        new Faulty(
            "thresholds above the points of all but the capped rules",
            """
                decide: {bookmark: 7}
                rules: [{name: a, points: 6, keywords: [a]}, {name: b, points: 9, atMost: skip, keywords: [b]}]
                """,
            List.of(
                "1:9: error: no post can be reposted: all rules together give 6 points and \"repost\" is 10; lower it, or give rules without \"atMost\" more points",
                "1:10: error: no post can be bookmarked: all rules together give 6 points and \"bookmark\" is 7; lower it, or give the rules more points")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void everyProblemIsListedWithItsPlaceAndAdvice(Faulty file) {
    Folder folder = new Folder(root).env("EMPTY", "");
    assertThat(folder.lines(folder.load(file.lines()))).containsExactlyElementsOf(file.printed());
  }

  @Test
  void aWordMayStandInSeveralPartsOfARule() {
    Configuration c =
        new Folder(root)
            .configuration(
                """
                rules:
                  - name: some words in company, others alone
                    points: 10
                    all: [{keywords: [oversight, superalignment]}, {keywords: [AI, superalignment]}]
                """);
    assertThat(c.rules().get(0).all())
        .extracting(part -> part.words().get(0).keywords())
        .containsExactly(List.of("oversight", "superalignment"), List.of("AI", "superalignment"));
  }
}
