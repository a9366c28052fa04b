package io.github.alignmentfeed.curation;

import io.github.alignmentfeed.curation.Lexicon.Entry;
import io.github.alignmentfeed.curation.Lexicon.Extent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gives a number to every word that rules ask for, and spells it for the {@link Lexicon}. */
final class Symbols {
  private static final int LONGEST_ACRONYM = 8;
  private static final List<String> NUMBERS =
      List.of(
          "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
              .concat(" sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty")
              .concat(" seventy eighty ninety hundred thousand million dozen dozens hundreds")
              .split(" "));

  private final GrowingTree spelled = new GrowingTree();

  /** What stands first for the spelling that ends at each node of the tree. */
  private @Nullable Entry[] entries = new Entry[1024];

  /** The forms of words that have other spellings. */
  private final List<String> forms = new ArrayList<>();

  private final Map<Extent, Map<String, Integer>> symbols = new EnumMap<>(Extent.class);
  private final Map<String, Integer> known = new HashMap<>();
  private int size;
  private int number = Lexicon.NO_NUMBER;

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
    if (!isAcronym(cased)) {
      return add(Extent.FORM, Spelling.folded(words.plain(index)), "");
    }
    String base = cased.endsWith("s") ? cased.substring(0, cased.length() - 1) : cased;
    String plain = Words.of(base).plain(0);
    int symbol = symbol(Extent.SPELLING, base);
    add(symbol, Extent.SPELLING, plain, base);
    add(symbol, Extent.SPELLING, plain + "s", base + "s");
    return symbol;
  }

  /** The symbol of all words that begin so. */
  int beginning(Words words, int index) {
    String cased = words.cased(index, index);
    String plain = words.plain(index);
    if (isAcronym(cased)) {
      return add(Extent.BEGINNING, plain, cased);
    }
    int symbol = symbol(Extent.BEGINNING, plain);
    Spelling.stems(plain).forEach(stem -> add(symbol, Extent.BEGINNING, stem, ""));
    if (Spelling.folded(plain).equals(plain)) {
      // “policies” does not begin as “policy” does.
      add(symbol, Extent.OTHER_FORM, plain, "");
    }
    return symbol;
  }

  /** The symbol of any number, in digits or in English words. */
  int number() {
    if (number == Lexicon.NO_NUMBER) {
      number = symbol(Extent.SPELLING, "NUMBER");
      NUMBERS.forEach(word -> add(number, Extent.SPELLING, word, ""));
    }
    return number;
  }

  /** The symbol of a word exactly as it is written. */
  int exact(Words words, int index) {
    return add(Extent.SPELLING_ALONE, words.plain(index), words.cased(index, index));
  }

  private int add(Extent extent, String spelling, String cased) {
    int symbol = symbol(extent, cased.isEmpty() ? spelling : cased);
    add(symbol, extent, spelling, cased);
    return symbol;
  }

  private int symbol(Extent extent, String name) {
    return symbols.computeIfAbsent(extent, k -> new HashMap<>()).computeIfAbsent(name, k -> size++);
  }

  private void add(int symbol, Extent extent, String spelling, String cased) {
    int node = spelled.grow(spelling);
    if (node >= entries.length) {
      entries = Arrays.copyOf(entries, node * 2);
    }
    @Nullable Entry last = null;
    boolean hadOthers = false;
    for (Entry known = entries[node]; known != null; known = known.next) {
      if (known.symbol == symbol && known.extent == extent && known.cased.equals(cased)) {
        return;
      }
      hadOthers |= known.extent.hasOtherSpellings();
      last = known;
    }
    Entry entry = new Entry(symbol, extent, cased);
    if (last == null) {
      entries[node] = entry;
    } else {
      last.next = entry;
    }
    if (extent.hasOtherSpellings() && !hadOthers) {
      forms.add(spelling);
    }
  }

  /** Ends the adding: all words, each in all its spellings. */
  Lexicon lexicon() {
    for (String form : forms) {
      for (String spelling : Spelling.spellings(form)) {
        addSpelling(spelling, form);
      }
    }
    return new Lexicon(spelled, Arrays.copyOf(entries, spelled.size()), number);
  }

  private void addSpelling(String spelling, String form) {
    for (Entry entry = entries[spelled.grow(form)]; entry != null; entry = entry.next) {
      if (entry.extent == Extent.FORM
          || (entry.extent == Extent.OTHER_FORM && !spelling.startsWith(form))) {
        add(entry.symbol, Extent.SPELLING, spelling, "");
      }
    }
  }

  /** Two to eight capitals and digits, not digits alone, with or without a plural s. */
  private static boolean isAcronym(String cased) {
    int end = cased.endsWith("s") ? cased.length() - 1 : cased.length();
    int length = 0;
    boolean capitals = false;
    for (int i = 0; i < end; i += Character.charCount(cased.codePointAt(i))) {
      int c = cased.codePointAt(i);
      if (!Character.isUpperCase(c) && !Character.isDigit(c)) {
        return false;
      }
      capitals |= Character.isUpperCase(c);
      length++;
    }
    return capitals && length >= 2 && length <= LONGEST_ACRONYM;
  }
}
