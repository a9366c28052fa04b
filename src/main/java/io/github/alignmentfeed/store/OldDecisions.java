package io.github.alignmentfeed.store;

import io.github.alignmentfeed.curation.Action;
import io.github.alignmentfeed.curation.Decision;
import io.github.alignmentfeed.curation.Post;
import io.github.alignmentfeed.cycle.Ledger;
import io.github.alignmentfeed.cycle.Ledger.Query;
import io.github.alignmentfeed.cycle.Ledger.Told;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/** Tells the pages, once, of what was decided before there were any. */
final class OldDecisions {
  private static final String NOTED = "noted";

  /** So many of them. */
  private static final int MOST = 100_000;

  private final Database db;
  private final FactTable facts;
  private final NoteTable notes;

  OldDecisions(Database db) {
    this.db = db;
    this.facts = new FactTable(db);
    this.notes = new NoteTable(db);
  }

  void noteOf(Ledger ledger) {
    if (facts.get(NOTED).isEmpty()) {
      db.transaction(
          () -> {
            noteAll(ledger);
            facts.put(NOTED, "yes");
          });
    }
  }

  private void noteAll(Ledger ledger) {
    Set<Action> chosen = EnumSet.complementOf(EnumSet.of(Action.SKIP));
    for (Told t : ledger.told(new Query(chosen, false, Instant.EPOCH, MOST))) {
      ledger.post(t.uri()).ifPresent(post -> note(t, post));
    }
  }

  private void note(Told t, Post post) {
    notes.decided(decision(t, post), t.decidedAt());
    if (t.standing().equals(WriteTable.TAKEN_BACK)) {
      notes.takenBack(t.uri());
    }
  }

  private static Decision decision(Told t, Post post) {
    return new Decision(
        post,
        Set.copyOf(t.through()),
        t.action(),
        t.intended(),
        t.until(),
        t.reason(),
        t.score(),
        t.evidence(),
        t.story(),
        t.papers(),
        false);
  }
}
