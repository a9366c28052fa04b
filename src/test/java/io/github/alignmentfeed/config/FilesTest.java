package io.github.alignmentfeed.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.alignmentfeed.curation.Policy.Wish;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of a configuration: those that are missing, empty, broken, included. */
class FilesTest {
  @TempDir Path root;
  private Folder folder;

  @BeforeEach
  void begin() {
    folder = new Folder(root);
  }

  @Test
  void aFileThatIsMissing() {
    assertProblems("bot.yaml:1:1: error: there is no file bot.yaml; create it or correct the path");
  }

  @Test
  void aFolderIsNoFile() throws IOException {
    Files.createDirectory(root.resolve("bot.yaml"));
    assertProblems(
        "bot.yaml:1:1: error: bot.yaml cannot be read; check that it is a file and its permissions");
  }

  @Test
  void anEmptyFile() {
    folder.with("bot.yaml", "");
    assertProblems("bot.yaml:1:1: error: the file is empty; name at least accounts: and rules:");
  }

  @Test
  void aFileOfComments() {
    folder.with("bot.yaml", "# accounts:\n---\n# rules:\n");
    assertProblems("bot.yaml:1:1: error: the file is empty; name at least accounts: and rules:");
  }

  @Test
  void aFileThatIsAList() {
    folder.with("bot.yaml", "\n- a.example\n");
    assertProblems(
        "bot.yaml:2:1: error: the file holds a list, not a group of keys;"
            + " begin it with a key such as \"accounts:\" or \"rules:\"");
  }

  @Test
  void aFileInAnotherEncoding() throws IOException {
    Files.write(root.resolve("bot.yaml"), "a: é\nb: ü\n".getBytes(StandardCharsets.ISO_8859_1));
    assertProblems("bot.yaml:1:4: error: this is not UTF-8; save the file in the encoding UTF-8");
  }

  @Test
  void aFileThatIsTooLarge() {
    folder.with("bot.yaml", "#".repeat(SourceText.LARGEST + 1));
    assertProblems(
        "bot.yaml:1:1: error: the file is larger than 2 MiB; split it and include the parts");
  }

  @Test
  void aFileAsLargeAsAllowedIsRead() {
    String text = "accounts: [a.example]\nrules: [{name: a, points: 10, keywords: [a]}]\n#";
    folder.with("bot.yaml", text + "#".repeat(SourceText.LARGEST - text.length()));
    assertProblems();
  }

  @Test
  void aValueThatIsTooLong() {
    String name = "a".repeat(5000);
    assertThat(
            folder.lines(folder.load("rules: [{name: " + name + ", points: 10, keywords: [a]}]\n")))
        .containsExactly(
            "bot.yaml:1:16: error: \"name\" is longer than 4096 characters;"
                + " write for example core terms");
  }

  @Test
  void aPathThatNoFileCanHave() {
    assertThat(folder.lines(folder.load("include: [\"a\\0b\"]\n")))
        .containsExactly(
            "bot.yaml:1:11: error: \"a b\" is no path; write one such as ../seeds/rules.yaml");
  }

