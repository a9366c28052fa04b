package io.github.alignmentfeed.cycle;

/** A source could not be read; the others go on. */
public final class SourceException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String what;

  private final boolean unreachable;

  /**
   * @param message what happened and where, for people
   * @param unreachable whether no answer came at all, as when the network is down
   */
  public SourceException(String message, boolean unreachable) {
    super(message);
    this.what = message;
    this.unreachable = unreachable;
  }

  /** Whether no answer came at all, as when the network is down. */
  public boolean unreachable() {
    return unreachable;
  }

  /** What happened, where, and what to do. */
  public String what() {
    return what;
  }
}
