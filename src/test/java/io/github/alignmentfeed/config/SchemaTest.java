package io.github.alignmentfeed.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

class SchemaTest {
  private static final Path FILE = Path.of("config/bot.schema.json");
  private static final Path START = Path.of("config/bot.yaml");
  private static final String RULE = "rules: [{name: a, points: 10, keywords: [a]}]\n";

  @TempDir Path root;

  @Test
  void theSchemaIsItselfValid() throws IOException {
    List<?> faults =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"))
            .validate(Files.readString(FILE), InputFormat.JSON);
    assertThat(faults).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Section.class)
  void theSchemaKnowsTheKeysThatAreRead(Section section) throws IOException {
    JsonNode schema = new ObjectMapper().readTree(Files.readString(FILE));
    JsonNode part =
        section == Section.MAIN
            ? schema
            : schema.get("$defs").get(section.name().toLowerCase(Locale.ROOT));
    assertThat(new ArrayList<>(part.get("properties").propertyNames()))
        .containsExactlyInAnyOrderElementsOf(section.keys());
    assertThat(part.get("additionalProperties").asBoolean()).isFalse();
  }

  static Stream<Arguments> keysOfSections() {
    return Stream.of(Section.values())
        .flatMap(section -> section.keys().stream().map(key -> arguments(section, key)));
  }

  @ParameterizedTest
  @MethodSource("keysOfSections")
  void everyKnownKeyIsRead(Section section, String key) {
    Folder folder = new Folder(root);
    String lines = around(section, key + ": {zzz: 1}");
    Loaded loaded =
        section == Section.INCLUDED
            ? folder.with("more.yaml", lines).load("include: [more.yaml]\n")
            : section == Section.OTHER_RULES
                ? folder
                    .with("other.yaml", lines)
                    .loadWith("other.yaml", "accounts: [a.example]\n" + RULE)
                : folder.load(lines);
    assertThat(folder.lines(loaded))
        .anyMatch(
            line ->
                line.contains("unknown key \"zzz\" in \"" + key + "\"")
                    || line.contains("\"" + key + "\" is a group of keys, not "));
  }

  @Test
  void theStartingConfigurationFollowsTheSchema() throws IOException {
    assertThat(schema().validate(Files.readString(START), InputFormat.YAML)).isEmpty();
  }

  @Test
  void theStartingConfigurationIsADryRunWithoutProblems() throws IOException {
    Folder folder =
        new Folder(root)
            .with("config/bot.yaml", Files.readString(START))
            .with("seeds/accounts.yaml", "accounts: [a.example]\n")
            .with("seeds/rules.yaml", RULE);
    Loaded loaded =
        ConfigurationLoader.load(
            folder.path("config/bot.yaml"), Map.of(), cron -> Optional.empty());
    assertThat(folder.lines(loaded)).isEmpty();
    Configuration c = loaded.configuration().orElseThrow();
    assertThat(c.bot().handle()).map(Object::toString).contains("alignment-feed.example.com");
    assertThat(c.bot().password()).isEmpty();
  }

