package io.github.alignmentfeed.curation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** All that ask for what is found in one place. Filled first, then only read. */
final class Terms {
  private final List<Term> all = new ArrayList<>(1);
  private long[] clauses = {};

  /** One word, phrase or domain as rules write it; equal to itself alone. */
  static final class Term {
    private long[] clauses = {};

    /** Lets more conditions and exceptions ask for it, a bit for each by its number. */
    void askedBy(long[] more) {
      clauses = union(clauses, more);
    }

    boolean isAskedBy(int clause) {
      return holds(clauses, clause);
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

  /** Whether a condition or exception asks for any of them. */
  boolean areAskedBy(int clause) {
    return holds(clauses, clause);
  }

  /** Whether any condition or exception of some asks for any of them. */
  boolean areAskedByAnyOf(long[] some) {
    for (int i = 0; i < clauses.length; i++) {
      if ((clauses[i] & some[i]) != 0) {
        return true;
      }
    }
    return false;
  }

  /** Adds the conditions and exceptions that ask for any of them. */
  void addClausesTo(long[] met) {
    for (int i = 0; i < clauses.length; i++) {
      met[i] |= clauses[i];
    }
  }

  static boolean holds(long[] bits, int number) {
    return (bits[number >> 6] & 1L << number) != 0;
  }

  static void set(long[] bits, int number) {
    bits[number >> 6] |= 1L << number;
  }

  /** One of the two where that is enough: what many terms share lies close at hand. */
  private static long[] union(long[] one, long[] other) {
    if (one.length == 0) {
      return other;
    }
    long[] both = one.clone();
    for (int i = 0; i < both.length; i++) {
      both[i] |= other[i];
    }
    return Arrays.equals(both, one) ? one : both;
  }
}
