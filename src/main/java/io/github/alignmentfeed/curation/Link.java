package io.github.alignmentfeed.curation;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An address that a post points at.
 *
 * @param url the whole address; for {@link Origin#CUT} only the part that the text shows
 * @param origin where the address stands
 */
public record Link(String url, Origin origin) {

  /** Where an address was found. */
  public enum Origin {
    /** The target of a link facet. */
    FACET,
    /** The address of a link card. */
    CARD,
    /** Written out in the text, without a facet. */
    TEXT,
    /** Written in the text and cut short by an app: its host is right, its path is not whole. */
    CUT
  }

  private static final Pattern URL =
      Pattern.compile("(?i)(?:https?://)?(?:[^/?#@\\s]*@)?([^/?#:\\s]+)(?::\\d+)?([/?#]\\S*)?");

  /** The host in lower case without a leading {@code www.}, or nothing where there is none. */
  public Optional<String> host() {
    Matcher m = URL.matcher(url);
    if (!m.matches()) {
      return Optional.empty();
    }
    String host = m.group(1).toLowerCase(Locale.ROOT);
    while (host.endsWith(".")) {
      host = host.substring(0, host.length() - 1);
    }
    return Optional.of(host.startsWith("www.") ? host.substring("www.".length()) : host);
  }

  /** Path, query and fragment, with the leading slash; empty where the address ends at its host. */
  public String path() {
    Matcher m = URL.matcher(url);
    return m.matches() && m.group(2) != null ? m.group(2) : "";
  }
}
