package io.github.alignmentfeed.store;

import io.github.alignmentfeed.cycle.LedgerException;
import io.github.alignmentfeed.cycle.LockedException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A file lock beside the store: one process writes to the account at a time. */
final class WriterLock {
  private static final Duration POLL = Duration.ofMillis(100);

  private final Path file;
  private final Duration patience;

  /**
   * @param patience how long to wait for another process
   */
  WriterLock(Path file, Duration patience) {
    this.file = file;
    this.patience = patience;
  }

  /** Works while holding the lock, which the system releases with the process. */
  <T> T hold(Supplier<T> work) {
    try (FileChannel channel =
            FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = wait(channel)) {
      if (!lock.isValid()) {
        throw new LedgerException("the lock on " + file + " was lost");
      }
      return work.get();
    } catch (IOException e) {
      throw new LedgerException(
          "the lock file " + file + " cannot be used: check that its folder can be written", e);
    }
  }

  private FileLock wait(FileChannel channel) throws IOException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      FileLock lock = tryLock(channel);
      if (lock != null) {
        return lock;
      }
      if (System.nanoTime() > deadline) {
        throw new LockedException(
            "another process of this bot has been writing for "
                + TimeUnit.NANOSECONDS.toSeconds(patience.toNanos())
                + " s (lock file "
                + file
                + "): wait for it, or end it");
      }
      LockSupport.parkNanos(POLL.toNanos());
    }
  }

  @Nullable
  private static FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }
}
