package io.github.alignmentfeed.curation;

import java.util.Arrays;

/** A tree whose branches bear numbers, all in one table, so that a step is one look into it. */
final class Branches {
  static final int ROOT = 0;
  static final int NONE = -1;
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private long[] keys = new long[64];
  private int[] children = new int[64];
  private int shift = 58;
  private int size;

  /** Where a branch leads, or {@link #NONE}. */
  int step(int node, int label) {
    long key = key(node, label);
    int at = (int) ((key * SPREAD) >>> shift);
    while (keys[at] != key) {
      if (keys[at] == 0) {
        return NONE;
      }
      at = (at + 1) & (keys.length - 1);
    }
    return children[at];
  }

  /** Where a branch leads, which grows where there was none. */
  int grow(int node, int label) {
    int child = step(node, label);
    if (child == NONE) {
      if (size * 2 >= keys.length) {
        widen();
      }
      child = ++size;
      put(key(node, label), child);
    }
    return child;
  }

  private void widen() {
    long[] oldKeys = keys;
    int[] oldChildren = children;
    keys = new long[oldKeys.length * 2];
    children = Arrays.copyOf(oldChildren, keys.length);
    shift--;
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldKeys[i] != 0) {
        put(oldKeys[i], oldChildren[i]);
      }
    }
  }

  private void put(long key, int child) {
    int at = (int) ((key * SPREAD) >>> shift);
    while (keys[at] != 0) {
      at = (at + 1) & (keys.length - 1);
    }
    keys[at] = key;
    children[at] = child;
  }

  /** Never zero, which stands for an empty place. */
  private static long key(int node, int label) {
    return (node + 1L) << Integer.SIZE | label;
  }
}
