package io.github.alignmentfeed.curation;

import io.github.alignmentfeed.curation.Words.Joint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/**
 * Every word that rules ask for, each in all its spellings, in one tree of letters, so that the
 * words of a text are looked up in one go, with nothing to be worked out about them.
 */
final class Lexicon {
  static final int NO_NUMBER = -1;
  private static final int SHORTEST_PART = 3;

  private final LetterTree letters;

  /** The symbol of any number, where one is asked for. */
  private final int number;

  /** The first entry of each word of the tree, and behind the last word their number. */
  private final int[] firsts;

  private final int[] symbolOf;
  private final Extent[] extentOf;
  private final String[] casedOf;

  /** How much of a text's word a spelling stands for. */
  enum Extent {
    /** All of it, in any spelling. */
    FORM,
    /** All of it in another spelling, unless it begins so. */
    OTHER_FORM,
    /** All of it, as it is spelt. */
    SPELLING,
    /** The same, but not if it is put together from several. */
    SPELLING_ALONE,
    BEGINNING;

    boolean hasOtherSpellings() {
      return this == FORM || this == OTHER_FORM;
    }
  }

  /**
   * What a spelling stands for.
   *
   * @param cased the capitals that the text must have; empty where its case means nothing
   */
  record Entry(int symbol, Extent extent, String cased) {}

  Lexicon(Map<String, List<Entry>> spelled, int number) {
    this.number = number;
    String[] words = spelled.keySet().toArray(String[]::new);
    Arrays.sort(words);
    List<Entry> entries = new ArrayList<>();
    BitSet beginnings = new BitSet();
    firsts = new int[words.length + 1];
    for (int word = 0; word < words.length; word++) {
      for (Entry entry : spelled.getOrDefault(words[word], List.of())) {
        entries.add(entry);
        beginnings.set(word, beginnings.get(word) || entry.extent() == Extent.BEGINNING);
      }
      firsts[word + 1] = entries.size();
    }
    letters = new LetterTree(words, beginnings);
    symbolOf = entries.stream().mapToInt(Entry::symbol).toArray();
    extentOf = entries.stream().map(Entry::extent).toArray(Extent[]::new);
    casedOf = entries.stream().map(Entry::cased).toArray(String[]::new);
  }

  /**
   * Reports every word asked for that begins with a word of a text, alone or with the next ones.
   */
  void look(Words words, int first, Hits hits) {
    char[] row = words.row();
    int at = words.rowStart(first);
    if (number != NO_NUMBER && row[at] >= '0' && row[at] <= '9') {
      hits.add(number, first);
    }
    int node = LetterTree.ROOT;
    boolean alone = true;
    for (int last = first; last == first || goesOn(words, last); last++) {
      int end = words.rowEnd(last);
      alone &= last == first || words.joint(last) == Joint.SPLIT;
      while (at < end) {
        node = letters.step(node, row[at++]);
        if (node == LetterTree.NONE) {
          return;
        }
        if (letters.begins(node) || (at == end && letters.ends(node))) {
          report(letters.word(node), at == end, alone, words, first, last, hits);
        }
      }
    }
  }

  private void report(
      int word, boolean whole, boolean alone, Words words, int first, int last, Hits hits) {
    for (int i = firsts[word]; i < firsts[word + 1]; i++) {
      Extent extent = extentOf[i];
      boolean stands =
          extent == Extent.BEGINNING || (whole && (alone || extent != Extent.SPELLING_ALONE));
      if (stands && isCased(i, words, first, last)) {
        hits.add(symbolOf[i], last);
      }
    }
  }

  /**
   * Whether a word and the one before may be one: over a hyphen, or over a blank if both are
   * longer.
   */
  private static boolean goesOn(Words words, int word) {
    return word < words.count()
        && switch (words.joint(word)) {
          case SPLIT, HYPHEN -> true;
          case BLANK ->
              length(words, word) >= SHORTEST_PART && length(words, word - 1) >= SHORTEST_PART;
          case APART -> false;
        };
  }

  private static int length(Words words, int word) {
    return words.rowEnd(word) - words.rowStart(word);
  }

  private boolean isCased(int entry, Words words, int first, int last) {
    String cased = casedOf[entry];
    return cased.isEmpty()
        || words.areWritten(first, last, cased, extentOf[entry] == Extent.BEGINNING);
  }
}
