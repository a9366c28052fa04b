package io.github.alignmentfeed;

import io.github.alignmentfeed.cycle.Archive;
import io.github.alignmentfeed.cycle.Ledger;
import io.github.alignmentfeed.cycle.LedgerException;
import io.github.alignmentfeed.store.SqliteArchive;
import io.github.alignmentfeed.store.SqliteLedger;
import io.github.alignmentfeed.store.Stores;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a running service remembers: its store; or, where nothing may be written, a copy in memory
 * that lasts as long as the service.
 */
final class Memory implements AutoCloseable {
  private final Parts parts;
  private final Optional<SqliteLedger> rehearsed;

  /**
   * @throws LedgerException where the store cannot be used from the start
   */
  Memory(Parts parts) {
    this.parts = parts;
    this.rehearsed =
        parts.canOnlyRead()
            ? Optional.of(Stores.rehearse(parts.configuration().store(), parts.pace().lock()))
            : Optional.empty();
    if (rehearsed.isEmpty()) {
      parts.ledger(false).close();
    }
  }

  /** Works with it. */
  <T> T with(Function<Ledger, T> work) {
    if (rehearsed.isPresent()) {
      return work.apply(rehearsed.get());
    }
    try (Ledger ledger = parts.ledger(false)) {
      return work.apply(ledger);
    }
  }

  /** What people ask of it; to be closed by who asks. */
  Archive archive() {
    return rehearsed
        .map(SqliteLedger::archive)
        .orElseGet(() -> SqliteArchive.open(parts.configuration().store()));
  }

  @Override
  public void close() {
    rehearsed.ifPresent(SqliteLedger::close);
  }
}
