package io.github.alignmentfeed.config;

import java.util.List;
import java.util.Optional;

/**
 * What came of reading a configuration.
 *
 * @param configuration the configuration; absent where a problem is an error
 * @param problems everything that is wrong or doubtful, by file, line and column
 */
public record Loaded(Optional<Configuration> configuration, List<Problem> problems) {
  public Loaded {
    problems = List.copyOf(problems);
  }
}
