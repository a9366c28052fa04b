package io.github.alignmentfeed.cycle;

import io.github.alignmentfeed.curation.Post;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds out what posts only point at. What it is asked about is a subject: a shortened address, or
 * the {@linkplain io.github.alignmentfeed.curation.PaperId identity} of a paper.
 */
public interface Guide {

  /** What it could find out for a post. */
  Set<String> subjects(Post post);

  /** Whether a subject is of its kind. */
  boolean answers(String subject);

  /**
   * Asks for a short while, never fails, and leaves out what it does not come to.
   *
   * @param subjects in the order in which they matter
   */
  Map<String, Finding> ask(List<String> subjects);
}
