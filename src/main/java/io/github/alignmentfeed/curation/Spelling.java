package io.github.alignmentfeed.curation;

import java.util.List;
import java.util.Map;

/** Brings English words that differ only in number or region to one form. */
final class Spelling {
  private static final int SHORTEST_REGIONAL = 6;
  private static final String[][] REGIONAL_ENDINGS = {
    {"isation", "ization"},
    {"ise", "ize"},
    {"ised", "ized"},
    {"ising", "izing"},
    {"iser", "izer"},
    {"yse", "yze"},
    {"ysed", "yzed"},
    {"ysing", "yzing"},
    {"lling", "ling"},
    {"lled", "led"},
    {"our", "or"},
    {"oural", "oral"},
    {"ouring", "oring"},
    {"oured", "ored"},
  };
  private static final Map<String, String> IRREGULAR =
      Map.of(
          "analyses", "analysis",
          "bias", "bias",
          "biases", "bias",
          "crises", "crisis",
          "hypotheses", "hypothesis",
          "news", "news",
          "theses", "thesis");

  private Spelling() {}

  /** The one form of a word in small letters. */
  static String folded(String word) {
    return american(singular(word));
  }

  /** The beginnings that stand for the beginning of a word in either region's spelling. */
  static List<String> stems(String stem) {
    boolean regional =
        stem.length() >= SHORTEST_REGIONAL && (stem.endsWith("is") || stem.endsWith("ys"));
    String other = regional ? stem.substring(0, stem.length() - 1) + "z" : american(stem);
    return other.equals(stem) ? List.of(stem) : List.of(stem, other);
  }

  private static String american(String word) {
    if (word.length() < SHORTEST_REGIONAL) {
      return word;
    }
    for (String[] ending : REGIONAL_ENDINGS) {
      if (word.endsWith(ending[0])) {
        return without(word, ending[0].length()) + ending[1];
      }
    }
    return word;
  }

  private static String singular(String word) {
    String irregular = IRREGULAR.get(word);
    if (irregular != null) {
      return irregular;
    }
    if (word.length() > 4 && word.endsWith("ies")) {
      return without(word, 3) + "y";
    }
    String one = isPlural(word) ? without(word, 1) : word;
    // “losses” and “loss”, “caches” and “cache” meet without their last e.
    boolean hisses =
        one.endsWith("che") || one.endsWith("she") || one.endsWith("sse") || one.endsWith("xe");
    return hisses ? without(one, 1) : one;
  }

  private static boolean isPlural(String word) {
    return word.length() > 3
        && word.endsWith("s")
        && !word.endsWith("ss")
        && !word.endsWith("us")
        && !word.endsWith("is");
  }

  private static String without(String word, int ending) {
    return word.substring(0, word.length() - ending);
  }
}
