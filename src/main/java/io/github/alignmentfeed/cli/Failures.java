package io.github.alignmentfeed.cli;

import io.github.alignmentfeed.bluesky.RecordingException;
import io.github.alignmentfeed.cycle.AccountException;
import io.github.alignmentfeed.cycle.LedgerException;
import io.github.alignmentfeed.cycle.LockedException;
import io.github.alignmentfeed.cycle.SourceException;
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
    if (e instanceof LedgerException || e instanceof RecordingException) {
      return ExitCode.USAGE;
    }
    if (e instanceof SourceException source) {
      return source.unreachable() ? ExitCode.UNREACHABLE : ExitCode.SOME_FAILED;
    }
    if (e instanceof AccountException account) {
      return account.kind() == AccountException.Kind.LOGIN
          ? ExitCode.NO_LOGIN
          : ExitCode.SOME_FAILED;
    }
    LOG.error("this is a bug in the program", e);
    return ExitCode.BUG;
  }
}
