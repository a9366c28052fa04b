package io.github.alignmentfeed.atproto;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A namespaced identifier: the name of a lexicon, of a collection of records or of a method.
 *
 * @param value the name, for example {@code app.bsky.feed.post}
 * @see <a href="https://atproto.com/specs/nsid">the NSID specification</a>
 */
public record Nsid(String value) {
  private static final Pattern SYNTAX =
      Pattern.compile(
          "[a-zA-Z]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(\\.[a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)+"
              + "\\.[a-zA-Z][a-zA-Z0-9]{0,62}");
  private static final int LONGEST = 317;

  /** By far the most common one. */
  private static final String POST_NAME = "app.bsky.feed.post";

  public static final Nsid POST = new Nsid(POST_NAME);
  public static final Nsid REPOST = new Nsid("app.bsky.feed.repost");
  public static final Nsid LIST = new Nsid("app.bsky.graph.list");
  public static final Nsid STARTER_PACK = new Nsid("app.bsky.graph.starterpack");

  /** Our own record: this bot took its repost or bookmark of the subject back for good. */
  public static final Nsid TOMBSTONE = new Nsid("io.github.alignmentfeed.tombstone");

  /**
   * @throws IllegalArgumentException where the text is not an NSID
   */
  public Nsid {
    if (!valid(value)) {
      throw new IllegalArgumentException("not an NSID: " + value);
    }
  }

  /** The NSID that the text holds, or nothing where it holds none. */
  public static Optional<Nsid> parse(String text) {
    if (text.equals(POST_NAME)) {
      return Optional.of(POST);
    }
    return valid(text) ? Optional.of(new Nsid(text)) : Optional.empty();
  }

  private static boolean valid(String text) {
    return text.equals(POST_NAME) || (text.length() <= LONGEST && SYNTAX.matcher(text).matches());
  }

  @Override
  public String toString() {
    return value;
  }
}
