package io.github.alignmentfeed.bluesky;

/** An answer or an entry of one lacks something without which it means nothing. */
final class MalformedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String problem;

  /**
   * @param problem which field is wrong, never what a stranger wrote into it
   */
  MalformedException(String problem) {
    super(problem);
    this.problem = problem;
  }

  String problem() {
    return problem;
  }
}
