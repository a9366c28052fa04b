package io.github.alignmentfeed.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.alignmentfeed.atproto.AtIdentifier;
import io.github.alignmentfeed.atproto.Did;
import io.github.alignmentfeed.atproto.Handle;
import io.github.alignmentfeed.config.Configuration.Bot;
import io.github.alignmentfeed.config.Configuration.Cron;
import io.github.alignmentfeed.config.Configuration.Every;
import io.github.alignmentfeed.config.Configuration.Http;
import io.github.alignmentfeed.config.Configuration.Network;
import io.github.alignmentfeed.curation.Action;
import io.github.alignmentfeed.curation.Field;
import io.github.alignmentfeed.curation.Policy.Consent;
import io.github.alignmentfeed.curation.Policy.Followed;
import io.github.alignmentfeed.curation.Policy.Limits;
import io.github.alignmentfeed.curation.Policy.Reposts;
import io.github.alignmentfeed.curation.Policy.Wish;
import io.github.alignmentfeed.curation.Rule;
import io.github.alignmentfeed.curation.Rule.Condition;
import io.github.alignmentfeed.cycle.Source;
import io.github.alignmentfeed.cycle.Source.Kind;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationLoaderTest {
  private static final Followed PLAIN =
      new Followed(true, true, Reposts.BOOKMARK, Wish.UNSAID, Action.REPOST);
  private static final Followed UNVOUCHED =
      new Followed(true, true, Reposts.BOOKMARK, Wish.UNSAID, Action.BOOKMARK);
  private static final Handle SOMEBODY = new Handle("somebody.bsky.social");

  @TempDir Path root;
  private Folder folder;

  @BeforeEach
  void begin() {
    folder = new Folder(root);
  }

  @Test
  void whatIsLeftOutHasItsDefault() {
    Configuration c = folder.configuration("");
    assertThat(c.bot())
        .isEqualTo(new Bot(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()));
    assertThat(c.network())
        .isEqualTo(
            new Network(
                URI.create("https://public.api.bsky.app"),
                URI.create("https://plc.directory"),
                16));
    assertThat(c.sources())
        .containsExactly(new Source("somebody.bsky.social", Kind.ACCOUNT, SOMEBODY, "", PLAIN));
    assertThat(c.optOut()).isEmpty();
    assertThat(c.repostAt()).isEqualTo(10);
    assertThat(c.bookmarkAt()).isEqualTo(5);
    assertThat(c.limits())
        .isEqualTo(new Limits(6, 40, 4, Duration.ofMinutes(1), Duration.ofDays(3)));
    assertThat(c.settle()).isEqualTo(Duration.ofMinutes(20));
    assertThat(c.languages()).isEmpty();
    assertThat(c.consent()).isEqualTo(Consent.LISTED);
    assertThat(c.schedule()).isEqualTo(new Every(Duration.ofMinutes(10), Duration.ZERO));
    assertThat(c.maxDelay()).isEqualTo(Duration.ofHours(6));
    assertThat(c.keep()).isEqualTo(Duration.ofDays(180));
    assertThat(c.store()).isEqualTo("jdbc:sqlite:data/bot.db");
    assertThat(c.http()).isEqualTo(new Http("127.0.0.1", 8080, Set.of(), Optional.empty()));
    assertThat(c.links().shorteners()).contains("t.co", "bit.ly", "lnkd.in").hasSize(26);
    assertThat(c.links().titles()).isFalse();
  }

  @Test
  void nobodyGoesUnaskedForLongerThanHalfTheAgeOfWhatIsShown() {
    Configuration c = folder.configuration("limits: {maxAge: 4h}\n");
    assertThat(c.maxDelay()).isEqualTo(Duration.ofHours(2));
  }

  @Test
  void everyKeyIsRead() {
    Configuration c =
        folder
            .env("BSKY_APP_PASSWORD", "abcd-efgh-ijkl-mnop")
            .env("BOT_API_TOKEN", "0123456789abcdef")
            .configuration(
                """
                bot:
                  handle: "@Alignment-Feed.example.com"
                  password: ${BSKY_APP_PASSWORD}
                  service: https://pds.example.com/
                network: {appview: "http://localhost:2584", plc: "http://127.0.0.1:2582", connections: 4}
                decide: {repost: 9, bookmark: 3}
                limits: {perHour: 1, perDay: 2, perAuthorPerDay: 2, spacing: 0s, maxAge: P1D}
                settle: 0s
                languages: [EN, no, tlh]
                consent: follows-bot
                schedule: {cron: 0 0/10 * * * ?, timezone: Europe/Berlin, jitter: 30s}
                ping: https://ping.example.com/of/this/bot
                maxDelay: 2h
                store: jdbc:sqlite:/var/lib/bot.db
                keep: 30d
                links: {shorteners: [Bit.ly, go.example.com/], titles: true}
                http: {host: 0.0.0.0, port: 0, names: [Bot.example.com], token: ${BOT_API_TOKEN}}
                optOut: [did:plc:ewvi7nxzyoun6zhxrhs64oiz, "@no.example.com"]
                """);
    assertThat(c.bot().handle()).contains(new Handle("alignment-feed.example.com"));
    assertThat(c.bot().password()).map(Secret::reveal).contains("abcd-efgh-ijkl-mnop");
    assertThat(c.bot().service()).contains(URI.create("https://pds.example.com"));
    assertThat(c.network())
        .isEqualTo(
            new Network(
                URI.create("http://localhost:2584"), URI.create("http://127.0.0.1:2582"), 4));
    assertThat(c.repostAt()).isEqualTo(9);
    assertThat(c.bookmarkAt()).isEqualTo(3);
    assertThat(c.limits()).isEqualTo(new Limits(1, 2, 2, Duration.ZERO, Duration.ofDays(1)));
    assertThat(c.settle()).isZero();
    assertThat(c.keep()).isEqualTo(Duration.ofDays(30));
    assertThat(c.languages()).containsExactlyInAnyOrder("en", "no", "tlh");
    assertThat(c.consent()).isEqualTo(Consent.FOLLOWS_BOT);
    assertThat(c.schedule())
        .isEqualTo(new Cron("0 0/10 * * * ?", ZoneId.of("Europe/Berlin"), Duration.ofSeconds(30)));
    assertThat(c.ping().map(Secret::reveal)).contains("https://ping.example.com/of/this/bot");
    assertThat(c.maxDelay()).isEqualTo(Duration.ofHours(2));
    assertThat(c.store()).isEqualTo("jdbc:sqlite:/var/lib/bot.db");
    assertThat(c.http().host()).isEqualTo("0.0.0.0");
    assertThat(c.http().port()).isZero();
    assertThat(c.links().shorteners()).containsExactlyInAnyOrder("bit.ly", "go.example.com");
    assertThat(c.links().titles()).isTrue();
    assertThat(c.http().names()).containsExactly("bot.example.com");
    assertThat(c.http().token()).map(Secret::reveal).contains("0123456789abcdef");
    assertThat(c.optOut())
        .containsExactly(new Did("did:plc:ewvi7nxzyoun6zhxrhs64oiz"), new Handle("no.example.com"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "limits: {perHour: 100000, perDay: 100000, perAuthorPerDay: 1}",
        "limits: {maxAge: 3650d}",
        "limits: {maxAge: 1s}\nsettle: 0s",
        "http: {port: 65535}",
        "schedule: {every: 1m}",
        "decide: {repost: 10, bookmark: 10}",
        "decide: {repost: 1, bookmark: 1}",
        "rules: [{name: a, points: 1000000, keywords: [a]}]",
        "rules: [{name: a, points: -1000000, keywords: [a]}, {name: b, points: 10, keywords: [b]}]",
        "bot: {handle: a.example, service: \"http://localhost:2583\"}",
        "bot: {handle: a.example, service: \"http://127.0.0.1\"}",
        "bot: {handle: a.example, service: \"http://[::1]:65535\"}"
      })
  void whatLiesOnABoundIsAllowed(String lines) {
    assertThat(folder.configuration(lines)).isNotNull();
  }

  @Test
  void aCronExpressionCountsInUtcUnlessToldOtherwise() {
    assertThat(folder.configuration("schedule: {cron: 0 0 7 * * ?}").schedule())
        .isEqualTo(new Cron("0 0 7 * * ?", ZoneOffset.UTC, Duration.ZERO));
  }

  @ParameterizedTest
  @CsvSource({
    "somebody.bsky.social, somebody.bsky.social",
    "@Somebody.bsky.social, somebody.bsky.social",
    "'\"@somebody.bsky.social\"', somebody.bsky.social",
    "did:plc:ewvi7nxzyoun6zhxrhs64oiz, did:plc:ewvi7nxzyoun6zhxrhs64oiz",
    "did:web:example.com, did:web:example.com",
    "https://bsky.app/profile/somebody.bsky.social, somebody.bsky.social",
    "https://bsky.app/profile/somebody.bsky.social/?ref=x, somebody.bsky.social",
    "https://bsky.app/profile/did:web:example.com, did:web:example.com",
    "at://somebody.bsky.social, somebody.bsky.social",
    "{handle: somebody.bsky.social}, somebody.bsky.social",
    "{did: did:web:example.com}, did:web:example.com"
  })
  void anAccountIsNamedInManyWays(String written, String actor) {
    assertThat(folder.configuration("accounts:\n  - " + written).sources())
        .extracting(Source::kind, Source::actor, Source::rkey)
        .containsExactly(tuple(Kind.ACCOUNT, AtIdentifier.parse(actor).orElseThrow(), ""));
  }

  @ParameterizedTest
  @CsvSource({
    "https://bsky.app/profile/a.example/lists/3kabc, LIST, a.example, 3kabc",
    "https://bsky.app/profile/did:web:a.example/lists/3kabc, LIST, did:web:a.example, 3kabc",
    "https://bsky.app/profile/a.example/lists/3kabc/?x=y, LIST, a.example, 3kabc",
    "at://a.example/app.bsky.graph.list/3kabc, LIST, a.example, 3kabc",
    "at://did:web:a.example/app.bsky.graph.list/3kabc, LIST, did:web:a.example, 3kabc",
    "https://bsky.app/starter-pack/a.example/3kabc, STARTER_PACK, a.example, 3kabc",
    "https://bsky.app/start/a.example/3kabc, STARTER_PACK, a.example, 3kabc",
    "at://a.example/app.bsky.graph.starterpack/3kabc, STARTER_PACK, a.example, 3kabc"
  })
  void aListIsNamedByItsLink(String url, Kind kind, String actor, String rkey) {
    Source expected =
        new Source(url, kind, AtIdentifier.parse(actor).orElseThrow(), rkey, UNVOUCHED);
    assertThat(folder.configuration("accounts: []\nlists:\n  - " + url).sources())
        .containsExactly(expected);
    assertThat(folder.configuration("accounts: []\nlists:\n  - url: " + url).sources())
        .containsExactly(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a.example",
        "@a.example",
        "https://bsky.app/profile/a.example",
        "https://bsky.app/profile/a.example/follows",
        "at://a.example"
      })
  void followsAreNamedByWhoFollows(String whose) {
    assertThat(folder.configuration("lists:\n  - follows: " + whose).sources().get(1))
        .isEqualTo(
            new Source("follows " + whose, Kind.FOLLOWS, new Handle("a.example"), "", UNVOUCHED));
  }

  @Test
  void whatIsSaidOfASourceHoldsForItsPosts() {
    List<Source> sources =
        folder
            .configuration(
                """
                accounts:
                  - {handle: a.example, replies: false, quotes: true, reposts: vouch}
                  - {handle: b.example, quotes: false, reposts: ignore, consent: granted}
                  - {handle: c.example, reposts: bookmark, consent: denied}
                lists:
                  - {follows: a.example, consent: granted, replies: false, reposts: vouch}
                  - {follows: b.example, consent: denied, quotes: false}
                """)
            .sources();
    assertThat(sources)
        .extracting(Source::followed)
        .containsExactly(
            new Followed(false, true, Reposts.VOUCH, Wish.UNSAID, Action.REPOST),
            new Followed(true, false, Reposts.IGNORE, Wish.GRANTED, Action.REPOST),
            new Followed(true, true, Reposts.BOOKMARK, Wish.DENIED, Action.REPOST),
            new Followed(false, true, Reposts.VOUCH, Wish.GRANTED, Action.REPOST),
            new Followed(true, false, Reposts.BOOKMARK, Wish.DENIED, Action.BOOKMARK));
  }

  @Test
  void rulesAreReadInTheirOrder() {
    Configuration c =
        folder.configuration(
            """
            rules:
              - {name: core terms, points: 10, keywords: [alignment faking, reward hack*]}
              - {name: link, points: 4, domains: [arXiv.org/, anthropic.com/Research, Bücher.example/X], exact: [RLHF]}
              - name: in company
                points: 6
                all: [{keywords: [alignment]}, {keywords: [LLM*, language model*]}]
              - {name: sport, points: -3, keywords: [football]}
              - {name: hiring, keywords: [hiring], atMost: bookmark}
              - {name: press, points: 2, keywords: [press], atMost: skip}
              - {name: spam, veto: true, keywords: [giveaway]}
            """);
    assertThat(c.rules())
        .containsExactly(
            rule("core terms", 10, words("alignment faking", "reward hack*")),
            rule(
                "link",
                4,
                new Condition(
                    List.of(),
                    List.of("RLHF"),
                    List.of("arxiv.org", "anthropic.com/Research", "xn--bcher-kva.example/X"))),
            rule("in company", 6, words("alignment"), words("LLM*", "language model*")),
            rule("sport", -3, words("football")),
            new Rule("hiring", 0, List.of(words("hiring")), Optional.of(Action.BOOKMARK), false),
            new Rule("press", 2, List.of(words("press")), Optional.of(Action.SKIP), false),
            new Rule("spam", 0, List.of(words("giveaway")), Optional.empty(), true));
  }

  @Test
  void partsOfRulesSayHowMuchAndWhereTheyLook() {
    Configuration c =
        folder.configuration(
            """
            words: [{name: signs, keywords: [paper, data]}]
            rules:
              - name: applause
                points: 10
                again: true
                all: [{keywords: [bravo], fields: [text]}, {words: [signs], keywords: [code], atLeast: 2}]
                none: [{domains: [arxiv.org], fields: [link]}]
            """);
    assertThat(c.rules())
        .containsExactly(
            new Rule(
                "applause",
                10,
                List.of(
                    new Condition(List.of("bravo"), List.of(), List.of(), 1, Set.of(Field.TEXT)),
                    new Condition(
                        List.of("code", "paper", "data"), List.of(), List.of(), 2, Set.of())),
                Optional.empty(),
                false,
                Set.of(),
                List.of(
                    new Condition(
                        List.of(), List.of(), List.of("arxiv.org"), 1, Set.of(Field.LINK))),
                true));
  }

  @Test
  void includedFilesComeFirst() {
    folder
        .with(
            "seeds/one.yaml",
            "accounts: [one.example]\nlists: [{follows: one.example}]\noptOut: [x.example]\n")
        .with("seeds/two.yaml", "accounts: [two.example]\nrules:\n  - " + rule("two"))
        .with(
            "config/bot.yaml",
            "include: [../seeds/one.yaml, ../seeds/two.yaml]\n"
                + "accounts: [main.example]\nlists: [{follows: main.example}]\n"
                + "optOut: [y.example]\nrules:\n  - "
                + rule("main"));
    Configuration c =
        ConfigurationLoader.load(folder.path("config/bot.yaml"), Map.of(), cron -> Optional.empty())
            .configuration()
            .orElseThrow();
    assertThat(c.sources())
        .extracting(Source::name)
        .containsExactly(
            "one.example",
            "two.example",
            "main.example",
            "follows one.example",
            "follows main.example");
    assertThat(c.optOut()).containsExactly(new Handle("x.example"), new Handle("y.example"));
    assertThat(c.rules()).extracting(Rule::name).containsExactly("two", "main");
  }

  @Test
  void ofTwoSourcesThatAreTheSameTheFirstCounts() {
    Loaded loaded = folder.load("accounts: [a.example, {handle: A.example, reposts: vouch}]\n");
    assertThat(loaded.configuration().orElseThrow().sources())
        .containsExactly(new Source("a.example", Kind.ACCOUNT, new Handle("a.example"), "", PLAIN));
    assertThat(loaded.problems()).hasSize(1);
  }

  @Test
  void warningsDoNotHinder() {
    Loaded loaded = folder.load("limits: {perHour: 50}\n");
    assertThat(loaded.problems())
        .extracting(Problem::severity)
        .containsExactly(Problem.Severity.WARNING);
    assertThat(loaded.configuration()).isPresent();
  }

  @Test
  void anErrorHinders() {
    assertThat(folder.load("limits: {perHour: 0}\n").configuration()).isEmpty();
  }

  private static String rule(String name) {
    return "{name: " + name + ", points: 5, keywords: [reward hack*]}\n";
  }

  private static Rule rule(String name, int points, Condition... all) {
    return new Rule(name, points, List.of(all), Optional.empty(), false);
  }

  private static Condition words(String... words) {
    return new Condition(List.of(words), List.of(), List.of());
  }

  @Test
  void theEnvironmentSaysWhereToListenWhereTheFileDoesNot() {
    folder.env("BOT_HTTP_HOST", "0.0.0.0");

    assertThat(folder.configuration("").http().host()).isEqualTo("0.0.0.0");
    assertThat(folder.configuration("http: {host: 127.0.0.2}").http().host())
        .isEqualTo("127.0.0.2");
  }
}
