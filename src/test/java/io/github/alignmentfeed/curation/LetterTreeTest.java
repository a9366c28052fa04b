package io.github.alignmentfeed.curation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class LetterTreeTest {
  private static final String[] SCRIPTS = {
    "abcdefghijklmnopqrstuvwxyz0123456789", "абвгдежзийклмнопрстуфхцчшщ", "人工智能对齐安全模型奖励黑客"
  };

  private final Random random = new Random(7);
  private final Map<String, Integer> numbers = new HashMap<>();
  private final GrowingTree growing = new GrowingTree();

  private String word() {
    String letters = SCRIPTS[random.nextInt(SCRIPTS.length)];
    StringBuilder word = new StringBuilder();
    for (int left = 1 + random.nextInt(9); left > 0; left--) {
      word.append(letters.charAt(random.nextInt(letters.length())));
    }
    return word.toString();
  }

  private static int reached(LetterTree tree, String word) {
    int node = LetterTree.ROOT;
    for (int i = 0; i < word.length() && node != LetterTree.NONE; i++) {
      node = tree.step(node, word.charAt(i));
    }
    return node;
  }

  @Test
  void exactlyTheWordsThatWereAddedEndInIt() {
    for (int i = 0; i < 200_000; i++) {
      numbers.putIfAbsent(word(), i);
    }
    Map<Integer, Integer> ofNode = new HashMap<>();
    BitSet beginnings = new BitSet();
    numbers.forEach(
        (word, number) -> {
          int node = growing.grow(word);
          ofNode.put(node, number);
          beginnings.set(node, number % 3 == 0);
        });
    int[] entries = new int[growing.size()];
    for (int node = 0; node < entries.length; node++) {
      entries[node] = ofNode.getOrDefault(node, -1);
    }
    LetterTree tree = new LetterTree(growing, entries, beginnings);
    numbers.forEach(
        (word, number) -> {
          int node = reached(tree, word);
          assertThat(node).as(word).isNotEqualTo(LetterTree.NONE);
          assertThat(tree.ends(node)).as(word).isTrue();
          assertThat(tree.begins(node)).as(word).isEqualTo(number % 3 == 0);
          assertThat(tree.word(node)).as(word).isEqualTo(number);
        });
    for (int i = 0; i < 200_000; i++) {
      String other = word() + (i % 2 == 0 ? "" : "ß");
      int node = reached(tree, other);
      boolean ends = node != LetterTree.NONE && tree.ends(node);
      assertThat(ends).as(other).isEqualTo(numbers.containsKey(other));
    }
  }
}
