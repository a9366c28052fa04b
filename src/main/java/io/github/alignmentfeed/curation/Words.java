package io.github.alignmentfeed.curation;

import java.util.Arrays;

/**
 * A text taken apart into words in normal form, so that a rule's phrase and a post's words meet
 * however they are written: compatibility forms, case, accents, soft hyphens, zero-width characters
 * and possessives make no difference, nor do the stops of initials. Hashtags are taken apart at
 * their capitals and numbers. Scripts without spaces give one word a character.
 *
 * <p>The words stand one behind the other in one row of characters, so that several can be read as
 * if they were written in one.
 */
final class Words {
  /** What is known of a word: four numbers, one behind the other. */
  private static final int START = 0;

  private static final int END = 1;
  private static final int ROW_END = 2;
  private static final int SENTENCE = 3;
  private static final int NUMBERS = 4;

  /** Stands in no word but initials, and counts for nothing there. */
  private static final String INITIALS_STOP = ".";

  /** What stands between a word and the one before it. */
  enum Joint {
    /** Nothing, inside a hashtag. */
    SPLIT,
    HYPHEN,
    BLANK,
    APART
  }

  private final String text;
  private char[] row = {};
  private int[] numbers;
  private Joint[] joints;
  private int count;

  Words(String text) {
    this.text = text;
    int expected = text.length() / 5 + 4;
    this.numbers = new int[expected * NUMBERS];
    this.joints = new Joint[expected];
  }

  /** The words of a passage; of an address only those of its path. */
  static Words of(Passage passage) {
    String text = passage.text();
    return passage
        .link()
        .map(link -> WordReader.ofAddress(text, text.length() - link.path().length()))
        .orElseGet(() -> WordReader.ofText(text));
  }

  /** The words of a rule's phrase. */
  static Words of(String phrase) {
    return WordReader.ofPhrase(phrase, true);
  }

  /** The same as it is written, hashtags in one piece. */
  static Words asWritten(String phrase) {
    return WordReader.ofPhrase(phrase, false);
  }

  void add(int start, int end, int rowEnd, int sentence, Joint joint) {
    int at = count * NUMBERS;
    if (at == numbers.length) {
      numbers = Arrays.copyOf(numbers, at * 2);
      joints = Arrays.copyOf(joints, count * 2);
    }
    numbers[at + START] = start;
    numbers[at + END] = end;
    numbers[at + ROW_END] = rowEnd;
    numbers[at + SENTENCE] = sentence;
    joints[count] = joint;
    count++;
  }

  /** The same with the row in which all words stand. */
  Words in(char[] all) {
    row = all;
    return this;
  }

  int count() {
    return count;
  }

  /** Where a word begins in the text, in UTF-16 units. */
  int start(int word) {
    return numbers[word * NUMBERS + START];
  }

  /** Where a word ends in the text, exclusive. */
  int end(int word) {
    return numbers[word * NUMBERS + END];
  }

  /** The number of the sentence that a word stands in. */
  int sentence(int word) {
    return numbers[word * NUMBERS + SENTENCE];
  }

  Joint joint(int word) {
    return joints[word];
  }

  /** The row of all words, without case and accents. */
  char[] row() {
    return row;
  }

  /** Where a word begins in the row. */
  int rowStart(int word) {
    return word == 0 ? 0 : rowEnd(word - 1);
  }

  /** Where a word ends in the row, exclusive. */
  int rowEnd(int word) {
    return numbers[word * NUMBERS + ROW_END];
  }

  /** A word without case and accents. */
  String plain(int word) {
    return new String(row, rowStart(word), rowEnd(word) - rowStart(word));
  }

  /** Words in one, their case kept. */
  String cased(int first, int last) {
    String written = text.substring(start(first), end(first)).replace(INITIALS_STOP, "");
    String cased = Letters.cased(written);
    return first == last ? cased : cased + cased(first + 1, last);
  }

  /**
   * Whether words in one are written so, their case kept.
   *
   * @param beginning whether more may follow
   */
  boolean areWritten(int first, int last, String cased, boolean beginning) {
    int at = 0;
    boolean same = true;
    for (int word = first; word <= last; word++) {
      for (int i = start(word); i < end(word); i++) {
        char c = text.charAt(i);
        if (c == INITIALS_STOP.charAt(0)) {
          continue;
        }
        if (!Letters.isAscii(c)) {
          String written = cased(first, last);
          return beginning ? written.startsWith(cased) : written.equals(cased);
        }
        same &= at < cased.length() ? c == cased.charAt(at) : beginning;
        at++;
      }
    }
    return same && at >= cased.length();
  }
}
