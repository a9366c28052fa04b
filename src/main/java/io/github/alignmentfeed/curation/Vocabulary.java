package io.github.alignmentfeed.curation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * All phrases of all rules in one tree of words, so that a passage is read once however many there
 * are. Filled first, then only read.
 *
 * @param <T> what a phrase stands for
 */
final class Vocabulary<T> {
  private static final int LONGEST_ACRONYM = 8;

  private final Node<T> root = new Node<>();

  private static final class Node<T> {
    /** By folded word; by {@code =} and the cased word where case counts. */
    final Map<String, Node<T>> next = new HashMap<>();

    final Map<String, Node<T>> prefixes = new HashMap<>();
    final TreeSet<Integer> prefixLengths = new TreeSet<>();
    final List<T> ends = new ArrayList<>();
  }

  /** Where a phrase was found, in words of the passage, both inclusive. */
  record Span(int first, int last) {}

  /** Adds a phrase in any form. All-capital words of two to eight letters keep their case. */
  void addKeyword(String phrase, T meaning) {
    boolean open = phrase.endsWith("*");
    List<Word> words = Words.of(phrase);
    add(words, open, false, meaning);
    if (words.size() > 1 && words.stream().noneMatch(w -> isAcronym(w.cased()))) {
      StringBuilder joined = new StringBuilder();
      words.forEach(w -> joined.append(w.cased()));
      add(Words.of(joined.toString()), open, false, meaning);
    }
  }

  /** Adds a phrase as it is written, case and number included. */
  void addExact(String phrase, T meaning) {
    add(Words.of(phrase), false, true, meaning);
  }

  private void add(List<Word> words, boolean open, boolean exact, T meaning) {
    Node<T> node = root;
    for (int i = 0; i < words.size(); i++) {
      Word word = words.get(i);
      if (open && i == words.size() - 1) {
        node.prefixLengths.add(word.whole().length());
        node = node.prefixes.computeIfAbsent(word.whole(), k -> new Node<>());
      } else {
        String key =
            exact ? "=" + word.cased() : isAcronym(word.cased()) ? acronym(word) : word.folded();
        node = node.next.computeIfAbsent(key, k -> new Node<>());
      }
    }
    node.ends.add(meaning);
  }

  /** Reports every phrase found in the words. */
  void find(List<Word> words, BiConsumer<T, Span> found) {
    for (int i = 0; i < words.size(); i++) {
      follow(root, words, i, i, found);
    }
  }

  private void follow(
      Node<T> node, List<Word> words, int first, int at, BiConsumer<T, Span> found) {
    for (T meaning : node.ends) {
      found.accept(meaning, new Span(first, at - 1));
    }
    if (at == words.size() || (at > first && words.get(at).opensSentence())) {
      return;
    }
    Word word = words.get(at);
    step(node.next.get(word.folded()), words, first, at, found);
    Node<T> exact = node.next.get("=" + word.cased());
    step(exact, words, first, at, found);
    if (isAcronym(word.cased())) {
      Node<T> acronym = node.next.get(acronym(word));
      if (acronym != exact) {
        step(acronym, words, first, at, found);
      }
    }
    for (int length : node.prefixLengths) {
      if (length > word.whole().length()) {
        break;
      }
      step(node.prefixes.get(word.whole().substring(0, length)), words, first, at, found);
    }
  }

  private void step(
      @Nullable Node<T> node, List<Word> words, int first, int at, BiConsumer<T, Span> found) {
    if (node != null) {
      follow(node, words, first, at + 1, found);
    }
  }

  /** Two to eight capitals or digits that begin with a capital, with or without a plural s. */
  private static boolean isAcronym(String cased) {
    String base = base(cased);
    return base.length() >= 2
        && base.length() <= LONGEST_ACRONYM
        && base.chars().allMatch(c -> (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'))
        && base.chars().anyMatch(c -> c >= 'A' && c <= 'Z');
  }

  private static String acronym(Word word) {
    return "=" + base(word.cased());
  }

  private static String base(String cased) {
    return cased.endsWith("s") ? cased.substring(0, cased.length() - 1) : cased;
  }
}
