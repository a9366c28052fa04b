package io.github.alignmentfeed.store;

import io.github.alignmentfeed.cycle.LedgerException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The ways to open a store. */
public final class Stores {
  /** How long to wait for another process that writes to the account. */
  public static final Duration LOCK_PATIENCE = Duration.ofSeconds(60);

  private Stores() {}

  /**
   * Opens a store for reading and writing; makes the file, and its folder, where there is none.
   *
   * @param url {@code jdbc:sqlite:} and a path
   * @throws LedgerException where it cannot be used, with what to do
   */
  public static SqliteLedger open(String url) {
    return open(url, LOCK_PATIENCE);
  }

  /**
   * @param url {@code jdbc:sqlite:} and a path
   * @param lockPatience how long to wait for another process that writes to the account, or holds
   *     the file
   * @throws LedgerException where it cannot be used, with what to do
   */
  public static SqliteLedger open(String url, Duration lockPatience) {
    StoreFile file = StoreFile.of(url);
    file.makeFolder();
    WriterLock lock = new WriterLock(file.beside("lock"), lockPatience);
    Database db = file.open(shorter(lockPatience));
    SqliteLedger ledger = new SqliteLedger(db, Lender.NOBODY, Optional.of(lock), file.toString());
    new OldDecisions(db).noteOf(ledger);
    return ledger;
  }

  /** What a store knows, for reading alone; of one that is not there nothing. */
  public static SqliteLedger read(String url, Duration patience) {
    StoreFile file = StoreFile.of(url);
    return new SqliteLedger(
        file.read(shorter(patience)), Lender.NOBODY, Optional.empty(), file.toString());
  }

  /** A store in memory that begins with what a file knows: nothing is ever written to that. */
  public static SqliteLedger rehearse(String url) {
    return rehearse(url, StoreFile.PATIENCE);
  }

  /**
   * @param patience how long to wait for another process that holds the file, at most
   */
  public static SqliteLedger rehearse(String url, Duration patience) {
    StoreFile file = StoreFile.of(url);
    if (!file.isCurrent(shorter(patience))) {
      return read(url, patience);
    }
    Database db = StoreFile.inMemory();
    Lender lender = FileLender.attach(db, file, shorter(patience));
    return new SqliteLedger(db, lender, Optional.empty(), file.toString());
  }

  private static Duration shorter(Duration patience) {
    return patience.compareTo(StoreFile.PATIENCE) < 0 ? patience : StoreFile.PATIENCE;
  }

  /** An empty store in memory. */
  public static SqliteLedger inMemory() {
    return new SqliteLedger(StoreFile.inMemory(), Lender.NOBODY, Optional.empty(), "in memory");
  }

  /** What is kept beside a store of feeds that were read to look back. */
  public static PastFolder pastFeeds(String url) {
    return new PastFolder(beside(url, "past"));
  }

  /** A file that belongs to a store and lies beside it. */
  public static Path beside(String url, String suffix) {
    return StoreFile.of(url).beside(suffix);
  }

  /** Why a store cannot be written, as far as its files tell without writing. */
  public static Optional<String> unwritable(String url) {
    return StoreFile.of(url).unwritable();
  }
}
