package io.github.alignmentfeed.curation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Words in one tree of letters, laid out level by level, so that what most texts go through lies
 * close together. Filled first, then grown once, then only read.
 *
 * @param <E> what stands at the end of a word
 */
final class LetterTree<E> {
  static final int ROOT = 0;
  static final int NONE = -1;

  /** Set beside the letters of a node at which a word ends; it is no letter's. */
  private static final long ENDS = 1L << 63;

  private static final int ASCII = 0x80;

  private Map<String, List<E>> words = new HashMap<>();

  /** The plain letters that lead on from each node, one bit for each. */
  private long[] branches = new long[1];

  /** The first child of each node; its last is the one before the first of the next node. */
  private int[] children = {1, 1};

  /** The letter that leads to each node. */
  private char[] letters = new char[1];

  private List<List<E>> endings = List.of(List.of());

  /**
   * Adds what stands at the end of a word, unless it stands there.
   *
   * @param word small letters and digits of any script
   */
  void add(String word, E ending) {
    List<E> here = words.computeIfAbsent(word, k -> new ArrayList<>(1));
    if (!here.contains(ending)) {
      here.add(ending);
    }
  }

  /** Lays out the tree of all words added. Each node is the stretch of them that begin alike. */
  void grow() {
    String[] sorted = words.keySet().toArray(String[]::new);
    Arrays.sort(sorted);
    int count = nodes(sorted);
    branches = new long[count];
    children = new int[count + 1];
    letters = new char[count];
    endings = new ArrayList<>(count);
    int[] from = new int[count];
    int[] to = new int[count];
    int[] depths = new int[count];
    to[ROOT] = sorted.length;
    int size = 1;
    for (int node = 0; node < count; node++) {
      children[node] = size;
      int depth = depths[node];
      int next = from[node];
      boolean ends = next < to[node] && sorted[next].length() == depth;
      endings.add(ends ? words.getOrDefault(sorted[next++], List.of()) : List.of());
      branches[node] = ends ? ENDS : 0;
      while (next < to[node]) {
        char letter = sorted[next].charAt(depth);
        branches[node] |= letter < ASCII ? branch(letter) : 0;
        letters[size] = letter;
        depths[size] = depth + 1;
        from[size] = next;
        while (next < to[node] && sorted[next].charAt(depth) == letter) {
          next++;
        }
        to[size++] = next;
      }
    }
    children[count] = size;
    words = Map.of();
  }

  /** How many nodes sorted words have: the root, and one for each letter that differs. */
  private static int nodes(String[] sorted) {
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
    long all = branches[node];
    if (letter < ASCII) {
      long branch = branch(letter);
      return (all & branch) == 0 ? NONE : children[node] + Long.bitCount(all & (branch - 1));
    }
    int others = children[node] + Long.bitCount(all & ~ENDS);
    return Math.max(NONE, Arrays.binarySearch(letters, others, children[node + 1], letter));
  }

  /** Whether a word ends at a node. */
  boolean ends(int node) {
    return branches[node] < 0;
  }

  /**
   * What stands at the end of the word that leads to a node, in the order in which it was added.
   */
  List<E> endings(int node) {
    return endings.get(node);
  }

  /** A bit for each sign and small letter of ASCII, in their order. */
  private static long branch(char letter) {
    return 1L << ((letter & 0x1F) | ((letter & 0x40) >> 1));
  }
}
