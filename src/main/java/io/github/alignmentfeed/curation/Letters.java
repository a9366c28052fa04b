package io.github.alignmentfeed.curation;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.Locale;

/**
 * What a character counts as, so that texts meet however they are written: a small letter without
 * compatibility form and accent. A mark that is no accent, as in Hindi, stays.
 */
final class Letters {
  /** What a character is to a word. */
  enum Kind {
    /** A part of a word. */
    PART,
    /** A word of its own, in scripts without spaces. */
    ALONE,
    /** Not seen, and no end of a word: soft hyphens, zero-width characters. */
    INVISIBLE,
    SEPARATOR
  }

  /** Stands for no letter. */
  static final char NOT_SIMPLE = '\0';

  private static final int TABLE = 0x3100;

  /** Letters that look like those of other fonts, with which texts are dressed up. */
  private static final int FONTS = 0x1D400;

  private static final int FONTS_END = 0x1D800;
  private static final char NOTHING = '\uFFFF';
  private static final char SEVERAL = '\uFFFE';
  private static final Kind[] KINDS = new Kind[TABLE];
  private static final char[] PLAIN = new char[TABLE];
  private static final char[] PLAIN_FONTS = new char[FONTS_END - FONTS];
  private static final char[] SIMPLE = new char[TABLE];

  static {
    for (int c = 0; c < TABLE; c++) {
      KINDS[c] = classified(c);
      PLAIN[c] = KINDS[c] == Kind.PART || KINDS[c] == Kind.ALONE ? tabled(c) : NOTHING;
      SIMPLE[c] = KINDS[c] == Kind.PART && PLAIN[c] < SEVERAL ? PLAIN[c] : NOT_SIMPLE;
    }
    for (int c = FONTS; c < FONTS_END; c++) {
      PLAIN_FONTS[c - FONTS] = tabled(c);
    }
  }

  private Letters() {}

  private static char tabled(int c) {
    String plain = normalised(c);
    return plain.isEmpty() ? NOTHING : plain.length() > 1 ? SEVERAL : plain.charAt(0);
  }

  static Kind kind(int c) {
    return c < TABLE ? KINDS[c] : classified(c);
  }

  /** What a part of a word counts as that counts as one character; else {@link #NOT_SIMPLE}. */
  static char simple(char c) {
    return c < TABLE ? SIMPLE[c] : NOT_SIMPLE;
  }

  /** Writes what a part of a word counts as, none to several characters; returns where they end. */
  static int plain(int c, char[] into, int at) {
    boolean font = c >= FONTS && c < FONTS_END;
    char tabled = c < TABLE ? PLAIN[c] : font ? PLAIN_FONTS[c - FONTS] : SEVERAL;
    if (tabled != SEVERAL) {
      into[at] = tabled;
      return tabled == NOTHING ? at : at + 1;
    }
    if (isUnified(c)) {
      into[at] = (char) c;
      return at + 1;
    }
    String plain = normalised(c);
    int length = Math.min(plain.length(), into.length - at);
    plain.getChars(0, length, into, at);
    return at + length;
  }

  /** With compatibility forms resolved and nothing invisible, its case kept. */
  static String cased(String word) {
    if (word.chars().allMatch(Letters::isAscii)) {
      return word;
    }
    String seen =
        word.codePoints()
            .filter(c -> kind(c) != Kind.INVISIBLE)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    return Normalizer.isNormalized(seen, Normalizer.Form.NFKC)
        ? seen
        : Normalizer.normalize(seen, Normalizer.Form.NFKC);
  }

  /** Whether a character is its own compatibility form, whatever follows but a mark. */
  static boolean isAscii(int c) {
    return c < 0x80;
  }

  static boolean isApostrophe(int c) {
    return c == '\'' || (c > 0x5F && "’‘ʼ´`＇".indexOf(c) >= 0);
  }

  /** Any hyphen, dash or minus, and the line that stands for one in names. */
  static boolean isHyphen(int c) {
    return c == '-'
        || c == '_'
        || (c > 0x7F && (c == 0x2212 || Character.getType(c) == Character.DASH_PUNCTUATION));
  }

  private static Kind classified(int c) {
    int type = Character.getType(c);
    if (type == Character.FORMAT || (c >= 0xFE00 && c <= 0xFE0F)) {
      return Kind.INVISIBLE;
    }
    boolean mark = type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    if (isApostrophe(c) || !(mark || Character.isLetterOrDigit(c))) {
      return Kind.SEPARATOR;
    }
    return isUnspaced(c) ? Kind.ALONE : Kind.PART;
  }

  private static boolean isUnspaced(int c) {
    if (c < 0x0E00) {
      return false;
    }
    if (isUnified(c)) {
      return true;
    }
    return switch (UnicodeScript.of(c)) {
      case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> true;
      default -> Character.isIdeographic(c) || c == 'ー';
    };
  }

  private static boolean isUnified(int c) {
    return c >= 0x4E00 && c <= 0x9FFF;
  }

  private static String normalised(int c) {
    String letter = Character.toString(c);
    String decomposed = Normalizer.normalize(letter, Normalizer.Form.NFKD);
    StringBuilder plain = new StringBuilder();
    decomposed.codePoints().filter(p -> !isAccent(p)).forEach(plain::appendCodePoint);
    return plain.toString().toLowerCase(Locale.ROOT).replace('ς', 'σ');
  }

  private static boolean isAccent(int c) {
    if (Character.getType(c) != Character.NON_SPACING_MARK) {
      return false;
    }
    return switch (UnicodeScript.of(c)) {
      case INHERITED, COMMON, LATIN, GREEK, CYRILLIC, ARABIC, HEBREW -> true;
      default -> false;
    };
  }
}
