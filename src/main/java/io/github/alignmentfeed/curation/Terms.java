package io.github.alignmentfeed.curation;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** All that ask for what is found in one place. Filled first, then only read. */
final class Terms {
  private final List<Term> all = new ArrayList<>(1);
  private BitSet clauses = new BitSet(0);

  /** One word, phrase or domain as rules write it; equal to itself alone. */
  static final class Term {
    private BitSet clauses = new BitSet(0);

    /** Lets more conditions and exceptions ask for it, by their numbers. */
    void askedBy(BitSet more) {
      clauses = union(clauses, more);
    }

    boolean isAskedBy(int clause) {
      return clauses.get(clause);
    }
  }

  /** Adds a term, or what has come to ask for it since it was added. */
  void add(Term term) {
    if (!all.contains(term)) {
      all.add(term);
    }
    clauses = union(clauses, term.clauses);
  }

  List<Term> all() {
    return all;
  }

  /** The numbers of the conditions and exceptions that ask for any of them. */
  BitSet clauses() {
    return clauses;
  }

  /** One of the two where that is enough: what many terms share lies close at hand. */
  private static BitSet union(BitSet one, BitSet other) {
    if (one.isEmpty()) {
      return other;
    }
    BitSet both = (BitSet) one.clone();
    both.or(other);
    return both.equals(one) ? one : both;
  }
}