  @Test
  void whatTheStartingConfigurationSaysAreTheDefaults() throws IOException {
    Folder folder = new Folder(root).with("seeds/accounts.yaml", "").with("seeds/rules.yaml", "");
    String start =
        Files.readString(START)
            .replaceFirst("(?m)^include:\n(?:  - .*\n)*", "")
            .replace("# accounts:", "#")
            .replaceFirst("(?m)^  handle: .*\n", "  service: https://pds.example\n");
    Configuration said = folder.configuration(start);
    Configuration silent = folder.configuration("bot: {service: https://pds.example}\n");
    assertThat(said).usingRecursiveComparison().ignoringFields("rulePlaces").isEqualTo(silent);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bot: {handle: a.example, password: \"${P}\", service: https://pds.example}",
        "network: {appview: http://localhost:1, plc: https://plc.directory/}",
        "include: [a.yaml]\noptOut: [did:web:a.example]",
        "accounts: [a.example, {did: did:web:a.example, replies: false, reposts: vouch, consent: denied}]",
        "lists: [{follows: a.example, consent: granted}, at://a.example/app.bsky.graph.list/3k]",
        "lists: [https://bsky.app/start/a.example/3k, {url: https://bsky.app/profile/a.example/lists/3k}]",
        "rules: [{name: a, points: -1, keywords: [language model*, a* b], exact: [A], domains: [a.org/b]}]",
        "rules: [{name: a, veto: true, all: [{keywords: [a]}, {domains: [a.org]}]}]",
        "rules: [{name: a, atMost: skip, exact: [A]}]",
        "rules: [{name: a, points: 1, keywords: [a NEAR/8 b*], fields: [text, paper]}]",
        "words: [{name: w, keywords: [a]}]\nrules: [{name: a, points: 1, all: [{words: [w], exact: [A]}]}]",
        "decide: {repost: 3, bookmark: 3}\nlimits: {perHour: 1, perDay: \"${D}\", spacing: 0s, maxAge: 2w}",
        "settle: PT20M\nlanguages: [en]\nconsent: follows-bot\nstore: jdbc:sqlite:a.db",
        "schedule: {cron: 0 0 7 * * ?, timezone: UTC}\nhttp: {port: 0, tokenFile: t}",
        "settle: 1h30m\nkeep: 90d",
        "links: {shorteners: [bit.ly, go.example.com], titles: true}",
        "links: {shorteners: []}"
      })
  void theSchemaAllowsWhatIsRight(String yaml) {
    assertThat(schema().validate(yaml, InputFormat.YAML)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "acounts: []",
        "bot: {handle: a.example, password: a, passwordFile: b}",
        "bot: {password: a}",
        "bot: {handle: a.example, service: pds.example}",
        "accounts: [somebody]",
        "accounts: [{handle: a.example, did: did:web:a.example}]",
        "accounts: [{handle: a.example, replies: maybe}]",
        "lists: [a.example]",
        "lists: [{consent: granted}]",
        "rules: [{points: 1, keywords: [a]}]",
        "rules: [{name: a, points: 1}]",
        "rules: [{name: a, keywords: [a]}]",
        "rules: [{name: a, veto: false, keywords: [a]}]",
        "rules: [{name: a, points: 1, keywords: []}]",
        "rules: [{name: a, points: 1, keywords: [\"*a\"]}]",
        "rules: [{name: a, points: 1, keywords: [2024]}]",
        "rules: [{name: a, points: 1, keywords: [a NEAR/0 b]}]",
        "rules: [{name: a, points: 1, keywords: [a], fields: [texts]}]",
        "rules: [{name: a, points: 1, domains: [\"https://a.org\"]}]",
        "rules: [{name: a, points: 1, keywords: [a], all: [{keywords: [a]}]}]",
        "rules: [{name: a, points: 1, all: [{}]}]",
        "rules: [{name: a, points: 1.5, keywords: [a]}]",
        "rules: [{name: a, atMost: repost, keywords: [a]}]",
        "words: [{keywords: [a]}]",
        "words: [{name: w}]",
        "rules: [{name: a, points: 1, all: [{words: []}]}]",
        "decide: {repost: 0}",
        "limits: {perHour: 100001}",
        "limits: {spacing: 20}",
        "settle: 20 minutes",
        "languages: [en-US]",
        "consent: everybody",
        "schedule: {every: 1m, cron: 0 0 7 * * ?}",
        "schedule: {timezone: UTC}",
        "store: data/bot.db",
        "store: \"jdbc:sqlite::memory:\"",
        "http: {port: 65536}",
        "http: {token: a, tokenFile: b}",
        "links: {shorteners: [\"https://bit.ly\"]}",
        "links: {shorteners: [bit.ly/abc]}",
        "links: {shorteners: bit.ly}",
        "links: {titles: maybe}"
      })
  void theSchemaRefusesWhatTheLoaderRefuses(String yaml) {
    assertThat(schema().validate(yaml, InputFormat.YAML)).isNotEmpty();
    Folder folder = new Folder(root);
    assertThat(folder.load(yaml).configuration()).isEmpty();
  }

  private static String around(Section section, String entry) {
    return switch (section) {
      case MAIN, INCLUDED, OTHER_RULES -> entry + "\n";
      case BOT, NETWORK, DECIDE, LIMITS, SCHEDULE, HTTP, LINKS ->
          section.name().toLowerCase(Locale.ROOT) + ": {" + entry + "}\n";
      case ACCOUNT -> "accounts: [{" + entry + "}]\n";
      case LIST -> "lists: [{" + entry + "}]\n";
      case RULE -> "rules: [{" + entry + "}]\n";
      case WORDS -> "words: [{" + entry + "}]\n";
      case CONDITION -> "rules: [{name: a, points: 10, all: [{" + entry + "}]}]\n";
    };
  }

  private static Schema schema() {
    try {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(Files.readString(FILE));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
