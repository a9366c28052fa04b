package io.github.alignmentfeed.curation;

import io.github.alignmentfeed.curation.Words.Joint;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Every word that rules ask for, in all its spellings, in one tree of letters, so that the words of
 * a text are looked up as they are read. Filled first, then only read.
 */
final class Lexicon {
  private static final int SHORTEST_PART = 3;
  private static final int LONGEST_ACRONYM = 8;
  private static final int NO_NUMBER = -1;
  private static final Set<String> NUMBERS =
      Set.of(
          "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
              .concat(" sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty")
              .concat(" seventy eighty ninety hundred thousand million dozen dozens hundreds")
              .split(" "));

  private final LetterTree<Entry> letters = new LetterTree<>();
  private final Map<String, Integer> symbols = new HashMap<>();
  private final Map<String, Integer> known = new HashMap<>();
  private int number = NO_NUMBER;

  /** How much of a text's word a spelling stands for. */
  private enum Extent {
    WORD,
    /** The word, but not if it is put together from several. */
    WORD_ALONE,
    BEGINNING
  }

  /**
   * What a spelling stands for.
   *
   * @param cased the capitals that the text must have; empty where its case means nothing
   */
  private record Entry(int symbol, Extent extent, String cased) {
    /**
     * @param whole whether a word of the text ends with it
     * @param alone whether that word is not put together from several
     */
    boolean stands(boolean whole, boolean alone) {
      return switch (extent) {
        case WORD -> whole;
        case WORD_ALONE -> whole && alone;
        case BEGINNING -> true;
      };
    }
  }

  /** Takes what is found. */
  interface Found {
    /**
     * @param symbol the word that a rule asks for
     * @param last the last word of the text that it stands for
     */
    void word(int symbol, int last);
  }

  /** The symbol of a word in any number and spelling; of capitals in capitals alone. */
  int word(Words words, int index) {
    String cased = words.cased(index, index);
    Integer before = known.get(cased);
    if (before != null) {
      return before;
    }
    int symbol = word(words, index, cased);
    known.put(cased, symbol);
    return symbol;
  }

  private int word(Words words, int index, String cased) {
    if (isAcronym(cased)) {
      String base = cased.endsWith("s") ? cased.substring(0, cased.length() - 1) : cased;
      return add(
          Extent.WORD, base, Set.of(plain(base), plain(base) + "s"), Set.of(base, base + "s"));
    }
    String plain = words.plain(index);
    return add(Extent.WORD, Spelling.folded(plain), Spelling.all(plain), Set.of(""));
  }

  /** The symbol of all words that begin so. */
  int beginning(Words words, int index) {
    String cased = words.cased(index, index);
    String plain = words.plain(index);
    if (isAcronym(cased)) {
      return add(Extent.BEGINNING, cased, Set.of(plain), Set.of(cased));
    }
    int symbol = add(Extent.BEGINNING, plain, Spelling.stems(plain), Set.of(""));
    for (String spelling : Spelling.all(plain)) {
      // “policies” does not begin as “policy” does.
      if (Spelling.folded(plain).equals(plain) && !spelling.startsWith(plain)) {
        letters.add(spelling, new Entry(symbol, Extent.WORD, ""));
      }
    }
    return symbol;
  }

  /** The symbol of any number, in digits or in English words. */
  int number() {
    if (number == NO_NUMBER) {
      number = add(Extent.WORD, "NUMBER", NUMBERS, Set.of(""));
    }
    return number;
  }

  /** The symbol of a word exactly as it is written. */
  int exact(Words words, int index) {
    String cased = words.cased(index, index);
    return add(Extent.WORD_ALONE, cased, Set.of(words.plain(index)), Set.of(cased));
  }

  private int add(Extent extent, String name, Set<String> spellings, Set<String> cased) {
    int symbol = symbols.computeIfAbsent(extent + " " + name, k -> symbols.size());
    for (String spelling : spellings) {
      for (String written : cased) {
        if (written.isEmpty() || written.length() == spelling.length() || extent != Extent.WORD) {
          letters.add(spelling, new Entry(symbol, extent, written));
        }
      }
    }
    return symbol;
  }

  /** Ends the filling. */
  void grow() {
    letters.grow();
  }

  /**
   * Reports every word asked for that begins with a word of a text, alone or with the next ones.
   */
  void look(Words words, int first, Found found) {
    char[] row = words.row();
    char initial = row[words.rowStart(first)];
    if (number != NO_NUMBER && initial >= '0' && initial <= '9') {
      found.word(number, first);
    }
    int node = LetterTree.ROOT;
    boolean alone = true;
    for (int last = first; last < words.count(); last++) {
      int end = words.rowEnd(last);
      for (int i = words.rowStart(last); i < end; i++) {
        node = letters.step(node, row[i]);
        if (node == LetterTree.NONE) {
          return;
        }
        if (letters.ends(node)) {
          for (Entry entry : letters.endings(node)) {
            if (entry.stands(i == end - 1, alone) && isCased(entry, words, first, last)) {
              found.word(entry.symbol(), last);
            }
          }
        }
      }
      if (last + 1 == words.count() || !goesOn(words, last)) {
        return;
      }
      alone &= words.joint(last + 1) == Joint.SPLIT;
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

  private static boolean isCased(Entry entry, Words words, int first, int last) {
    boolean beginning = entry.extent() == Extent.BEGINNING;
    return entry.cased().isEmpty() || words.areWritten(first, last, entry.cased(), beginning);
  }

  private static String plain(String cased) {
    return Words.of(cased).plain(0);
  }

  /** Two to eight capitals and digits, not digits alone, with or without a plural s. */
  private static boolean isAcronym(String cased) {
    String base = cased.endsWith("s") ? cased.substring(0, cased.length() - 1) : cased;
    int length = base.codePointCount(0, base.length());
    return length >= 2
        && length <= LONGEST_ACRONYM
        && base.codePoints().allMatch(c -> Character.isUpperCase(c) || Character.isDigit(c))
        && base.codePoints().anyMatch(Character::isUpperCase);
  }
}
