package io.github.alignmentfeed.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The written reference says what is so. */
class ReferenceTest {
  @TempDir Path root;

  @ParameterizedTest
  @EnumSource(Section.class)
  void namesEveryKey(Section section) throws IOException {
    String reference = reference();
    assertThat(section.keys()).allMatch(key -> reference.contains("`" + key + "`"));
  }

  static Stream<String> examples() throws IOException {
    return Stream.of(reference().split("```yaml\n", -1))
        .skip(1)
        .map(part -> part.substring(0, part.indexOf("```")));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void itsExamplesHoldNoProblem(String example) {
    Folder folder = new Folder(root).env("BSKY_APP_PASSWORD", "abcd-efgh-ijkl-mnop");
    assertThat(folder.lines(folder.load(example))).isEmpty();
  }

  static Stream<String> examplesOfKeys() throws IOException {
    return reference()
        .lines()
        .filter(line -> line.startsWith("| `") && line.endsWith("` |"))
        .map(line -> line.substring(line.lastIndexOf("| `") + 3, line.lastIndexOf("` |")))
        .filter(example -> example.contains(": "));
  }

  @ParameterizedTest
  @MethodSource("examplesOfKeys")
  void itsExamplesOfKeysAreReadWithTheSameEffect(String example) throws IOException {
    Folder folder =
        new Folder(root.resolve("config"))
            .env("BSKY_APP_PASSWORD", "abcd-efgh-ijkl-mnop")
            .env("BOT_API_TOKEN", "0123456789abcdef")
            .env("PING_URL", "https://ping.example.com/0123456789abcdef")
            .with("secrets/password", "abcd-efgh-ijkl-mnop")
            .with("secrets/token", "0123456789abcdef")
            .with("../seeds/rules.yaml", "rules: [{name: more, points: 1, keywords: [a]}]\n");
    String key = example.substring(0, example.indexOf(':'));
    assertThat(Stream.of(Section.values()).filter(section -> section.keys().contains(key)))
        .isNotEmpty()
        .anyMatch(section -> folder.lines(folder.load(within(section, example))).isEmpty());
  }

  private static String within(Section section, String example) {
    return switch (section) {
      case MAIN -> example + "\n";
      case BOT ->
          example.startsWith("handle")
              ? "bot: {" + example + "}\n"
              : "bot: {handle: a.example, " + example + "}\n";
      case NETWORK, DECIDE, LIMITS, HTTP, LINKS ->
          section.name().toLowerCase(Locale.ROOT) + ": {" + example + "}\n";
      case SCHEDULE ->
          "schedule: {"
              + (example.startsWith("timezone") || example.startsWith("jitter")
                  ? "cron: 0 0 7 * * ?, "
                  : "")
              + example
              + "}\n";
      case ACCOUNT ->
          "accounts: [{"
              + (example.matches("(handle|did):.*") ? "" : "handle: a.example, ")
              + example
              + "}]\n";
      case LIST ->
          "lists: [{"
              + (example.startsWith("follows") ? "" : "follows: a.example, ")
              + example
              + "}]\n";
      default -> "rules: [{" + example + "}]\n";
    };
  }

  private static String reference() throws IOException {
    return Files.readString(Path.of("src/site/markdown/configuration.md"));
  }
}
