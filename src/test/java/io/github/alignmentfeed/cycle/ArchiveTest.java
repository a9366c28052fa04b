package io.github.alignmentfeed.cycle;

import static io.github.alignmentfeed.cycle.TestPost.did;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.github.alignmentfeed.curation.Action;
import io.github.alignmentfeed.curation.PaperId;
import io.github.alignmentfeed.curation.Post;
import io.github.alignmentfeed.cycle.Archive.Audience;
import io.github.alignmentfeed.cycle.Archive.Chosen;
import io.github.alignmentfeed.cycle.Archive.Cursor;
import io.github.alignmentfeed.cycle.Archive.Entry;
import io.github.alignmentfeed.cycle.Archive.Filter;
import io.github.alignmentfeed.cycle.Archive.Page;
import io.github.alignmentfeed.cycle.Archive.Paper;
import io.github.alignmentfeed.cycle.Archive.Run;
import io.github.alignmentfeed.store.SqliteArchive;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people ask of the store, on a real file, beside the bot that writes to it. */
final class ArchiveTest {
  private static final LocalDate TODAY = LocalDate.ofInstant(TestPost.NOON, ZoneOffset.UTC);
  private static final Filter ALL = Filter.of(Audience.OPERATOR);

  @TempDir(factory = MemoryFolder.class)
  private Path folder;

  private TestBot bot;
  private Optional<Archive> opened = Optional.empty();

  @BeforeEach
  void make() {
    bot = new TestBot(folder).follows("ada", "ben");
  }

  /** Opened once, and asked while the bot goes on writing. */
  private Archive archive() {
    if (opened.isEmpty()) {
      opened = Optional.of(SqliteArchive.open(bot.store()));
    }
    return opened.get();
  }

  @AfterEach
  void close() {
    opened.ifPresent(Archive::close);
  }

  private List<Entry> decisions(Filter filter) {
    return archive().decisions(filter, Optional.empty(), 50).entries();
  }

