package io.github.alignmentfeed.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
  private static final String PASSWORD = "hunt-er22-hunt-er22";
  private static final String TOKEN = "open5esame-open5esame";

  @TempDir Path root;
  private Folder folder;

  @BeforeEach
  void begin() {
    folder = new Folder(root);
  }

  @Test
  void withoutAPasswordKeyThereIsNoPassword() {
    folder.env("BSKY_APP_PASSWORD", PASSWORD).env("BOT_API_TOKEN", TOKEN);
    Configuration c = folder.configuration("bot: {handle: bot.example}");
    assertThat(c.bot().password()).isEmpty();
    assertThat(c.http().token()).isEmpty();
  }

  @Test
  void aPasswordStandsInTheFileItself() {
    assertThat(password("bot: {handle: bot.example, password: " + PASSWORD + "}"))
        .isEqualTo(PASSWORD);
  }

  @Test
  void aPasswordComesFromTheEnvironment() {
    folder.env("SOME_PASSWORD", PASSWORD);
    assertThat(password("bot: {handle: bot.example, password: ${SOME_PASSWORD}}"))
        .isEqualTo(PASSWORD);
  }

  @Test
  void aVariableFallsBackToTheFileThatItsNeighbourNames() {
    folder.with("secret", PASSWORD + "\r\n");
    folder.env("SOME_PASSWORD_FILE", folder.path("secret").toString());
    assertThat(password("bot: {handle: bot.example, password: ${SOME_PASSWORD}}"))
        .isEqualTo(PASSWORD);
  }

  @Test
  void aPasswordFileIsNamedBesideTheConfiguration() {
    folder.with("secrets/password", " " + PASSWORD + "\n");
    assertThat(password("bot: {handle: bot.example, passwordFile: secrets/password}"))
        .isEqualTo(PASSWORD);
  }

  @Test
  void withoutAnyKeyTheWellKnownVariablesNameFiles() {
    folder.with("password", PASSWORD).with("token", TOKEN);
    folder.env("BSKY_APP_PASSWORD_FILE", folder.path("password").toString());
    folder.env("BOT_API_TOKEN_FILE", folder.path("token").toString());
    Configuration c = folder.configuration("bot: {handle: bot.example}");
    assertThat(c.bot().password()).map(Secret::reveal).contains(PASSWORD);
    assertThat(c.http().token()).map(Secret::reveal).contains(TOKEN);
  }

  @Test
  void aTokenIsGivenInTheSameWays() {
    folder.with("token", TOKEN).env("T", TOKEN);
    assertThat(token("http: {token: ${T}}")).isEqualTo(TOKEN);
    assertThat(token("http: {token: " + TOKEN + "}")).isEqualTo(TOKEN);
    assertThat(token("http: {tokenFile: token}")).isEqualTo(TOKEN);
  }

  @Test
  void aVariableMayBePartOfAValueAndOfAnyValue() {
    folder.env("NAME", "data").env("PORT", "81").env("BIG", "true").env("WAIT", "5m");
    Configuration c =
        folder.configuration(
            "store: jdbc:sqlite:${NAME}/${NAME}.db\nhttp: {port: ${PORT}}\nsettle: ${WAIT}\n"
                + "accounts: [{handle: a.example, replies: ${BIG}}]\n");
    assertThat(c.store()).isEqualTo("jdbc:sqlite:data/data.db");
    assertThat(c.http().port()).isEqualTo(81);
    assertThat(Durations.format(c.settle())).isEqualTo("5m");
    assertThat(c.sources().get(0).followed().replies()).isTrue();
  }

  @Test
  void aDoubledDollarIsNoVariable() {
    assertThat(token("http: {token: a-long-token-$${T}}")).isEqualTo("a-long-token-${T}");
  }

  @Test
  void whatAVariableHoldsIsNotSearchedForVariables() {
    folder.env("T", "a-long-token-${U}");
    assertThat(token("http: {token: ${T}}")).isEqualTo("a-long-token-${U}");
  }

  @Test
  void aConfigurationIsPrintedWithoutItsSecrets() {
    Loaded loaded =
        folder.load(
            "bot: {handle: bot.example, password: %s}\nhttp: {token: %s}\n"
                .formatted(PASSWORD, TOKEN));
    assertThat(loaded.configuration()).isPresent();
    assertThat(loaded.toString()).contains("***").doesNotContain(PASSWORD).doesNotContain(TOKEN);
  }

  @Test
  void aFileOfASecretHoldsItAloneOnOneLine() {
    folder.with("empty", " \n").with("two", "one\ntwo\n");
    folder.env("E_FILE", folder.path("empty").toString()).env("N_FILE", "a\0b");
    folder.env("M_FILE", folder.path("missing").toString()).env("D_FILE", root.toString());
    String lines =
        """
        bot: {handle: a.example, passwordFile: two}
        http: {tokenFile: "a\\0b"}
        languages: ["${E}", "${M}", "${D}", "${N}"]
        """;
    assertThat(folder.lines(folder.load(lines)))
        .containsExactly(
            "bot.yaml:1:40: error: this file holds more than one line;"
                + " put the secret into it, alone on one line",
            "bot.yaml:2:19: error: this is no path of a file; write for example secrets/token",
            "bot.yaml:3:13: error: the file that the variable E_FILE names is empty;"
                + " put the secret into it, alone on one line",
            "bot.yaml:3:21: error: the file that the variable M_FILE names cannot be read;"
                + " it does not exist",
            "bot.yaml:3:29: error: the file that the variable D_FILE names cannot be read;"
                + " check that it is a file and its permissions",
            "bot.yaml:3:37: error: the variable N_FILE names no file; set it to a path");
  }

  static Stream<String> secretsInWrongPlaces() {
    return Stream.of(
        "bot: SECRET",
        "bot: [SECRET]",
        "bot: {SECRET: 1}",
        "bot: {password SECRET}",
        "bot: {password:SECRET}",
        "bot:\n  handle: a.example\n  password SECRET\n",
        "bot:\n  password:SECRET\n  handle: a.example\n",
        "bot: {handle: SECRET}",
        "bot: {handle: a.example, password: [SECRET]}",
        "bot: {handle: a.example, password: {SECRET: SECRET}}",
        "bot: {handle: a.example, password: *SECRET}",
        "bot: {handle: a.example, password: &SECRET x}",
        "bot: {handle: a.example, password: !SECRET}",
        "bot: {handle: a.example, password: !a!SECRET x}",
        "bot: {handle: a.example, password: %SECRET}",
        "bot: {handle: a.example, password: 'SECRET}",
        "bot: {handle: a.example, password: SECRET: SECRET}",
        "bot: {handle: a.example, password: \"\\qSECRET\"}",
        "bot: {handle: a.example, password: SECRET, password: SECRET}",
        "bot: {handle: a.example, password: SECRET, passwordFile: SECRET}",
        "bot: {handle: a.example, passwordFile: SECRET}",
        "bot: {handle: a.example, password: ${SECRET}",
        "bot: {handle: a.example, password: ${S-SECRET}}",
        "bot: {handle: ${S}}",
        "bot: {handle: a.example, password: ${S}, service: ${S}}",
        "bot: {handle: a.example, service: 'https://SECRET@a.example'}",
        "bot: {handle: a.example, password: ${S}}\noptOut: [SECRET]",
        "http: {token: 'a SECRET b'}",
        "http: {token: SECRET, port: SECRET, host: '/SECRET/'}",
        "http: {token: ${S}, port: ${S}}",
        "http: {token: ${S}, SECRET: ${S}}",
        "ping: SECRET",
        "ping: https://ping.example.com/SECRET here",
        "ping: ${S}\nsettle: ${S}",
        "bot: {password: ${S}, handle: ${S}}\nsettle: ${S}\nconsent: ${S}\nstore: ${S}\n"
            + "limits: {perHour: ${S}}\nlanguages: [${S}]\nschedule: {cron: ${S}, timezone: ${S}}\n"
            + "accounts: ['${S}', {handle: ${S}, replies: ${S}}]\nlists: ['${S}']\n"
            + "rules: [{name: a, points: ${S}, domains: ['https://${S}']}]\ninclude: ['${S}']");
  }

  @ParameterizedTest
  @MethodSource("secretsInWrongPlaces")
  void noProblemShowsASecret(String lines) {
    folder.env("S", PASSWORD);
    Loaded loaded = folder.load(lines.replace("SECRET", PASSWORD));
    assertThat(loaded.problems()).isNotEmpty();
    assertThat(loaded.toString()).doesNotContain("hunt").doesNotContain("er22");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http: {token: ${S}, host: 'x/SECRET'}",
        "http: {token: SECRET}\naccounts: [SECRET]",
        "http: {token: ${S}, port: ${S}}\nsettle: ${S}\nstore: ${S}\nlanguages: [${S}]",
        "include: ['${BOT_API_TOKEN}']",
        "include: ['${F}']"
      })
  void noProblemShowsATokenOfAnyForm(String lines) {
    folder.with("secret", TOKEN).env("F_FILE", folder.path("secret").toString());
    folder.env("S", TOKEN).env("BOT_API_TOKEN", TOKEN);
    Loaded loaded = folder.load(lines.replace("SECRET", TOKEN));
    assertThat(loaded.problems()).isNotEmpty();
    assertThat(loaded.toString()).doesNotContain("open5esame");
  }

  @Test
  void noProblemMovesTheCursor() {
    Loaded loaded = folder.load("include: [\"\\e[31mred\"]\naccounts: [\"a\\x9Bb\\u202Ec\\nd\"]\n");
    assertThat(loaded.problems()).hasSize(2);
    assertThat(loaded.problems().toString()).doesNotContainPattern("[\\p{Cc}\\p{Cf}]");
  }

  private String password(String lines) {
    return folder.configuration(lines).bot().password().orElseThrow().reveal();
  }

  private String token(String lines) {
    return folder.configuration(lines).http().token().orElseThrow().reveal();
  }
}
