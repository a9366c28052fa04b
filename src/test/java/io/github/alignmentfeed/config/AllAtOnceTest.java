package io.github.alignmentfeed.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AllAtOnceTest {
  @TempDir Path root;

  @Test
  void aFileWithManyFaultsListsThemAllInOnePass() {
    Folder folder =
        new Folder(root)
            .with(
                "bot.yaml",
                """
                bot: {pasword: hunter2, handle: somebody}
                acounts: [x]
                include: [nope.yaml, bot.yaml]
                accounts:
                  - somebody
                  - {handle: a.example, replys: no, reposts: some}
                  - A.example
                lists:
                  - https://go.bsky.app/XyZ
                rules:
                  - {name: one, points: ten, keywords: hiring}
                  - {name: one, points: 5, keyword: [a]}
                  - {points: 1, keywords: [], domains: [https://www.arxiv.org/abs]}
                  - {name: two, points: 1, keywords: [*foo, fo*o, 2024]}
                decide: {repost: 3, bookmark: 11}
                limits: {perHour: 0, perDay: "6"}
                settle: 20
                languages: [en-US]
                consent: listd
                schedule: {cron: "* *", timezone: Berlin}
                store: data/bot.db
                http: {port: 70000, token: ${BOT_API_TOKEN}}
                settle: 3m
                """);
    assertThat(folder.lines(folder.load()))
        .containsExactly(
            "bot.yaml:1:7: error: unknown key \"pasword\" in \"bot\"; did you mean \"password\"?",
            "bot.yaml:1:33: error: \"somebody\" is no handle; did you mean somebody.bsky.social?",
            "bot.yaml:2:1: error: unknown key \"acounts\" at the top level; did you mean \"accounts\"?",
            "bot.yaml:3:11: error: there is no file nope.yaml; create it or correct the path",
            "bot.yaml:3:22: error: this file includes itself; take it out",
            "bot.yaml:5:5: error: \"somebody\" is no handle and no DID; did you mean somebody.bsky.social?",
            "bot.yaml:6:25: error: unknown key \"replys\" in an account; did you mean \"replies\"?",
            "bot.yaml:6:46: error: \"reposts\" is \"some\"; write vouch or bookmark or ignore",
            "bot.yaml:7:5: warning: \"A.example\" is named already at bot.yaml:6:14, which counts; take one of them out",
            "bot.yaml:9:5: error: \"https://go.bsky.app/XyZ\" is no list and no starter pack; open it in a browser and copy the address that it leads to",
            "bot.yaml:11:25: error: \"points\" is \"ten\", not a whole number; write for example 10, without quotes",
            "bot.yaml:11:40: error: \"keywords\" is a text, not a list; write for example [alignment faking, reward hack*]",
            "bot.yaml:12:12: warning: a rule at bot.yaml:11:5 has the name \"one\" too; reports cannot tell them apart: rename one",
            "bot.yaml:12:28: error: unknown key \"keyword\" in a rule; did you mean \"keywords\"?",
            "bot.yaml:13:5: error: a rule without a name; write name: and what the rule is about",
            "bot.yaml:13:17: error: \"keywords\" is an empty list; write for example [alignment faking, reward hack*]",
            "bot.yaml:13:41: error: \"https://www.arxiv.org/abs\" is no domain; write arxiv.org/abs",
            "bot.yaml:14:39: error: a value that begins with * is an alias in YAML, not a text; put it in quotes, or the star behind the word",
            "bot.yaml:14:45: error: a star in \"fo*o\" does not end a word; write it as in hack*, for all words that begin so",
            "bot.yaml:14:51: error: an entry of \"keywords\" is a number, not a text; put it in quotes",
            "bot.yaml:15:21: error: \"bookmark\" is 11, more than \"repost\", which is 3; less must be enough for a bookmark than for a repost",
            "bot.yaml:16:19: error: \"perHour\" is 0; write a whole number from 1 to 100000",
            "bot.yaml:16:30: error: \"perDay\" is \"6\", not a whole number; write for example 40, without quotes",
            "bot.yaml:17:9: error: \"settle\" is 20, no length of time; add a unit: 20s, 20m, 20h or 20d",
            "bot.yaml:18:13: error: \"en-US\" is no code of a language; write en, without a region or script",
            "bot.yaml:19:10: error: \"consent\" is \"listd\"; write listed or follows-bot",
            "bot.yaml:20:18: error: \"* *\" is no cron expression: too short; write for example 0 0/10 * * * ?, from seconds to days of the week",
            "bot.yaml:20:35: error: \"Berlin\" is no timezone; did you mean \"Europe/Berlin\"?",
            "bot.yaml:21:8: error: \"store\" names no SQLite file; write jdbc:sqlite:data/bot.db",
            "bot.yaml:22:14: error: \"port\" is 70000; write a whole number from 0 to 65535",
            "bot.yaml:22:28: error: the variable BOT_API_TOKEN is not set; set BOT_API_TOKEN, or BOT_API_TOKEN_FILE to the path of a file that holds it",
            "bot.yaml:23:1: error: the key \"settle\" stands here a second time; keep one of them; the first is in line 17");
  }
}
