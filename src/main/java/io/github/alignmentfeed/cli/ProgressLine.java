package io.github.alignmentfeed.cli;

import io.github.alignmentfeed.cycle.Progress;
import java.io.PrintWriter;
import java.util.Locale;
import picocli.CommandLine.Help.Ansi;

/** How far a long work has come, in one line of a terminal; elsewhere nothing. */
final class ProgressLine implements Progress, AutoCloseable {
  private static final int WIDTH = 30;
  private static final String CLEAR = "\r\u001b[K";

  private final PrintWriter err;
  private final boolean shown;
  private String last = "";

  private ProgressLine(PrintWriter err, boolean shown) {
    this.err = err;
    this.shown = shown;
  }

  static ProgressLine on(PrintWriter err) {
    return new ProgressLine(err, Ansi.AUTO.enabled());
  }

  @Override
  public void at(String what, long done, long all) {
    int full = (int) (WIDTH * done / Math.max(1, all));
    String line =
        String.format(
            Locale.ROOT,
            "%s%s %3d %% %s",
            "█".repeat(full),
            "·".repeat(WIDTH - full),
            100 * done / Math.max(1, all),
            what);
    if (shown && !line.equals(last)) {
      err.print(CLEAR + line);
      err.flush();
      last = line;
    }
  }

  @Override
  public void close() {
    if (!last.isEmpty()) {
      err.print(CLEAR);
      err.flush();
    }
  }
}
