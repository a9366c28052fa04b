package io.github.alignmentfeed.config;

/**
 * What the signs in a phrase are. Rules hold thousands of phrases, and each is looked at at every
 * start, so that patterns would take a good part of it.
 */
final class WordSigns {
  private static final String BLANKS = " \t\n\u000B\f\r";
  private static final int SHORT_STEM = 2;

  private WordSigns() {}

  /** The phrase with one blank between words and none around them. */
  static String singlySpaced(String phrase) {
    String words = phrase.strip();
    for (int i = 0; i < words.length(); i++) {
      if (isBlank(words, i) && (words.charAt(i) != ' ' || isBlank(words, i + 1))) {
        return words.replaceAll("\\s+", " ");
      }
    }
    return words;
  }

  private static boolean isBlank(String words, int at) {
    return words.charAt(at) <= ' ' && BLANKS.indexOf(words.charAt(at)) >= 0;
  }

  /** Whether there is a letter or a digit. */
  static boolean holdLetter(String words) {
    int at = 0;
    while (at < words.length()) {
      int sign = words.codePointAt(at);
      if (isLetter(sign)) {
        return true;
      }
      at += Character.charCount(sign);
    }
    return false;
  }

  /** Whether each star ends a word, in singly spaced words. */
  static boolean starsEndWords(String words) {
    for (int star = words.indexOf('*'); star >= 0; star = words.indexOf('*', star + 1)) {
      boolean last = star + 1 == words.length() || words.charAt(star + 1) == ' ';
      if (!last || star == 0 || !isOfWord(words.codePointBefore(star))) {
        return false;
      }
    }
    return true;
  }

  /** Whether a star stands after a word of one or two letters. */
  static boolean holdShortStem(String words) {
    for (int star = words.indexOf('*'); star >= 0; star = words.indexOf('*', star + 1)) {
      int begin = star;
      int length = 0;
      while (begin > 0 && length <= SHORT_STEM && isLetter(words.codePointBefore(begin))) {
        begin = words.offsetByCodePoints(begin, -1);
        length++;
      }
      boolean whole = begin == 0 || !isOfWord(words.codePointBefore(begin));
      if (whole && length > 0 && length <= SHORT_STEM) {
        return true;
      }
    }
    return false;
  }

  /** A letter or a number. */
  private static boolean isLetter(int sign) {
    int type = Character.getType(sign);
    return (type >= Character.UPPERCASE_LETTER && type <= Character.OTHER_LETTER)
        || (type >= Character.DECIMAL_DIGIT_NUMBER && type <= Character.OTHER_NUMBER);
  }

  /** A letter, a number or an accent. */
  private static boolean isOfWord(int sign) {
    int type = Character.getType(sign);
    return type >= Character.UPPERCASE_LETTER && type <= Character.OTHER_NUMBER;
  }
}
