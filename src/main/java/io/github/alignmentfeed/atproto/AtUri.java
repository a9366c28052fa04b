package io.github.alignmentfeed.atproto;

import java.util.Optional;

/**
 * The address of one record, always in DID form.
 *
 * @param did the account whose repository holds the record
 * @param collection the collection in it
 * @param rkey the key in the collection
 * @see <a href="https://atproto.com/specs/at-uri-scheme">the AT-URI specification</a>
 */
public record AtUri(Did did, Nsid collection, String rkey) implements Comparable<AtUri> {
  private static final int LONGEST_KEY = 512;

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
    int collection = text.indexOf('/', "at://".length()) + 1;
    int key = collection == 0 ? 0 : text.indexOf('/', collection) + 1;
    if (key == 0 || !validKey(text.substring(key))) {
      return Optional.empty();
    }
    Optional<Did> did = Did.parse(text.substring("at://".length(), collection - 1));
    Optional<Nsid> nsid = Nsid.parse(text.substring(collection, key - 1));
    return did.isEmpty() || nsid.isEmpty()
        ? Optional.empty()
        : Optional.of(new AtUri(did.get(), nsid.get(), text.substring(key)));
  }

  /**
   * @throws IllegalArgumentException where {@link #parse} finds nothing
   */
  public static AtUri of(String text) {
    return parse(text)
        .orElseThrow(() -> new IllegalArgumentException("not an AT-URI of a record: " + text));
  }

  private static boolean validKey(String key) {
    if (key.isEmpty() || key.length() > LONGEST_KEY || key.equals(".") || key.equals("..")) {
      return false;
    }
    for (int i = 0; i < key.length(); i++) {
      char c = key.charAt(i);
      if (!Ascii.isLetterOrDigit(c) && "._~:-".indexOf(c) < 0) {
        return false;
      }
    }
    return true;
  }

  /** The key tells most addresses apart. Written out for the reason that {@link Did} has. */
  @Override
  public boolean equals(Object other) {
    return other instanceof AtUri uri
        && rkey.equals(uri.rkey)
        && did.equals(uri.did)
        && collection.equals(uri.collection);
  }

  @Override
  public int hashCode() {
    return 31 * did.hashCode() + rkey.hashCode();
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
