package io.github.alignmentfeed.curation;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * All phrases of all rules in one tree of words, so that a passage is read once however many there
 * are. Filled first, then only read.
 *
 * @param <T> what a phrase stands for
 */
final class Vocabulary<T> {
  private static final int LONGEST_ACRONYM = 8;
  private static final Pattern HYPHEN = Pattern.compile("[\\p{Pd}\u2212]");
  private static final Pattern GAP = Pattern.compile("[\\p{Pd}\u2212\\p{Z}\\s]+");

  private final Node<T> root = new Node<>();

  private static final class Node<T> {
    /** By folded word; by capitals of an acronym; by {@code =} and the cased word if exact. */
    final Map<String, Node<T>> next = new HashMap<>();

    final Map<String, Node<T>> prefixes = new HashMap<>();
    final TreeSet<Integer> prefixLengths = new TreeSet<>();
    final Set<T> ends = new LinkedHashSet<>();
  }

  /** Where a phrase was found, in words of the passage, both inclusive. */
  record Span(int first, int last) {}

  /**
   * Adds a phrase in any form, also written without its hyphens or in one word. All-capital words
   * of two to eight letters keep their case. A star stands for any ending of its word.
   */
  void addKeyword(String phrase, T meaning) {
    add(phrase, false, meaning);
    add(HYPHEN.matcher(phrase).replaceAll(""), false, meaning);
    add(GAP.matcher(phrase).replaceAll(""), false, meaning);
  }

  /** Adds a phrase as it is written, case and number included. */
  void addExact(String phrase, T meaning) {
    add(phrase, true, meaning);
  }

  private void add(String phrase, boolean exact, T meaning) {
    List<Word> words = Words.of(phrase);
    if (!words.isEmpty()) {
      add(root, phrase, words, exact, meaning);
    }
  }

  private void add(Node<T> node, String phrase, List<Word> words, boolean exact, T meaning) {
    if (words.isEmpty()) {
      node.ends.add(meaning);
      return;
    }
    Word word = words.get(0);
    List<Word> rest = words.subList(1, words.size());
    if (exact) {
      add(child(node.next, exact(word)), phrase, rest, true, meaning);
    } else if (phrase.startsWith("*", word.end())) {
      for (String stem : Spelling.stems(word.plain())) {
        node.prefixLengths.add(stem.length());
        add(child(node.prefixes, stem), phrase, rest, false, meaning);
      }
    } else {
      String key = isAcronym(word.cased()) ? acronym(word.cased()) : word.folded();
      add(child(node.next, key), phrase, rest, false, meaning);
    }
  }

  private static <T> Node<T> child(Map<String, Node<T>> children, String key) {
    return children.computeIfAbsent(key, k -> new Node<>());
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
    step(node.next.get(exact(word)), words, first, at, found);
    if (isAcronym(word.cased())) {
      step(node.next.get(acronym(word.cased())), words, first, at, found);
    }
    open(node, word.plain(), words, first, at, found);
    if (!word.plain().startsWith(word.folded())) {
      open(node, word.folded(), words, first, at, found);
    }
  }

  /** Follows the phrases that ask for a word that begins as this one does. */
  private void open(
      Node<T> node, String word, List<Word> words, int first, int at, BiConsumer<T, Span> found) {
    for (int length : node.prefixLengths) {
      if (length > word.length()) {
        break;
      }
      step(node.prefixes.get(word.substring(0, length)), words, first, at, found);
    }
  }

  private void step(
      @Nullable Node<T> node, List<Word> words, int first, int at, BiConsumer<T, Span> found) {
    if (node != null) {
      follow(node, words, first, at + 1, found);
    }
  }

  private static String exact(Word word) {
    return "=" + word.cased();
  }

  /** Two to eight capitals and digits, not digits alone, with or without a plural s. */
  private static boolean isAcronym(String cased) {
    String base = acronym(cased);
    return base.length() >= 2
        && base.length() <= LONGEST_ACRONYM
        && base.chars().allMatch(c -> (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'))
        && base.chars().anyMatch(c -> c >= 'A' && c <= 'Z');
  }

  private static String acronym(String cased) {
    return cased.endsWith("s") ? cased.substring(0, cased.length() - 1) : cased;
  }
}
