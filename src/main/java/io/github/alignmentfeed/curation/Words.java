package io.github.alignmentfeed.curation;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes a text apart into {@link Word words} in normal form, so that a rule's phrase and a post's
 * words meet however they are written: compatibility forms, case, accents, hyphens, soft hyphens,
 * zero-width characters, possessives, plurals and British spelling make no difference. Scripts
 * without spaces give one word a character.
 */
final class Words {
  /** What follows in one word is not read: no word is longer, and accents can be piled up. */
  private static final int LONGEST = 200;

  private static final String HOST = "(?<![\\w.-])(?:[\\w-]++\\.(?=\\w))++";
  private static final String REST = "[\\p{Graph}\\p{IsLatin}]*[\\p{Alnum}/]";

  /**
   * What is not read as words in running text: addresses, which are judged as links, and mentions.
   * A host alone is told from a missing blank after a full stop by its ending in small letters.
   */
  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?i:https?://)%2$s|@%1$s\\p{Alpha}{2,}|%1$s\\p{Alpha}{2,}(?::\\d+)?/(?:%2$s)?|%1$s%3$s"
              .formatted(
                  HOST,
                  REST,
                  "(?:com|org|net|edu|gov|info|io|ai|co|uk|eu|de|fr|ch|jp|cn|ca|nl|pub|dev|app"
                      + "|blog|news|social|xyz)\\b"));

  /** A character that an address spells out in hexadecimal digits. */
  private static final Pattern ESCAPE = Pattern.compile("%\\p{XDigit}{2}");

  private final String text;
  private final boolean splitHashtags;
  private final BitSet masked = new BitSet();
  private final List<Word> words = new ArrayList<>();
  private final StringBuilder raw = new StringBuilder();
  private int start;
  private int last = -1;
  private boolean sentenceEnded;
  private boolean afterApostrophe;
  private boolean inHashtag;
  private boolean wasSplit;

  private Words(String text, boolean splitHashtags) {
    this.text = text;
    this.splitHashtags = splitHashtags;
  }

  /**
   * The words of a passage; of an address only those of its path. Where hashtags are taken apart at
   * their capitals, a second list has them in one piece.
   */
  static List<List<Word>> of(Passage passage) {
    Words split = of(passage, true);
    return split.wasSplit ? List.of(split.words, of(passage, false).words) : List.of(split.words);
  }

  private static Words of(Passage passage, boolean splitHashtags) {
    Words words = new Words(passage.text(), splitHashtags);
    if (passage.link().isPresent()) {
      words.masked.set(0, passage.text().length() - passage.link().get().path().length());
      words.mask(ESCAPE);
    } else {
      words.mask(ADDRESS);
    }
    words.split();
    return words;
  }

  /** The words of a rule's phrase. */
  static List<Word> of(String phrase) {
    Words words = new Words(phrase, false);
    words.split();
    return words.words;
  }

  private void mask(Pattern pattern) {
    Matcher m = pattern.matcher(text);
    while (m.find()) {
      masked.set(m.start(), m.end());
    }
  }

  private void split() {
    int i = 0;
    while (i < text.length()) {
      int c = text.codePointAt(i);
      int next = i + Character.charCount(c);
      if (masked.get(i)) {
        endWord();
      } else if (!isInvisible(c)) {
        if (isWordPart(c)) {
          add(c, i, next);
        } else {
          endWord();
          separate(c, next);
        }
      }
      i = next;
    }
    endWord();
  }

  private void add(int c, int at, int next) {
    boolean alone = isUnspaced(c);
    if (alone || (inHashtag && splitHashtags && beginsPart(at, c))) {
      wasSplit |= !alone;
      endWord();
    }
    if (raw.isEmpty()) {
      start = at;
    }
    if (raw.length() < LONGEST) {
      raw.appendCodePoint(c);
    }
    last = next;
    if (alone) {
      endWord();
    }
  }

  private void separate(int c, int next) {
    afterApostrophe = isApostrophe(c) && last == next - Character.charCount(c);
    inHashtag = c == '#' || c == '＃';
    if ("。！？".indexOf(c) >= 0 || (".!?…".indexOf(c) >= 0 && isGap(next))) {
      sentenceEnded = true;
    }
  }

  /** Whether a blank or the end follows, perhaps after closing quotes and brackets. */
  private boolean isGap(int at) {
    int next = at;
    while (next < text.length() && "\"'”’)]»".indexOf(text.charAt(next)) >= 0) {
      next++;
    }
    return next == text.length() || Character.isWhitespace(text.codePointAt(next));
  }

  private void endWord() {
    if (raw.isEmpty()) {
      return;
    }
    String cased = normal(raw.toString(), Normalizer.Form.NFKC);
    raw.setLength(0);
    String plain = plain(cased);
    boolean possessive = afterApostrophe && plain.equals("s");
    afterApostrophe = false;
    if (!possessive && !plain.isEmpty()) {
      boolean opensSentence = sentenceEnded && !words.isEmpty();
      words.add(new Word(Spelling.folded(plain), plain, cased, start, last, opensSentence));
      sentenceEnded = false;
    }
  }

  /** Whether a hashtag's next word begins here: after a small letter, or with a capital and two. */
  private boolean beginsPart(int at, int c) {
    if (raw.isEmpty() || !(Character.isUpperCase(c) || Character.isDigit(c))) {
      return false;
    }
    int next = at + Character.charCount(c);
    return Character.isLowerCase(raw.codePointBefore(raw.length()))
        || (Character.isUpperCase(c)
            && isSmallAt(next)
            && isSmallAt(text.offsetByCodePoints(next, 1)));
  }

  private boolean isSmallAt(int at) {
    return at < text.length() && Character.isLowerCase(text.codePointAt(at));
  }

  private static String plain(String cased) {
    String bare = normal(cased, Normalizer.Form.NFKD);
    return (bare.equals(cased) ? bare : bare.replaceAll("\\p{M}+", "")).toLowerCase(Locale.ROOT);
  }

  private static String normal(String text, Normalizer.Form form) {
    return Normalizer.isNormalized(text, form) ? text : Normalizer.normalize(text, form);
  }

  private static boolean isWordPart(int c) {
    return Character.isLetterOrDigit(c) || Character.getType(c) == Character.NON_SPACING_MARK;
  }

  private static boolean isInvisible(int c) {
    return Character.getType(c) == Character.FORMAT || (c >= 0xFE00 && c <= 0xFE0F);
  }

  private static boolean isApostrophe(int c) {
    return "'’‘ʼ´`＇".indexOf(c) >= 0;
  }

  private static boolean isUnspaced(int c) {
    if (c < 0x0E00) {
      return false;
    }
    return switch (Character.UnicodeScript.of(c)) {
      case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> true;
      default -> Character.isIdeographic(c) || c == 'ー';
    };
  }
}
