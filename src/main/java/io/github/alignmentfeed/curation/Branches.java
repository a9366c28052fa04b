package io.github.alignmentfeed.curation;

import java.util.Arrays;

/**
 * A tree whose branches bear numbers, all in one table, so that a step is one look into it; and
 * mostly none, where nothing like the number branches off.
 */
final class Branches {
  static final int ROOT = 0;
  static final int NONE = -1;
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  /** A key and the child it leads to, one behind the other; a key of zero is an empty place. */
  private long[] table = new long[128];

  /** Where the branches of the root lead, or 0. */
  private int[] ofRoot = {};

  /** For each node the bits of all numbers that branch off. */
  private long[] labels = new long[64];

  private int shift = 58;
  private int size;

  /** A bit for a number, which is that of every 64th other one, too. */
  static long bit(int label) {
    return 1L << label;
  }

  /** Whether a branch may bear one of some numbers, which are told by their bits. */
  boolean mayStep(int node, long some) {
    return node < labels.length && (labels[node] & some) != 0;
  }

  /** How many places there are, the root among them. */
  int count() {
    return size + 1;
  }

  /** Where a branch leads, or {@link #NONE}. */
  int step(int node, int label) {
    if (node == ROOT) {
      return label < ofRoot.length && ofRoot[label] != 0 ? ofRoot[label] : NONE;
    }
    if (!mayStep(node, bit(label))) {
      return NONE;
    }
    long key = key(node, label);
    int at = place(key);
    while (table[at] != key) {
      if (table[at] == 0) {
        return NONE;
      }
      at = next(at);
    }
    return (int) table[at + 1];
  }

  /** Where a branch leads, which grows where there was none. */
  int grow(int node, int label) {
    int child = step(node, label);
    if (child == NONE && node == ROOT) {
      ofRoot = label < ofRoot.length ? ofRoot : Arrays.copyOf(ofRoot, (label + 1) * 2);
      child = ++size;
      ofRoot[label] = child;
    } else if (child == NONE) {
      if (size * 4 >= table.length) {
        widen();
      }
      child = ++size;
      put(key(node, label), child);
      if (node >= labels.length) {
        labels = Arrays.copyOf(labels, node * 2);
      }
      labels[node] |= bit(label);
    }
    return child;
  }

  private void widen() {
    long[] old = table;
    table = new long[old.length * 2];
    shift--;
    for (int i = 0; i < old.length; i += 2) {
      if (old[i] != 0) {
        put(old[i], old[i + 1]);
      }
    }
  }

  private void put(long key, long child) {
    int at = place(key);
    while (table[at] != 0) {
      at = next(at);
    }
    table[at] = key;
    table[at + 1] = child;
  }

  private int place(long key) {
    return (int) ((key * SPREAD) >>> shift) << 1;
  }

  private int next(int at) {
    return (at + 2) & (table.length - 1);
  }

  /** Never zero, which stands for an empty place. */
  private static long key(int node, int label) {
    return (node + 1L) << Integer.SIZE | label;
  }
}
