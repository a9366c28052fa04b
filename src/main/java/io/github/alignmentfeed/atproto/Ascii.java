package io.github.alignmentfeed.atproto;

/** The letters and digits of which identifiers are made. */
final class Ascii {
  private Ascii() {}

  static boolean isLowerCase(char c) {
    return c >= 'a' && c <= 'z';
  }

  static boolean isLetterOrDigit(char c) {
    return isLowerCase(c) || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }
}
