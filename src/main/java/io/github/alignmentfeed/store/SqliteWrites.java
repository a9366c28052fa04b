package io.github.alignmentfeed.store;

import io.github.alignmentfeed.atproto.AtUri;
import io.github.alignmentfeed.atproto.Did;
import io.github.alignmentfeed.curation.Action;
import io.github.alignmentfeed.curation.StoryKey;
import io.github.alignmentfeed.cycle.Writes;
import io.github.alignmentfeed.cycle.Writes.Claim;
import io.github.alignmentfeed.cycle.Writes.Retraction;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What was written to the account, in a SQLite file. */
final class SqliteWrites implements Writes {
  private final Database db;
  private final WriteTable written;
  private final Fates fates;
  private final NoteTable notes;

  SqliteWrites(Database db, WriteTable written, Fates fates, NoteTable notes) {
    this.db = db;
    this.written = written;
    this.fates = fates;
    this.notes = notes;
  }

  @Override
  public void claim(Claim claim) {
    db.transaction(() -> fates.claimed(claim));
  }

  @Override
  public void settle(Claim claim, Instant at) {
    db.transaction(() -> fates.settled(claim, at));
  }

  @Override
  public void release(Claim claim) {
    db.transaction(() -> fates.released(claim));
  }

  @Override
  public List<Claim> unfinished() {
    return written.in(WriteTable.CLAIMED, Instant.EPOCH);
  }

  @Override
  public void gone(AtUri post) {
    db.transaction(() -> fates.gone(post));
  }

  @Override
  public List<Claim> standing(Instant since) {
    return written.in(WriteTable.STANDS, since);
  }

  @Override
  public Optional<Claim> standing(AtUri post, Action action) {
    return written.standing(post, action);
  }

  @Override
  public List<Claim> standing(Did author) {
    return written.standing(author);
  }

  @Override
  public void takenBack(AtUri post, Set<StoryKey> keys, Instant at) {
    db.transaction(
        () -> {
          fates.takenBack(post, keys, at);
          notes.takenBack(post);
        });
  }

  @Override
  public void recognise(Claim claim, Set<StoryKey> keys, Instant at) {
    db.transaction(() -> fates.recognised(claim, keys, at));
  }

  @Override
  public void retracted(Claim claim, Retraction why, Instant at) {
    db.transaction(
        () -> {
          fates.retracted(claim, why, at);
          notes.takenBack(claim.subject().uri());
          if (why == Retraction.REFUSED) {
            notes.forgetAuthor(claim.subject().uri().did());
          }
        });
  }

  @Override
  public void spend(int points, Instant at) {
    db.transaction(() -> written.spend(points, at));
  }

  @Override
  public int spent(Instant since) {
    return written.spent(since);
  }
}
