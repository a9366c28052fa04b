package io.github.alignmentfeed.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that are no YAML, or YAML of a kind that means something else than it seems to. */
class SyntaxProblemsTest {
  @TempDir Path root;

  static Stream<Faulty> files() {
    return Stream.of(
        new Faulty(
            "keys that stand twice",
            """
                settle: 1m
                settle: 2m
                limits: {perDay: 40, perDay: 50}
                """,
            List.of(
                "2:1: error: the key \"settle\" stands here a second time; keep one of them; the first is in line 1",
                "3:22: error: the key \"perDay\" stands here a second time; keep one of them; the first is in line 3")),
        new Faulty(
            "a star before a word is an alias",
            """
                rules:
                  - {name: a, points: 10, keywords: [*hack, reward*]}
                """,
            List.of(
                "2:38: error: a value that begins with * is an alias in YAML, not a text; put it in quotes, or the star behind the word")),
        new Faulty(
            "aliases as a value and as a key",
            """
                settle: *long
                *a : 1
                """,
            List.of(
                "1:9: error: a value that begins with * is an alias in YAML, not a text; put it in quotes, or the star behind the word",
                "2:1: error: a key must be a text; put it in quotes")),
        new Faulty(
            "anchors",
            """
                settle: &s 1m
                limits: &l {perHour: 6}
                accounts: &a [a.example]
                &k decide: {repost: 10}
                """,
            List.of(
                "1:9: error: a value that begins with & is an anchor in YAML, not a text; put it in quotes",
                "2:9: error: a value that begins with & is an anchor in YAML, not a text; put it in quotes",
                "3:11: error: a value that begins with & is an anchor in YAML, not a text; put it in quotes",
                "4:1: error: a value that begins with & is an anchor in YAML, not a text; put it in quotes")),
        new Faulty(
            "tags",
            """
                settle: !short 1m
                limits: !!map {perHour: 6}
                store: !!str jdbc:sqlite:a.db
                languages: [!x en]
                """,
            List.of(
                "1:9: error: a value that begins with ! is a tag in YAML, not a text; put it in quotes",
                "2:9: error: a value that begins with ! is a tag in YAML, not a text; put it in quotes",
                "3:8: error: a value that begins with ! is a tag in YAML, not a text; put it in quotes",
                "4:13: error: a value that begins with ! is a tag in YAML, not a text; put it in quotes")),
        new Faulty(
            "two documents in a file",
            """
                accounts: [a.example]
                ---
                rules: []
                """,
            List.of(
                "3:1: error: a second YAML document begins here; keep one document in a file, without the line \"---\" between")),
        new Faulty(
            "a tab before a key",
            """
                limits:
                \tperHour: 6
                """,
            List.of(
                "2:1: error: a tab cannot stand at the beginning of a line; indent with spaces")),
        new Faulty(
            "a colon in a text without quotes",
            """
                rules:
                  - name: a: b
                """,
            List.of(
                "2:12: error: a colon with a space behind it cannot stand here; put a text that holds one in quotes, or check the indentation of this line")),
        new Faulty(
            "a key without a colon",
            """
                limits:
                  perHour 6
                  perDay: 40
                """,
            List.of(
                "3:9: error: a colon with a space behind it cannot stand here; put a text that holds one in quotes, or check the indentation of this line")),
        new Faulty(
            "a list that is not closed",
            """
                accounts: [a.example
                settle: 1m
                """,
            List.of(
                "2:7: error: the list that began with [ in line 1 does not go on here; separate its parts with commas and close it with ]")),
        new Faulty(
            "a group that is not closed",
            """
                limits: {perHour: 6
                settle: 1m
                """,
            List.of(
                "2:7: error: the group that began with { in line 1 does not go on here; separate its parts with commas and close it with }")),
        new Faulty(
            "quotes that are not closed",
            """
                store: "jdbc:sqlite:a.db
                settle: 1m
                """,
            List.of("1:8: error: these quotes are not closed; close them with the same sign")),
        new Faulty(
            "a line that is indented halfway",
            """
                limits:
                  perHour: 6
                 perDay: 40
                """,
            List.of(
                "3:2: error: this does not belong to what stands above it; indent it as far as its neighbours, and put it in quotes where it is one text")),
        new Faulty(
            "a list among keys",
            """
                limits:
                  perHour: 6
                  - perDay
                """,
            List.of(
                "3:3: error: this does not belong to what stands above it; indent it as far as its neighbours, and put it in quotes where it is one text")),
        new Faulty(
            "a text that begins with a backtick",
            """
                settle: `1m`
                """,
            List.of("1:9: error: a text cannot begin with this character; put it in quotes")),
        new Faulty(
            "a backslash in double quotes",
            """
                store: "jdbc:sqlite:\\data"
                """,
            List.of(
                "1:22: error: this backslash means nothing in double quotes; write \\\\ or use single quotes")),
        new Faulty(
            "a star alone",
            """
                rules: [{name: a, points: 10, keywords: [*]}]
                """,
            List.of(
                "1:42: error: a text that begins with * or & cannot stand here; put it in quotes")),
        new Faulty(
            "a list as a key",
            """
                [a, b]: 1
                """,
            List.of("1:1: error: a key must be a text; put it in quotes")),
        new Faulty(
            "a bracket too many",
            """
                settle: 1m
                ]
                """,
            List.of(
                "2:1: error: this does not belong to what stands above it; indent it as far as its neighbours, and put it in quotes where it is one text")),
        new Faulty(
            "brackets in brackets in brackets",
            """
                accounts: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]
                """,
            List.of(
                "1:43: error: this is nested deeper than 32 levels; close the brackets before")),
        new Faulty(
            "a character that nobody sees",
            """
                settle: "1m\007"
                """,
            List.of("1:12: error: the character U+0007 cannot stand in a YAML file; delete it")),
        new Faulty(
            "a fault, and what is wrong before it",
            """
                settle: 20
                accounts: [somebody]
                limits: {perHour: 6
                """,
            List.of(
                "1:9: error: \"settle\" is 20, no length of time; add a unit: 20s, 20m, 20h or 20d",
                "2:12: error: \"somebody\" is no handle and no DID; did you mean somebody.bsky.social?",
                "4:6: error: the group that began with { in line 3 does not go on here; separate its parts with commas and close it with }")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void everyProblemIsListedWithItsPlaceAndAdvice(Faulty file) {
    Folder folder = new Folder(root).env("EMPTY", "");
    assertThat(folder.lines(folder.load(file.lines()))).containsExactlyElementsOf(file.printed());
  }
}
