package io.github.alignmentfeed.cycle;

import io.github.alignmentfeed.atproto.AtUri;
import io.github.alignmentfeed.atproto.Did;
import io.github.alignmentfeed.atproto.Tid;
import io.github.alignmentfeed.curation.Action;
import io.github.alignmentfeed.curation.Decision;
import io.github.alignmentfeed.curation.Policy;
import io.github.alignmentfeed.curation.Sighting;
import io.github.alignmentfeed.cycle.Account.Fresh;
import io.github.alignmentfeed.cycle.Account.Written;
import io.github.alignmentfeed.cycle.Refusals.Cause;
import io.github.alignmentfeed.cycle.Refusals.Refusal;
import io.github.alignmentfeed.cycle.Writes.Claim;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries decisions out: each is checked afresh, claimed in the ledger, sent and settled. What
 * fails for now keeps its claim, and the next tick looks up what became of it.
 */
final class Acting {
  private static final Logger LOG = LoggerFactory.getLogger(Acting.class);

  private final Account account;
  private final Ledger ledger;
  private final Policy policy;
  private Instant stamp;
  private Optional<AccountException> stopped = Optional.empty();
  private Set<Did> refusing = Set.of();
  private Optional<AccountException> firstFailed = Optional.empty();
  private int failed;

  Acting(Account account, Ledger ledger, Policy policy, Instant now) {
    this.account = account;
    this.ledger = ledger;
    this.policy = policy;
    this.stamp = now;
  }

  /** Why sending was stopped for the rest of the cycle, where it was. */
  Optional<AccountException> stopped() {
    return stopped;
  }

  /** Carries out what asks for it; the rest comes back as it is. */
  List<Decided> act(List<Decision> decisions) {
    List<Decision> due = decisions.stream().filter(d -> Decided.isWrite(d.action())).toList();
    Map<AtUri, Decided> done = new HashMap<>();
    Map<AtUri, Fresh> seen = look(due);
    refusing = refusing(due);
    for (Decision decision : due) {
      done.put(decision.post().uri(), actOrHold(decision, seen));
    }
    firstFailed.ifPresent(
        e -> LOG.warn("{} of {} writes failed; the first: {}", failed, due.size(), e.what()));
    List<Decided> all = new ArrayList<>();
    for (Decision decision : decisions) {
      Decided decided = done.get(decision.post().uri());
      all.add(decided == null ? new Decided(decision, Outcome.NONE) : decided);
    }
    return all;
  }

  /** Authors of what is due whose profile says no. */
  private Set<Did> refusing(List<Decision> due) {
    if (due.isEmpty() || stopped.isPresent()) {
      return Set.of();
    }
    try {
      Set<Did> authors = due.stream().map(d -> d.post().author().did()).collect(Collectors.toSet());
      Set<Did> found = account.people().refusing(authors);
      found.forEach(who -> ledger.refusals().note(new Refusal(who, Cause.PROFILE, true, stamp)));
      return found;
    } catch (AccountException e) {
      stop(e);
      return Set.of();
    }
  }

  private Map<AtUri, Fresh> look(List<Decision> due) {
    if (due.isEmpty() || stopped.isPresent()) {
      return Map.of();
    }
    try {
      return account.look(due.stream().map(d -> d.post().uri()).toList());
    } catch (AccountException e) {
      stop(e);
      return Map.of();
    }
  }

  /** Sends nothing more in this cycle. */
  void stop(AccountException why) {
    LOG.warn("writing stops for this cycle: {}", why.what());
    stopped = Optional.of(why);
  }

  private Decided actOrHold(Decision decision, Map<AtUri, Fresh> seen) {
    if (stopped.isPresent()) {
      return failed(decision, stopped.get());
    }
    return ledger.paused()
        ? Decided.instead(decision, Action.DEFER, Outcome.NONE, "all writing is paused", true)
        : act(decision, seen);
  }

  private static Decided failed(Decision decision, AccountException e) {
    return Decided.instead(
        decision,
        Action.DEFER,
        Outcome.FAILED,
        "could not be sent: " + e.what() + "; " + decision.reason(),
        true);
  }

