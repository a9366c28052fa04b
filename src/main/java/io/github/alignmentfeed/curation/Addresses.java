package io.github.alignmentfeed.curation;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is not read as words in running text: addresses, which are judged as links, and mentions. A
 * host alone is told from a missing blank after a full stop by its ending in small letters.
 */
final class Addresses {
  private static final String HOST = "(?<![\\w.-])(?:[\\w-]++\\.(?=\\w))++";
  private static final String REST = "[\\p{Graph}\\p{IsLatin}]*[\\p{Alnum}/]";
  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?i:https?://)%2$s|@%1$s\\p{Alpha}{2,}|%1$s\\p{Alpha}{2,}(?::\\d+)?/(?:%2$s)?|%1$s%3$s"
              .formatted(
                  HOST,
                  REST,
                  "(?:com|org|net|edu|gov|info|io|ai|co|uk|eu|de|fr|ch|jp|cn|ca|nl|pub|dev|app"
                      + "|blog|news|social|xyz)\\b"));

  private static final int[] NONE = {};

  private final String text;
  private @Nullable Matcher matcher;
  private int[] bounds = NONE;
  private int size;
  private int nextDot = -1;
  private int nextColon = -1;
  private int nextName = -1;
  private int tried = -1;
  private int lastDot = -1;
  private int lastStart;

  private Addresses(String text) {
    this.text = text;
  }

  /** Where addresses begin and end, exclusive, in turn. */
  static int[] in(String text) {
    Addresses addresses = new Addresses(text);
    addresses.find();
    return addresses.size == 0 ? NONE : Arrays.copyOf(addresses.bounds, addresses.size);
  }

  /** Only where a sign of an address stands is it worth the pattern's time. */
  private void find() {
    int at = sign(0);
    while (at < text.length()) {
      int start =
          switch (text.charAt(at)) {
            case '.' ->
                at + 1 < text.length() && isHostPart(text.charAt(at + 1)) ? hostStart(at) : -1;
            case ':' -> text.startsWith("://", at) ? schemeStart(at) : -1;
            default -> at;
          };
      at = sign(start > tried ? tryAt(start, at) : at + 1);
    }
  }

  /** Where the next full stop, colon or at sign stands. */
  private int sign(int from) {
    nextDot = nextDot < from ? next('.', from) : nextDot;
    nextColon = nextColon < from ? next(':', from) : nextColon;
    nextName = nextName < from ? next('@', from) : nextName;
    return Math.min(nextDot, Math.min(nextColon, nextName));
  }

  private int next(char sign, int from) {
    int at = text.indexOf(sign, from);
    return at < 0 ? text.length() : at;
  }

  private int tryAt(int start, int at) {
    tried = start;
    if (matcher == null) {
      matcher = ADDRESS.matcher(text).useTransparentBounds(true);
    }
    if (!matcher.region(start, text.length()).lookingAt()) {
      return at + 1;
    }
    if (size == bounds.length) {
      bounds = Arrays.copyOf(bounds, size + 8);
    }
    bounds[size++] = start;
    bounds[size++] = matcher.end();
    return Math.max(matcher.end(), at + 1);
  }

  /** Where the host begins that a dot stands in. */
  private int hostStart(int dot) {
    int start = dot;
    while (start > lastDot + 1 && isHostPart(text.charAt(start - 1))) {
      start--;
    }
    boolean goesOn = lastDot >= 0 && start == lastDot + 1;
    lastStart = goesOn ? lastStart : start;
    lastDot = dot;
    return lastStart;
  }

  private int schemeStart(int colon) {
    for (String scheme : new String[] {"https", "http"}) {
      int start = colon - scheme.length();
      if (start >= 0 && text.regionMatches(true, start, scheme, 0, scheme.length())) {
        return start;
      }
    }
    return -1;
  }

  private static boolean isHostPart(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == '-';
  }
}
