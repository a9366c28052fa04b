package io.github.alignmentfeed.curation;

import io.github.alignmentfeed.curation.Terms.Term;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All phrases of all rules in one tree of words, so that a passage is read once however many there
 * are. Filled first, then only read.
 */
final class Vocabulary {
  private static final String NUMBER = "NUMBER";
  private static final int[] NONE = {};

  private final Symbols symbols = new Symbols();
  private Lexicon lexicon = symbols.lexicon();
  private final Branches phrases = new Branches();
  private final Nears nears = new Nears();
  private final Map<String, Term> keywords = new HashMap<>();
  private final Map<String, Term> exact = new HashMap<>();
  private final Map<String, int[]> ends = new HashMap<>();

  /** What the phrase stands for that ends at each place in the tree, which is mostly none. */
  private @Nullable Terms[] terms = {};

  /** The same as one of a pair. */
  private int[][] sides = {};

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
      nears.add(near.get(), term);
      addSide(near.get().left());
      addSide(near.get().right());
    } else {
      for (int node : ends(keyword)) {
        add(node, term);
      }
    }
  }

  /** Adds a phrase as it is written, case and number included. */
  void addExact(String phrase, long[] clauses) {
    Term term = exact.computeIfAbsent(phrase, k -> new Term());
    term.askedBy(clauses);
    int node = end(phrase, true);
    if (node != Branches.ROOT) {
      add(node, term);
    }
  }

  private void addSide(String phrase) {
    int side = nears.side(phrase);
    for (int node : ends(phrase)) {
      while (node >= sides.length) {
        int known = sides.length;
        sides = Arrays.copyOf(sides, (node + 1) * 2);
        Arrays.fill(sides, known, sides.length, NONE);
      }
      int[] before = sides[node];
      if (Arrays.stream(before).noneMatch(s -> s == side)) {
        sides[node] = Arrays.copyOf(before, before.length + 1);
        sides[node][before.length] = side;
      }
    }
  }

  /** Where each form of a phrase ends in the tree; lists share phrases. */
  private int[] ends(String phrase) {
    return ends.computeIfAbsent(
        phrase,
        k ->
            forms(phrase).stream()
                .mapToInt(form -> end(form, false))
                .filter(node -> node != Branches.ROOT)
                .toArray());
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

  private void add(int node, Term term) {
    if (node >= terms.length) {
      terms = Arrays.copyOf(terms, (node + 1) * 2);
    }
    @Nullable Terms here = terms[node];
    if (here == null) {
      here = new Terms();
      terms[node] = here;
    }
    here.add(term);
  }

  private int symbol(String phrase, Words words, int word) {
    if (phrase.substring(words.start(word), words.end(word)).equals(NUMBER)) {
      return symbols.number();
    }
    return phrase.startsWith("*", words.end(word))
        ? symbols.beginning(words, word)
        : symbols.word(words, word);
  }

  /** Ends the filling. */
  void grow() {
    lexicon = symbols.lexicon();
  }

  /** Looks for every phrase in the words of a passage. */
  void find(Words words, int passage, Sights sights) {
    Hits hits = new Hits(words.count());
    for (int word = 0; word < words.count(); word++) {
      lexicon.look(words, word, hits);
      hits.end(word);
    }
    if (!hits.isEmpty()) {
      Search search = new Search(words, hits, passage, sights);
      for (int word = 0; word < words.count(); word++) {
        search.follow(Branches.ROOT, word, word);
      }
    }
  }

  /** One reading of a text. */
  private final class Search {
    private final Words words;
    private final Hits hits;
    private final int passage;
    private final Sights sights;
    private final Nears.Meeting near;

    Search(Words words, Hits hits, int passage, Sights sights) {
      this.words = words;
      this.hits = hits;
      this.passage = passage;
      this.sights = sights;
      this.near = nears.new Meeting(words, passage, sights);
    }

    void follow(int node, int first, int at) {
      int end = hits.first(at + 1);
      for (int hit = hits.first(at); hit < end; hit++) {
        int child = phrases.step(node, hits.symbol(hit));
        if (child != Branches.NONE) {
          int last = hits.last(hit);
          report(child, first, last);
          if (!phrases.isLeaf(child)
              && last + 1 < words.count()
              && words.sentence(last + 1) == words.sentence(first)) {
            follow(child, first, last + 1);
          }
        }
      }
    }

    private void report(int node, int first, int last) {
      @Nullable Terms alone = node < terms.length ? terms[node] : null;
      if (alone != null) {
        sights.see(alone, passage, words, first, last);
      }
      if (node < sides.length) {
        for (int side : sides[node]) {
          near.see(side, first, last);
        }
      }
    }
  }
}
