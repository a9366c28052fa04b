package io.github.alignmentfeed.curation;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Two phrases of one sentence, in either order, with few words between them; written {@code
 * alignment NEAR/8 model*}.
 *
 * @param left a word or phrase
 * @param between how many words may stand between them
 * @param right a word or phrase
 */
public record Near(String left, int between, String right) {
  /** The most words that may stand between. */
  public static final int MOST = 50;

  private static final Pattern WRITTEN =
      Pattern.compile("(?<left>\\S.*?) +NEAR/(?<between>[1-9]\\d?) +(?<right>.*\\S)");

  /** What a keyword means, where it is written so. */
  public static Optional<Near> of(String keyword) {
    if (!keyword.contains("NEAR/")) {
      return Optional.empty();
    }
    Matcher m = WRITTEN.matcher(keyword);
    return m.matches() && Integer.parseInt(m.group("between")) <= MOST
        ? Optional.of(
            new Near(m.group("left"), Integer.parseInt(m.group("between")), m.group("right")))
        : Optional.empty();
  }
}
