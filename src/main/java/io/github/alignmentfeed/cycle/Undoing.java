package io.github.alignmentfeed.cycle;

import io.github.alignmentfeed.atproto.AtUri;
import io.github.alignmentfeed.atproto.Tid;
import io.github.alignmentfeed.curation.Action;
import io.github.alignmentfeed.curation.Curator;
import io.github.alignmentfeed.curation.Post;
import io.github.alignmentfeed.cycle.Ledger.Told;
import io.github.alignmentfeed.cycle.Writes.Claim;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
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
  private final Curator curator;
  private final Reconciling reconciling;

  /**
   * @param curator who tells the stories of what the ledger does not know yet
   * @param guides who tell what is to be found out of it; the next cycle asks them
   */
  public Undoing(Account account, Ledger ledger, Curator curator, List<Guide> guides) {
    this.account = account;
    this.ledger = ledger;
    this.curator = curator;
    this.reconciling = new Reconciling(account, ledger, curator, new Learning(guides, ledger));
  }

  /**
   * What came of it.
   *
   * @param takenBack what stood and was taken back
   * @param prevented posts for which nothing stood yet, and nothing ever will
   * @param failed posts with which it could not be done
   */
  public record Undone(
      List<Claim> takenBack, List<AtUri> prevented, Map<AtUri, AccountException> failed) {
    public Undone {
      takenBack = List.copyOf(takenBack);
      prevented = List.copyOf(prevented);
    }
  }

  /** Takes back what stands for a post; one that is known and waits is kept from being shown. */
  public Undone undo(AtUri post, Instant now) {
    return undo(() -> Stream.of(post), Undoing::waits, now);
  }

  /** The same; but any post that is known is kept from being shown, whatever was decided on it. */
  public Undone reject(AtUri post, Instant now) {
    return undo(() -> Stream.of(post), told -> true, now);
  }

  private static boolean waits(Told told) {
    return told.action() == Action.DEFER;
  }

  /** Takes back whatever stands for the posts of which the bot did anything since then. */
  public Undone undoSince(Instant since, Instant now) {
    return undo(
        () ->
            ledger.writes().standing(since).stream()
                .filter(Claim::isOwn)
                .map(claim -> claim.subject().uri()),
        Undoing::waits,
        now);
  }

  private Undone undo(Supplier<Stream<AtUri>> wanted, Predicate<Told> preventing, Instant now) {
    ledger.belongTo(account.did());
    return ledger.exclusively(
        () -> {
          reconcile(now);
          List<Claim> takenBack = new ArrayList<>();
          List<AtUri> prevented = new ArrayList<>();
          Map<AtUri, AccountException> failed = new LinkedHashMap<>();
          Optional<AccountException> stopped = Optional.empty();
          for (AtUri post : wanted.get().distinct().toList()) {
            if (stopped.isPresent()) {
              failed.put(post, stopped.get());
              continue;
            }
            try {
              List<Claim> claims = takeBack(post, now);
              takenBack.addAll(claims);
              if (claims.isEmpty() && prevent(post, preventing, now)) {
                prevented.add(post);
              }
            } catch (AccountException e) {
              failed.put(post, e);
              stopped = Optional.of(e).filter(Undoing::stops);
            }
          }
          return new Undone(takenBack, prevented, failed);
        });
  }

  private static boolean stops(AccountException e) {
    return switch (e.kind()) {
      case LOGIN, STOP_WRITES, UNREACHABLE -> true;
      case ITEM, TRANSIENT -> false;
    };
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
            .flatMap(action -> ledger.writes().standing(post, action).stream())
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
    ledger.writes().takenBack(post, Set.of(), now);
    return claims;
  }

  private boolean prevent(AtUri uri, Predicate<Told> preventing, Instant now) {
    boolean prevented =
        ledger.told(uri).filter(told -> told.standing().isEmpty()).filter(preventing).isPresent();
    Optional<Post> post = ledger.post(uri).filter(known -> prevented);
    if (post.isEmpty()) {
      return false;
    }
    account.tombstone(Tid.about(uri), post.get().ref(), now);
    ledger.writes().takenBack(uri, curator.ownKeys(post.get()), now);
    return true;
  }
}
