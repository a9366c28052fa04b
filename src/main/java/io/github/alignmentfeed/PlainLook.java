package io.github.alignmentfeed;

import io.github.alignmentfeed.ops.Look;
import io.github.alignmentfeed.ops.Problem;
import java.util.Optional;

/** The least that a person needs. */
final class PlainLook implements Look {
  @Override
  public String signIn(Optional<Problem> refused) {
    return page(
        refused.map(Problem::error).orElse("Sign in")
            + "<form method=\"post\" action=\"/login\"><label>Token <input name=\"token\""
            + " type=\"password\"></label> <button>Sign in</button></form>");
  }

  @Override
  public String problem(Problem problem) {
    return page(problem.error() + ": " + problem.hint());
  }

  private static String page(String body) {
    return "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Alignment feed</title>"
        + body
        + "</html>";
  }
}
