package io.github.alignmentfeed.ops;

import java.util.Optional;

/** How the server speaks to people; to programs it speaks JSON. */
public interface Look {
  /**
   * The page with the form that posts {@code token} to {@code /login}.
   *
   * @param refused why the last attempt failed
   */
  String signIn(Optional<Problem> refused);

  /** The page that says why there is nothing else to see. */
  String problem(Problem problem);
}
