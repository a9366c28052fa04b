package io.github.alignmentfeed.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Keys, types and values of everything but sources and rules. */
class SettingsProblemsTest {
  @TempDir Path root;

  static Stream<Faulty> files() {
    return Stream.of(
        new Faulty(
            "an unknown key at the top level",
            """
                acounts: []
                """,
            List.of(
                "1:1: error: unknown key \"acounts\" at the top level; did you mean \"accounts\"?")),
        new Faulty(
            "a key that belongs elsewhere",
            """
                perHour: 6
                """,
            List.of(
                "1:1: error: unknown key \"perHour\" at the top level; it belongs in \"limits\"")),
        new Faulty(
            "a key like no other",
            """
                zzz: 1
                """,
            List.of(
                "1:1: error: unknown key \"zzz\" at the top level; known keys are bot, network, include, accounts, lists, words, rules, decide, limits, settle, languages, consent, schedule, maxDelay, ping, store, keep, http, links, optOut")),
        new Faulty(
            "a key in another spelling",
            """
                limits: {per_hour: 6}
                """,
            List.of(
                "1:10: error: unknown key \"per_hour\" in \"limits\"; did you mean \"perHour\"?")),
        new Faulty(
            "unknown keys in every group",
            """
                bot: {nick: a}
                network: {relay: a}
                decide: {boost: 1}
                limits: {all: 1}
                schedule: {every: 1m, at: a}
                http: {tls: true}
                accounts: [{handle: a.example, name: a}]
                lists: [{follows: a.example, name: a}]
                rules: [{name: a, points: 10, all: [{keywords: [a], verbs: [b]}], tags: [a]}]
                """,
            List.of(
                "1:7: error: unknown key \"nick\" in \"bot\"; known keys are handle, password, passwordFile, service, operator",
                "2:11: error: unknown key \"relay\" in \"network\"; known keys are appview, plc, connections",
                "3:10: error: unknown key \"boost\" in \"decide\"; known keys are repost, bookmark",
                "4:10: error: unknown key \"all\" in \"limits\"; it belongs in a rule",
                "5:23: error: unknown key \"at\" in \"schedule\"; known keys are every, cron, timezone, jitter",
                "6:8: error: unknown key \"tls\" in \"http\"; known keys are host, port, names, token, tokenFile",
                "7:32: error: unknown key \"name\" in an account; it belongs in a rule",
                "8:30: error: unknown key \"name\" in a list; it belongs in a rule",
                "9:53: error: unknown key \"verbs\" in a part of a rule; known keys are words, keywords, exact, domains, atLeast, fields",
                "9:67: error: unknown key \"tags\" in a rule; known keys are name, points, keywords, exact, domains, all, none, atMost, veto, again, fields")),
        new Faulty(
            "links that cannot be followed",
            """
                links:
                  shorteners: ["https://bit.ly/", bit.ly, bit.ly, www.t.co, lnkd.in/abc, 12, "*.ly", "*"]
                  titles: yes
                  depth: 3
                """,
            List.of(
                "2:16: error: \"https://bit.ly/\" is no domain; write bit.ly",
                "2:43: warning: \"bit.ly\" is named twice; take one out",
                "2:51: warning: \"www.t.co\" begins with \"www.\", which links are matched without; write t.co",
                "2:61: error: \"lnkd.in/abc\" is more than a host; write lnkd.in",
                "2:74: error: a shortener is a number, not a text; put it in quotes",
                "2:78: error: \"*.ly\" is no domain; write a host with an optional path, such as arxiv.org or anthropic.com/research",
                "2:86: error: \"*\" is no domain; write a host with an optional path, such as arxiv.org or anthropic.com/research",
                "3:11: error: \"titles\" is \"yes\", not true or false; write true, without quotes",
                "4:3: error: unknown key \"depth\" in \"links\"; known keys are shorteners, titles")),
        new Faulty(
            "wrong types of groups and lists",
            """
                bot: a.example
                limits: [6]
                accounts: a.example
                rules: {name: a}
                languages: en
                include: more.yaml
                """,
            List.of(
                "1:6: error: \"bot\" is a text, not a group of keys; write keys such as \"handle:\" indented below it",
                "2:9: error: \"limits\" is a list, not a group of keys; write keys such as \"perHour:\" indented below it",
                "3:11: error: \"accounts\" is a text, not a list; write for example [somebody.bsky.social]",
                "4:8: error: \"rules\" is a group of keys, not a list; write for example [{name: ..., points: 10, keywords: [...]}]",
                "5:12: error: \"languages\" is a text, not a list; write for example [en, de]",
                "6:10: error: \"include\" is a text, not a list; write for example [../seeds/accounts.yaml]")),
        new Faulty(
            "keys without values",
            """
                bot:
                settle:
                accounts: ~
                limits: {perHour: null}
                languages: [null]
                """,
            List.of(
                "1:1: error: the key \"bot\" has no value; give it one, or take the key out",
                "2:1: error: the key \"settle\" has no value; give it one, or take the key out",
                "3:1: error: the key \"accounts\" has no value; give it one, or take the key out",
                "4:10: error: the key \"perHour\" has no value; give it one, or take the key out",
                "5:13: error: a language is nothing, not a text; write for example en")),
        new Faulty(
            "wrong types of values",
            """
                limits: {perHour: six, perDay: "40", perAuthorPerDay: 1.5, spacing: [1m], maxAge: 3}
                settle: 20
                consent: true
                accounts: [12, {handle: 12}, {handle: a.example, replies: no, quotes: 1}]
                store: {path: a}
                """,
            List.of(
                "1:19: error: \"perHour\" is \"six\", not a whole number; write for example 6, without quotes",
                "1:32: error: \"perDay\" is \"40\", not a whole number; write for example 40, without quotes",
                "1:55: error: \"perAuthorPerDay\" is 1.5, not a whole number; write for example 4, without quotes",
                "1:69: error: \"spacing\" is a list, not a length of time; write for example 1m",
                "1:83: error: \"maxAge\" is 3, no length of time; add a unit: 3s, 3m, 3h or 3d",
                "2:9: error: \"settle\" is 20, no length of time; add a unit: 20s, 20m, 20h or 20d",
                "3:10: error: \"consent\" is true; write listed or follows-bot",
                "4:12: error: an account is a number, not a text; put it in quotes",
                "4:25: error: \"handle\" is a number, not a text; put it in quotes",
                "4:59: error: \"replies\" is \"no\", not true or false; write false, without quotes",
                "4:71: error: \"quotes\" is 1, not true or false; write true or false, without quotes",
                "5:8: error: \"store\" is a group of keys, not a text; write for example jdbc:sqlite:data/bot.db")),
        new Faulty(
            "lengths of time",
            """
                settle: 20 minutes
                limits: {spacing: -1m, maxAge: 0s}
                schedule: {every: 1:30}
                """,
            List.of(
                "1:9: error: \"settle\" is \"20 minutes\", no length of time; did you mean 20m?",
                "2:19: error: \"spacing\" is \"-1m\", no length of time; write for example 45s, 20m, 12h, 3d or 2w",
                "2:32: error: \"maxAge\" is \"0s\"; write from 1s to 3650d",
                "3:19: error: \"every\" is \"1:30\", no length of time; write for example 45s, 20m, 12h, 3d or 2w")),
        new Faulty(
            "bounds of numbers",
            """
                limits: {perHour: 0, perDay: -1, perAuthorPerDay: 99999999999999999999}
                http: {port: 65536}
                decide: {repost: 0, bookmark: 0}
                """,
            List.of(
                "1:19: error: \"perHour\" is 0; write a whole number from 1 to 100000",
                "1:30: error: \"perDay\" is -1; write a whole number from 1 to 100000",
                "1:51: error: \"perAuthorPerDay\" is 99999999999999999999; write a whole number from 1 to 100000",
                "2:14: error: \"port\" is 65536; write a whole number from 0 to 65535",
                "3:18: error: \"repost\" is 0; write a whole number from 1 to 1000000",
                "3:31: error: \"bookmark\" is 0; write a whole number from 1 to 1000000")),
        new Faulty(
            "bounds of lengths of time",
            """
                schedule: {every: 0s}
                limits: {maxAge: 9999d}
                """,
            List.of(
                "1:19: error: \"every\" is \"0s\"; write from 1s to 3650d",
                "2:18: error: \"maxAge\" is \"9999d\"; write from 1s to 3650d")),
        new Faulty(
            "doubtful limits",
            """
                limits: {perHour: 50, perAuthorPerDay: 60}
                schedule: {every: 10s}
                """,
            List.of(
                "1:10: warning: \"perHour\" is 50, more than \"perDay\", which is 40; write a smaller number here or a larger one there",
                "1:23: warning: \"perAuthorPerDay\" is 60, more than \"perDay\", which is 40; write a smaller number here or a larger one there",
                "2:12: warning: a round in less than a minute burdens the servers of others; write 10m")),
        new Faulty(
            "posts forgotten while they may still be shown",
            """
                limits: {maxAge: 60d}
                keep: 60d
                """,
            List.of(
                "2:1: error: a post that is forgotten after \"keep\", 60d, may still be shown until \"maxAge\", 60d; make \"keep\" longer or \"maxAge\" shorter")),
        new Faulty(
            "posts hardly remembered",
            """
                keep: 7d
                """,
            List.of("1:7: error: \"keep\" is \"7d\"; write from 30d to 7300d")),
        new Faulty(
            "accounts unasked for longer than a post lives",
            """
                maxDelay: 3d
                """,
            List.of(
                "1:1: error: a post that is met after \"maxDelay\", 3d, is older than \"maxAge\", 3d; make \"maxDelay\" shorter or \"maxAge\" longer")),
        new Faulty(
            "more connections than are opened",
            """
                network: {connections: 33}
                """,
            List.of("1:24: error: \"connections\" is 33; write a whole number from 1 to 32")),
        new Faulty(
            "settle longer than a post lives",
            """
                settle: 3d
                """,
            List.of(
                "1:1: error: a post that has waited for \"settle\", 3d, is older than \"maxAge\", 3d; make \"settle\" shorter or \"maxAge\" longer")),
        new Faulty(
            "a post that does not live as long as settle",
            """
                store: jdbc:sqlite:a.db
                limits: {maxAge: 10m}
                """,
            List.of(
                "2:1: error: a post that has waited for \"settle\", 20m, is older than \"maxAge\", 10m; make \"settle\" shorter or \"maxAge\" longer")),
        new Faulty(
            "settle beside a wrong maxAge",
            """
                settle: 5d
                limits: {maxAge: 5}
                """,
            List.of(
                "2:18: error: \"maxAge\" is 5, no length of time; add a unit: 5s, 5m, 5h or 5d")),
        new Faulty(
            "words that are not among the choices",
            """
                consent: everybody
                accounts: [{handle: a.example, reposts: yes, consent: maybe}]
                """,
            List.of(
                "1:10: error: \"consent\" is \"everybody\"; write listed or follows-bot",
                "2:41: error: \"reposts\" is \"yes\"; write vouch or bookmark or ignore",
                "2:55: error: \"consent\" is \"maybe\"; write granted or denied")),
        new Faulty(
            "bookmark above repost",
            """
                decide: {repost: 5, bookmark: 6}
                """,
            List.of(
                "1:21: error: \"bookmark\" is 6, more than \"repost\", which is 5; less must be enough for a bookmark than for a repost")),
        new Faulty(
            "languages",
            """
                languages: [en-US, german, xx, zh-Hant, no, en, EN, abcd]
                """,
            List.of(
                "1:13: error: \"en-US\" is no code of a language; write en, without a region or script",
                "1:20: error: \"german\" is no code of a language; did you mean de?",
                "1:28: error: \"xx\" is no code of a language; write two or three letters, such as en or de",
                "1:32: error: \"zh-Hant\" is no code of a language; write zh, without a region or script",
                "1:49: warning: \"EN\" is named twice; take one out",
                "1:53: error: \"abcd\" is no code of a language; write two or three letters, such as en or de")),
        new Faulty(
            "a schedule of two kinds",
            """
                schedule: {cron: 0 * *, every: 1m}
                """,
            List.of(
                "1:12: error: \"every\" and \"cron\" exclude each other; take one of them out",
                "1:18: error: \"0 * *\" is no cron expression: too short; write for example 0 0/10 * * * ?, from seconds to days of the week")),
        new Faulty(
            "schedule without times",
            """
                schedule: {}
                """,
            List.of("1:11: error: a schedule without times; write every: 10m")),
        new Faulty(
            "a timezone by its city",
            """
                schedule: {every: 1m, timezone: berlin}
                """,
            List.of(
                "1:23: warning: a timezone means nothing without \"cron\"; take it out",
                "1:33: error: \"berlin\" is no timezone; did you mean \"Europe/Berlin\"?")),
        new Faulty(
            "timezone misspelt",
            """
                schedule: {cron: 0 0 7 * * ?, timezone: Europe/Brelin}
                """,
            List.of(
                "1:41: error: \"Europe/Brelin\" is no timezone; did you mean \"Europe/Berlin\"?")),
        new Faulty(
            "a store that is a path alone",
            """
                store: data/bot.db
                """,
            List.of("1:8: error: \"store\" names no SQLite file; write jdbc:sqlite:data/bot.db")),
        new Faulty(
            "store of another kind",
            """
                store: jdbc:postgresql://db/bot
                """,
            List.of("1:8: error: \"store\" names no SQLite file; write jdbc:sqlite:data/bot.db")),
        new Faulty(
            "store in memory",
            """
                store: "jdbc:sqlite::memory:"
                """,
            List.of("1:8: error: \"store\" names no SQLite file; write jdbc:sqlite:data/bot.db")),
        new Faulty(
            "addresses",
            """
                network: {appview: public.api.bsky.app, plc: https://plc.directory/did}
                bot: {handle: a.example, service: "https://a.example:65536"}
                http: {host: "a b"}
                """,
            List.of(
                "1:20: error: \"appview\" is not the address of a server; write https:// and the host alone, for example https://public.api.bsky.app",
                "1:46: error: \"plc\" is not the address of a server; write https:// and the host alone, for example https://plc.directory",
                "2:35: error: \"service\" is not the address of a server; write https:// and the host alone, for example https://pds.example.com",
                "3:14: error: \"a b\" is no address to listen on; write 127.0.0.1 for this machine alone, or 0.0.0.0 for all")),
        new Faulty(
            "service without encryption",
            """
                bot: {handle: a.example, service: http://pds.example}
                """,
            List.of(
                "1:26: warning: the password would be sent to pds.example without encryption; write https:// instead of http://")),
        new Faulty(
            "password without handle",
            """
                bot: {password: abcd-efgh-ijkl-mnop}
                """,
            List.of(
                "1:7: error: a password and no handle to log in with; write handle: my-bot.bsky.social beside it")),
        new Faulty(
            "password unset without handle",
            """
                bot: {password: ${P}}
                """,
            List.of(
                "1:7: error: a password and no handle to log in with; write handle: my-bot.bsky.social beside it",
                "1:17: error: the variable P is not set; set P, or P_FILE to the path of a file that holds it")),
        new Faulty(
            "password that is no app password",
            """
                bot: {handle: a.example, password: letmein}
                """,
            List.of(
                "1:26: warning: this does not look like an app password, which is four groups of four letters; make one in the account's settings: it can be revoked alone")),
        new Faulty(
            "password within a key",
            """
                bot: {handle: a.example, xabcd-efgh-ijkl-mnopx: 1}
                """,
            List.of(
                "1:26: error: unknown key \"x***x\" in \"bot\"; known keys are handle, password, passwordFile, service, operator")),
        new Faulty(
            "password as a number",
            """
                bot: {handle: a.example, password: 1234}
                """,
            List.of("1:36: error: \"password\" is a number, not a text; put it in quotes")),
        new Faulty(
            "a password in two places",
            """
                bot: {handle: a.example, password: abcd-efgh-ijkl-mnop, passwordFile: p}
                """,
            List.of(
                "1:57: error: \"password\" and \"passwordFile\" exclude each other; take one of them out")),
        new Faulty(
            "password file missing",
            """
                bot: {handle: a.example, passwordFile: p}
                """,
            List.of("1:40: error: this file cannot be read; it does not exist")),
        new Faulty(
            "variables that are not set",
            """
                bot: {handle: a.example, password: ${P}}
                store: jdbc:sqlite:${D}/${P}.db
                settle: ${EMPTY}
                http: {token: "${no-name}"}
                """,
            List.of(
                "1:36: error: the variable P is not set; set P, or P_FILE to the path of a file that holds it",
                "2:8: error: the variable D is not set; set D, or D_FILE to the path of a file that holds it",
                "2:8: error: the variable P is not set; set P, or P_FILE to the path of a file that holds it",
                "3:9: error: the variable EMPTY is empty; set EMPTY, or EMPTY_FILE to the path of a file that holds it",
                "4:15: error: \"${\" begins a variable, and no name and \"}\" follow it; write ${NAME} with letters, digits and _ in the name, or $${ for the characters alone")),
        new Faulty(
            "a token that no header can carry",
            """
                http: {token: "a b"}
                """,
            List.of(
                "1:8: error: the token holds blanks or characters beyond ASCII; use letters and digits, for example those of openssl rand -hex 32")),
        new Faulty(
            "a short token",
            """
                http: {token: abc}
                """,
            List.of(
                "1:8: warning: the token is shorter than 16 characters; use a longer one, for example that of openssl rand -hex 32")),
        new Faulty(
            "a jitter without bounds, and a ping to nowhere",
            """
                schedule: {every: 1m, jitter: 1m}
                ping: ping.example.com/mine
                """,
            List.of(
                "1:23: error: a cycle may come later by \"jitter\", 1m, which is as long as \"every\", 1m; write a part of it, such as 30s",
                "2:1: error: \"ping\" is no address that can be asked; write the whole https:// address that the service which watches gives you")),
        new Faulty(
            "a token in two places",
            """
                http: {token: 0123456789abcdef, tokenFile: t}
                """,
            List.of(
                "1:33: error: \"token\" and \"tokenFile\" exclude each other; take one of them out")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void everyProblemIsListedWithItsPlaceAndAdvice(Faulty file) {
    Folder folder = new Folder(root).env("EMPTY", "");
    assertThat(folder.lines(folder.load(file.lines()))).containsExactlyElementsOf(file.printed());
  }
}
