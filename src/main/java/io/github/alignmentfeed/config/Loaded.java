package io.github.alignmentfeed.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What came of reading a configuration.
 *
 * @param configuration the configuration; absent where a problem is an error
 * @param problems everything that is wrong or doubtful, by file, line and column
 * @param files all that were asked for, whether they are there or not
 */
public record Loaded(
    Optional<Configuration> configuration, List<Problem> problems, List<Path> files) {
  public Loaded {
    problems = List.copyOf(problems);
    files = List.copyOf(files);
  }

  /** Without the files: a secret in the wrong place may be taken for the name of one. */
  @Override
  public String toString() {
    return "Loaded[configuration=" + configuration + ", problems=" + problems + "]";
  }
}
