package io.github.alignmentfeed.curation;

import java.util.Arrays;

/** The words that rules ask for and that were found in a text, by the word where they begin. */
final class Hits {
  private final int[] begins;

  /** For each word of the text bits of the words that begin with it. */
  private final long[] bits;

  private int[] symbols = new int[16];
  private int[] lasts = new int[16];
  private int size;
  private long bitsHere;

  /**
   * @param words how many words the text has
   */
  Hits(int words) {
    begins = new int[words + 1];
    bits = new long[words + 1];
  }

  /**
   * Adds a word that begins with the one in question.
   *
   * @param symbol the word that a rule asks for
   * @param last the last word of the text that it stands for
   */
  void add(int symbol, int last) {
    if (size == symbols.length) {
      symbols = Arrays.copyOf(symbols, size * 2);
      lasts = Arrays.copyOf(lasts, size * 2);
    }
    symbols[size] = symbol;
    lasts[size++] = last;
    bitsHere |= Branches.bit(symbol);
  }

  /** Goes on to the words that begin behind one. */
  void end(int word) {
    begins[word + 1] = size;
    bits[word] = bitsHere;
    bitsHere = 0;
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** The first of those that begin with a word of the text; behind them are those of the next. */
  int first(int word) {
    return begins[word];
  }

  /** The {@linkplain Branches#bit bits} of those that begin with a word; none behind the last. */
  long bits(int word) {
    return bits[word];
  }

  int symbol(int hit) {
    return symbols[hit];
  }

  int last(int hit) {
    return lasts[hit];
  }
}
