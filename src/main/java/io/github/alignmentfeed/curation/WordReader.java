package io.github.alignmentfeed.curation;

import io.github.alignmentfeed.curation.Words.Joint;
import java.util.Arrays;

/** Reads the {@linkplain Words words} of one text, from its first character to its last. */
final class WordReader {
  /** What follows in one word is not read: no word is longer, and letters can be piled up. */
  private static final int LONGEST = 200;

  /** The most characters that one counts as. */
  private static final int WIDEST = 20;

  private static final int[] NO_GAPS = {};

  private final char[] text;
  private final int length;
  private final int[] gaps;
  private final boolean splitHashtags;
  private final boolean escapes;
  private final Words words;
  private char[] row;

  private int start = -1;
  private int last = -1;
  private int previous;
  private int rowStart;
  private int rowEnd;
  private int sentence;
  private Joint joint = Joint.APART;
  private boolean fresh;
  private boolean sentenceEnded;
  private boolean afterApostrophe;
  private boolean inHashtag;

  private WordReader(String text, int[] gaps, boolean splitHashtags, boolean escapes) {
    this.text = text.toCharArray();
    this.length = this.text.length;
    this.gaps = gaps;
    this.splitHashtags = splitHashtags;
    this.escapes = escapes;
    this.words = new Words(text);
    this.row = new char[length + WIDEST];
  }

  /** The words of running text, without its addresses. */
  static Words ofText(String text) {
    return new WordReader(text, Addresses.in(text), true, false).read();
  }

  /** The words of the path of an address, in which characters may be spelt out. */
  static Words ofAddress(String address, int path) {
    return new WordReader(address, new int[] {0, path}, true, true).read();
  }

  static Words ofPhrase(String phrase, boolean splitHashtags) {
    return new WordReader(phrase, NO_GAPS, splitHashtags, false).read();
  }

  private Words read() {
    int from = 0;
    for (int gap = 0; gap < gaps.length; gap += 2) {
      read(from, gaps[gap]);
      endWord();
      joint = Joint.APART;
      fresh = false;
      from = gaps[gap + 1];
    }
    read(from, length);
    endWord();
    return words.in(row);
  }

  private void read(int from, int to) {
    int i = from;
    while (i < to) {
      char c = text[i];
      char simple = Letters.simple(c);
      if (simple != Letters.NOT_SIMPLE && !inHashtag) {
        i = readSimple(simple, i, to);
      } else if (c == ' ') {
        endWord();
        blank();
        i++;
      } else {
        i = readAny(i);
      }
    }
  }

  /** Reads letters that count as one letter each, with no sign that changes how they are read. */
  private int readSimple(char first, int from, int to) {
    if (start < 0) {
      start = from;
      rowStart = rowEnd;
    }
    int i = from;
    int at = rowEnd;
    char simple = first;
    do {
      row[at++] = simple;
      i++;
      simple = i < to ? Letters.simple(text[i]) : Letters.NOT_SIMPLE;
    } while (simple != Letters.NOT_SIMPLE);
    rowEnd = Math.min(at, rowStart + LONGEST);
    last = i;
    return i;
  }

  private int readAny(int at) {
    int c = Character.codePointAt(text, at);
    int next = at + Character.charCount(c);
    switch (Letters.kind(c)) {
      case PART -> add(c, at, next);
      case ALONE -> {
        endWord();
        add(c, at, next);
        for (; next < length && Letters.isVoicing(text[next]); next++) {
          add(text[next], next, next + 1);
        }
        endWord();
      }
      case SEPARATOR -> {
        if (c == '.' && start >= 0 && !inHashtag && isOfInitials(at, next)) {
          return next;
        }
        endWord();
        if (escapes && isEscape(at)) {
          joint = Joint.APART;
          fresh = false;
          next = at + 3;
        } else {
          separate(c, at, next);
        }
      }
      case INVISIBLE -> {}
    }
    return next;
  }

  /** Whether a stop belongs to the word before it, as in “A.I.”, which may end with it. */
  private boolean isOfInitials(int at, int next) {
    if (Stops.joinsInitials(text, start, at)) {
      return true;
    }
    if (!Stops.endsInitials(text, start, at)) {
      return false;
    }
    last = next;
    endWord();
    return true;
  }

  private void add(int c, int at, int next) {
    if (inHashtag && splitHashtags && start >= 0 && beginsPart(at, c)) {
      endWord();
      joint = Joint.SPLIT;
    }
    if (start < 0) {
      start = at;
      rowStart = rowEnd;
    }
    if (rowEnd - rowStart < LONGEST) {
      int needed = rowEnd + WIDEST + length - at;
      if (needed > row.length) {
        row = Arrays.copyOf(row, Math.max(needed, row.length * 2));
      }
      rowEnd = Letters.plain(c, row, rowEnd);
    }
    previous = c;
    last = next;
  }

  private void endWord() {
    if (start < 0) {
      return;
    }
    boolean possessive = afterApostrophe && rowEnd == rowStart + 1 && row[rowStart] == 's';
    afterApostrophe = false;
    if (possessive || rowEnd == rowStart) {
      rowEnd = rowStart;
      start = -1;
      return;
    }
    sentence += sentenceEnded ? 1 : 0;
    sentenceEnded = false;
    words.add(start, last, rowEnd, sentence, joint);
    start = -1;
    joint = Joint.APART;
    fresh = true;
  }

  private void separate(int c, int at, int next) {
    afterApostrophe = last == at && Letters.isApostrophe(c);
    inHashtag = c == '#' || c == '＃' || (inHashtag && c == '_');
    if (Letters.isHyphen(c)) {
      joint = fresh ? Joint.HYPHEN : Joint.APART;
    } else if (!Letters.isBlank(c)) {
      joint = Joint.APART;
    } else if (fresh) {
      joint = Joint.BLANK;
    } else if (joint == Joint.HYPHEN && c != '\n' && c != '\r') {
      joint = Joint.APART;
    }
    fresh = false;
    sentenceEnded |=
        Stops.endsSentence(text, c, next)
            && !(c == '.' && last == at && Stops.endsAbbreviation(row, rowStart, rowEnd));
  }

  /** The usual {@link #separate}. */
  private void blank() {
    afterApostrophe = false;
    inHashtag = false;
    if (fresh) {
      joint = Joint.BLANK;
      fresh = false;
    } else if (joint == Joint.HYPHEN) {
      joint = Joint.APART;
    }
  }

  /**
   * Whether a hashtag's next word begins here: a number after a letter, a capital after a small
   * letter or before two.
   */
  private boolean beginsPart(int at, int c) {
    if (Character.isDigit(c)) {
      return Character.isLetter(previous);
    }
    if (!Character.isUpperCase(c)) {
      return false;
    }
    int next = at + Character.charCount(c);
    return Character.isLowerCase(previous)
        || (isSmallAt(next)
            && isSmallAt(next + Character.charCount(Character.codePointAt(text, next))));
  }

  private boolean isSmallAt(int at) {
    return at < length && Character.isLowerCase(Character.codePointAt(text, at));
  }

  /** A character that an address spells out in hexadecimal digits. */
  private boolean isEscape(int at) {
    return text[at] == '%'
        && at + 2 < length
        && Character.digit(text[at + 1], 16) >= 0
        && Character.digit(text[at + 2], 16) >= 0;
  }
}
