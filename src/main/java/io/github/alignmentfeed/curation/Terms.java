package io.github.alignmentfeed.curation;

import java.util.Arrays;
import java.util.List;

/** All that ask for what is found in one place. */
final class Terms {
  private final Term[] all;
  private final long[] clauses;

  /** One word, phrase or domain as rules write it; equal to itself alone. */
  static final class Term {
    private Terms alone = new Terms(this, new long[0]);

    /** Lets more conditions and exceptions ask for it, a bit for each by its number. */
    void askedBy(long[] more) {
      alone = new Terms(this, union(alone.clauses, more));
    }

    boolean isAskedBy(int clause) {
      return holds(alone.clauses, clause);
    }

    /** A place that stands for nothing else. */
    Terms alone() {
      return alone;
    }
  }

  private Terms(Term only, long[] clauses) {
    this.all = new Term[] {only};
    this.clauses = clauses;
  }

  private Terms(List<Term> several) {
    this.all = several.toArray(Term[]::new);
    long[] any = {};
    for (Term term : several) {
      any = union(any, term.alone.clauses);
    }
    this.clauses = any;
  }

  /**
   * @param some at least one, all of them different, to which nothing is added any more
   */
  static Terms of(List<Term> some) {
    return some.size() == 1 ? some.get(0).alone : new Terms(some);
  }

  Term[] all() {
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
