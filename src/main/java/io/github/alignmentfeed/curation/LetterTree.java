package io.github.alignmentfeed.curation;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Words in one tree of letters, so laid out that a step is one look into a table: the children of a
 * node lie where its base and their letters add up to, between those of other nodes. What stands
 * near the root, where most words of a text end their way, lies close together.
 */
final class LetterTree {
  static final int ROOT = 0;
  static final int NONE = -1;

  /** A cell that no node has taken. */
  private static final long FREE = -1;

  /** The sign that a word ends at a node. */
  private static final int ENDS = 1;

  /** The sign that such a word counts also where a text's word goes on. */
  private static final int BEGINS = 2;

  private static final int SIGNS = 2;
  private static final int ASCII = 0x80;

  /** For each node, in one half its base with two signs, and in the other its parent. */
  private long[] cells = {};

  /** For each node what stands for the word that ends there. */
  private int[] words = {};

  /** All letters beyond ASCII, in order; behind ASCII each is known by its place. */
  private final char[] others;

  private int firstFree = ASCII;

  /** Where the last node of several children found its place. */
  private int lastWide = ASCII;

  private int highestBase;

  /**
   * Lays out a tree.
   *
   * @param entries for each of its nodes a number that stands for the word that ends there, from 0
   * @param beginnings the nodes where words end that count wherever a word begins so
   */
  LetterTree(GrowingTree tree, int[] entries, BitSet beginnings) {
    others = others(tree);
    widen(ROOT);
    cells[ROOT] = 0;
    // The places of the nodes of the tree, which are laid out from the root to the ends.
    int[] places = new int[tree.size()];
    int[] queue = new int[tree.size()];
    int queued = 1;
    int[] letters = new int[ASCII + others.length];
    for (int next = 0; next < queued; next++) {
      int node = queue[next];
      int count = 0;
      for (int child = tree.firstChild(node);
          child != GrowingTree.NONE;
          child = tree.sibling(child)) {
        letters[count++] = number(tree.letter(child));
        queue[queued++] = child;
      }
      int base = count == 0 ? 0 : freeBase(letters, count);
      for (int i = 0; i < count; i++) {
        places[queue[queued - count + i]] = base + letters[i];
        cells[base + letters[i]] = places[node];
      }
      int signs = entries[node] < 0 ? 0 : beginnings.get(node) ? ENDS | BEGINS : ENDS;
      cells[places[node]] |= (long) (base << SIGNS | signs) << Integer.SIZE;
      words[places[node]] = entries[node];
    }
    int size = highestBase + ASCII + others.length;
    widen(size);
    cells = Arrays.copyOf(cells, size);
    words = Arrays.copyOf(words, size);
  }

  private static char[] others(GrowingTree tree) {
    BitSet others = new BitSet();
    for (int node = 1; node < tree.size(); node++) {
      if (tree.letter(node) >= ASCII) {
        others.set(tree.letter(node));
      }
    }
    char[] inOrder = new char[others.cardinality()];
    int count = 0;
    for (int c = others.nextSetBit(0); c >= 0; c = others.nextSetBit(c + 1)) {
      inOrder[count++] = (char) c;
    }
    return inOrder;
  }

  /**
   * A base with which all letters lead to free cells. Nodes of one child fill the holes from the
   * beginning; others go on behind each other, so that no stretch is searched again and again.
   */
  private int freeBase(int[] letters, int count) {
    while (!isFree(firstFree)) {
      firstFree++;
    }
    lastWide = Math.max(lastWide, firstFree);
    int base = Math.max(0, (count == 1 ? firstFree : lastWide) - letters[0]);
    while (!areFree(base, letters, count)) {
      base++;
    }
    if (count > 1) {
      lastWide = base + letters[0];
    }
    highestBase = Math.max(highestBase, base);
    return base;
  }

  private boolean areFree(int base, int[] letters, int count) {
    for (int i = 0; i < count; i++) {
      if (!isFree(base + letters[i])) {
        return false;
      }
    }
    return true;
  }

  private boolean isFree(int place) {
    widen(place);
    return cells[place] == FREE;
  }

  private void widen(int place) {
    int known = cells.length;
    if (place >= known) {
      words = Arrays.copyOf(words, (place + ASCII) * 2);
      cells = Arrays.copyOf(cells, words.length);
      Arrays.fill(cells, known, cells.length, FREE);
    }
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
    int child = (int) (cells[node] >> (Integer.SIZE + SIGNS)) + number;
    return number != NONE && (int) cells[child] == node ? child : NONE;
  }

  /** Whether a word ends at a node. */
  boolean ends(int node) {
    return ((cells[node] >> Integer.SIZE) & ENDS) != 0;
  }

  /** Whether a word ends at a node that counts also where a text's word goes on. */
  boolean begins(int node) {
    return ((cells[node] >> Integer.SIZE) & BEGINS) != 0;
  }

  /** What stands for the word that ends at a node. */
  int word(int node) {
    return words[node];
  }
}
