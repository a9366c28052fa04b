package io.github.alignmentfeed.curation;

import java.util.Set;

/** What a full stop, and what else ends sentences, does where it stands in a text. */
final class Stops {
  /** Words whose stop ends no sentence. */
  private static final Set<String> ABBREVIATIONS =
      Set.of(
          "al", "approx", "cf", "dr", "eg", "eq", "esp", "fig", "figs", "ie", "incl", "mr", "mrs",
          "prof", "resp", "st", "viz", "vol", "vs");

  private static final int LONGEST_ABBREVIATION = 6;

  /** What ends a sentence whatever follows it. */
  private static final String ENDS = "。！？｡؟۔।॥‽‼⁇⁈⁉❗❓❕❔";

  /** What may stand between the end of a sentence and the blank behind it. */
  private static final String CLOSING = "\"'”’)]»*_~";

  private Stops() {}

  /** Whether a stop behind a word in plain letters is that of an abbreviation. */
  static boolean endsAbbreviation(char[] row, int from, int end) {
    return end - from <= LONGEST_ABBREVIATION
        && ABBREVIATIONS.contains(new String(row, from, end - from));
  }

  /** Whether a stop stands between two initials, of which the first are the word so far. */
  static boolean joinsInitials(char[] text, int word, int stop) {
    return isInitial(text, word, stop)
        && stop + 1 < text.length
        && Character.isLetter(text[stop + 1])
        && !goesOn(text, stop + 2);
  }

  /** Whether a stop stands behind the last of several initials. */
  static boolean endsInitials(char[] text, int word, int stop) {
    return stop - 1 > word && isInitial(text, word, stop) && !goesOn(text, stop + 1);
  }

  /** Whether the word so far is one letter, or letters with a stop before the last of them. */
  private static boolean isInitial(char[] text, int word, int stop) {
    return Character.isLetter(text[stop - 1])
        && (stop - 1 == word || (stop - 2 > word && text[stop - 2] == '.'));
  }

  private static boolean goesOn(char[] text, int at) {
    return at < text.length && Letters.kind(Character.codePointAt(text, at)) == Letters.Kind.PART;
  }

  /** Whether a sentence ends with a character, behind which the text goes on at {@code next}. */
  static boolean endsSentence(char[] text, int c, int next) {
    if (c < 0x80) {
      return (c == '.' || c == '!' || c == '?') && isGap(text, next);
    }
    return switch (c) {
      case '…' -> isGap(text, next);
      case '．' -> next == text.length || !Character.isDigit(text[next]);
      default -> ENDS.indexOf(c) >= 0;
    };
  }

  /** Whether a blank, a picture or the end follows, perhaps after what closes or is not seen. */
  private static boolean isGap(char[] text, int at) {
    int next = at;
    while (next < text.length) {
      int c = Character.codePointAt(text, next);
      Letters.Kind kind = Letters.kind(c);
      if (kind != Letters.Kind.INVISIBLE && CLOSING.indexOf(c) < 0) {
        return Letters.isBlank(c)
            || (kind == Letters.Kind.SEPARATOR && Character.getType(c) == Character.OTHER_SYMBOL);
      }
      next += Character.charCount(c);
    }
    return true;
  }
}
