package io.github.alignmentfeed;

import io.github.alignmentfeed.cycle.LedgerException;
import io.github.alignmentfeed.cycle.LockedException;
import io.github.alignmentfeed.cycle.Status;
import io.github.alignmentfeed.cycle.Status.Trouble;
import io.github.alignmentfeed.cycle.Status.Wrong;
import io.github.alignmentfeed.ops.Rounds;
import io.github.alignmentfeed.ops.Schedule;
import io.github.alignmentfeed.store.Stores;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the parts of a running service say of how it fares.
 *
 * @param schedule absent while the service starts
 * @param files what is wrong with the files of its configuration
 */
record Condition(
    Parts parts,
    Instant startedAt,
    Rounds.State rounds,
    Optional<Schedule> schedule,
    List<Wrong> files) {

  Status status() {
    Optional<Instant> good = rounds.lastGood();
    List<Wrong> trouble = new ArrayList<>();
    rounds
        .last()
        .flatMap(Rounds.Ended::login)
        .ifPresent(why -> trouble.add(new Wrong(Trouble.LOGIN, why)));
    store().ifPresent(why -> trouble.add(new Wrong(Trouble.STORE, why)));
    Instant overdue = schedule.map(s -> s.overdue(good.orElse(startedAt))).orElse(Instant.MAX);
    if (parts.pace().clock().instant().isAfter(overdue)) {
      trouble.add(new Wrong(Trouble.STALE, stale(good, overdue)));
    }
    rounds
        .brokeOff()
        .ifPresent(e -> trouble.add(new Wrong(Trouble.CYCLE, "the last cycle broke off: " + e)));
    trouble.addAll(files);
    return new Status(
        startedAt,
        rounds.running().map(Rounds.InHand::since),
        rounds.last().map(Rounds.Ended::id),
        good,
        schedule.flatMap(Schedule::next),
        trouble);
  }

  private Optional<String> store() {
    return rounds
        .brokeOff()
        .filter(e -> e instanceof LedgerException && !(e instanceof LockedException))
        .map(e -> String.valueOf(e.getMessage()))
        .or(
            () ->
                parts.canOnlyRead()
                    ? Optional.empty()
                    : Stores.unwritable(parts.configuration().store()));
  }

  private static String stale(Optional<Instant> good, Instant overdue) {
    return good.map(at -> "the last good cycle ended at " + at).orElse("no cycle was good yet")
        + ", and another was due by "
        + overdue;
  }
}
