package io.github.alignmentfeed.cycle;

/** Another process has been writing for too long. */
public final class LockedException extends LedgerException {
  private static final long serialVersionUID = 1L;

  public LockedException(String message) {
    super(message);
  }
}
