package io.github.alignmentfeed.cycle;

import io.github.alignmentfeed.atproto.AtUri;
import io.github.alignmentfeed.atproto.Did;
import io.github.alignmentfeed.atproto.Handle;
import io.github.alignmentfeed.curation.Action;
import io.github.alignmentfeed.curation.Author;
import io.github.alignmentfeed.curation.Content;
import io.github.alignmentfeed.curation.Decision;
import io.github.alignmentfeed.curation.Policy;
import io.github.alignmentfeed.curation.Post;
import io.github.alignmentfeed.cycle.Account.Fresh;
import io.github.alignmentfeed.cycle.Ledger.Chore;
import io.github.alignmentfeed.cycle.Writes.Claim;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Retracts reposts that must not stand any longer: their author said no, or the post was deleted,
 * blocked or labelled since.
 */
final class Cleaning {
  private static final Logger LOG = LoggerFactory.getLogger(Cleaning.class);
  private static final Duration EVERY = Duration.ofHours(1);
  private static final Handle UNKNOWN = new Handle("handle.invalid");

  /** Where so many of so many posts are gone at once, it is the server that fails. */
  private static final int TOO_MANY_TO_BE_TRUE = 10;

  private final Account account;
  private final Ledger ledger;
  private final Policy policy;
  private final Instant now;

  Cleaning(Account account, Ledger ledger, Policy policy, Instant now) {
    this.account = account;
    this.ledger = ledger;
    this.policy = policy;
    this.now = now;
  }

  /**
   * Retracts what must go: of who said no at once, the rest once an hour.
   *
   * @param whole the rest at once too
   * @param retracted takes what was retracted, also where not all could be
   */
  void clean(boolean whole, List<Decided> retracted) {
    for (Did author : refusing()) {
      for (Claim claim : ledger.writes().standing(author)) {
        if (claim.action() == Action.REPOST) {
          retract(claim, Writes.Retraction.REFUSED, "its author does not want it", retracted);
        }
      }
    }
    if (whole || ledger.isDue(Chore.CLEAN, EVERY, now)) {
      // What somebody reposted by hand stays.
      List<Claim> own =
          ledger.writes().standing(Instant.EPOCH).stream()
              .filter(claim -> claim.action() == Action.REPOST && claim.isOwn())
              .toList();
      if (!own.isEmpty()) {
        look(own, retracted);
      }
    }
  }

  private Set<Did> refusing() {
    return Stream.concat(
            policy.optedOut().stream().filter(Did.class::isInstance).map(Did.class::cast),
            policy.accounts().keySet().stream().filter(policy::refuses))
        .collect(Collectors.toSet());
  }

  private void look(List<Claim> reposts, List<Decided> retracted) {
    Map<AtUri, Fresh> seen = account.look(uris(reposts));
    List<Claim> missing =
        reposts.stream().filter(c -> !seen.containsKey(c.subject().uri())).toList();
    if (missing.size() >= TOO_MANY_TO_BE_TRUE && missing.size() * 2 > reposts.size()) {
      LOG.warn(
          "{} of {} reposted posts seem to be gone at once, so nothing is retracted",
          missing.size(),
          reposts.size());
      return;
    }
    // An index may drop a post for a moment: what is missing is asked for once more.
    Map<AtUri, Fresh> again = missing.isEmpty() ? Map.of() : account.look(uris(missing));
    for (Claim claim : reposts) {
      AtUri uri = claim.subject().uri();
      Fresh fresh = Optional.ofNullable(seen.get(uri)).orElse(again.get(uri));
      if (fresh == null || fresh.blocked()) {
        retract(
            claim,
            Writes.Retraction.GONE,
            "it was deleted, or its author is gone or blocks the bot",
            retracted);
        continue;
      }
      policy
          .objectionTo(fresh.post())
          .ifPresent(why -> retract(claim, Writes.Retraction.LABELLED, why, retracted));
    }
    ledger.done(Chore.CLEAN, now);
  }

  private static List<AtUri> uris(List<Claim> claims) {
    return claims.stream().map(c -> c.subject().uri()).toList();
  }

  private void retract(Claim claim, Writes.Retraction why, String reason, List<Decided> retracted) {
    account.deleteRepost(claim.rkey());
    Decision decision = decision(claim, reason);
    ledger.writes().retracted(claim, why, now);
    LOG.debug("retracted the repost of {}: {}", claim.subject().uri(), reason);
    retracted.add(new Decided(decision, Outcome.SENT));
  }

  private Decision decision(Claim claim, String reason) {
    Post post = ledger.post(claim.subject().uri()).orElseGet(() -> unseen(claim));
    return new Decision(
        post,
        Set.of(),
        Action.RETRACT,
        Action.RETRACT,
        Optional.empty(),
        reason,
        0,
        List.of(),
        claim.story(),
        List.of(),
        false);
  }

  /** A post of which only the address is known. */
  private static Post unseen(Claim claim) {
    return new Post(
        claim.subject().uri(),
        claim.subject().cid(),
        new Author(claim.subject().uri().did(), UNKNOWN, "", Set.of()),
        claim.createdAt(),
        claim.createdAt(),
        Content.ofText(""),
        Optional.empty(),
        Optional.empty(),
        Set.of(),
        List.of());
  }
}
