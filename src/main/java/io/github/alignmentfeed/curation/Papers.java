package io.github.alignmentfeed.curation;

import java.util.ArrayList;
import java.util.List;

/**
 * The papers that a thread speaks of, by all their identities. Identities of different schemes, as
 * a preprint and its DOI, are taken for one paper; two of one scheme are two. A post in a forum or
 * on a page beside an identified paper is taken to be about it.
 *
 * @param all the identities, in order, each once
 */
record Papers(List<PaperId> all) {

  /** The identities that say which papers they are; a post on a page where there is none else. */
  List<PaperId> main() {
    if (all.size() <= 1) {
      return all;
    }
    List<PaperId> identified = new ArrayList<>(all);
    identified.removeIf(PaperId::accompanies);
    return identified.isEmpty() ? all : identified;
  }

  boolean areOne() {
    return all.size() <= 1
        || main().stream().map(PaperId::scheme).distinct().count() == main().size();
  }

  /** The identities that a story of these papers is known by. */
  List<PaperId> claimed() {
    return areOne() ? all : main();
  }
}
