package io.github.alignmentfeed.curation;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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

  private static final int ASCII = 0x80;
  private static final char[] SIMPLE_ASCII = new char[ASCII];

  /** Behind these are scripts of very many characters, which are looked at each time. */
  private static final int PAGED = 0x3100;

  /** Letters that look like those of other fonts, with which texts are dressed up. */
  private static final int FONTS = 0x1D400;

  private static final int FONTS_END = 0x1D800;
  private static final Page[] PAGES = new Page[FONTS_END / Page.SIZE];

  /** Stands in a word and joins what is joined anyway. */
  private static final int GRAPHEME_JOINER = 0x034F;

  /** Behind these, enclosed letters have no compatibility form. */
  private static final int ENCLOSED_END = 0x1F150;

  /** Letters that differ from plain ones as by an accent, and are not taken apart for it. */
  private static final Map<String, String> STROKED =
      Map.of("ø", "o", "ł", "l", "đ", "d", "ħ", "h", "ŧ", "t", "æ", "ae", "œ", "oe");

  /** Capitals in the size of small letters, and what they are. */
  private static final String SMALL_CAPITALS = "ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ";

  private static final String OF_SMALL_CAPITALS = "abcdefghijklmnoprstuvwyz";

  private static final char NOTHING = '\uFFFF';
  private static final char SEVERAL = '\uFFFE';

  static {
    for (char c = 0; c < ASCII; c++) {
      SIMPLE_ASCII[c] = page(c).simple[c];
    }
  }

  /** What 256 characters count as, told when the first of them is met. */
  private static final class Page {
    private static final int SIZE = 256;
    private final Kind[] kinds = new Kind[SIZE];
    private final char[] plain = new char[SIZE];
    private final @Nullable String[] several = new String[SIZE];
    private final char[] simple = new char[SIZE];

    Page(int first) {
      for (int i = 0; i < SIZE; i++) {
        kinds[i] = classified(first + i);
        boolean ofWords = kinds[i] == Kind.PART || kinds[i] == Kind.ALONE;
        String normal = ofWords ? normalised(first + i) : "";
        plain[i] = only(normal);
        several[i] = normal.length() > 1 ? normal : null;
        simple[i] = kinds[i] == Kind.PART && plain[i] < SEVERAL ? plain[i] : NOT_SIMPLE;
      }
    }

    private static char only(String letters) {
      return letters.isEmpty() ? NOTHING : letters.length() > 1 ? SEVERAL : letters.charAt(0);
    }
  }

  private Letters() {}

  /** Threads may make a page twice: both are alike, and nothing in them changes. */
  private static Page page(int c) {
    @Nullable Page page = PAGES[c / Page.SIZE];
    if (page == null) {
      page = new Page(c - c % Page.SIZE);
      PAGES[c / Page.SIZE] = page;
    }
    return page;
  }

  private static boolean isPaged(int c) {
    return c < PAGED || (c >= FONTS && c < FONTS_END);
  }

  static Kind kind(int c) {
    return isPaged(c) ? page(c).kinds[c % Page.SIZE] : classified(c);
  }

  /** What a part of a word counts as that counts as one character; else {@link #NOT_SIMPLE}. */
  static char simple(char c) {
    if (c < ASCII) {
      return SIMPLE_ASCII[c];
    }
    return isPaged(c) ? page(c).simple[c % Page.SIZE] : NOT_SIMPLE;
  }

  /** Writes what a part of a word counts as, none to several characters; returns where they end. */
  static int plain(int c, char[] into, int at) {
    char paged = isPaged(c) ? page(c).plain[c % Page.SIZE] : SEVERAL;
    if (paged != SEVERAL) {
      into[at] = paged;
      return paged == NOTHING ? at : at + 1;
    }
    if (isUnified(c)) {
      into[at] = (char) c;
      return at + 1;
    }
    @Nullable String known = isPaged(c) ? page(c).several[c % Page.SIZE] : null;
    String plain = known == null ? normalised(c) : known;
    int length = Math.min(plain.length(), into.length - at);
    plain.getChars(0, length, into, at);
    return at + length;
  }

  /** With compatibility forms resolved and nothing invisible, its case kept. */
  static String cased(String word) {
    if (isAscii(word)) {
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
    return c < ASCII;
  }

  private static boolean isAscii(String word) {
    for (int i = 0; i < word.length(); i++) {
      if (!isAscii(word.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  static boolean isApostrophe(int c) {
    return c == '\'' || (c > 0x5F && "’‘ʼ´`＇".indexOf(c) >= 0);
  }

  /** Any hyphen, dash or minus, and the line that stands for one in names. */
  static boolean isHyphen(int c) {
    return c == '-'
        || c == '_'
        || (c >= ASCII && (c == 0x2212 || Character.getType(c) == Character.DASH_PUNCTUATION));
  }

  static boolean isBlank(int c) {
    return c == ' '
        || ((c < ' ' || c >= ASCII) && (Character.isWhitespace(c) || Character.isSpaceChar(c)));
  }

  private static Kind classified(int c) {
    int type = Character.getType(c);
    if (type == Character.FORMAT || (c >= 0xFE00 && c <= 0xFE0F) || c == GRAPHEME_JOINER) {
      return Kind.INVISIBLE;
    }
    boolean mark = type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    if (isApostrophe(c) || !(mark || Character.isLetterOrDigit(c) || isEnclosed(c, type))) {
      return Kind.SEPARATOR;
    }
    return isUnspaced(c) ? Kind.ALONE : Kind.PART;
  }

  /** A letter in a circle or square that has a compatibility form. */
  private static boolean isEnclosed(int c, int type) {
    return type == Character.OTHER_SYMBOL && Character.isAlphabetic(c) && c < ENCLOSED_END;
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
    String folded = folded(plain.toString());
    int capital = SMALL_CAPITALS.indexOf(c);
    if (capital >= 0) {
      return OF_SMALL_CAPITALS.substring(capital, capital + 1);
    }
    return STROKED.getOrDefault(folded, folded);
  }

  /** Without case; by way of capitals, in which small letters meet that differ. */
  private static String folded(String letters) {
    String small = letters.toLowerCase(Locale.ROOT);
    return small.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT).replace('ς', 'σ');
  }

  /**
   * Marks that make another syllable of a kana, as “ga” of “ka”, and not the same with an accent.
   */
  static boolean isVoicing(int c) {
    return c == 0x3099 || c == 0x309A || c == 0xFF9E || c == 0xFF9F;
  }

  private static boolean isAccent(int c) {
    if (Character.getType(c) != Character.NON_SPACING_MARK || isVoicing(c)) {
      return false;
    }
    return switch (UnicodeScript.of(c)) {
      case INHERITED, COMMON, LATIN, GREEK, CYRILLIC, ARABIC, HEBREW -> true;
      default -> false;
    };
  }
}
