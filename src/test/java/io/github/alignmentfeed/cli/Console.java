package io.github.alignmentfeed.cli;

import io.github.alignmentfeed.Pace;
import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs commands as a shell would, and keeps what they print.
 *
 * @param trace of the exception that ended the command, where one did, with all its causes
 */
public record Console(int code, String out, String err, String trace) {
  static Console run(String... arguments) {
    return run(Pace.USUAL, arguments);
  }

  public static Console run(Pace pace, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    StringWriter trace = new StringWriter();
    CommandLine line = Main.commandLine(pace, arguments);
    IExecutionExceptionHandler failures = line.getExecutionExceptionHandler();
    int code =
        line.setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .setExecutionExceptionHandler(
                (e, command, parsed) -> {
                  e.printStackTrace(new PrintWriter(trace, true));
                  return failures.handleExecutionException(e, command, parsed);
                })
            .execute(arguments);
    return new Console(code, out.toString(), err.toString(), trace.toString());
  }

  public JsonNode json() {
    return JsonMapper.builder().build().readTree(out);
  }
}
