package io.github.alignmentfeed.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Accounts and lists. */
class SourceProblemsTest {
  @TempDir Path root;

  static Stream<Faulty> files() {
    return Stream.of(
        new Faulty(
            "names that are no handles",
            """
                accounts: [somebody, "@somebody", some_body.example, "", https://bsky.app/profile/somebody, "https://example.com/a.example"]
                optOut: [did:plc]
                """,
            List.of(
                "1:12: error: \"somebody\" is no handle and no DID; did you mean somebody.bsky.social?",
                "1:22: error: \"@somebody\" is no handle and no DID; did you mean somebody.bsky.social?",
                "1:35: error: \"some_body.example\" is no handle and no DID; write a handle such as somebody.bsky.social, or a DID",
                "1:54: error: an account is empty; write for example somebody.bsky.social",
                "1:58: error: \"https://bsky.app/profile/somebody\" is no handle and no DID; write a handle such as somebody.bsky.social, or a DID",
                "1:93: error: \"https://example.com/a.example\" is no handle and no DID; write a handle such as somebody.bsky.social, or a DID",
                "2:10: error: \"did:plc\" is no handle and no DID; write a handle such as somebody.bsky.social, or a DID")),
        new Faulty(
            "accounts that are lists",
            """
                accounts:
                  - https://bsky.app/profile/a.example/lists/3k
                  - https://bsky.app/profile/a.example/post/3k
                """,
            List.of(
                "2:5: error: \"https://bsky.app/profile/a.example/lists/3k\" is no link to an account; name a list or starter pack under \"lists\"",
                "3:5: error: \"https://bsky.app/profile/a.example/post/3k\" is no link to an account; write a handle such as somebody.bsky.social, or a DID")),
        new Faulty(
            "accounts in pieces",
            """
                accounts: [{replies: true}, {handle: a.example, did: "did:web:a.example"}, [a.example], {did: a.example}, {handel: a.example}]
                """,
            List.of(
                "1:12: error: an account without a handle and without a DID; write for example handle: somebody.bsky.social",
                "1:49: error: \"handle\" and \"did\" exclude each other; take one of them out",
                "1:76: error: an account is a list, not a text; write for example somebody.bsky.social",
                "1:95: error: \"a.example\" is no DID; write a DID such as did:plc:ewvi7nxzyoun6zhxrhs64oiz",
                "1:108: error: unknown key \"handel\" in an account; did you mean \"handle\"?")),
        new Faulty(
            "lists that are none",
            """
                lists:
                  - a.example
                  - https://go.bsky.app/AbCd
                  - https://bsky.app/profile/a.example/feed/3k
                  - https://bsky.app/profile/a/lists/3k
                  - https://bsky.app/profile/a.example/lists/$3k
                  - at://a.example/app.bsky.feed.post/3k
                  - 7
                  - {consent: granted}
                  - {url: a, follows: b}
                  - {follows: somebody}
                """,
            List.of(
                "2:5: error: \"a.example\" is no list and no starter pack; name an account under \"accounts\", or write {follows: HANDLE} for those it follows",
                "3:5: error: \"https://go.bsky.app/AbCd\" is no list and no starter pack; open it in a browser and copy the address that it leads to",
                "4:5: error: \"https://bsky.app/profile/a.example/feed/3k\" is no list and no starter pack; feeds cannot be followed, only lists, starter packs and follows",
                "5:5: error: \"https://bsky.app/profile/a/lists/3k\" is no list and no starter pack; write for example https://bsky.app/profile/somebody.bsky.social/lists/3abc",
                "6:5: error: \"https://bsky.app/profile/a.example/lists/$3k\" is no list and no starter pack; write for example https://bsky.app/profile/somebody.bsky.social/lists/3abc",
                "7:5: error: \"at://a.example/app.bsky.feed.post/3k\" is no list and no starter pack; write for example https://bsky.app/profile/somebody.bsky.social/lists/3abc",
                "8:5: error: a list is a number, not a text; put it in quotes",
                "9:5: error: a list without \"url\" and without \"follows\"; write url: with the link of a list or starter pack, or follows: with a handle",
                "10:14: error: \"url\" and \"follows\" exclude each other; take one of them out",
                "11:15: error: \"somebody\" is no handle and no DID; did you mean somebody.bsky.social?")),
        new Faulty(
            "sources named twice",
            """
                accounts: [a.example, "@A.example"]
                lists:
                  - https://bsky.app/start/a.example/3k
                  - {url: https://bsky.app/starter-pack/a.example/3k, consent: granted}
                """,
            List.of(
                "1:23: warning: \"@A.example\" is named already at bot.yaml:1:12, which counts; take one of them out",
                "4:11: warning: \"https://bsky.app/starter-pack/a.example/3k\" is named already at bot.yaml:3:5, which counts; take one of them out")),
        new Faulty(
            "the bot among its accounts",
            """
                bot: {handle: a.example}
                accounts: [b.example, a.example]
                """,
            List.of(
                "2:23: warning: this account is the bot itself; it never reposts its own: take it out")),
        new Faulty(
            "accounts that opted out",
            """
                accounts: [a.example, b.example]
                optOut: [b.example, c.example, "@c.example"]
                """,
            List.of(
                "1:23: warning: this account opted out at bot.yaml:2:10 and is never reposted; take it out here, or there",
                "2:32: warning: \"@c.example\" has opted out already at bot.yaml:2:21; take one of them out")),
        new Faulty(
            "empty lists",
            """
                accounts: []
                rules: []
                """,
            List.of(
                "1:1: error: no accounts and no lists: there is nobody to follow; write for example accounts: [somebody.bsky.social]",
                "2:1: error: no rules: there is nothing to look for; write for example rules: [{name: core terms, points: 10, keywords: [reward hack*]}]")),
        new Faulty(
            "neither accounts nor rules",
            """
                settle: 1m
                #accounts: #rules:
                """,
            List.of(
                "1:1: error: no accounts and no lists: there is nobody to follow; write for example accounts: [somebody.bsky.social]",
                "1:1: error: no rules: there is nothing to look for; write for example rules: [{name: core terms, points: 10, keywords: [reward hack*]}]")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void everyProblemIsListedWithItsPlaceAndAdvice(Faulty file) {
    Folder folder = new Folder(root).env("EMPTY", "");
    assertThat(folder.lines(folder.load(file.lines()))).containsExactlyElementsOf(file.printed());
  }
}
