package io.github.alignmentfeed.curation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * All phrases of all rules in one tree of words, so that a passage is read once however many there
 * are. Filled first, then only read.
 *
 * @param <T> what a phrase stands for
 */
final class Vocabulary<T> {
  private static final Pattern HYPHEN = Pattern.compile("[\\p{Pd}\u2212]");
  private static final Pattern GAP = Pattern.compile("[\\p{Pd}\u2212\\p{Z}\\s]+");
  private static final String NUMBER = "NUMBER";
  private static final int WHOLE = -1;

  private final Lexicon lexicon = new Lexicon();
  private final Branches phrases = new Branches();
  private final Map<Integer, List<Target<T>>> targets = new HashMap<>();
  private final Map<String, int[]> ends = new HashMap<>();
  private final List<Integer> distances = new ArrayList<>();

  /**
   * What the end of a phrase stands for.
   *
   * @param pair the pair of phrases of which it is one; {@link #WHOLE} where it stands alone
   * @param right whether it is the second of them
   */
  private record Target<T>(T meaning, int pair, boolean right) {
    boolean isSame(Target<T> other) {
      return meaning == other.meaning && pair == other.pair && right == other.right;
    }
  }

  /** Takes what is found: what it stands for, and its first and last word. */
  interface Found<T> {
    void phrase(T meaning, int first, int last);
  }

  /**
   * Adds a phrase in any form, also written without its hyphens or in one word, or two phrases
   * {@linkplain Near near} each other. All-capital words of two to eight letters keep their case. A
   * star stands for any ending of its word, {@code NUMBER} for any number.
   */
  void addKeyword(String keyword, T meaning) {
    Near.of(keyword)
        .ifPresentOrElse(
            near -> {
              int pair = distances.size();
              distances.add(near.between());
              addForms(near.left(), new Target<>(meaning, pair, false));
              addForms(near.right(), new Target<>(meaning, pair, true));
            },
            () -> addForms(keyword, new Target<>(meaning, WHOLE, false)));
  }

  /** Adds a phrase as it is written, case and number included. */
  void addExact(String phrase, T meaning) {
    add(end(phrase, true), new Target<>(meaning, WHOLE, false));
  }

  /** Lists of words are shared by many rules: a phrase is taken apart once. */
  private void addForms(String phrase, Target<T> target) {
    for (int node : ends.computeIfAbsent(phrase, this::ends)) {
      add(node, target);
    }
  }

  /** Where each form of a phrase ends in the tree. */
  private int[] ends(String phrase) {
    Set<String> forms = new LinkedHashSet<>(Set.of(phrase));
    if (!phrase.contains(NUMBER)) {
      forms.add(HYPHEN.matcher(phrase).replaceAll(""));
      forms.add(GAP.matcher(phrase).replaceAll(""));
    }
    return forms.stream().mapToInt(form -> end(form, false)).toArray();
  }

  private int end(String phrase, boolean exact) {
    Words words = Words.of(phrase);
    int node = Branches.ROOT;
    for (int i = 0; i < words.count(); i++) {
      node = phrases.grow(node, exact ? lexicon.exact(words, i) : symbol(phrase, words, i));
    }
    return node;
  }

  private void add(int node, Target<T> target) {
    List<Target<T>> here = targets.computeIfAbsent(node, k -> new ArrayList<>());
    if (node == Branches.ROOT) {
      return;
    }
    for (int i = here.size() - 1; i >= 0; i--) {
      if (here.get(i).isSame(target)) {
        return;
      }
    }
    here.add(target);
  }

  private int symbol(String phrase, Words words, int word) {
    if (phrase.substring(words.start(word), words.end(word)).equals(NUMBER)) {
      return lexicon.number();
    }
    return phrase.startsWith("*", words.end(word))
        ? lexicon.beginning(words, word)
        : lexicon.word(words, word);
  }

  /** Reports every phrase found in the words. */
  void find(Words words, Found<T> found) {
    Search search = new Search(words, found);
    for (int i = 0; i < words.count(); i++) {
      search.lookAt(i);
    }
    for (int i = 0; i < words.count() && search.size > 0; i++) {
      search.follow(Branches.ROOT, i, i);
    }
  }

  /** One reading of a text. */
  private final class Search implements Lexicon.Found {
    private final Words words;
    private final Found<T> found;
    private final int[] begin;
    private int[] symbols = new int[16];
    private int[] lasts = new int[16];
    private int size;
    private final Map<Integer, int[]> pairs = new HashMap<>();

    Search(Words words, Found<T> found) {
      this.words = words;
      this.found = found;
      this.begin = new int[words.count() + 1];
    }

    void lookAt(int word) {
      lexicon.look(words, word, this);
      begin[word + 1] = size;
    }

    @Override
    public void word(int symbol, int last) {
      if (size == symbols.length) {
        symbols = Arrays.copyOf(symbols, size * 2);
        lasts = Arrays.copyOf(lasts, size * 2);
      }
      symbols[size] = symbol;
      lasts[size++] = last;
    }

    void follow(int node, int first, int at) {
      for (int i = begin[at]; i < begin[at + 1]; i++) {
        int child = phrases.step(node, symbols[i]);
        if (child != Branches.NONE) {
          int last = lasts[i];
          report(child, first, last);
          if (last + 1 < words.count() && words.sentence(last + 1) == words.sentence(first)) {
            follow(child, first, last + 1);
          }
        }
      }
    }

    private void report(int node, int first, int last) {
      for (Target<T> target : targets.getOrDefault(node, List.of())) {
        if (target.pair() == WHOLE) {
          found.phrase(target.meaning(), first, last);
        } else {
          meet(target, first, last);
        }
      }
    }

    /** Keeps one of a pair, and reports both where the other stands close before it. */
    private void meet(Target<T> target, int first, int last) {
      int[] seen = pairs.computeIfAbsent(target.pair(), k -> new int[] {-1, -1, -1, -1});
      int own = target.right() ? 2 : 0;
      int otherFirst = seen[2 - own];
      int otherLast = seen[3 - own];
      if (otherFirst >= 0
          && otherLast < first
          && first - otherLast - 1 <= distances.get(target.pair())
          && words.sentence(otherFirst) == words.sentence(first)) {
        found.phrase(target.meaning(), otherFirst, last);
      }
      seen[own] = first;
      seen[own + 1] = last;
    }
  }
}
