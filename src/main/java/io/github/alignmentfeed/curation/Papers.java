package io.github.alignmentfeed.curation;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The papers that a thread speaks of, by all their identities. Identities of different schemes, as
 * a preprint and its DOI, are taken for one paper; two of one scheme are two. A post in a forum or
 * on a page beside an identified paper is taken to be about it.
 *
 * @param all the identities, in order
 */
record Papers(Set<PaperId> all) {

  /** The identities that say which papers they are; a post on a page where there is none else. */
  Set<PaperId> main() {
    if (all.size() <= 1) {
      return all;
    }
    Set<PaperId> identified = new LinkedHashSet<>(all);
    identified.removeIf(PaperId::accompanies);
    return identified.isEmpty() ? all : identified;
  }

  boolean areOne() {
    Set<String> schemes = new HashSet<>();
    return all.size() <= 1 || main().stream().allMatch(paper -> schemes.add(paper.scheme()));
  }

  /** The identities that a story of these papers is known by. */
  Set<PaperId> claimed() {
    return areOne() ? all : main();
  }
}