  private static Filter only(Action... actions) {
    return new Filter(
        Audience.OPERATOR,
        Set.of(actions),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private Post minutesAgo(String author, int minutes, String text) {
    return bot.network.publish(
        TestPost.by(author).at(TestPost.NOON.minus(Duration.ofMinutes(minutes))).says(text));
  }

  @Test
  void decisionsAreToldWithTheirPostsAndReasons() {
    Post shown = minutesAgo("ada", 1, TestPost.MATCHING);
    minutesAgo("ben", 2, "Lunch was good");

    bot.tick();

    assertThat(decisions(ALL))
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.post()).isEqualTo(shown);
              assertThat(entry.told().action()).isEqualTo(Action.REPOST);
              assertThat(entry.told().reason()).contains("scores 10 of 10");
              assertThat(entry.told().standing()).isEqualTo("stands");
            });
  }

  @Test
  void pagesFollowOneAnotherWithoutGapsOrRepeats() {
    List<Post> posts = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      posts.add(minutesAgo("ada", i, TestPost.HINTING + " " + i));
    }
    bot.tick();

    List<Post> told = new ArrayList<>();
    Optional<Cursor> after = Optional.empty();
    for (int page = 0; page < 3; page++) {
      Optional<Cursor> from = after.map(Object::toString).flatMap(Cursor::parse);
      Page got = archive().decisions(ALL, from, 3);
      got.entries().forEach(e -> told.add(e.post()));
      after = got.next();
    }

    assertThat(told).containsExactlyInAnyOrderElementsOf(posts);
    assertThat(after).isEmpty();
  }

  @Test
  void aCursorThatNobodyGaveIsNone() {
    assertThat(List.of("", "x", "12-", "x-at://did:plc:a/app.bsky.feed.post/3k", "99"))
        .allSatisfy(text -> assertThat(Cursor.parse(text)).isEmpty());
  }

  @Test
  void decisionsCanBeFilteredByActionAccountRuleAndDay() {
    Post repost = minutesAgo("ada", 1, TestPost.MATCHING);
    Post bookmark = minutesAgo("ben", 2, TestPost.HINTING);
    Post left = minutesAgo("ben", 3, "Some sycophancy");
    bot.tick();

    assertThat(decisions(only(Action.REPOST))).extracting(Entry::post).containsExactly(repost);
    assertThat(decisions(only(Action.SKIP))).extracting(Entry::post).containsExactly(left);
    assertThat(decisions(only(Action.REPOST, Action.BOOKMARK)))
        .extracting(Entry::post)
        .containsExactlyInAnyOrder(repost, bookmark);
    Filter ben =
        new Filter(
            Audience.OPERATOR,
            Set.of(),
            Optional.of(did("ben")),
            Optional.empty(),
            Optional.of(TODAY),
            Optional.empty());
    assertThat(decisions(ben)).extracting(Entry::post).containsExactlyInAnyOrder(bookmark, left);
    Filter hinted =
        new Filter(
            Audience.OPERATOR,
            EnumSet.of(Action.BOOKMARK),
            Optional.of(did("ben")),
            Optional.of("hint"),
            Optional.empty(),
            Optional.empty());
    assertThat(decisions(hinted)).extracting(Entry::post).containsExactly(bookmark);
    Filter yesterday =
        new Filter(
            Audience.OPERATOR,
            Set.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(TODAY.minusDays(1)),
            Optional.empty());
    assertThat(decisions(yesterday)).isEmpty();
  }

  @Test
  void aDecisionTakesThePlaceOfTheOneBefore() {
    bot.settle(Duration.ofMinutes(20));
    Post post = minutesAgo("ada", 1, TestPost.MATCHING);

    bot.tick();
    assertThat(decisions(only(Action.DEFER))).extracting(Entry::post).containsExactly(post);
    assertThat(archive().waiting())
        .isEqualTo(
            new Archive.Waiting(1, Optional.of(post.indexedAt().plus(Duration.ofMinutes(20)))));
    bot.later(Duration.ofMinutes(30)).tick();

    assertThat(decisions(ALL))
        .singleElement()
        .extracting(e -> e.told().action())
        .isEqualTo(Action.REPOST);
    assertThat(archive().waiting().posts()).isZero();
    assertThat(archive().rule("core", LocalDate.EPOCH).hits()).isOne();
    assertThat(archive().accounts().get(did("ada")).chosen()).isOne();
  }

  @Test
  void whatWasUndoneIsToldAsTakenBack() {
    Post post = minutesAgo("ada", 1, TestPost.MATCHING);
    bot.tick();

    bot.undo(post);

    assertThat(decisions(only(Action.REPOST))).isEmpty();
    assertThat(decisions(only(Action.RETRACT))).extracting(Entry::post).containsExactly(post);
    assertThat(archive().chosen(TODAY)).containsExactly(new Chosen(TODAY, Action.RETRACT, 1));
  }

  @Test
  void nothingIsToldOfWhoSaidNo() {
    Post post = minutesAgo("ada", 1, TestPost.MATCHING + " " + TestPost.PAPER);
    bot.tick();

    bot.optedOut.add(did("ada"));
    bot.run();

    assertThat(decisions(ALL))
        .allSatisfy(entry -> assertThat(entry.post().content().text()).isEmpty());
    assertThat(archive().papers(Instant.EPOCH, Audience.OPERATOR, 9)).isEmpty();
    assertThat(archive().rule("core", LocalDate.EPOCH).hits()).isZero();
  }

  @Test
  void chosenPostsAreCountedByDayAndAction() {
    minutesAgo("ada", 1, TestPost.MATCHING);
    minutesAgo("ben", 2, TestPost.MATCHING + "!");
    minutesAgo("ben", 3, TestPost.HINTING);
    minutesAgo("ben", 4, "Lunch");
    bot.tick();

    assertThat(archive().chosen(TODAY.minusDays(29)))
        .containsExactly(
            new Chosen(TODAY, Action.BOOKMARK, 1), new Chosen(TODAY, Action.REPOST, 2));
  }

  @Test
  void papersAreOrderedByHowManyAccountsBringThem() {
    Post one = bot.network.publish(TestPost.by("ada").says("first").linksTo(TestPost.PAPER));
    Post two =
        bot.network.publish(TestPost.by("ben").says("second").linksTo(TestPost.PAPER + "v2"));
    Post alone =
        bot.network.publish(
            TestPost.by("ben").says("third").linksTo("https://arxiv.org/abs/2501.00001"));

    bot.tick();

    List<Paper> papers = archive().papers(TestPost.NOON.minusSeconds(60), Audience.EVERYBODY, 9);
    assertThat(papers)
        .extracting(Paper::id, Paper::accounts, Paper::posts)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(new PaperId("arxiv:2412.14093"), 2, 2),
            org.assertj.core.groups.Tuple.tuple(new PaperId("arxiv:2501.00001"), 1, 1));
    assertThat(papers.get(0).latest()).extracting(Entry::post).containsExactlyInAnyOrder(one, two);
    assertThat(archive().papers(TestPost.NOON.plusSeconds(1), Audience.EVERYBODY, 9)).isEmpty();
  }

  @Test
  void postsThatTheirAuthorHidesFromStrangersAreShownToTheOperatorAlone() {
    Post hidden = TestPost.hidden(bot.network.publish(TestPost.by("ada").linksTo(TestPost.PAPER)));
    bot.network.change(hidden);
    bot.tick();
    Filter everybody = Filter.of(Audience.EVERYBODY);

    assertThat(decisions(ALL)).extracting(Entry::post).containsExactly(hidden);
    assertThat(decisions(everybody)).isEmpty();
    assertThat(archive().decision(hidden.uri(), Audience.EVERYBODY)).isEmpty();
    assertThat(archive().papers(Instant.EPOCH, Audience.EVERYBODY, 9))
        .singleElement()
        .satisfies(paper -> assertThat(paper.latest()).isEmpty());
    assertThat(archive().chosen(TODAY)).containsExactly(new Chosen(TODAY, Action.REPOST, 1));
  }

  @Test
  void accountsRulesAndSourcesHaveTheirFigures() {
    minutesAgo("ada", 1, TestPost.MATCHING);
    minutesAgo("ada", 2, TestPost.HINTING);
    minutesAgo("ada", 3, "Some sycophancy");
    minutesAgo("ada", 4, "Lunch");
    bot.tick();
    bot.later(Duration.ofMinutes(10)).tick();

    assertThat(archive().accounts().get(did("ada")))
        .satisfies(
            figures -> {
              assertThat(figures.handle()).isEqualTo("ada.test");
              assertThat(figures.posts()).isEqualTo(4);
              assertThat(figures.chosen()).isEqualTo(2);
              assertThat(figures.readTo()).contains(TestPost.NOON.minus(Duration.ofMinutes(1)));
            });
    assertThat(archive().rule("more", LocalDate.EPOCH))
        .isEqualTo(new Archive.RuleFigures(1, 0, Optional.of(TestPost.NOON)));
    assertThat(archive().rule("core", TODAY.plusDays(1)))
        .isEqualTo(new Archive.RuleFigures(0, 0, Optional.of(TestPost.NOON)));
    assertThat(archive().rule("nothing of the kind", LocalDate.EPOCH).last()).isEmpty();
    assertThat(archive().sources().get("ben"))
        .satisfies(
            fetched -> {
              assertThat(fetched.read()).contains(bot.now());
              assertThat(fetched.failures()).isZero();
            });
  }

  @Test
  void hitsAreCountedByDayThroughEveryChange() {
    bot.settle(Duration.ofMinutes(20));
    Post post = minutesAgo("ada", 1, TestPost.MATCHING);
    bot.tick();
    bot.later(Duration.ofDays(1)).tick();

    assertThat(archive().rule("core", TODAY.plusDays(1)))
        .as("decided again on the next day")
        .isEqualTo(new Archive.RuleFigures(1, 1, Optional.of(bot.now())));
    assertThat(archive().rule("core", TODAY).hits()).isOne();

    bot.undo(post);
    assertThat(archive().rule("core", TODAY).chosen()).as("taken back").isOne();
  }

  @Test
  void whatWaitsOverMidnightAndIsDecidedAsBeforeCountsOnTheLaterDayAlone() {
    bot.settle(Duration.ofDays(2));
    Post post = minutesAgo("ada", 1, TestPost.MATCHING);
    bot.tick();
    bot.later(Duration.ofMinutes(10)).tick();
    assertThat(archive().rule("core", TODAY))
        .isEqualTo(new Archive.RuleFigures(1, 1, Optional.of(bot.now())));

    bot.later(Duration.ofDays(1)).tick();
    assertThat(decisions(ALL)).extracting(Entry::post).containsExactly(post);
    assertThat(archive().rule("core", TODAY).hits()).as("since the first day").isOne();
    assertThat(archive().rule("core", TODAY.plusDays(1)))
        .isEqualTo(new Archive.RuleFigures(1, 1, Optional.of(bot.now())));
  }

  @Test
  void whatACycleDecidedIsFoundByIt() {
    Post first = minutesAgo("ada", 1, TestPost.MATCHING);
    String before = bot.tick().id();
    bot.later(Duration.ofMinutes(10));
    Post second = minutesAgo("ada", 0, TestPost.HINTING);
    String after = bot.tick().id();

    assertThat(decisions(of(before))).extracting(Entry::post).containsExactly(first);
    assertThat(decisions(of(after))).extracting(Entry::post).containsExactly(second);
  }

  private Filter of(String run) {
    return Filter.of(Audience.OPERATOR, archive().run(run, Audience.OPERATOR).orElseThrow());
  }

  @Test
  void failuresOfASourceAreCountedUntilItIsReadAgain() {
    bot.tick();
    bot.network.fails(did("ben"));
    bot.later(Duration.ofMinutes(10)).tick();
    bot.later(Duration.ofMinutes(10)).tick();

    assertThat(archive().sources().get("ben"))
        .satisfies(
            fetched -> {
              assertThat(fetched.failures()).isEqualTo(2);
              assertThat(fetched.error()).isNotEmpty();
              assertThat(fetched.read()).contains(TestPost.NOON);
              assertThat(fetched.at()).contains(bot.now());
            });
    assertThat(archive().runs(Audience.OPERATOR, 5).get(0).problems())
        .singleElement()
        .asString()
        .contains("ben");
  }

  @Test
  void cyclesAreToldWithWhatTheyDid() {
    minutesAgo("ada", 1, TestPost.MATCHING);
    minutesAgo("ada", 2, "Lunch");
    CycleReport first = bot.tick();
    CycleReport second = bot.later(Duration.ofMinutes(10)).tick();

    List<Run> runs = archive().runs(Audience.OPERATOR, 5);

    assertThat(runs).extracting(Run::id).containsExactly(second.id(), first.id());
    assertThat(archive().run(first.id(), Audience.OPERATOR))
        .hasValueSatisfying(
            run -> {
              assertThat(run.fresh()).isEqualTo(2);
              assertThat(run.trigger()).isEqualTo("schedule");
              assertThat(run.decisions()).contains(entry(Action.REPOST, 1), entry(Action.SKIP, 1));
            });
    assertThat(archive().run("another", Audience.OPERATOR)).isEmpty();
    assertThat(archive().reposts(TestPost.NOON.minusSeconds(60))).hasSize(1);
    assertThat(archive().spent(TestPost.NOON.minusSeconds(60))).isPositive();
  }

  @Test
  void whatWasLeftAloneLongAgoIsNotToldAnyMore() {
    minutesAgo("ada", 1, "Some sycophancy");
    minutesAgo("ada", 2, TestPost.HINTING);
    bot.tick();
    assertThat(decisions(only(Action.SKIP))).hasSize(1);

    bot.later(Duration.ofDays(31)).tick();
    bot.later(Duration.ofMinutes(10)).tick();

    assertThat(decisions(only(Action.SKIP))).isEmpty();
    assertThat(decisions(only(Action.BOOKMARK))).hasSize(1);
    assertThat(archive().rule("more", LocalDate.EPOCH).hits()).isZero();
  }

  @Test
  void whatAnOlderStoreKnewIsTold() throws java.sql.SQLException {
    Post post = bot.network.publish(TestPost.by("ada").linksTo(TestPost.PAPER));
    bot.tick();
    try (java.sql.Connection sql = java.sql.DriverManager.getConnection(bot.store());
        java.sql.Statement statement = sql.createStatement()) {
      for (String table : List.of("noted", "hit", "hit_day", "mention", "figure", "fetched")) {
        statement.execute("delete from " + table);
      }
      statement.execute("delete from fact where name = 'noted'");
    }

    bot.with(Ledger::owner);

    assertThat(decisions(only(Action.REPOST))).extracting(Entry::post).containsExactly(post);
    assertThat(archive().papers(Instant.EPOCH, Audience.OPERATOR, 9)).hasSize(1);
  }
}
