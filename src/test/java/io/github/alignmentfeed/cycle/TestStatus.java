package io.github.alignmentfeed.cycle;

import java.util.List;
import java.util.Optional;

/** How a service fares that has done nothing yet. */
final class TestStatus {
  private TestStatus() {}

  static Status of(List<Status.Wrong> trouble) {
    return new Status(
        TestPost.NOON,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        trouble);
  }
}
