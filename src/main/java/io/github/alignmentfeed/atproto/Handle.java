package io.github.alignmentfeed.atproto;

import java.util.Locale;
import java.util.Optional;

/**
 * A handle: a domain name that points at an account for now. Always in lower case.
 *
 * @param value the domain name, for example {@code somebody.bsky.social}
 * @see <a href="https://atproto.com/specs/handle">the handle specification</a>
 */
public record Handle(String value) implements AtIdentifier {
  private static final int LONGEST = 253;
  private static final int LONGEST_LABEL = 63;

  /**
   * @throws IllegalArgumentException where the text is not a handle
   */
  public Handle {
    value = value.toLowerCase(Locale.ROOT);
    if (!valid(value)) {
      throw new IllegalArgumentException("not a handle: " + value);
    }
  }

  /** The handle that the text holds, with or without an at sign before it. */
  public static Optional<Handle> parse(String text) {
    String bare = (text.startsWith("@") ? text.substring(1) : text).toLowerCase(Locale.ROOT);
    return valid(bare) ? Optional.of(new Handle(bare)) : Optional.empty();
  }

  private static boolean valid(String lower) {
    int last = lower.lastIndexOf('.') + 1;
    if (last == 0 || last == lower.length() || lower.length() > LONGEST) {
      return false;
    }
    int label = 0;
    for (int dot = lower.indexOf('.'); dot >= 0; dot = lower.indexOf('.', label)) {
      if (!validLabel(lower, label, dot)) {
        return false;
      }
      label = dot + 1;
    }
    return validLabel(lower, last, lower.length()) && Ascii.isLowerCase(lower.charAt(last));
  }

  private static boolean validLabel(String lower, int from, int to) {
    if (from == to || to - from > LONGEST_LABEL) {
      return false;
    }
    for (int i = from; i < to; i++) {
      char c = lower.charAt(i);
      boolean inside = i > from && i < to - 1;
      if (!Ascii.isLetterOrDigit(c) && !(c == '-' && inside)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return value;
  }
}
