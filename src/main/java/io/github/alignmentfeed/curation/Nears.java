package io.github.alignmentfeed.curation;

import io.github.alignmentfeed.curation.Terms.Term;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * All pairs of phrases that rules ask for {@linkplain Near near} each other, by their phrases, so
 * that what is found in a text is only ever put beside what else is found there, however many pairs
 * there are. Filled first, then only read.
 */
final class Nears {
  private static final int[] NOTHING = {};

  private final Branches partners = new Branches();
  private final List<List<Pair>> pairs = new ArrayList<>(List.of(List.of()));

  /** Two phrases with so many words between, and what asks for them. */
  private static final class Pair {
    private final int between;
    private final List<Term> asking = new ArrayList<>(1);
    private Terms terms;

    Pair(int between, Term first) {
      this.between = between;
      this.asking.add(first);
      this.terms = Terms.of(asking);
    }

    void add(Term term) {
      if (!asking.contains(term)) {
        asking.add(term);
      }
      terms = Terms.of(asking);
    }
  }

  /** Adds a pair of phrases, each by its number, or what has come to ask for it since. */
  void add(int left, int right, int between, Term term) {
    int both = partners.grow(Math.min(left, right), Math.max(left, right));
    if (both == pairs.size()) {
      pairs.add(new ArrayList<>(1));
    }
    for (Pair pair : pairs.get(both)) {
      if (pair.between == between) {
        pair.add(term);
        return;
      }
    }
    pairs.get(both).add(new Pair(between, term));
  }

  /** One reading of a text: the phrases of pairs that were found in its latest sentence. */
  final class Meeting {
    private final Words words;
    private final int passage;
    private final Sights sights;
    private int[] seen = NOTHING;
    private int[] firsts = NOTHING;
    private int[] lasts = NOTHING;
    private int size;
    private int sentence;

    Meeting(Words words, int passage, Sights sights) {
      this.words = words;
      this.passage = passage;
      this.sights = sights;
    }

    /** Takes a phrase, and reports it with each one that stands close before it. */
    void see(int side, int first, int last) {
      if (words.sentence(first) != sentence) {
        sentence = words.sentence(first);
        size = 0;
      }
      int place = size;
      for (int i = 0; i < size; i++) {
        if (lasts[i] < first) {
          meet(side, i, first, last);
        }
        if (seen[i] == side) {
          place = i;
        }
      }
      keep(place, side, first, last);
    }

    private void meet(int side, int other, int first, int last) {
      int both = partners.step(Math.min(side, seen[other]), Math.max(side, seen[other]));
      if (both == Branches.NONE) {
        return;
      }
      for (Pair pair : pairs.get(both)) {
        if (first - lasts[other] - 1 <= pair.between) {
          sights.see(pair.terms, passage, words, firsts[other], last);
        }
      }
    }

    private void keep(int place, int side, int first, int last) {
      if (place == seen.length) {
        int more = Math.max(8, place * 2);
        seen = Arrays.copyOf(seen, more);
        firsts = Arrays.copyOf(firsts, more);
        lasts = Arrays.copyOf(lasts, more);
      }
      seen[place] = side;
      firsts[place] = first;
      lasts[place] = last;
      size = Math.max(size, place + 1);
    }
  }
}
