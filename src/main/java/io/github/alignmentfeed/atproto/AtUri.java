package io.github.alignmentfeed.atproto;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The address of one record, always in DID form.
 *
 * @param did the account whose repository holds the record
 * @param collection the collection in it
 * @param rkey the key in the collection
 * @see <a href="https://atproto.com/specs/at-uri-scheme">the AT-URI specification</a>
 */
public record AtUri(Did did, Nsid collection, String rkey) implements Comparable<AtUri> {
  private static final Pattern RECORD_KEY = Pattern.compile("[a-zA-Z0-9._~:-]{1,512}");

  /**
   * @throws IllegalArgumentException where the record key breaks the syntax of record keys
   */
  public AtUri {
    if (!validKey(rkey)) {
      throw new IllegalArgumentException("not a record key: " + rkey);
    }
  }

  /**
   * The AT-URI that the text holds, or nothing where it holds none, names a handle and not a DID,
   * or names no record.
   */
  public static Optional<AtUri> parse(String text) {
    if (!text.startsWith("at://")) {
      return Optional.empty();
    }
    String[] parts = text.substring("at://".length()).split("/", -1);
    if (parts.length != 3 || !validKey(parts[2])) {
      return Optional.empty();
    }
    return Did.parse(parts[0])
        .flatMap(did -> Nsid.parse(parts[1]).map(nsid -> new AtUri(did, nsid, parts[2])));
  }

  /**
   * @throws IllegalArgumentException where {@link #parse} finds nothing
   */
  public static AtUri of(String text) {
    return parse(text)
        .orElseThrow(() -> new IllegalArgumentException("not an AT-URI of a record: " + text));
  }

  private static boolean validKey(String key) {
    return RECORD_KEY.matcher(key).matches() && !key.equals(".") && !key.equals("..");
  }

  @Override
  public int compareTo(AtUri other) {
    return toString().compareTo(other.toString());
  }

  @Override
  public String toString() {
    return "at://" + did + "/" + collection + "/" + rkey;
  }
}
