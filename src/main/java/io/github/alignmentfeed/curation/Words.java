package io.github.alignmentfeed.curation;

import java.util.Arrays;

/**
 * A text taken apart into words in normal form, so that a rule's phrase and a post's words meet
 * however they are written: compatibility forms, case, accents, soft hyphens, zero-width characters
 * and possessives make no difference. Hashtags are taken apart at their capitals. Scripts without
 * spaces give one word a character.
 *
 * <p>The words stand one behind the other in one row of characters, so that several can be read as
 * if they were written in one.
 */
final class Words {
  /** What follows in one word is not read: no word is longer, and letters can be piled up. */
  private static final int LONGEST = 200;

  /** The most characters that one counts as. */
  private static final int WIDEST = 20;

  /** The words of a post of the usual length. */
  private static final int MANY = 64;

  /** What stands between a word and the one before it. */
  enum Joint {
    /** Nothing, inside a hashtag. */
    SPLIT,
    HYPHEN,
    BLANK,
    APART
  }

  private final String text;
  private final boolean splitHashtags;
  private final boolean escapes;
  private final int[] gaps;
  private int[] starts;
  private int[] ends;
  private int[] sentences;
  private int[] plainEnds;
  private Joint[] joints;
  private char[] plain;
  private int count;

  private int start = -1;
  private int last = -1;
  private int previous;
  private int plainStart;
  private int plainEnd;
  private int sentence;
  private Joint joint = Joint.APART;
  private boolean fresh;
  private boolean sentenceEnded;
  private boolean afterApostrophe;
  private boolean inHashtag;

  private Words(String text, int[] gaps, boolean splitHashtags, boolean escapes) {
    this.text = text;
    this.gaps = gaps;
    this.splitHashtags = splitHashtags;
    this.escapes = escapes;
    int expected = Math.min(MANY, text.length() / 2 + 1);
    this.starts = new int[expected];
    this.ends = new int[expected];
    this.sentences = new int[expected];
    this.plainEnds = new int[expected];
    this.joints = new Joint[expected];
    this.plain = new char[text.length() + 2 * WIDEST];
    split();
  }

  /** The words of a passage; of an address only those of its path. */
  static Words of(Passage passage) {
    if (passage.link().isEmpty()) {
      return new Words(passage.text(), Addresses.in(passage.text()), true, false);
    }
    int path = passage.text().length() - passage.link().get().path().length();
    return new Words(passage.text(), new int[] {0, path}, true, true);
  }

  /** The words of a rule's phrase. */
  static Words of(String phrase) {
    return new Words(phrase, new int[0], false, false);
  }

  int count() {
    return count;
  }

  /** Where a word begins in the text, in UTF-16 units. */
  int start(int word) {
    return starts[word];
  }

  /** Where a word ends in the text, exclusive. */
  int end(int word) {
    return ends[word];
  }

  /** The number of the sentence that a word stands in. */
  int sentence(int word) {
    return sentences[word];
  }

  Joint joint(int word) {
    return joints[word];
  }

  /** The row of all words, without case and accents. */
  char[] row() {
    return plain;
  }

  /** Where a word begins in the row. */
  int rowStart(int word) {
    return word == 0 ? 0 : plainEnds[word - 1];
  }

  /** Where a word ends in the row, exclusive. */
  int rowEnd(int word) {
    return plainEnds[word];
  }

  /** A word without case and accents. */
  String plain(int word) {
    return new String(plain, rowStart(word), rowEnd(word) - rowStart(word));
  }

  /** Words in one, their case kept. */
  String cased(int first, int last) {
    String cased = Letters.cased(text.substring(starts[first], ends[first]));
    return first == last ? cased : cased + cased(first + 1, last);
  }

  private void split() {
    int gap = 0;
    int i = 0;
    while (i < text.length()) {
      if (gap < gaps.length && i == gaps[gap]) {
        endWord();
        joint = Joint.APART;
        fresh = false;
        i = gaps[gap + 1];
        gap += 2;
        continue;
      }
      int c = text.charAt(i);
      if (Character.isHighSurrogate((char) c)) {
        c = text.codePointAt(i);
      }
      int next = i + Character.charCount(c);
      switch (Letters.kind(c)) {
        case PART -> add(c, i, next);
        case ALONE -> {
          endWord();
          add(c, i, next);
          endWord();
        }
        case SEPARATOR -> {
          endWord();
          if (escapes && isEscape(i)) {
            joint = Joint.APART;
            fresh = false;
            next = i + 3;
          } else {
            separate(c, i, next);
          }
        }
        case INVISIBLE -> {}
      }
      i = next;
    }
    endWord();
  }

