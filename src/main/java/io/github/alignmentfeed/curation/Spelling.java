package io.github.alignmentfeed.curation;

/** Brings English words that differ only in number or region to one form. */
final class Spelling {
  private static final int SHORTEST_REGIONAL = 6;
  private static final String[][] REGIONAL_ENDINGS = {
    {"isation", "ization"},
    {"isations", "izations"},
    {"ise", "ize"},
    {"ised", "ized"},
    {"ises", "izes"},
    {"ising", "izing"},
    {"iser", "izer"},
    {"isers", "izers"},
    {"yse", "yze"},
    {"ysed", "yzed"},
    {"ysing", "yzing"},
    {"lling", "ling"},
    {"lled", "led"},
    {"our", "or"},
    {"ours", "ors"},
    {"oural", "oral"},
    {"ouring", "oring"},
    {"oured", "ored"},
    {"iour", "ior"},
  };

  private Spelling() {}

  /** The American spelling of a folded word. */
  static String american(String word) {
    if (word.length() < SHORTEST_REGIONAL) {
      return word;
    }
    for (String[] ending : REGIONAL_ENDINGS) {
      if (word.endsWith(ending[0])) {
        return word.substring(0, word.length() - ending[0].length()) + ending[1];
      }
    }
    return word;
  }

  /** A folded word without its plural ending. */
  static String singular(String word) {
    int length = word.length();
    if (length > 4 && word.endsWith("ies")) {
      return word.substring(0, length - 3) + "y";
    }
    if (length > 3
        && word.endsWith("s")
        && !word.endsWith("ss")
        && !word.endsWith("us")
        && !word.endsWith("is")) {
      return word.substring(0, length - 1);
    }
    return word;
  }
}
