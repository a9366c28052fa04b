package io.github.alignmentfeed.cycle;

import io.github.alignmentfeed.atproto.AtUri;
import io.github.alignmentfeed.atproto.Tid;
import io.github.alignmentfeed.curation.Action;
import io.github.alignmentfeed.curation.Curator;
import io.github.alignmentfeed.curation.StoryKey;
import io.github.alignmentfeed.cycle.Account.Bookmark;
import io.github.alignmentfeed.cycle.Account.Extent;
import io.github.alignmentfeed.cycle.Account.Fresh;
import io.github.alignmentfeed.cycle.Account.RepostRecord;
import io.github.alignmentfeed.cycle.Ledger.Chore;
import io.github.alignmentfeed.cycle.Writes.Claim;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the ledger in line with the account's own repository, which is the truth: what stands
 * there is known and kept, what its owner removed by hand counts as taken back, and what was
 * claimed when a process died is looked up.
 */
final class Reconciling {
  private static final Logger LOG = LoggerFactory.getLogger(Reconciling.class);
  private static final Duration WHOLE_EVERY = Duration.ofDays(1);

  private final Account account;
  private final Ledger ledger;
  private final Curator curator;
  private final Learning learning;

  Reconciling(Account account, Ledger ledger, Curator curator, Learning learning) {
    this.account = account;
    this.ledger = ledger;
    this.curator = curator;
    this.learning = learning;
  }

  /** Looks up every claim that a process left behind. */
  void finish(Instant now) {
    for (Claim claim : ledger.writes().unfinished()) {
      if (stands(claim)) {
        LOG.debug("{} had been sent before it could be noted", claim.subject().uri());
        ledger.writes().settle(claim, now);
      } else {
        LOG.debug("{} had not been sent; it is decided again", claim.subject().uri());
        ledger.writes().release(claim);
      }
    }
  }

  private boolean stands(Claim claim) {
    if (claim.action() == Action.REPOST) {
      return Tid.parse(claim.rkey())
          .flatMap(account::repostUnder)
          .filter(subject -> subject.uri().equals(claim.subject().uri()))
          .isPresent();
    }
    return Optional.ofNullable(
            account.look(List.of(claim.subject().uri())).get(claim.subject().uri()))
        .filter(Fresh::bookmarked)
        .isPresent();
  }

  /** Compares the newest reposts; once a day, and with a new ledger, everything. */
  void compare(Instant now) {
    if (ledger.isDue(Chore.COMPARE, WHOLE_EVERY, now)) {
      compareWhole(now);
    } else {
      noteReposts(account.reposts(Extent.NEWEST), claim -> true, now);
    }
  }

  /** Compares everything. */
  void compareWhole(Instant now) {
    List<RepostRecord> records = account.reposts(Extent.ALL);
    Set<String> keys = records.stream().map(RepostRecord::rkey).collect(Collectors.toSet());
    noteTombstones(records, now);
    noteRemovedByHand(records, keys, now);
    noteReposts(records, claim -> keys.contains(claim.rkey()), now);
    noteBookmarks(now);
    // A block or a label may have been lifted.
    ledger.lookAgain(now.minus(curator.policy().limits().maxAge()));
    ledger.done(Chore.COMPARE, now);
  }

  /** Lets the stories of what stands, or was taken back, know what was found out of it since. */
  void takeOver(Instant now) {
    List<AtUri> answered = ledger.findings().answered();
    if (answered.isEmpty()) {
      return;
    }
    Map<AtUri, Fresh> seen = account.look(answered);
    Set<AtUri> takenBack = ledger.history(Set.copyOf(answered), Set.of(), now).takenBack();
    for (AtUri uri : answered) {
      Set<StoryKey> keys = keys(uri, seen);
      if (takenBack.contains(uri)) {
        ledger.writes().takenBack(uri, keys, now);
      }
      Stream.of(Action.REPOST, Action.BOOKMARK)
          .flatMap(action -> ledger.writes().standing(uri, action).stream())
          .forEach(claim -> ledger.writes().recognise(claim, keys, now));
      ledger.findings().told(uri);
    }
  }

