package io.github.alignmentfeed.cycle;

/** What came of asking about an address or a paper. */
public sealed interface Finding {

  /** A shortened address leads there. */
  record Target(String address) implements Finding {}

  /** That is what a paper is about. */
  record Subject(String title, String summary) implements Finding {}

  /**
   * Nothing was found.
   *
   * @param lasting whether asking again soon would change nothing
   */
  record Nothing(boolean lasting) implements Finding {}
}
