package io.github.alignmentfeed.cycle;

import io.github.alignmentfeed.atproto.AtUri;
import io.github.alignmentfeed.atproto.Did;
import io.github.alignmentfeed.curation.Action;
import io.github.alignmentfeed.curation.Candidate;
import io.github.alignmentfeed.curation.Evidence;
import io.github.alignmentfeed.curation.History;
import io.github.alignmentfeed.curation.PaperId;
import io.github.alignmentfeed.curation.Post;
import io.github.alignmentfeed.curation.Sighting;
import io.github.alignmentfeed.curation.Story;
import io.github.alignmentfeed.curation.StoryKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** What the bot remembers. Each call is one transaction: done as a whole, or not at all. */
public interface Ledger extends AutoCloseable {

  /**
   * Does something while no other process may write to the account.
   *
   * @throws LockedException where another process holds the lock for longer than a minute
   */
  <T> T exclusively(Supplier<T> work);

  /**
   * Makes it the ledger of one bot for good.
   *
   * @throws LedgerException where it is another bot's
   */
  void belongTo(Did bot);

  /** The bot whose ledger it is, once known. */
  Optional<Did> owner();

  /** Whether the operator stopped all writing. */
  boolean paused();

  void pause(boolean paused);

  /**
   * Keeps posts, still undecided; of one that it knows it takes the present version.
   *
   * @return how many it did not know
   */
  int keep(List<Sighting> sightings, Instant now);

  /**
   * Keeps what was met in feeds, together with what was decided on it already, so far as that
   * holds.
   *
   * @param run the cycle that decided
   * @return what became of each
   */
  List<Kept> keep(String run, List<Page> pages, Instant now);

  /** What is undecided or waits. */
  List<Candidate> open();

  /** All posts of the threads with these first posts. */
  List<Candidate> threads(Set<AtUri> roots);

  /** Opens again what was skipped or gone for the bot, and was indexed since then. */
  void reconsider(Instant since);

  /** Opens again what was gone for the bot, and was indexed since then. */
  void lookAgain(Instant since);

  Optional<Post> post(AtUri uri);

  /** What happened before to these posts and stories; reposts since a day before {@code now}. */
  History history(Set<AtUri> posts, Set<StoryKey> keys, Instant now);

  /** Writes down which keys lead to which stories; what became of a story is not changed. */
  void stories(List<Story> stories);

  /**
   * Writes decisions down, each in the place of the one before on the same post. A post that was
   * edited since it was decided on stays open.
   */
  void decided(String run, List<Decided> decisions, Instant now);

  /** Closes posts of which what was decided before still holds. */
  void unchanged(Set<AtUri> posts);

  /** How far the sources were read. */
  Feeds feeds();

  /** What was written to the account. */
  Writes writes();

  /** Who said no. */
  Refusals refusals();

  /**
   * What was found out of addresses and papers. Posts come out of the ledger with all that is known
   * of theirs.
   */
  Findings findings();

  /** When a chore was last done. */
  Optional<Instant> doneAt(Chore chore);

  void done(Chore chore, Instant at);

  /** Whether a chore was not done for so long, or never. */
  default boolean isDue(Chore chore, Duration every, Instant now) {
    return doneAt(chore).filter(at -> at.plus(every).isAfter(now)).isEmpty();
  }

  void finished(CycleReport report);

  /** The latest decision on each post, newest first. */
  List<Told> told(Query query);

  /** The latest decision on a post. */
  Optional<Told> told(AtUri post);

  /**
   * Lets go of what is old, in small steps between which others may write, and as much as may be
   * done at once. What was written, what is known of papers and who said no is never let go, nor
   * what is undecided or waits.
   *
   * @param texts of what was skipped and met before then, only that it was met and its score stay
   * @param posts what was met before then, and no write was made for, is forgotten, and cycles that
   *     ended before then
   * @return whether more is due
   */
  boolean prune(Instant texts, Instant posts);

  /** The earliest time at which something that waits is ready. */
  Optional<Instant> nextDue();

  @Override
  void close();

  /** What is done from time to time. */
  enum Chore {
    /** Comparing the whole of the account's repository. */
    COMPARE,
    /** Reading what people ask. */
    LISTEN,
    /** Reading what muted people ask, and profiles. */
    LISTEN_CLOSELY,
    /** Looking at everything reposted. */
    CLEAN
  }

  /**
   * What was met in one feed.
   *
   * @param ifNew decisions to leave alone whole threads, as far as they were met here; they hold
   *     where nothing of the thread was known before
   */
  record Page(Did account, List<Sighting> sightings, List<Decided> ifNew) {
    public Page {
      sightings = List.copyOf(sightings);
      ifNew = List.copyOf(ifNew);
    }
  }

  /**
   * What became of a page.
   *
   * @param fresh how many posts were not known
   * @param decided the decisions that hold
   */
  record Kept(int fresh, List<Decided> decided) {
    public Kept {
      decided = List.copyOf(decided);
    }
  }

  /**
   * A decision as it was written down.
   *
   * @param decidedAt when
   */
  record Told(
      AtUri uri,
      String handle,
      String text,
      Action action,
      Action intended,
      Outcome outcome,
      Optional<Instant> until,
      String reason,
      int score,
      List<Evidence> evidence,
      String story,
      List<PaperId> papers,
      Collection<Did> through,
      Instant decidedAt,
      String standing) {}

  /**
   * Which decisions are wanted.
   *
   * @param actions these; empty means all
   * @param openOnly only what waits
   * @param since decided since then
   * @param most how many at most
   */
  record Query(Set<Action> actions, boolean openOnly, Instant since, int most) {}
}
