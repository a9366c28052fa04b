package io.github.alignmentfeed.curation;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;

/**
 * All that one phrase or domain stands for: many conditions of many rules may ask for it. Filled
 * first, then only read.
 */
final class Terms {
  private final List<Term> all = new ArrayList<>(1);
  private final BitSet clauses = new BitSet();

  /**
   * One condition or exception of one rule.
   *
   * @param rule its place among the rules
   * @param number its place among all conditions and exceptions of all rules, which stand in order
   * @param exception whether it keeps its rule from holding
   * @param condition what it asks for
   * @param fields where it looks
   */
  record Clause(
      int rule, int number, boolean exception, Rule.Condition condition, Set<Field> fields) {}

  /** One word or domain of a condition, by its place in it. */
  record Term(Clause clause, int number) {
    boolean isSame(Term other) {
      return clause.number() == other.clause.number() && number == other.number;
    }
  }

  /** Adds a term, unless it is the one that was added last, as where a phrase has several forms. */
  void add(Term term) {
    if (all.isEmpty() || !all.get(all.size() - 1).isSame(term)) {
      all.add(term);
      clauses.set(term.clause().number());
    }
  }

  List<Term> all() {
    return all;
  }

  /** The numbers of the conditions and exceptions that ask for it. */
  BitSet clauses() {
    return clauses;
  }
}
