package io.github.alignmentfeed.cycle;

/** The bot's account could not do what was asked. */
public final class AccountException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String what;

  /** What the failure means for the rest of the cycle. */
  public enum Kind {
    /** This one item failed for good: trying it again changes nothing. */
    ITEM,
    /** This one item failed for now: the next tick tries again. */
    TRANSIENT,
    /** No write may follow in this cycle: rate limit, or the server fails. */
    STOP_WRITES,
    /** No write may follow in this cycle: the server cannot be reached. */
    UNREACHABLE,
    /** The login is refused: wrong or revoked password, second factor, account gone. */
    LOGIN
  }

  private final Kind kind;

  /**
   * @param message what happened, where, and what to do; never a secret
   */
  public AccountException(Kind kind, String message) {
    super(message);
    this.what = message;
    this.kind = kind;
  }

  /** What the failure means for the rest of the cycle. */
  public Kind kind() {
    return kind;
  }

  /** What happened, where, and what to do. */
  public String what() {
    return what;
  }
}
