package io.github.alignmentfeed.atproto;

import java.util.Optional;

/**
 * A decentralised identifier: the lasting name of an account.
 *
 * @param value the whole identifier, for example {@code did:plc:ewvi7nxzyoun6zhxrhs64oiz}
 * @see <a href="https://atproto.com/specs/did">the DID specification</a>
 */
public record Did(String value) implements AtIdentifier {
  private static final String SCHEME = "did:";
  private static final int LONGEST_NAME = 2001;

  /**
   * @throws IllegalArgumentException where the text is not a DID
   */
  public Did {
    if (!valid(value)) {
      throw new IllegalArgumentException("not a DID: " + value);
    }
  }

  /** The DID that the text holds, or nothing where it holds none. */
  public static Optional<Did> parse(String text) {
    return valid(text) ? Optional.of(new Did(text)) : Optional.empty();
  }

  private static boolean valid(String text) {
    if (!text.startsWith(SCHEME)) {
      return false;
    }
    int method = SCHEME.length();
    while (method < text.length() && Ascii.isLowerCase(text.charAt(method))) {
      method++;
    }
    int name = method + 1;
    if (method == SCHEME.length()
        || name >= text.length()
        || text.length() - name > LONGEST_NAME
        || text.charAt(method) != ':') {
      return false;
    }
    for (int i = name; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Ascii.isLetterOrDigit(c) && "._:%-".indexOf(c) < 0) {
        return false;
      }
    }
    char last = text.charAt(text.length() - 1);
    return last != ':' && last != '%';
  }

  /** Written out, as below: what every record has by itself is slow before it is compiled well. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Did did && value.equals(did.value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return value;
  }
}
