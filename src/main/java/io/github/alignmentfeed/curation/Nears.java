package io.github.alignmentfeed.curation;

import io.github.alignmentfeed.curation.Terms.Term;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All pairs of phrases that rules ask for {@linkplain Near near} each other, by their phrases, so
 * that what is found in a text is only ever put beside what else is found there, however many pairs
 * there are. Filled first, then only read.
 */
final class Nears {
  private record Pair(int between, Terms terms) {}

  private static final int[] NOTHING = {};

  private final Map<String, Integer> sides = new HashMap<>();
  private final Branches partners = new Branches();
  private final List<List<Pair>> pairs = new ArrayList<>(List.of(List.of()));

  /** The number of a phrase that is one of a pair. */
  int side(String phrase) {
    return sides.computeIfAbsent(phrase, k -> sides.size());
  }

  void add(Near near, Term term) {
    int left = side(near.left());
    int right = side(near.right());
    int both = partners.grow(Math.min(left, right), Math.max(left, right));
    if (both == pairs.size()) {
      pairs.add(new ArrayList<>());
    }
    for (Pair pair : pairs.get(both)) {
      if (pair.between() == near.between()) {
        pair.terms().add(term);
        return;
      }
    }
    Pair pair = new Pair(near.between(), new Terms());
    pair.terms().add(term);
    pairs.get(both).add(pair);
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
        if (first - lasts[other] - 1 <= pair.between()) {
          sights.see(pair.terms(), passage, words, firsts[other], last);
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
