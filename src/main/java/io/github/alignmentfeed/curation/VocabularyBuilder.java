package io.github.alignmentfeed.curation;

import io.github.alignmentfeed.curation.Terms.Term;
import io.github.alignmentfeed.curation.Vocabulary.Meaning;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes the phrases of all rules, one after the other, and makes a {@link Vocabulary} of them. */
final class VocabularyBuilder {
  private static final String NUMBER = "NUMBER";

  private final Symbols symbols = new Symbols();
  private final Branches phrases = new Branches();
  private final Nears nears = new Nears();
  private final Map<String, Term> keywords = new HashMap<>();
  private final Map<String, Term> exact = new HashMap<>();
  private final Map<String, Integer> sides = new HashMap<>();
  private final Map<String, int[]> ends = new HashMap<>();

  /** The terms of the phrases that end at each place in the tree. */
  private final List<List<Term>> termsOf = new ArrayList<>();

  /** The numbers of those that are one of a pair. */
  private final List<List<Integer>> sidesOf = new ArrayList<>();

  /**
   * Adds a phrase in any form, also written without its hyphens or in one word, or two phrases
   * {@linkplain Near near} each other. All-capital words of two to eight letters keep their case. A
   * star stands for any ending of its word, {@code NUMBER} for any number.
   */
  void addKeyword(String keyword, long[] clauses) {
    Term term = keywords.computeIfAbsent(keyword, k -> new Term());
    term.askedBy(clauses);
    Optional<Near> near = Near.of(keyword);
    if (near.isPresent()) {
      int left = side(near.get().left());
      nears.add(left, side(near.get().right()), near.get().between(), term);
    } else {
      for (int node : ends(keyword)) {
        add(term, node, termsOf);
      }
    }
  }

  /** Adds a phrase as it is written, case and number included. */
  void addExact(String phrase, long[] clauses) {
    Term term = exact.computeIfAbsent(phrase, k -> new Term());
    term.askedBy(clauses);
    int node = end(phrase, true);
    if (node != Branches.ROOT) {
      add(term, node, termsOf);
    }
  }

  private int side(String phrase) {
    Integer known = sides.get(phrase);
    if (known != null) {
      return known;
    }
    int side = sides.size();
    sides.put(phrase, side);
    for (int node : ends(phrase)) {
      add(side, node, sidesOf);
    }
    return side;
  }

  private static <T> void add(T one, int node, List<List<T>> atNodes) {
    while (node >= atNodes.size()) {
      atNodes.add(List.of());
    }
    List<T> here = atNodes.get(node);
    if (here.isEmpty()) {
      atNodes.set(node, List.of(one));
    } else if (!here.contains(one)) {
      List<T> more = new ArrayList<>(here);
      more.add(one);
      atNodes.set(node, more);
    }
  }

  /** Where each form of a phrase ends in the tree; lists share phrases. */
  private int[] ends(String phrase) {
    int @Nullable [] known = ends.get(phrase);
    if (known != null) {
      return known;
    }
    int[] found = new int[3];
    int count = 0;
    for (String form : forms(phrase)) {
      int node = end(form, false);
      if (node != Branches.ROOT) {
        found[count++] = node;
      }
    }
    int[] all = Arrays.copyOf(found, count);
    ends.put(phrase, all);
    return all;
  }

  private static Set<String> forms(String phrase) {
    Set<String> forms = new LinkedHashSet<>();
    forms.add(phrase);
    if (!phrase.contains(NUMBER)) {
      forms.add(joined(phrase, false));
      forms.add(joined(phrase, true));
    }
    return forms;
  }

  /** Without its hyphens and signs of hashtags, and perhaps without its blanks. */
  private static String joined(String phrase, boolean blanks) {
    StringBuilder joined = new StringBuilder(phrase.length());
    for (int i = 0; i < phrase.length(); i++) {
      char c = phrase.charAt(i);
      boolean hyphen = c != '_' && Letters.isHyphen(c);
      if (!hyphen && c != '#' && c != '＃' && !(blanks && Letters.isBlank(c))) {
        joined.append(c);
      }
    }
    return joined.toString();
  }

  private int end(String phrase, boolean exact) {
    Words words = exact ? Words.asWritten(phrase) : Words.of(phrase);
    int node = Branches.ROOT;
    for (int i = 0; i < words.count(); i++) {
      node = phrases.grow(node, exact ? symbols.exact(words, i) : symbol(phrase, words, i));
    }
    return node;
  }

  private int symbol(String phrase, Words words, int word) {
    if (phrase.substring(words.start(word), words.end(word)).equals(NUMBER)) {
      return symbols.number();
    }
    return phrase.startsWith("*", words.end(word))
        ? symbols.beginning(words, word)
        : symbols.word(words, word);
  }

  /** What was added, to be looked for. */
  Vocabulary build() {
    @Nullable Meaning[] meanings = new Meaning[phrases.count()];
    for (int node = 0; node < meanings.length; node++) {
      List<Term> terms = node < termsOf.size() ? termsOf.get(node) : List.of();
      List<Integer> sides = node < sidesOf.size() ? sidesOf.get(node) : List.of();
      if (!terms.isEmpty() || !sides.isEmpty()) {
        meanings[node] = meaning(terms, sides);
      }
    }
    return new Vocabulary(symbols.lexicon(), phrases, nears, meanings);
  }

  private static Meaning meaning(List<Term> terms, List<Integer> sides) {
    int[] numbers = new int[sides.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = sides.get(i);
    }
    return new Meaning(terms.isEmpty() ? null : Terms.of(terms), numbers);
  }
}
