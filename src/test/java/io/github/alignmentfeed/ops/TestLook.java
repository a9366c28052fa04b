package io.github.alignmentfeed.ops;

import java.util.Optional;

/** Pages of one line. */
public final class TestLook implements Look {
  @Override
  public String signIn(Optional<Problem> refused) {
    return "sign in" + refused.map(p -> ": " + p.error()).orElse("");
  }

  @Override
  public String problem(Problem problem) {
    return "page: " + problem.error();
  }
}
