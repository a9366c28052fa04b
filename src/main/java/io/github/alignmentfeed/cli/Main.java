package io.github.alignmentfeed.cli;

import io.github.alignmentfeed.Pace;
import io.github.alignmentfeed.ops.LogOutput;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import picocli.CommandLine;

/** Where the program starts. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    if (System.getenv("LOG_LEVEL") == null && (args.length == 0 || !hasServe(args))) {
      // What a one-shot command has to say stands in its report.
      System.setProperty("LOG_LEVEL", "ERROR");
    }
    LogOutput.use();
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    System.exit(commandLine(Pace.USUAL, args).setOut(out).setErr(err).execute(args));
  }

  private static boolean hasServe(String[] args) {
    return Arrays.asList(args).contains("serve");
  }

  static CommandLine commandLine(Pace pace, String... args) {
    CommandLine line = new CommandLine(new Bot(pace));
    new Commands().addTo(line, args);
    return line.setExecutionExceptionHandler(new Failures())
        .setCaseInsensitiveEnumValuesAllowed(true);
  }
}