  private Decided act(Decision decision, Map<AtUri, Fresh> seen) {
    Fresh fresh = seen.get(decision.post().uri());
    if (fresh == null || fresh.blocked()) {
      return notShown(decision, "it was deleted, or its author and the bot block each other");
    }
    if (refusing.contains(decision.post().author().did())) {
      return notShown(decision, "its author's profile says #nobot");
    }
    Optional<String> objection = policy.objectionTo(fresh.post());
    if (objection.isPresent()) {
      return notShown(decision, objection.get());
    }
    if (!agrees(decision, fresh)) {
      return Decided.instead(
          decision,
          Action.DEFER,
          Outcome.NONE,
          "its author does not follow the bot any more, so it is decided again",
          true);
    }
    if (!fresh.post().cid().equals(decision.post().cid())) {
      ledger.keep(
          decision.through().stream().map(t -> new Sighting(fresh.post(), t, stamp)).toList(),
          stamp);
      return Decided.instead(
          decision,
          Action.DEFER,
          Outcome.NONE,
          "it was edited after it was read, so it is decided again",
          true);
    }
    return decision.action() == Action.REPOST ? repost(decision, fresh) : bookmark(decision, fresh);
  }

  private Decided notShown(Decision decision, String why) {
    ledger.writes().gone(decision.post().uri());
    return Decided.instead(decision, Action.SKIP, Outcome.NONE, why, false);
  }

  private boolean agrees(Decision decision, Fresh fresh) {
    return decision.action() != Action.REPOST
        || fresh.followsBot()
        || !policy.asksForFollowing(decision.post().author().did());
  }

  private Decided repost(Decision decision, Fresh fresh) {
    if (fresh.reposted().isPresent()) {
      return settle(
          decision, claim(decision, fresh, fresh.reposted().get().rkey()), Outcome.ALREADY);
    }
    Tid key = Tid.about(decision.post().uri());
    Claim claim = claim(decision, fresh, key.toString());
    return send(
        decision,
        claim,
        () -> {
          Written written = account.repost(key, fresh.post().ref(), claim.createdAt());
          return written == Written.KEY_TAKEN
              ? underOtherKey(decision, fresh, claim)
              : settle(decision, claim, outcome(written));
        });
  }

  private Decided underOtherKey(Decision decision, Fresh fresh, Claim first) {
    Tid key = Tid.hashed(decision.post().uri());
    Claim claim = claim(decision, fresh, key.toString());
    ledger.writes().claim(claim);
    Written written = account.repost(key, fresh.post().ref(), claim.createdAt());
    if (written == Written.KEY_TAKEN) {
      throw new AccountException(
          AccountException.Kind.ITEM,
          "both record keys of " + first.subject().uri() + " are taken");
    }
    return settle(decision, claim, outcome(written));
  }

  private Decided bookmark(Decision decision, Fresh fresh) {
    Claim claim = claim(decision, fresh, "");
    if (fresh.bookmarked()) {
      return settle(decision, claim, Outcome.ALREADY);
    }
    return send(
        decision,
        claim,
        () -> {
          account.bookmark(fresh.post().ref());
          return settle(decision, claim, Outcome.SENT);
        });
  }

  private static Outcome outcome(Written written) {
    return written == Written.NEW ? Outcome.SENT : Outcome.ALREADY;
  }

  private Claim claim(Decision decision, Fresh fresh, String rkey) {
    stamp = stamp.plusMillis(1);
    return new Claim(fresh.post().ref(), decision.action(), rkey, stamp, decision.story());
  }

  private Decided settle(Decision decision, Claim claim, Outcome outcome) {
    ledger.writes().settle(claim, claim.createdAt());
    return new Decided(decision, outcome);
  }

  /** One write, claimed before. */
  private interface Sending {
    Decided send();
  }

  private Decided send(Decision decision, Claim claim, Sending sending) {
    ledger.writes().claim(claim);
    try {
      return sending.send();
    } catch (AccountException e) {
      switch (e.kind()) {
        case ITEM -> {
          ledger.writes().release(claim);
          ledger.writes().gone(decision.post().uri());
          return Decided.instead(
              decision, decision.action(), Outcome.FAILED, "refused: " + e.what(), false);
        }
        case STOP_WRITES, UNREACHABLE, LOGIN -> stop(e);
        case TRANSIENT -> {
          LOG.debug("{}: {}", decision.post().uri(), e.what());
          firstFailed = firstFailed.or(() -> Optional.of(e));
          failed++;
        }
      }
      return failed(decision, e);
    }
  }
}
