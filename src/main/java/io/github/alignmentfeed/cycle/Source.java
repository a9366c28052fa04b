package io.github.alignmentfeed.cycle;

import io.github.alignmentfeed.atproto.AtIdentifier;
import io.github.alignmentfeed.curation.Policy.Followed;
import java.util.Locale;

/**
 * Something in the configuration that names accounts to follow.
 *
 * @param name as the operator wrote it; unique in a configuration
 * @param kind what it is
 * @param actor the account, or the owner of the list
 * @param rkey the record key of a list or starter pack; empty otherwise
 * @param followed what is done with the posts of its accounts
 */
public record Source(String name, Kind kind, AtIdentifier actor, String rkey, Followed followed) {

  /** The kinds of sources. */
  public enum Kind {
    ACCOUNT,
    LIST,
    STARTER_PACK,
    FOLLOWS;

    /** The word used in reports. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }
}
