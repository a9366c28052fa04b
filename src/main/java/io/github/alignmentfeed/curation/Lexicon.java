package io.github.alignmentfeed.curation;

import io.github.alignmentfeed.curation.Spelling.Form;
import io.github.alignmentfeed.curation.Words.Joint;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Every word that rules ask for, each in its one form, in one tree of letters, so that the words of
 * a text are looked up as they are read. A word of the text is looked up as it is written, and
 * where that is another, in its one form.
 */
final class Lexicon {
  static final int NO_NUMBER = -1;
  private static final int SHORTEST_PART = 3;

  private final LetterTree letters;

  /** The symbol of any number, where one is asked for. */
  private final int number;

  /** The first entry of each word of the tree, and behind the last word their number. */
  private final int[] firsts;

  private final int[] symbolOf;
  private final Extent[] extentOf;
  private final String[] casedOf;

  /** The one form of each word of the tree for which no rule says it. */
  private final @Nullable Form[] irregular;

  /** How much of a text's word a spelling stands for. */
  enum Extent {
    /** All of it, in its one form. */
    FORM,
    /** The same, unless it begins so. */
    OTHER_FORM,
    /** All of it, as it is spelt. */
    SPELLING,
    /** The same, but not if it is put together from several. */
    SPELLING_ALONE,
    BEGINNING
  }

  /**
   * What a spelling stands for.
   *
   * @param cased the capitals that the text must have; empty where its case means nothing
   */
  record Entry(int symbol, Extent extent, String cased) {}

  /** What stands at the end of a spelling: all that it stands for, and its form if no rule says. */
  static final class Ending {
    final List<Entry> entries = new ArrayList<>(1);
    @Nullable Form form;
  }

  /** Takes what is found. */
  interface Found {
    /**
     * @param symbol the word that a rule asks for
     * @param last the last word of the text that it stands for
     */
    void word(int symbol, int last);
  }

  Lexicon(SortedMap<String, Ending> words, int number) {
    this.number = number;
    letters = new LetterTree(words.keySet().toArray(String[]::new));
    irregular = words.values().stream().map(ending -> ending.form).toArray(Form[]::new);
    List<Entry> entries = new ArrayList<>();
    firsts = new int[words.size() + 1];
    int word = 0;
    for (Ending ending : words.values()) {
      entries.addAll(ending.entries);
      firsts[++word] = entries.size();
    }
    symbolOf = entries.stream().mapToInt(Entry::symbol).toArray();
    extentOf = entries.stream().map(Entry::extent).toArray(Extent[]::new);
    casedOf = entries.stream().map(Entry::cased).toArray(String[]::new);
  }

  /**
   * Reports every word asked for that begins with a word of a text, alone or with the next ones.
   */
  void look(Words words, int first, Found found) {
    char[] row = words.row();
    int from = words.rowStart(first);
    if (number != NO_NUMBER && row[from] >= '0' && row[from] <= '9') {
      found.word(number, first);
    }
    int node = LetterTree.ROOT;
    int at = from;
    boolean alone = true;
    for (int last = first; last < words.count(); last++) {
      int end = words.rowEnd(last);
      boolean whole = false;
      while (at < end && node != LetterTree.NONE) {
        node = letters.step(node, row[at]);
        if (node == LetterTree.NONE) {
          break;
        }
        at++;
        if (letters.ends(node)) {
          whole = at == end;
          report(letters.word(node), whole, alone, words, first, last, found);
        }
      }
      if (at + Spelling.LONGEST_ENDING < end) {
        return;
      }
      @Nullable Form form = whole ? irregular[letters.word(node)] : null;
      if (form == null) {
        form = Spelling.form(row, from, end);
      }
      if (form != null && from + form.kept() <= at && from + form.kept() < end) {
        report(form, row, from, last, found);
      }
      if (last + 1 == words.count() || !goesOn(words, last)) {
        return;
      }
      alone &= words.joint(last + 1) == Joint.SPLIT;
    }
  }

  private void report(
      int word, boolean whole, boolean alone, Words words, int first, int last, Found found) {
    for (int i = firsts[word]; i < firsts[word + 1]; i++) {
      boolean stands =
          switch (extentOf[i]) {
            case FORM, SPELLING -> whole;
            case SPELLING_ALONE -> whole && alone;
            case BEGINNING -> true;
            case OTHER_FORM -> false;
          };
      if (stands && isCased(i, words, first, last)) {
        found.word(symbolOf[i], last);
      }
    }
  }

  /** Reports what stands for a word in its one form. */
  private void report(Form form, char[] row, int from, int last, Found found) {
    int node = LetterTree.ROOT;
    for (int i = 0; i < form.kept() && node != LetterTree.NONE; i++) {
      node = letters.step(node, row[from + i]);
    }
    for (int i = 0; i < form.tail().length() && node != LetterTree.NONE; i++) {
      node = letters.step(node, form.tail().charAt(i));
    }
    if (node != LetterTree.NONE && letters.ends(node)) {
      boolean beginsSo = form.tail().isEmpty();
      int word = letters.word(node);
      for (int i = firsts[word]; i < firsts[word + 1]; i++) {
        if (extentOf[i] == Extent.FORM || (extentOf[i] == Extent.OTHER_FORM && !beginsSo)) {
          found.word(symbolOf[i], last);
        }
      }
    }
  }

  /** Whether a word and the next may be one: over a hyphen, or over a blank if both are longer. */
  private static boolean goesOn(Words words, int word) {
    return switch (words.joint(word + 1)) {
      case SPLIT, HYPHEN -> true;
      case BLANK ->
          length(words, word) >= SHORTEST_PART && length(words, word + 1) >= SHORTEST_PART;
      case APART -> false;
    };
  }

  private static int length(Words words, int word) {
    return words.rowEnd(word) - words.rowStart(word);
  }

  private boolean isCased(int entry, Words words, int first, int last) {
    String cased = casedOf[entry];
    return cased.isEmpty()
        || words.areWritten(first, last, cased, extentOf[entry] == Extent.BEGINNING);
  }
}
