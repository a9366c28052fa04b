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
    CUT,
    /** Where a shortened address leads, as was found out; it stands in no post. */
    RESOLVED
  }

  /** Scheme, user, host, port and rest; browsers take a backslash for a slash. */
  private static final Pattern URL =
      Pattern.compile(
          "(?i)(?:https?://)?+(?:[^/\\\\?#\\s]*@)?(?<host>[^/\\\\?#@:\\s]*[^/\\\\?#@:\\s.])\\.*"
              + "(?::\\d*)?(?<path>[/\\\\?#]\\S*)?");

  /** The host in lower case without a leading {@code www.}, or nothing where there is none. */
  public Optional<String> host() {
    return parsed().map(m -> m.group("host").toLowerCase(Locale.ROOT)).map(Link::withoutWww);
  }

  /** Path, query and fragment, with the leading slash; empty where the address ends at its host. */
  public String path() {
    return parsed().map(m -> m.group("path")).orElse("");
  }

  /** Where the host ends in the address; zero where there is none. */
  int hostEnd() {
    return parsed().map(m -> m.end("host")).orElse(0);
  }

  private Optional<Matcher> parsed() {
    return Optional.of(URL.matcher(url)).filter(Matcher::matches);
  }

  private static String withoutWww(String host) {
    String rest = host.startsWith("www.") ? host.substring("www.".length()) : "";
    return rest.contains(".") ? rest : host;
  }
}
