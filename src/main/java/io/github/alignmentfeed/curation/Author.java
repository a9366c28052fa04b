package io.github.alignmentfeed.curation;

import io.github.alignmentfeed.atproto.Did;
import io.github.alignmentfeed.atproto.Handle;
import java.util.Set;

/**
 * Who wrote a post, as the AppView showed it with the post.
 *
 * @param did the account
 * @param handle its handle at that time; {@code handle.invalid} where it could not be verified
 * @param displayName the name shown; may be empty
 * @param labels values of the labels on the account, for example {@code bot}
 */
public record Author(Did did, Handle handle, String displayName, Set<String> labels) {
  /** The label by which an account says that it is a bot ({@code com.atproto.label.defs}). */
  public static final String BOT_LABEL = "bot";

  /**
   * The label by which an account asks that its posts be shown to signed-in people alone ({@code
   * com.atproto.label.defs}).
   */
  private static final String FOR_THE_SIGNED_IN = "!no-unauthenticated";

  public Author {
    labels = Set.copyOf(labels);
  }

  /** Whether it asks that its posts be shown to signed-in people alone. */
  public boolean hidesFromStrangers() {
    return labels.contains(FOR_THE_SIGNED_IN);
  }
}
