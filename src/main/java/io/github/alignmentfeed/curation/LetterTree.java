package io.github.alignmentfeed.curation;

import java.util.Arrays;

/**
 * Words in one tree of letters, laid out level by level, so that what most texts go through lies
 * close together. The words bear numbers.
 */
final class LetterTree {
  static final int ROOT = 0;
  static final int NONE = -1;

  /** Set beside the letters of a node at which a word ends; it is no letter's. */
  private static final long ENDS = 1L << 63;

  private static final int ASCII = 0x80;

  /**
   * Two numbers for each node, side by side: the plain letters that lead on, one bit for each; and
   * its first child below the word that ends there, where one does.
   */
  private final long[] nodes;

  /** The letter that leads to each node. */
  private final char[] letters;

  /**
   * Lays out the tree. Each node is the stretch of words that begin alike.
   *
   * @param sorted small letters and digits of any script; the number of each is its place
   */
  LetterTree(String[] sorted) {
    int count = count(sorted);
    nodes = new long[(count + 1) * 2];
    letters = new char[count];
    int[] from = new int[count];
    int[] to = new int[count];
    int[] depths = new int[count];
    to[ROOT] = sorted.length;
    int size = 1;
    for (int node = 0; node < count; node++) {
      long branches = 0;
      nodes[node * 2 + 1] = size;
      int depth = depths[node];
      int next = from[node];
      if (next < to[node] && sorted[next].length() == depth) {
        nodes[node * 2 + 1] |= (long) next++ << Integer.SIZE;
        branches = ENDS;
      }
      while (next < to[node]) {
        char letter = sorted[next].charAt(depth);
        branches |= letter < ASCII ? branch(letter) : 0;
        letters[size] = letter;
        depths[size] = depth + 1;
        from[size] = next;
        while (next < to[node] && sorted[next].charAt(depth) == letter) {
          next++;
        }
        to[size++] = next;
      }
      nodes[node * 2] = branches;
    }
    nodes[count * 2 + 1] = size;
  }

  /** How many nodes sorted words have: the root, and one for each letter that differs. */
  private static int count(String[] sorted) {
    int count = 1;
    String before = "";
    for (String word : sorted) {
      int alike = Arrays.mismatch(word.toCharArray(), before.toCharArray());
      count += alike < 0 ? 0 : word.length() - alike;
      before = word;
    }
    return count;
  }

  /** Where a letter leads, or {@link #NONE}. */
  int step(int node, char letter) {
    long all = nodes[node * 2];
    if (letter < ASCII) {
      long branch = branch(letter);
      return (all & branch) == 0 ? NONE : firstChild(node) + Long.bitCount(all & (branch - 1));
    }
    int others = firstChild(node) + Long.bitCount(all & ~ENDS);
    return Math.max(NONE, Arrays.binarySearch(letters, others, firstChild(node + 1), letter));
  }

  /** The last child of a node is the one before the first of the next node. */
  private int firstChild(int node) {
    return (int) nodes[node * 2 + 1];
  }

  /** Whether a word ends at a node. */
  boolean ends(int node) {
    return nodes[node * 2] < 0;
  }

  /** The number of the word that ends at a node. */
  int word(int node) {
    return (int) (nodes[node * 2 + 1] >>> Integer.SIZE);
  }

  /** A bit for each sign and small letter of ASCII, in their order. */
  private static long branch(char letter) {
    return 1L << ((letter & 0x1F) | ((letter & 0x40) >> 1));
  }
}
