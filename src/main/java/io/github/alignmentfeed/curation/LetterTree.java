package io.github.alignmentfeed.curation;

import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.Stream;

/**
 * Words in one tree of letters, so laid out that a step is one look into a table: the children of a
 * node lie where its base and their letters add up to, between those of other nodes. The words bear
 * numbers.
 */
final class LetterTree {
  static final int ROOT = 0;
  static final int NONE = -1;

  /** Two numbers side by side for each node: its parent, and its base with two signs. */
  private static final int CELL = 2;

  /** The sign that a word ends at a node. */
  private static final int ENDS = 1;

  /** The sign that such a word counts also where a text's word goes on. */
  private static final int BEGINS = 2;

  private static final int SIGNS = 2;
  private static final int ASCII = 0x80;

  /** A node goes by the place of its cell. */
  private int[] cells = {};

  /** The number of the word that ends at each node. */
  private int[] words = {};

  /** All letters beyond ASCII, in order; behind those of ASCII each stands for its place. */
  private final char[] others;

  private int firstFree = ASCII;
  private int highestBase;

  /**
   * Lays out the tree. Each node is the stretch of words that begin alike.
   *
   * @param sorted small letters and digits of any script; the number of each is its place
   * @param beginnings the numbers of those that count wherever a word begins so
   */
  LetterTree(String[] sorted, BitSet beginnings) {
    StringBuilder letters = new StringBuilder();
    Stream.of(sorted)
        .flatMapToInt(String::chars)
        .filter(letter -> letter >= ASCII)
        .distinct()
        .sorted()
        .forEach(letter -> letters.append((char) letter));
    others = letters.toString().toCharArray();
    isFree(ROOT);
    cells[ROOT] = ROOT;
    if (sorted.length > 0) {
      grow(ROOT, sorted, 0, sorted.length, 0, beginnings);
    }
    cells = Arrays.copyOf(cells, highestBase + (ASCII + others.length) * CELL);
  }

  private void grow(int node, String[] sorted, int from, int to, int depth, BitSet beginnings) {
    boolean ends = sorted[from].length() == depth;
    if (ends) {
      words[node / CELL] = from;
    }
    int signs = !ends ? 0 : beginnings.get(from) ? ENDS | BEGINS : ENDS;
    int[] starts = new int[8];
    int count = 0;
    for (int next = ends ? from + 1 : from; next < to; next++) {
      if (count == 0 || sorted[next].charAt(depth) != sorted[starts[count - 1]].charAt(depth)) {
        starts = count + 1 < starts.length ? starts : Arrays.copyOf(starts, count * 2);
        starts[count++] = next;
      }
    }
    starts[count] = to;
    int[] letters = new int[count];
    for (int i = 0; i < count; i++) {
      letters[i] = number(sorted[starts[i]].charAt(depth));
    }
    int base = count == 0 ? 0 : freeBase(letters);
    cells[node + 1] = base << SIGNS | signs;
    for (int letter : letters) {
      cells[base + letter * CELL] = node;
    }
    for (int i = 0; i < count; i++) {
      grow(base + letters[i] * CELL, sorted, starts[i], starts[i + 1], depth + 1, beginnings);
    }
  }

  /** The lowest base with which all letters lead to free cells. */
  private int freeBase(int[] letters) {
    while (!isFree(firstFree)) {
      firstFree++;
    }
    int base = Math.max(0, firstFree - letters[0]);
    while (!areFree(base, letters)) {
      base++;
    }
    highestBase = Math.max(highestBase, base * CELL);
    return base * CELL;
  }

  private boolean areFree(int base, int[] letters) {
    for (int letter : letters) {
      if (!isFree(base + letter)) {
        return false;
      }
    }
    return true;
  }

  private boolean isFree(int place) {
    if (place >= words.length) {
      int known = cells.length;
      words = Arrays.copyOf(words, (place + ASCII) * 2);
      cells = Arrays.copyOf(cells, words.length * CELL);
      Arrays.fill(cells, known, cells.length, NONE);
    }
    return cells[place * CELL] == NONE;
  }

  private int number(char letter) {
    if (letter < ASCII) {
      return letter;
    }
    int place = Arrays.binarySearch(others, letter);
    return place < 0 ? NONE : ASCII + place;
  }

  /** Where a letter leads, or {@link #NONE}. */
  int step(int node, char letter) {
    int number = letter < ASCII ? letter : number(letter);
    int child = (cells[node + 1] >> SIGNS) + number * CELL;
    return number != NONE && cells[child] == node ? child : NONE;
  }

  /** Whether a word ends at a node. */
  boolean ends(int node) {
    return (cells[node + 1] & ENDS) != 0;
  }

  /** Whether a word ends at a node that counts also where a text's word goes on. */
  boolean begins(int node) {
    return (cells[node + 1] & BEGINS) != 0;
  }

  /** The number of the word that ends at a node. */
  int word(int node) {
    return words[node / CELL];
  }
}
