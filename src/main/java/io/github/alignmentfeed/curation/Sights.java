package io.github.alignmentfeed.curation;

import io.github.alignmentfeed.curation.Terms.Term;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the words and domains of all rules saw in one post, in the order of the post. */
final class Sights {
  private final List<Passage> passages;

  /** A bit for each condition and exception that asks for something that was seen. */
  private final long[] met;

  private Terms[] terms = new Terms[8];
  private int[] in = new int[8];
  private int[] starts = new int[8];
  private int[] ends = new int[8];
  private @Nullable String[] matched = new String[8];
  private int size;

  /**
   * @param none of the conditions and exceptions; takes those that something is seen for
   */
  Sights(List<Passage> passages, long[] none) {
    this.passages = passages;
    this.met = none;
  }

  /** Takes what was seen in the words of a passage, from one word to another. */
  void see(Terms seen, int passage, Words words, int first, int last) {
    see(seen, passage, words.start(first), words.end(last));
  }

  /** Takes what was seen in a passage, the end exclusive. */
  void see(Terms seen, int passage, int start, int end) {
    seen.addClausesTo(met);
    if (size == in.length) {
      widen();
    }
    int at = size++;
    while (at > 0 && isBehind(at - 1, passage, start, end)) {
      put(at, terms[at - 1], in[at - 1], starts[at - 1], ends[at - 1]);
      at--;
    }
    put(at, seen, passage, start, end);
  }

  private boolean isBehind(int at, int passage, int start, int end) {
    if (in[at] != passage) {
      return in[at] > passage;
    }
    return starts[at] == start ? ends[at] > end : starts[at] > start;
  }

  private void put(int at, Terms seen, int passage, int start, int end) {
    terms[at] = seen;
    in[at] = passage;
    starts[at] = start;
    ends[at] = end;
  }

  private void widen() {
    terms = Arrays.copyOf(terms, size * 2);
    in = Arrays.copyOf(in, size * 2);
    starts = Arrays.copyOf(starts, size * 2);
    ends = Arrays.copyOf(ends, size * 2);
    matched = Arrays.copyOf(matched, size * 2);
  }

  /** Whether anything was seen that all of them ask for, if only where they do not look. */
  boolean mayMeet(Clause[] clauses) {
    for (Clause clause : clauses) {
      if (!Terms.holds(met, clause.number())) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether enough was seen: each word once, and none inside another, be that one counted or not.
   *
   * @param withQuote whether the quoted post counts
   */
  boolean meet(Clause clause, boolean withQuote) {
    if (!Terms.holds(met, clause.number())) {
      return false;
    }
    if (withQuote && clause.isMetByOne()) {
      return true;
    }
    List<Term> counted = new ArrayList<>();
    int different = 0;
    int before = -1;
    for (int i = 0; i < size; i++) {
      boolean inside = before >= 0 && in[before] == in[i] && starts[i] < ends[before];
      if (!inside && sees(clause, i) && (withQuote || field(i) != Field.QUOTE)) {
        if (clause.atLeast() == 1) {
          return true;
        }
        before = i;
        if (isAnother(counted, terms[i], clause) && ++different == clause.atLeast()) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether no term that was seen here was counted before; counts all of them, as one word. */
  private static boolean isAnother(List<Term> counted, Terms seen, Clause clause) {
    int before = counted.size();
    for (Term term : seen.all()) {
      if (term.isAskedBy(clause.number())) {
        if (counted.subList(0, before).contains(term)) {
          return false;
        }
        counted.add(term);
      }
    }
    return true;
  }

  private boolean sees(Clause clause, int at) {
    return terms[at].areAskedBy(clause.number()) && clause.looksIn(field(at));
  }

  private Field field(int at) {
    return passages.get(in[at]).field();
  }

  /** Adds what a condition of a rule saw, each place once; the first of a rule bears its points. */
  void tell(Rule rule, Clause[] clauses, List<Evidence> evidence) {
    int points = rule.points();
    for (Clause clause : clauses) {
      int before = -1;
      for (int i = 0; i < size; i++) {
        if (sees(clause, i)
            && (before < 0 || isBehind(i, in[before], starts[before], ends[before]))) {
          evidence.add(
              new Evidence(rule.name(), field(i), in[i], starts[i], ends[i], matched(i), points));
          points = 0;
          before = i;
        }
      }
    }
  }

  /** The characters that a condition saw, as the post has them. */
  List<String> seenBy(Clause clause) {
    List<String> seen = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      if (sees(clause, i)) {
        seen.add(matched(i));
      }
    }
    return seen;
  }

  private String matched(int at) {
    @Nullable String known = matched[at];
    if (known == null) {
      known = passages.get(in[at]).text().substring(starts[at], ends[at]);
      matched[at] = known;
    }
    return known;
  }
}
