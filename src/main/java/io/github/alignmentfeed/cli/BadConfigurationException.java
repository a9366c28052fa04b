package io.github.alignmentfeed.cli;

import io.github.alignmentfeed.config.Problem;
import java.util.List;

/** The configuration cannot be used. */
final class BadConfigurationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  BadConfigurationException(List<Problem> problems) {
    super("the configuration has " + problems.size() + " problems");
    this.problems = problems;
  }

  List<Problem> problems() {
    return problems;
  }
}
