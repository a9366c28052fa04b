package io.github.alignmentfeed.curation;

import java.util.Arrays;

/** Words in one tree of letters, one added after the other, before it is laid out for reading. */
final class GrowingTree {
  static final int ROOT = 0;

  /** No node: the root is nobody's child. */
  static final int NONE = ROOT;

  private char[] letters = new char[1024];
  private int[] firstChildren = new int[1024];
  private int[] siblings = new int[1024];
  private int size = 1;

  /** The node where a word ends. */
  int grow(String word) {
    int node = ROOT;
    for (int i = 0; i < word.length(); i++) {
      node = child(node, word.charAt(i));
    }
    return node;
  }

  private int child(int node, char letter) {
    int before = NONE;
    for (int child = firstChildren[node]; child != NONE; child = siblings[child]) {
      if (letters[child] == letter) {
        return child;
      }
      before = child;
    }
    if (size == letters.length) {
      letters = Arrays.copyOf(letters, size * 2);
      firstChildren = Arrays.copyOf(firstChildren, size * 2);
      siblings = Arrays.copyOf(siblings, size * 2);
    }
    letters[size] = letter;
    if (before == NONE) {
      firstChildren[node] = size;
    } else {
      siblings[before] = size;
    }
    return size++;
  }

  /** How many nodes there are, numbered from that of the root. */
  int size() {
    return size;
  }

  /** The first child of a node, or {@link #NONE}. */
  int firstChild(int node) {
    return firstChildren[node];
  }

  /** The next child of the same node, or {@link #NONE}. */
  int sibling(int node) {
    return siblings[node];
  }

  /** The letter that leads to a node. */
  char letter(int node) {
    return letters[node];
  }
}
