package io.github.alignmentfeed.ops;

/** A question that cannot be answered. */
final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  ProblemException(Problem problem) {
    super(problem.error());
    this.problem = problem;
  }

  Problem problem() {
    return problem;
  }
}