  private void add(int c, int at, int next) {
    if (inHashtag && splitHashtags && start >= 0 && beginsPart(at, c)) {
      endWord();
      joint = Joint.SPLIT;
    }
    if (start < 0) {
      start = at;
      plainStart = plainEnd;
    }
    if (plainEnd - plainStart < LONGEST) {
      if (plainEnd + WIDEST > plain.length) {
        plain = Arrays.copyOf(plain, plain.length * 2);
      }
      plainEnd = Letters.plain(c, plain, plainEnd);
    }
    previous = c;
    last = next;
  }

  private void endWord() {
    if (start < 0) {
      return;
    }
    boolean possessive = afterApostrophe && plainEnd == plainStart + 1 && plain[plainStart] == 's';
    afterApostrophe = false;
    if (possessive || plainEnd == plainStart) {
      plainEnd = plainStart;
      start = -1;
      return;
    }
    if (count == starts.length) {
      widen();
    }
    sentence += sentenceEnded ? 1 : 0;
    sentenceEnded = false;
    starts[count] = start;
    ends[count] = last;
    sentences[count] = sentence;
    plainEnds[count] = plainEnd;
    joints[count] = joint;
    count++;
    start = -1;
    joint = Joint.APART;
    fresh = true;
  }

  private void widen() {
    int more = count * 2;
    starts = Arrays.copyOf(starts, more);
    ends = Arrays.copyOf(ends, more);
    sentences = Arrays.copyOf(sentences, more);
    plainEnds = Arrays.copyOf(plainEnds, more);
    joints = Arrays.copyOf(joints, more);
  }

  private void separate(int c, int at, int next) {
    boolean underscore = c == '_';
    afterApostrophe = last == at && Letters.isApostrophe(c);
    inHashtag = c == '#' || c == '＃' || (inHashtag && underscore);
    if (Letters.isHyphen(c)) {
      joint = fresh ? Joint.HYPHEN : Joint.APART;
    } else if (isBlank(c)) {
      if (fresh) {
        joint = Joint.BLANK;
      } else if (joint == Joint.HYPHEN && !isLineEnd(c)) {
        joint = Joint.APART;
      }
    } else {
      joint = Joint.APART;
    }
    fresh = false;
    sentenceEnded |=
        c < 0x80
            ? (c == '.' || c == '!' || c == '?') && isGap(next)
            : "。！？".indexOf(c) >= 0 || (c == '…' && isGap(next));
  }

  private static boolean isBlank(int c) {
    return c == ' ' || Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  private static boolean isLineEnd(int c) {
    return c == '\n' || c == '\r';
  }

  /** Whether a blank or the end follows, perhaps after closing quotes and brackets. */
  private boolean isGap(int at) {
    int next = at;
    while (next < text.length() && "\"'”’)]»".indexOf(text.charAt(next)) >= 0) {
      next++;
    }
    return next == text.length() || Character.isWhitespace(text.codePointAt(next));
  }

  /** Whether a hashtag's next word begins here: after a small letter, or with a capital and two. */
  private boolean beginsPart(int at, int c) {
    if (!Character.isUpperCase(c) && !Character.isDigit(c)) {
      return false;
    }
    int next = at + Character.charCount(c);
    return Character.isLowerCase(previous)
        || (Character.isUpperCase(c)
            && isSmallAt(next)
            && isSmallAt(text.offsetByCodePoints(next, 1)));
  }

  private boolean isSmallAt(int at) {
    return at < text.length() && Character.isLowerCase(text.codePointAt(at));
  }

  /** A character that an address spells out in hexadecimal digits. */
  private boolean isEscape(int at) {
    return text.charAt(at) == '%'
        && at + 2 < text.length()
        && Character.digit(text.charAt(at + 1), 16) >= 0
        && Character.digit(text.charAt(at + 2), 16) >= 0;
  }
}
