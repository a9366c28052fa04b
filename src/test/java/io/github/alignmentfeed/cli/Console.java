package io.github.alignmentfeed.cli;

import io.github.alignmentfeed.Pace;
import java.io.PrintWriter;
import java.io.StringWriter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs commands as a shell would, and keeps what they print. */
record Console(int code, String out, String err) {
  static Console run(String... arguments) {
    return run(Pace.USUAL, arguments);
  }

  static Console run(Pace pace, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        Main.commandLine(pace)
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(arguments);
    return new Console(code, out.toString(), err.toString());
  }

  JsonNode json() {
    return JsonMapper.builder().build().readTree(out);
  }
}
