package io.github.alignmentfeed.cycle;

import io.github.alignmentfeed.atproto.AtUri;
import io.github.alignmentfeed.atproto.Did;
import io.github.alignmentfeed.atproto.StrongRef;
import io.github.alignmentfeed.atproto.Tid;
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
import java.util.Map;
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

  /** The accounts that a source named when it was last asked. */
  Optional<Remembered> remembered(String source);

  void remember(String source, List<Did> members, Instant at);

  /** The same for many sources that name one account each. */
  void remember(Map<String, Did> sources, Instant at);

  /** How far each feed was read. */
  Map<Did, Feed> feeds();

  void progress(Map<Did, Feed> feeds);

  /** What is known of the habits of accounts. */
  Map<Did, Activity> activities();

  /** Notes what was learnt of the habits of accounts. */
  void learnt(Map<Did, Activity> activities);

  /**
   * Keeps posts, still undecided; of one that it knows it takes the present version.
   *
   * @return how many it did not know
   */
  int keep(List<Sighting> sightings, Instant now);

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

  /** Notes the intent to write before it is sent, and that it now stands for its story. */
  void claim(Claim claim);

  /** Notes that a claim was carried out. */
  void settle(Claim claim, Instant at);

  /** Gives a claim up: its story is open again, its posts are decided again. */
  void release(Claim claim);

  /** Claims neither settled nor given up, as after a crash. */
  List<Claim> unfinished();

  /**
   * Notes that a post is gone for the bot: deleted, blocked, or not to be shown as it is now. Its
   * story is open again.
   */
  void gone(AtUri post);

  /** What stands: reposts and bookmarks carried out and not taken back, newest first. */
  List<Claim> standing(Instant since);

  Optional<Claim> standing(AtUri post, Action action);

  /** What stands of one author's posts. */
  List<Claim> standing(Did author);

  /** Closes a post and its story for good. */
  void takenBack(AtUri post, Set<StoryKey> keys, Instant at);

  /** Notes a repost or bookmark that stands in the account without this ledger's doing. */
  void recognise(Claim claim, Set<StoryKey> keys, Instant at);

  /** Notes that a repost was retracted. */
  void retracted(Claim claim, Retraction why, Instant at);

  /** Who said no. */
  Refusals refusals();

  /**
   * What was found out of addresses and papers. Posts come out of the ledger with all that is known
   * of theirs.
   */
  Findings findings();

  /** Notes points of the account's limit on writes as spent, before they are. */
  void spend(int points, Instant at);

  /** How many points were spent after a time; they are remembered for a day. */
  int spent(Instant since);

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

  /** Why a repost was retracted. */
  enum Retraction {
    /** Its author said no: the story is closed, and no text of the author is kept. */
    REFUSED,
    /** The post is gone: its story is open again, and its text is not kept. */
    GONE,
    /** The post was labelled: its story is open again. */
    LABELLED
  }

  /**
   * The accounts behind a source.
   *
   * @param at when they were found out
   */
  record Remembered(List<Did> members, Instant at) {}

  /**
   * How far a feed was read.
   *
   * @param since what is older is history to the bot
   * @param checkpoint the newest {@link Sighting#at} seen
   * @param deepAt when it was last read far back
   */
  record Feed(Instant since, Instant checkpoint, Instant deepAt) {}

  /**
   * A write to the account.
   *
   * @param subject the post
   * @param action repost or bookmark
   * @param rkey the key of the repost record; empty for a bookmark
   * @param createdAt what the record says
   * @param story the story for which the post stands
   */
  record Claim(StrongRef subject, Action action, String rkey, Instant createdAt, String story) {

    /** Whether this program sent it, and not somebody by hand; of bookmarks nobody can tell. */
    boolean isOwn() {
      return action == Action.BOOKMARK || isOwnKey(rkey, subject.uri());
    }

    static boolean isOwnKey(String rkey, AtUri subject) {
      return rkey.equals(Tid.about(subject).toString())
          || rkey.equals(Tid.hashed(subject).toString());
    }

    /** The record key of whatever else is written down about it. */
    Tid key() {
      return Tid.parse(rkey).orElseGet(() -> Tid.about(subject.uri()));
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
