package io.github.alignmentfeed.cli;

/** What the process tells its caller. */
final class ExitCode {
  static final int DONE = 0;
  static final int SOME_FAILED = 1;
  static final int USAGE = 2;
  static final int NO_LOGIN = 3;
  static final int UNREACHABLE = 4;
  static final int BUG = 70;
  static final int LOCKED = 75;

  private ExitCode() {}
}
