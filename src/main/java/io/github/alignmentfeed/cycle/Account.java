package io.github.alignmentfeed.cycle;

import io.github.alignmentfeed.atproto.AtUri;
import io.github.alignmentfeed.atproto.Did;
import io.github.alignmentfeed.atproto.StrongRef;
import io.github.alignmentfeed.atproto.Tid;
import io.github.alignmentfeed.curation.Post;
import io.github.alignmentfeed.cycle.Writes.Claim;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The bot's own account: what it can see as itself, and what it can write. Every call may throw an
 * {@link AccountException}.
 */
public interface Account {

  /** The account itself; the first call may log in. */
  Did did();

  /**
   * Posts as they are now to this account. A post that is gone, or whose author and the bot block
   * each other, is absent.
   */
  Map<AtUri, Fresh> look(Collection<AtUri> posts);

  /**
   * Writes a repost under a key that nothing may hold yet.
   *
   * @param key the record key
   * @param subject the post in its present version
   * @param at the record's {@code createdAt}
   */
  Written repost(Tid key, StrongRef subject, Instant at);

  /** The subject of the repost record under a key, where there is one. */
  Optional<StrongRef> repostUnder(Tid key);

  /** Deletes the repost record under a record key; fine where there is none. */
  void deleteRepost(String rkey);

  /** Bookmarks a post; fine where it is bookmarked already. */
  void bookmark(StrongRef subject);

  /** Takes a bookmark back; fine where there is none. */
  void deleteBookmark(AtUri subject);

  /** Writes down in the repository that an action on the subject was taken back for good. */
  void tombstone(Tid key, StrongRef subject, Instant at);

  /** The repost records of the repository, in descending order of their keys. */
  List<RepostRecord> reposts(Extent extent);

  /** Everything bookmarked. */
  List<Bookmark> bookmarks();

  /** The subjects of all tombstones. */
  List<AtUri> tombstones();

  /** People as the account meets them. */
  People people();

  /** How much of a listing is wanted. */
  enum Extent {
    /** The first page alone. */
    NEWEST,
    /** All of it. */
    ALL
  }

  /** What became of a write. */
  enum Written {
    /** It was written now. */
    NEW,
    /** The same subject stood there before. */
    ALREADY,
    /** Another subject holds the key. */
    KEY_TAKEN
  }

  /**
   * A post as the bot sees it now.
   *
   * @param post the post
   * @param reposted the bot's own repost record of it, where there is one
   * @param bookmarked whether the bot has bookmarked it
   * @param blocked whether its author and the bot block each other, either way
   * @param followsBot whether its author follows the bot
   */
  record Fresh(
      Post post,
      Optional<AtUri> reposted,
      boolean bookmarked,
      boolean blocked,
      boolean followsBot) {}

  /**
   * A bookmark of the bot.
   *
   * @param subject the bookmarked post
   * @param createdAt when it was made; the beginning of time where the server does not say
   */
  record Bookmark(StrongRef subject, Instant createdAt) {}

  /**
   * A repost record of the bot's repository.
   *
   * @param rkey its key; a TID for all that this program wrote, anything for others
   * @param subject the reposted post
   * @param createdAt when it was made, as it says
   */
  record RepostRecord(String rkey, StrongRef subject, Instant createdAt) {

    /** Whether this program wrote it: nobody else's keys say which post they are about. */
    boolean isOwn() {
      return Claim.isOwnKey(rkey, subject.uri());
    }
  }
}
