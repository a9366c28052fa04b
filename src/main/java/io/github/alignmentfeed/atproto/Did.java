package io.github.alignmentfeed.atproto;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A decentralised identifier: the lasting name of an account.
 *
 * @param value the whole identifier, for example {@code did:plc:ewvi7nxzyoun6zhxrhs64oiz}
 * @see <a href="https://atproto.com/specs/did">the DID specification</a>
 */
public record Did(String value) implements AtIdentifier {
  private static final Pattern SYNTAX =
      Pattern.compile("did:[a-z]+:[a-zA-Z0-9._:%-]{0,2000}[a-zA-Z0-9._-]");

  /**
   * @throws IllegalArgumentException where the text is not a DID
   */
  public Did {
    if (!SYNTAX.matcher(value).matches()) {
      throw new IllegalArgumentException("not a DID: " + value);
    }
  }

  /** The DID that the text holds, or nothing where it holds none. */
  public static Optional<Did> parse(String text) {
    return SYNTAX.matcher(text).matches() ? Optional.of(new Did(text)) : Optional.empty();
  }

  @Override
  public String toString() {
    return value;
  }
}
