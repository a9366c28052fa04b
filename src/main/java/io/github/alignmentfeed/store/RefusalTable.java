package io.github.alignmentfeed.store;

import io.github.alignmentfeed.atproto.Did;
import io.github.alignmentfeed.cycle.Refusals;
import java.time.Instant;
import java.util.List;

/** Who said no. */
final class RefusalTable implements Refusals {
  private final Database db;

  RefusalTable(Database db) {
    this.db = db;
  }

  @Override
  public List<Refusal> all() {
    return db.query(
        "select did, cause, stands, at from refusal order by did, cause",
        r ->
            new Refusal(
                new Did(r.getString(1)),
                Cause.valueOf(r.getString(2)),
                r.getBoolean(3),
                Instant.ofEpochMilli(r.getLong(4))));
  }

  @Override
  public void note(Refusal refusal) {
    db.transaction(
        () ->
            db.update(
                "insert into refusal (did, cause, stands, at) values (?, ?, ?, ?)"
                    + " on conflict (did, cause) do update set stands = excluded.stands,"
                    + " at = excluded.at where excluded.at >= refusal.at",
                refusal.who().value(),
                refusal.cause().name(),
                refusal.stands() ? 1 : 0,
                refusal.at().toEpochMilli()));
  }
}