  @Test
  void includedFilesAreCheckedToo() {
    folder
        .with("seeds/accounts.yaml", "accounts: [somebody]\nlimits: {perHour: 6}\ninclude: []\n")
        .with("seeds/rules.yaml", "rules:\n  - {name: a, points: 10}\n  - {name: b}\nrule: []\n")
        .with("seeds/empty.yaml", "# none yet\n")
        .with("seeds/broken.yaml", "accounts: [a.example\n")
        .with("seeds/list.yaml", "- a.example\n")
        .with(
            "bot.yaml",
            """
            settle: 20
            include:
              - seeds/accounts.yaml
              - seeds/rules.yaml
              - seeds/empty.yaml
              - seeds/broken.yaml
              - seeds/list.yaml
              - seeds/missing.yaml
              - seeds
              - seeds/../seeds/rules.yaml
              - bot.yaml
              - 7
            """);
    assertProblems(
        "bot.yaml:1:9: error: \"settle\" is 20, no length of time; add a unit: 20s, 20m, 20h or 20d",
        "bot.yaml:8:5: error: there is no file seeds/missing.yaml; create it or correct the path",
        "bot.yaml:9:5: error: seeds cannot be read; check that it is a file and its permissions",
        "bot.yaml:10:5: warning: this file is included already at bot.yaml:4:5;"
            + " take one of them out",
        "bot.yaml:11:5: error: this file includes itself; take it out",
        "bot.yaml:12:5: error: a file to include is a number, not a text; put it in quotes",
        "seeds/accounts.yaml:1:12: error: \"somebody\" is no handle and no DID;"
            + " did you mean somebody.bsky.social?",
        "seeds/accounts.yaml:2:1: error: the key \"limits\" cannot stand in an included file;"
            + " move it to the main file",
        "seeds/accounts.yaml:3:1: error: the key \"include\" cannot stand in an included file;"
            + " move it to the main file",
        "seeds/rules.yaml:2:5: error: a rule that looks for nothing;"
            + " write keywords:, exact: or domains:, or all: with parts that hold them",
        "seeds/rules.yaml:3:5: error: a rule without points;"
            + " write points: 10, or atMost: bookmark, or veto: true",
        "seeds/rules.yaml:3:5: error: a rule that looks for nothing;"
            + " write keywords:, exact: or domains:, or all: with parts that hold them",
        "seeds/rules.yaml:4:1: error: unknown key \"rule\" in an included file;"
            + " did you mean \"rules\"?",
        "seeds/empty.yaml:1:1: warning: the file is empty; fill it or take it out of \"include\"",
        "seeds/broken.yaml:2:1: error: the list that began with [ in line 1 does not go on here;"
            + " separate its parts with commas and close it with ]",
        "seeds/list.yaml:1:1: error: the file holds a list, not a group of keys;"
            + " begin it with a key such as \"accounts:\" or \"rules:\"");
  }

  @Test
  void whatIsNamedTwiceInTwoFilesIsSaidAtTheSecond() {
    folder
        .with("seeds.yaml", "accounts: [a.example]\nrules: [{name: a, points: 9, keywords: [a]}]\n")
        .with(
            "bot.yaml",
            "include: [seeds.yaml]\naccounts: [a.example]\n"
                + "rules: [{name: a, points: 9, keywords: [b]}]\n");
    assertProblems(
        "bot.yaml:2:12: warning: \"a.example\" is named already at seeds.yaml:1:12, which counts;"
            + " take one of them out",
        "bot.yaml:3:16: warning: a rule at seeds.yaml:2:9 has the name \"a\" too;"
            + " reports cannot tell them apart: rename one");
  }

  @Test
  void aNoCountsAlsoWhereItIsTheSecondWord() {
    folder
        .with("seeds.yaml", "accounts: [a.example]\n")
        .with(
            "bot.yaml",
            "include: [seeds.yaml]\naccounts: [{handle: a.example, consent: denied}, b.example]\n"
                + "rules: [{name: a, points: 10, keywords: [b]}]\n");
    assertProblems(
        "bot.yaml:2:21: warning: \"a.example\" is named already at seeds.yaml:1:12; its no counts;"
            + " take one of them out");
    Loaded loaded =
        ConfigurationLoader.load(root.resolve("bot.yaml"), Map.of(), cron -> Optional.empty());
    assertThat(loaded.configuration().orElseThrow().sources())
        .extracting(source -> source.followed().wish())
        .containsExactly(Wish.DENIED, Wish.UNSAID);
  }

  @Test
  void filesBesideTheFolderAreNamedShortly() {
    folder
        .with("seeds/accounts.yaml", "accounts: [somebody]\n")
        .with(
            "config/bot.yaml",
            "include: [../seeds/accounts.yaml]\nrules: [{name: a, points: 10, keywords: [a]}]\n");
    Loaded loaded =
        ConfigurationLoader.load(
            root.resolve("config/bot.yaml"), Map.of(), cron -> Optional.empty());
    assertThat(loaded.problems())
        .extracting(Problem::file)
        .containsExactly(root.resolve("seeds/accounts.yaml"));
  }

  @Test
  void aProblemPrintsAsOneLine() {
    Path file = Path.of("config/bot.yaml");
    assertThat(new Problem(Problem.Severity.ERROR, file, 12, 5, "unknown key", "try another"))
        .hasToString("config/bot.yaml:12:5: error: unknown key; try another");
    assertThat(new Problem(Problem.Severity.WARNING, file, 1, 1, "doubtful", ""))
        .hasToString("config/bot.yaml:1:1: warning: doubtful");
  }

  private void assertProblems(String... lines) {
    assertThat(folder.lines(folder.load())).isEqualTo(List.of(lines));
  }
}
