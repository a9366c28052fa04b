package io.github.alignmentfeed.cycle;

import io.github.alignmentfeed.atproto.AtUri;
import io.github.alignmentfeed.atproto.Tid;
import io.github.alignmentfeed.curation.Action;
import io.github.alignmentfeed.cycle.Ledger.Claim;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Takes reposts and bookmarks back for good. A tombstone in the repository is written before
 * anything is deleted, so that not even a lost ledger makes the bot do it again.
 */
public final class Undoing {
  private final Account account;
  private final Ledger ledger;

  public Undoing(Account account, Ledger ledger) {
    this.account = account;
    this.ledger = ledger;
  }

  /** Takes back what stands for a post; what that was. */
  public List<Claim> undo(AtUri post, Instant now) {
    return undo(
        () ->
            Stream.of(Action.REPOST, Action.BOOKMARK)
                .flatMap(action -> ledger.standing(post, action).stream())
                .toList(),
        now);
  }

  /** Takes back everything done since then; what that was. */
  public List<Claim> undoSince(Instant since, Instant now) {
    return undo(() -> ledger.standing(since), now);
  }

  /** What to take back, asked for while nobody else writes. */
  private interface Wanted {
    List<Claim> find();
  }

  private List<Claim> undo(Wanted wanted, Instant now) {
    ledger.belongTo(account.did());
    return ledger.exclusively(
        () -> {
          List<Claim> claims = wanted.find();
          claims.forEach(claim -> undo(claim, now));
          return claims;
        });
  }

  private void undo(Claim claim, Instant now) {
    AtUri subject = claim.subject().uri();
    account.tombstone(
        Tid.parse(claim.rkey()).orElseGet(() -> Tid.about(subject)), claim.subject(), now);
    if (claim.action() == Action.REPOST) {
      account.deleteRepost(claim.rkey());
    } else {
      account.deleteBookmark(subject);
    }
    ledger.takenBack(subject, Set.of(), now);
  }
}
