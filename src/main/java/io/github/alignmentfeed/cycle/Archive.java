package io.github.alignmentfeed.cycle;

import io.github.alignmentfeed.atproto.AtUri;
import io.github.alignmentfeed.atproto.Did;
import io.github.alignmentfeed.curation.Action;
import io.github.alignmentfeed.curation.Card;
import io.github.alignmentfeed.curation.PaperId;
import io.github.alignmentfeed.curation.Post;
import io.github.alignmentfeed.cycle.Ledger.Told;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What people ask of the bot's memory. It only reads, beside whoever writes, and no question takes
 * longer because much was seen.
 *
 * <p>It tells of posts in which a rule saw something or that point at a paper; of those that were
 * left alone, for a month. A post without either is only counted. Days are those of UTC.
 */
public interface Archive extends AutoCloseable {

  /**
   * Decisions, the latest first.
   *
   * @param after where the page before ended
   * @param most how many at most
   */
  Page decisions(Filter filter, Optional<Cursor> after, int most);

  /** The latest decision on one post. */
  Optional<Entry> decision(AtUri post, Audience audience);

  /** How many posts were chosen on each day since then, by what was done with them. */
  List<Chosen> chosen(LocalDate since);

  /**
   * Papers that posts since then point at, ordered by how many of the followed accounts brought
   * such a post.
   */
  List<Paper> papers(Instant since, Audience audience, int most);

  /** The account that goes by a handle, as far as the audience may know of it. */
  Optional<Did> account(String handle, Audience audience);

  /** What is known of accounts whose posts were met. */
  Map<Did, AccountFigures> accounts();

  /** What is known of the configured sources, by their names. */
  Map<String, Fetched> sources();

  /**
   * Names of accounts that show their posts to signed-in people alone, as far as a post of theirs
   * was met: DIDs, handles, and names of sources that stand for one of them.
   */
  Set<String> hidden();

  /** What is known of one rule, hits of that day and later ones. */
  RuleFigures rule(String name, LocalDate since);

  /** The latest cycles, newest first. */
  List<Run> runs(Audience audience, int most);

  Optional<Run> run(String id, Audience audience);

  /** What waits for its time. */
  Waiting waiting();

  /** When the reposts since then were sent, those made by hand among them. */
  List<Instant> reposts(Instant since);

  /** How many points of the account's limit on writes were spent since then; a day is known. */
  int spent(Instant since);

  /** Everybody of whom a no stands. */
  Set<Did> refusing();

  /** Whether the operator stopped all writing. */
  boolean paused();

  @Override
  void close();

  /** Who asks. */
  enum Audience {
    /** Anybody: without the posts of authors who show them to signed-in people alone. */
    EVERYBODY,
    /** The operator, who has signed in. */
    OPERATOR
  }

  /**
   * Which decisions are wanted.
   *
   * @param actions these; empty means all
   * @param account brought by this account
   * @param rule in which this rule saw something
   * @param day decided on this day
   * @param at decided by the cycle that began then
   */
  record Filter(
      Audience audience,
      Set<Action> actions,
      Optional<Did> account,
      Optional<String> rule,
      Optional<LocalDate> day,
      Optional<Instant> at) {
    public Filter {
      actions = Set.copyOf(actions);
    }

    /** The day that a text names, in a year of four digits. */
    public static Optional<LocalDate> day(String text) {
      try {
        return text.length() == 10 ? Optional.of(LocalDate.parse(text)) : Optional.empty();
      } catch (DateTimeParseException e) {
        return Optional.empty();
      }
    }

    /** Everything. */
    public static Filter of(Audience audience) {
      return of(audience, Optional.empty());
    }

    /** What a cycle decided, as far as no later one has decided on it again. */
    public static Filter of(Audience audience, Run run) {
      return of(audience, Optional.of(run.startedAt()));
    }

    private static Filter of(Audience audience, Optional<Instant> at) {
      return new Filter(
          audience, Set.of(), Optional.empty(), Optional.empty(), Optional.empty(), at);
    }
  }

  /** A place in the order of decisions. */
  record Cursor(Instant decidedAt, AtUri post) {

    /** The place that a text names, where it is one of {@link #toString()}. */
    public static Optional<Cursor> parse(String text) {
      int at = text.indexOf('-');
      try {
        return at < 0
            ? Optional.empty()
            : AtUri.parse(text.substring(at + 1))
                .map(
                    post ->
                        new Cursor(
                            Instant.ofEpochMilli(Long.parseLong(text.substring(0, at))), post));
      } catch (NumberFormatException e) {
        return Optional.empty();
      }
    }

    @Override
    public String toString() {
      return decidedAt.toEpochMilli() + "-" + post;
    }
  }

  /**
   * Some decisions.
   *
   * @param next where the next page begins, where there is one
   */
  record Page(List<Entry> entries, Optional<Cursor> next) {
    public Page {
      entries = List.copyOf(entries);
    }
  }

  /**
   * A decision and its post.
   *
   * @param post with all that is known of its addresses and papers
   */
  record Entry(Told told, Post post) {}

  /**
   * @param action {@link Action#RETRACT} for what was taken back, in whatever way
   */
  record Chosen(LocalDate day, Action action, int posts) {}

  /**
   * A paper.
   *
   * @param about its title and abstract, where they were looked up
   * @param accounts how many followed accounts brought a post that points at it
   * @param posts how many posts do
   * @param latest the newest of those posts that may be shown
   */
  record Paper(PaperId id, Optional<Card> about, int accounts, int posts, List<Entry> latest) {
    public Paper {
      latest = List.copyOf(latest);
    }
  }

  /**
   * @param handle as it was when a post of its own was last met; empty where none was
   * @param posts how many posts it brought that were not known before
   * @param chosen how many of those that it brought were chosen for anything
   * @param readTo the time of the newest post read in its feed
   */
  record AccountFigures(String handle, int posts, int chosen, Optional<Instant> readTo) {}

  /**
   * How the reading of a source went.
   *
   * @param members the accounts behind it, as they were last found out
   * @param at when it was last tried
   * @param read when it last succeeded
   * @param failures how often it failed since then
   * @param error what went wrong at last; empty where nothing did
   */
  record Fetched(
      List<Did> members, Optional<Instant> at, Optional<Instant> read, int failures, String error) {
    public Fetched {
      members = List.copyOf(members);
    }
  }

  /**
   * @param hits how many posts it saw something in
   * @param chosen how many of them were chosen for anything
   * @param last when a decision last counted it, at any time
   */
  record RuleFigures(int hits, int chosen, Optional<Instant> last) {}

  /**
   * A cycle as it was written down.
   *
   * @param trigger the word for what started it
   * @param fetched posts read
   * @param fresh posts not known before
   * @param decisions how many posts were decided on, by action
   * @param failed how many sources and writes failed
   * @param problems what went wrong, the first of it
   */
  record Run(
      String id,
      String trigger,
      Instant startedAt,
      Instant finishedAt,
      boolean dryRun,
      int fetched,
      int fresh,
      Map<Action, Integer> decisions,
      int failed,
      List<String> problems) {
    public Run {
      decisions = Map.copyOf(decisions);
      problems = List.copyOf(problems);
    }
  }

  /**
   * @param posts how many posts wait
   * @param until when the first of them is ready, where that is known
   */
  record Waiting(int posts, Optional<Instant> until) {}
}
