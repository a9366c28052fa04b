package io.github.alignmentfeed.cli;

import io.github.alignmentfeed.RemoteException;
import io.github.alignmentfeed.bluesky.RecordingException;
import io.github.alignmentfeed.cycle.AccountException;
import io.github.alignmentfeed.cycle.LedgerException;
import io.github.alignmentfeed.cycle.LockedException;
import io.github.alignmentfeed.cycle.SourceException;
import io.github.alignmentfeed.ops.ListenException;
import java.io.PrintWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Tells people what went wrong, and the caller by the exit code. */
final class Failures implements IExecutionExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
    PrintWriter err = command.getErr();
    if (e instanceof BadConfigurationException bad) {
      bad.problems().forEach(err::println);
      return ExitCode.USAGE;
    }
    err.println(e.getMessage());
    if (e instanceof LockedException) {
      return ExitCode.LOCKED;
    }
    if (e instanceof LedgerException
        || e instanceof RecordingException
        || e instanceof ListenException) {
      return ExitCode.USAGE;
    }
    if (e instanceof RemoteException) {
      return ExitCode.UNREACHABLE;
    }
    if (e instanceof SourceException source) {
      return source.unreachable() ? ExitCode.UNREACHABLE : ExitCode.SOME_FAILED;
    }
    if (e instanceof AccountException account) {
      return of(account.kind());
    }
    LOG.error("this is a bug in the program", e);
    return ExitCode.BUG;
  }

  /** What a failure of the bot's account means for the caller. */
  static int of(AccountException.Kind kind) {
    return switch (kind) {
      case LOGIN -> ExitCode.NO_LOGIN;
      case UNREACHABLE -> ExitCode.UNREACHABLE;
      case ITEM, TRANSIENT, STOP_WRITES -> ExitCode.SOME_FAILED;
    };
  }
}
