package io.github.alignmentfeed.curation;

import java.text.Normalizer;
import java.util.ArrayList;
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
  /** Addresses in running text are not words: they are judged as links. */
  private static final Pattern ADDRESS =
      Pattern.compile("(?i)https?://\\S+|\\b(?:[a-z0-9-]+\\.)+[a-z]{2,}(?::\\d+)?/\\S*");

  private final String text;
  private final boolean[] masked;
  private final List<Word> words = new ArrayList<>();
  private final StringBuilder cased = new StringBuilder();
  private int start;
  private int last;
  private boolean sentenceEnded;
  private boolean afterApostrophe;
  private boolean splitAtCapitals;

  private Words(String text, int from, boolean maskAddresses) {
    this.text = text;
    this.masked = new boolean[text.length()];
    for (int i = 0; i < from; i++) {
      masked[i] = true;
    }
    if (maskAddresses) {
      Matcher m = ADDRESS.matcher(text);
      while (m.find()) {
        for (int i = m.start(); i < m.end(); i++) {
          masked[i] = true;
        }
      }
    }
  }

  /** The words of a passage; of an address only those of its path. */
  static List<Word> of(Passage passage) {
    if (passage.link().isPresent()) {
      String path = passage.link().get().path();
      return new Words(passage.text(), passage.text().length() - path.length(), false).split();
    }
    return new Words(passage.text(), 0, true).split();
  }

  /** The words of a rule's phrase. */
  static List<Word> of(String phrase) {
    return new Words(phrase, 0, false).split();
  }

  private List<Word> split() {
    int i = 0;
    while (i < text.length()) {
      int c = text.codePointAt(i);
      int next = i + Character.charCount(c);
      if (masked[i]) {
        endWord();
      } else if (isWordPart(c)) {
        if (splitAtCapitals && beginsPart(i, c)) {
          endWord();
        }
        add(c, i, next);
      } else if (!isInvisible(c)) {
        endWord();
        separate(c, next);
      }
      i = next;
    }
    endWord();
    return words;
  }

  private void add(int c, int at, int next) {
    boolean alone = isUnspaced(c);
    if (alone) {
      endWord();
    }
    if (cased.isEmpty()) {
      start = at;
    }
    if (c < 0x80) {
      cased.append((char) c);
    } else {
      cased.append(Normalizer.normalize(Character.toString(c), Normalizer.Form.NFKC));
    }
    last = next;
    if (alone) {
      endWord();
    }
  }

  private void separate(int c, int next) {
    afterApostrophe = isApostrophe(c) && last == next - Character.charCount(c);
    splitAtCapitals = c == '#' || c == '＃';
    boolean atGap = next >= text.length() || Character.isWhitespace(text.codePointAt(next));
    if ("。！？".indexOf(c) >= 0 || (".!?…".indexOf(c) >= 0 && atGap)) {
      sentenceEnded = true;
    }
  }

  private void endWord() {
    if (cased.isEmpty()) {
      return;
    }
    String raw = cased.toString();
    cased.setLength(0);
    boolean possessive = afterApostrophe && raw.equalsIgnoreCase("s");
    afterApostrophe = false;
    if (!possessive) {
      String whole = Spelling.american(fold(raw));
      words.add(
          new Word(
              Spelling.singular(whole),
              whole,
              raw,
              start,
              last,
              sentenceEnded && !words.isEmpty()));
      sentenceEnded = false;
    }
  }

  /** Whether a hashtag's next word begins here: a capital after a small letter, or before one. */
  private boolean beginsPart(int at, int c) {
    if (cased.isEmpty() || !Character.isUpperCase(c)) {
      return false;
    }
    int next = at + Character.charCount(c);
    return Character.isLowerCase(cased.charAt(cased.length() - 1))
        || (next + 1 < text.length()
            && Character.isLowerCase(text.charAt(next))
            && Character.isLowerCase(text.charAt(next + 1)));
  }

  private static String fold(String raw) {
    boolean ascii = raw.chars().allMatch(c -> c < 0x80);
    String plain =
        ascii ? raw : Normalizer.normalize(raw, Normalizer.Form.NFKD).replaceAll("\\p{M}+", "");
    return plain.toLowerCase(Locale.ROOT);
  }

  private static boolean isWordPart(int c) {
    return Character.isLetterOrDigit(c) || Character.getType(c) == Character.NON_SPACING_MARK;
  }

  private static boolean isInvisible(int c) {
    return Character.getType(c) == Character.FORMAT || (c >= 0xFE00 && c <= 0xFE0F);
  }

  private static boolean isApostrophe(int c) {
    return c == '\'' || c == '’' || c == 'ʼ' || c == '＇';
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