  private void noteTombstones(List<RepostRecord> records, Instant now) {
    List<AtUri> subjects = account.tombstones();
    Set<AtUri> known = ledger.history(Set.copyOf(subjects), Set.of(), now).takenBack();
    List<AtUri> unknown = subjects.stream().filter(uri -> !known.contains(uri)).distinct().toList();
    Map<AtUri, Fresh> seen = look(unknown);
    unknown.forEach(uri -> ledger.writes().takenBack(uri, keys(uri, seen), now));
    // An undo that ended between the tombstone and the deletion is finished now.
    records.stream()
        .filter(r -> subjects.contains(r.subject().uri()) && r.isOwn())
        .forEach(
            r -> {
              account.deleteRepost(r.rkey());
              ledger.writes().takenBack(r.subject().uri(), Set.of(), now);
            });
  }

  /** A list may lack what is there, so each record that it lacks is looked up. */
  private void noteRemovedByHand(List<RepostRecord> records, Set<String> keys, Instant now) {
    Set<AtUri> subjects = records.stream().map(r -> r.subject().uri()).collect(Collectors.toSet());
    for (Claim claim : ledger.writes().standing(Instant.EPOCH)) {
      AtUri subject = claim.subject().uri();
      if (claim.action() == Action.REPOST
          && !keys.contains(claim.rkey())
          && !subjects.contains(subject)
          && !stands(claim)) {
        LOG.debug("the repost of {} was removed by hand", subject);
        account.tombstone(claim.key(), claim.subject(), now);
        ledger.writes().takenBack(subject, Set.of(), now);
      }
    }
  }

  /**
   * @param stands whether what the ledger knows of a post may still be so
   */
  private void noteReposts(List<RepostRecord> records, Predicate<Claim> stands, Instant now) {
    List<RepostRecord> unknown =
        records.stream()
            .filter(
                r ->
                    ledger
                        .writes()
                        .standing(r.subject().uri(), Action.REPOST)
                        .filter(stands)
                        .isEmpty())
            .toList();
    Map<AtUri, Fresh> seen = look(unknown.stream().map(r -> r.subject().uri()).toList());
    for (RepostRecord r : unknown) {
      Claim claim =
          new Claim(
              r.subject(), Action.REPOST, r.rkey(), r.createdAt(), root(r.subject().uri(), seen));
      ledger.writes().recognise(claim, keys(r.subject().uri(), seen), now);
    }
  }

  /** A server that keeps no bookmarks, or not now, is no reason to repost nothing. */
  private List<Bookmark> bookmarks() {
    try {
      return account.bookmarks();
    } catch (AccountException e) {
      if (e.kind() != AccountException.Kind.TRANSIENT && e.kind() != AccountException.Kind.ITEM) {
        throw e;
      }
      LOG.warn("bookmarks cannot be compared: {}", e.what());
      return List.of();
    }
  }

  private void noteBookmarks(Instant now) {
    List<Bookmark> bookmarks = bookmarks();
    Set<AtUri> known =
        ledger
            .history(
                bookmarks.stream().map(b -> b.subject().uri()).collect(Collectors.toSet()),
                Set.of(),
                now)
            .bookmarked();
    List<Bookmark> unknown =
        bookmarks.stream().filter(b -> !known.contains(b.subject().uri())).toList();
    Map<AtUri, Fresh> seen = look(unknown.stream().map(b -> b.subject().uri()).toList());
    for (Bookmark b : unknown) {
      AtUri uri = b.subject().uri();
      Claim claim = new Claim(b.subject(), Action.BOOKMARK, "", b.createdAt(), root(uri, seen));
      ledger.writes().recognise(claim, keys(uri, seen), now);
    }
  }

  private Map<AtUri, Fresh> look(List<AtUri> uris) {
    if (uris.isEmpty()) {
      return Map.of();
    }
    Map<AtUri, Fresh> seen = account.look(new ArrayList<>(new HashSet<>(uris)));
    learning.want(seen.values().stream().map(Fresh::post).toList());
    return seen;
  }

  private static String root(AtUri uri, Map<AtUri, Fresh> seen) {
    return Optional.ofNullable(seen.get(uri))
        .map(fresh -> fresh.post().threadRoot())
        .orElse(uri)
        .toString();
  }

  /** The keys of a post's story; of a post that is gone only its own. */
  private Set<StoryKey> keys(AtUri uri, Map<AtUri, Fresh> seen) {
    Fresh fresh = seen.get(uri);
    return fresh == null
        ? Set.of(StoryKey.thread(uri))
        : curator.ownKeys(learning.known(fresh.post()));
  }
}
