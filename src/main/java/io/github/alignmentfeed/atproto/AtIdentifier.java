package io.github.alignmentfeed.atproto;

import java.util.Optional;

/** What names an account: its {@link Did}, or its {@link Handle} for now. */
public sealed interface AtIdentifier permits Did, Handle {

  /** The DID or handle that the text holds, or nothing where it holds neither. */
  static Optional<AtIdentifier> parse(String text) {
    return text.startsWith("did:")
        ? Did.parse(text).map(AtIdentifier.class::cast)
        : Handle.parse(text).map(AtIdentifier.class::cast);
  }
}
