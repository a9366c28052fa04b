package io.github.alignmentfeed.cycle;

import io.github.alignmentfeed.atproto.Did;
import io.github.alignmentfeed.cycle.Ledger.Chore;
import io.github.alignmentfeed.cycle.Refusals.Cause;
import io.github.alignmentfeed.cycle.Refusals.Refusal;
import io.github.alignmentfeed.cycle.Writes.Claim;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears who wants to be left out, and writes it down: in the ledger, and as mutes of the account,
 * which outlive the ledger. Nobody is ever answered.
 */
final class Listening {
  private static final Logger LOG = LoggerFactory.getLogger(Listening.class);
  private static final Duration OVERLAP = Duration.ofHours(1);
  private static final Duration CLOSELY_EVERY = Duration.ofHours(1);

  /** A no in the profile is read again; the others would be lost with the ledger. */
  private static final Set<Cause> MUTE = EnumSet.of(Cause.ASKED, Cause.CONFIGURED, Cause.MUTED);

  private final People people;
  private final Ledger ledger;
  private final Refusals refusals;
  private final Instant now;

  Listening(People people, Ledger ledger, Instant now) {
    this.people = people;
    this.ledger = ledger;
    this.refusals = ledger.refusals();
    this.now = now;
  }

  /**
   * Hears what was said since the last time.
   *
   * @param configured who opted out by the configuration
   * @param whole whether profiles and muted people are read now, which else happens once an hour
   */
  void listen(Set<Did> configured, boolean whole) {
    Set<Did> before = refusals.refusing();
    Instant since = ledger.doneAt(Chore.LISTEN).map(at -> at.minus(OVERLAP)).orElse(Instant.EPOCH);
    people.requests(since).forEach(this::obey);
    obeyConfiguration(configured);
    boolean closely = whole || ledger.isDue(Chore.LISTEN_CLOSELY, CLOSELY_EVERY, now);
    if (closely) {
      noteMutes(people.muted());
      hearTheMuted();
      readProfiles();
      ledger.done(Chore.LISTEN_CLOSELY, now);
    }
    if (closely || !refusals.refusing().equals(before)) {
      matchMutes(people.muted());
    }
    ledger.done(Chore.LISTEN, now);
  }

  private void obey(Request request) {
    LOG.info("{} asks to be {}", request.from(), request.out() ? "left out" : "taken in again");
    refusals.note(new Refusal(request.from(), Cause.ASKED, request.out(), request.at()));
    if (!request.out()) {
      refusals.note(new Refusal(request.from(), Cause.MUTED, false, request.at()));
    }
  }

  private void obeyConfiguration(Set<Did> configured) {
    Set<Did> known = standing(EnumSet.of(Cause.CONFIGURED));
    configured.stream()
        .filter(who -> !known.contains(who))
        .forEach(who -> refusals.note(new Refusal(who, Cause.CONFIGURED, true, now)));
    known.stream()
        .filter(who -> !configured.contains(who))
        .forEach(who -> refusals.note(new Refusal(who, Cause.CONFIGURED, false, now)));
  }

  /** Of muted accounts no mention is told, so whether they take it back is read in their feeds. */
  private void hearTheMuted() {
    for (Did who : standing(EnumSet.of(Cause.ASKED, Cause.MUTED))) {
      people.requestsOf(who).forEach(this::obey);
    }
  }

  private void readProfiles() {
    Set<Did> known = standing(EnumSet.of(Cause.PROFILE));
    Set<Did> asked = new HashSet<>(known);
    for (Claim claim : ledger.writes().standing(Instant.EPOCH)) {
      asked.add(claim.subject().uri().did());
    }
    Set<Did> refusing = people.refusing(asked);
    refusing.forEach(who -> refusals.note(new Refusal(who, Cause.PROFILE, true, now)));
    known.stream()
        .filter(who -> !refusing.contains(who))
        .forEach(who -> refusals.note(new Refusal(who, Cause.PROFILE, false, now)));
  }

  /** Whom the account has muted for reasons that are not known says no, for as long as it is. */
  private void noteMutes(Set<Did> muted) {
    List<Refusal> all = refusals.all();
    Set<Did> known = withMutes(all);
    muted.stream()
        .filter(who -> !known.contains(who))
        .forEach(who -> refusals.note(new Refusal(who, Cause.MUTED, true, Instant.EPOCH)));
    all.stream()
        .filter(r -> r.cause() == Cause.MUTED && r.stands() && !muted.contains(r.who()))
        .forEach(r -> refusals.note(new Refusal(r.who(), Cause.MUTED, false, now)));
  }

  /** Mutes who is known to say no, and nobody who is known to have taken it back. */
  private void matchMutes(Set<Did> muted) {
    standing(EnumSet.of(Cause.ASKED, Cause.CONFIGURED)).stream()
        .filter(who -> !muted.contains(who))
        .forEach(who -> people.mute(who, true));
    Set<Did> known = withMutes(refusals.all());
    Set<Did> standing = standing(MUTE);
    muted.stream()
        .filter(who -> known.contains(who) && !standing.contains(who))
        .forEach(who -> people.mute(who, false));
  }

  private static Set<Did> withMutes(List<Refusal> all) {
    return all.stream()
        .filter(r -> MUTE.contains(r.cause()))
        .map(Refusal::who)
        .collect(Collectors.toSet());
  }

  private Set<Did> standing(Set<Cause> causes) {
    return refusals.all().stream()
        .filter(r -> r.stands() && causes.contains(r.cause()))
        .map(Refusal::who)
        .collect(Collectors.toSet());
  }
}
