package io.github.alignmentfeed.curation;

import io.github.alignmentfeed.curation.Terms.Term;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * All phrases of all rules in one tree of words, so that a passage is read once however many there
 * are. Filled first, then only read.
 */
final class Vocabulary {
  private static final Pattern HYPHEN = Pattern.compile("[\\p{Pd}\u2212]");
  private static final Pattern GAP = Pattern.compile("[\\p{Pd}\u2212\\p{Z}\\s]+");
  private static final String NUMBER = "NUMBER";

  private final Lexicon lexicon = new Lexicon();
  private final Branches phrases = new Branches();
  private final Nears nears = new Nears();

  private final Map<String, int[]> ends = new HashMap<>();

  /** What ends at each place in the tree, which is mostly nothing. */
  private final List<@Nullable Ending> endings = new ArrayList<>();

  /**
   * What a phrase stands for.
   *
   * @param terms alone
   * @param sides as one of a pair
   */
  private record Ending(Terms terms, Set<Integer> sides) {}

  /** Takes what is found: what it stands for, and its first and last word. */
  interface Found {
    void phrase(Terms terms, int first, int last);
  }

  /**
   * Adds a phrase in any form, also written without its hyphens or in one word, or two phrases
   * {@linkplain Near near} each other. All-capital words of two to eight letters keep their case. A
   * star stands for any ending of its word, {@code NUMBER} for any number.
   */
  void addKeyword(String keyword, Term term) {
    Near.of(keyword)
        .ifPresentOrElse(
            near -> {
              nears.add(near, term);
              addSide(near.left());
              addSide(near.right());
            },
            () -> addForms(keyword, end -> end.terms().add(term)));
  }

  /** Adds a phrase as it is written, case and number included. */
  void addExact(String phrase, Term term) {
    mark(end(phrase, true), ending -> ending.terms().add(term));
  }

  private void addSide(String phrase) {
    int side = nears.side(phrase);
    addForms(phrase, ending -> ending.sides().add(side));
  }

  /** Lists of words are shared by many rules: a phrase is taken apart once. */
  private void addForms(String phrase, Consumer<Ending> mark) {
    for (int node : ends.computeIfAbsent(phrase, this::ends)) {
      mark(node, mark);
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

  private void mark(int node, Consumer<Ending> mark) {
    while (endings.size() <= node) {
      endings.add(null);
    }
    if (node != Branches.ROOT) {
      mark.accept(endingAt(node));
    }
  }

  private Ending endingAt(int node) {
    Ending ending = endings.get(node);
    if (ending == null) {
      ending = new Ending(new Terms(), new LinkedHashSet<>());
      endings.set(node, ending);
    }
    return ending;
  }

  private int symbol(String phrase, Words words, int word) {
    if (phrase.substring(words.start(word), words.end(word)).equals(NUMBER)) {
      return lexicon.number();
    }
    return phrase.startsWith("*", words.end(word))
        ? lexicon.beginning(words, word)
        : lexicon.word(words, word);
  }

  /** Ends the filling. */
  void grow() {
    lexicon.grow();
  }

  /** Reports every phrase found in the words. */
  void find(Words words, Found found) {
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
    private final Found found;
    private final int[] begin;
    private int[] symbols = new int[16];
    private int[] lasts = new int[16];
    private int size;
    private final Nears.Meeting near;

    Search(Words words, Found found) {
      this.words = words;
      this.found = found;
      this.begin = new int[words.count() + 1];
      this.near = nears.new Meeting(words, found);
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
      Ending ending = endings.get(node);
      if (ending == null) {
        return;
      }
      if (!ending.terms().all().isEmpty()) {
        found.phrase(ending.terms(), first, last);
      }
      if (!ending.sides().isEmpty()) {
        ending.sides().forEach(side -> near.see(side, first, last));
      }
    }
  }
}
