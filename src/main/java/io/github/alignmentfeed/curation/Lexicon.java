package io.github.alignmentfeed.curation;

import io.github.alignmentfeed.curation.Words.Joint;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

  /** For each entry a symbol and signs of what it stands for. */
  private final int[] entries;

  /** The capitals that the text must have, where an entry asks for them. */
  private final String[] casedOf;

  /** The sign of an entry behind which the same word has no other. */
  private static final int LAST = 1;

  /** Signs of an entry that stands for a text's word in part, or not for one put together. */
  private static final int BEGINNING = 2;

  private static final int ALONE = 4;

  /** The sign of an entry that asks for capitals. */
  private static final int CASED = 8;

  private static final int SIGNS = 4;

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

  /** What a spelling stands for, and perhaps what else. */
  static final class Entry {
    final int symbol;
    final Extent extent;

    /** The capitals that the text must have; empty where its case means nothing. */
    final String cased;

    @Nullable Entry next;

    Entry(int symbol, Extent extent, String cased) {
      this.symbol = symbol;
      this.extent = extent;
      this.cased = cased;
    }
  }

  /**
   * @param spelled all spellings
   * @param entriesOf what stands first for the spelling that ends at each node of their tree
   */
  Lexicon(GrowingTree spelled, @Nullable Entry[] entriesOf, int number) {
    this.number = number;
    List<Entry> all = new ArrayList<>();
    int[] firsts = new int[spelled.size()];
    BitSet beginnings = new BitSet();
    BitSet lasts = new BitSet();
    for (int node = 0; node < firsts.length; node++) {
      int first = all.size();
      for (Entry entry = entriesOf[node]; entry != null; entry = entry.next) {
        if (entry.extent != Extent.OTHER_FORM) {
          all.add(entry);
          beginnings.set(node, beginnings.get(node) || entry.extent == Extent.BEGINNING);
        }
      }
      firsts[node] = first == all.size() ? LetterTree.NONE : first;
      lasts.set(all.size());
    }
    letters = new LetterTree(spelled, firsts, beginnings);
    entries = new int[all.size()];
    casedOf = new String[all.size()];
    for (int i = 0; i < entries.length; i++) {
      Entry entry = all.get(i);
      entries[i] = entry.symbol << SIGNS | signs(entry) | (lasts.get(i + 1) ? LAST : 0);
      casedOf[i] = entry.cased;
    }
  }

  private static int signs(Entry entry) {
    int cased = entry.cased.isEmpty() ? 0 : CASED;
    return cased
        | switch (entry.extent) {
          case BEGINNING -> BEGINNING;
          case SPELLING_ALONE -> ALONE;
          default -> 0;
        };
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
        if (letters.begins(node) && at < end) {
          report(letters.word(node), BEGINNING, 0, words, first, last, hits);
        }
      }
      if (letters.ends(node)) {
        report(letters.word(node), 0, alone ? 0 : ALONE, words, first, last, hits);
      }
    }
  }

  /** Reports the entries of a word that bear some signs and not others. */
  private void report(
      int entry, int asked, int refused, Words words, int first, int last, Hits hits) {
    for (int i = entry; ; i++) {
      int signs = entries[i];
      if ((signs & (asked | refused)) == asked
          && ((signs & CASED) == 0 || isCased(i, words, first, last))) {
        hits.add(signs >> SIGNS, last);
      }
      if ((signs & LAST) != 0) {
        return;
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
    return words.areWritten(first, last, casedOf[entry], (entries[entry] & BEGINNING) != 0);
  }
}
