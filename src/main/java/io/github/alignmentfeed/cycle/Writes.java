package io.github.alignmentfeed.cycle;

import io.github.alignmentfeed.atproto.AtUri;
import io.github.alignmentfeed.atproto.Did;
import io.github.alignmentfeed.atproto.StrongRef;
import io.github.alignmentfeed.atproto.Tid;
import io.github.alignmentfeed.curation.Action;
import io.github.alignmentfeed.curation.StoryKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the ledger knows of the writes to the account, and of what became of them. Each call is one
 * transaction: done as a whole, or not at all.
 */
public interface Writes {

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

  /** Notes points of the account's limit on writes as spent, before they are. */
  void spend(int points, Instant at);

  /** How many points were spent after a time; they are remembered for a day. */
  int spent(Instant since);

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
}
