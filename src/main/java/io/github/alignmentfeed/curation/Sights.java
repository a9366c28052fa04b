package io.github.alignmentfeed.curation;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** What the words and domains of all rules saw in one post. */
final class Sights {
  private final List<Sight> all = new ArrayList<>();
  private final BitSet met = new BitSet();

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

  /** One word or domain of a condition. */
  record Term(Clause clause, int number) {}

  /** Where a term was seen: in which passage, from where to where. */
  record Sight(Term term, int passage, int start, int end) implements Comparable<Sight> {
    Clause clause() {
      return term.clause();
    }

    boolean tellsTheSameAs(Sight other) {
      return compareTo(other) == 0;
    }

    @Override
    public int compareTo(Sight other) {
      int order = Integer.compare(clause().number(), other.clause().number());
      order = order != 0 ? order : Integer.compare(passage, other.passage);
      order = order != 0 ? order : Integer.compare(start, other.start);
      return order != 0 ? order : Integer.compare(end, other.end);
    }
  }

  void see(Term term, Passage passage, int index, int start, int end) {
    if (term.clause().fields().contains(passage.field())) {
      all.add(new Sight(term, index, start, end));
      met.set(term.clause().number());
    }
  }

  /**
   * All of rules of which each condition saw something, in the order of their conditions.
   *
   * @param rules the first condition of each rule; its exceptions follow the last
   */
  List<Sight> ofWhatMayHold(List<Rule> rules, int[] firsts) {
    List<Sight> hopeful = new ArrayList<>(all.size());
    for (Sight sight : all) {
      int rule = sight.clause().rule();
      int behind = firsts[rule] + rules.get(rule).all().size();
      if (met.nextClearBit(firsts[rule]) >= behind) {
        hopeful.add(sight);
      }
    }
    Collections.sort(hopeful);
    return hopeful;
  }
}
