package io.github.alignmentfeed.atproto;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A handle: a domain name that points at an account for now. Always in lower case.
 *
 * @param value the domain name, for example {@code somebody.bsky.social}
 * @see <a href="https://atproto.com/specs/handle">the handle specification</a>
 */
public record Handle(String value) implements AtIdentifier {
  private static final Pattern SYNTAX =
      Pattern.compile("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?");
  private static final int LONGEST = 253;

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
    return lower.length() <= LONGEST && SYNTAX.matcher(lower).matches();
  }

  @Override
  public String toString() {
    return value;
  }
}
