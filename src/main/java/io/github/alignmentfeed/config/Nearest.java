package io.github.alignmentfeed.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Finds the word that was probably meant. */
final class Nearest {
  private static final int FARTHEST = 3;

  private Nearest() {}

  /** The nearest of the known words, or nothing where none is near. */
  static Optional<String> to(String word, Collection<String> known) {
    String sought = bare(word);
    return known.stream()
        .filter(candidate -> distance(sought, candidate) <= farthest(sought))
        .min(Comparator.comparingInt(candidate -> distance(sought, candidate)));
  }

  /** A question that ends a message, or nothing where no known word is near. */
  static Optional<String> question(String word, Collection<String> known) {
    return to(word, known).map(near -> "did you mean \"" + near + "\"?");
  }

  private static int farthest(String sought) {
    return Math.min(FARTHEST, Math.max(1, sought.length() / 3));
  }

  private static int distance(String sought, String candidate) {
    return LevenshteinDistance.getDefaultInstance().apply(sought, bare(candidate));
  }

  private static String bare(String word) {
    return word.toLowerCase(Locale.ROOT).replaceAll("[-_ ]", "");
  }
}
