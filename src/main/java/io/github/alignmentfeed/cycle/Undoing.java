package io.github.alignmentfeed.cycle;

import io.github.alignmentfeed.atproto.AtUri;
import io.github.alignmentfeed.curation.Action;
import io.github.alignmentfeed.curation.Curator;
import io.github.alignmentfeed.cycle.Ledger.Claim;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes reposts and bookmarks back for good. A tombstone in the repository is written before
 * anything is deleted, so that not even a lost ledger makes the bot do it again.
 */
public final class Undoing {
  private static final Logger LOG = LoggerFactory.getLogger(Undoing.class);

  private final Account account;
  private final Ledger ledger;
  private final Reconciling reconciling;

  /**
   * @param curator who tells the stories of what the ledger does not know yet
   */
  public Undoing(Account account, Ledger ledger, Curator curator) {
    this.account = account;
    this.ledger = ledger;
    this.reconciling = new Reconciling(account, ledger, curator);
  }

  /** Takes back what stands for a post; what that was. */
  public List<Claim> undo(AtUri post, Instant now) {
    return undo(() -> Stream.of(post), now);
  }

  /**
   * Takes back whatever stands for the posts of which anything was done since then; what that was.
   */
  public List<Claim> undoSince(Instant since, Instant now) {
    return undo(() -> ledger.standing(since).stream().map(claim -> claim.subject().uri()), now);
  }

  private List<Claim> undo(Supplier<Stream<AtUri>> wanted, Instant now) {
    ledger.belongTo(account.did());
    return ledger.exclusively(
        () -> {
          reconcile(now);
          List<AtUri> posts = wanted.get().distinct().toList();
          return posts.stream().flatMap(post -> takeBack(post, now).stream()).toList();
        });
  }

  /** What a process left behind, and what a lost ledger no longer knew, can be taken back too. */
  private void reconcile(Instant now) {
    try {
      reconciling.finish(now);
      reconciling.compareWhole(now);
    } catch (AccountException e) {
      LOG.warn("the account could not be compared, so only what is noted counts: {}", e.what());
    }
  }

  private List<Claim> takeBack(AtUri post, Instant now) {
    List<Claim> claims =
        Stream.of(Action.REPOST, Action.BOOKMARK)
            .flatMap(action -> ledger.standing(post, action).stream())
            .toList();
    if (claims.isEmpty()) {
      return claims;
    }
    account.tombstone(claims.get(0).key(), claims.get(0).subject(), now);
    for (Claim claim : claims) {
      if (claim.action() == Action.REPOST) {
        account.deleteRepost(claim.rkey());
      } else {
        account.deleteBookmark(post);
      }
    }
    ledger.takenBack(post, Set.of(), now);
    return claims;
  }
}
