package io.github.alignmentfeed.curation;

import java.net.IDN;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * An address that a post points at, taken apart once, when it is read. Equal where it is written.
 */
public final class Link {
  /** A name has at most 253 letters, RFC 1035; longer ones would only take time. */
  private static final int LONGEST_NAME = 253;

  private final String url;
  private final Origin origin;
  private final Optional<String> host;
  private final int hostBegin;
  private final int hostEnd;
  private final String path;

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

  /**
   * @param url the whole address; for {@link Origin#CUT} only the part that the text shows
   * @param origin where the address stands
   */
  public Link(String url, Origin origin) {
    this.url = url;
    this.origin = origin;
    int begin = schemeEnd(url);
    int end = authorityEnd(url, begin);
    int hostBegin = Math.max(begin, url.lastIndexOf('@', end - 1) + 1);
    int port = url.indexOf(':', hostBegin);
    int last = port < 0 || port > end ? end : port;
    while (last > hostBegin && url.charAt(last - 1) == '.') {
      last--;
    }
    boolean sound = last > hostBegin && isPort(url, port, end) && !hasBlank(url, begin);
    this.host = sound ? name(url.substring(hostBegin, last)) : Optional.empty();
    this.hostBegin = hostBegin;
    this.hostEnd = last;
    this.path = host.isPresent() ? url.substring(end) : "";
  }

  public String url() {
    return url;
  }

  public Origin origin() {
    return origin;
  }

  /**
   * The host as servers know it, in lower case and plain letters, without a leading {@code www.};
   * nothing where there is none.
   */
  public Optional<String> host() {
    return host;
  }

  /** Path, query and fragment, with the leading slash; empty where the address ends at its host. */
  public String path() {
    return path;
  }

  /** Where the host ends in the address. */
  int hostEnd() {
    return hostEnd;
  }

  /**
   * Where a domain in which the host lies begins in the address; the host, if written otherwise.
   */
  int startOf(String domain) {
    int start = hostEnd - domain.length();
    boolean asWritten =
        start >= hostBegin && url.regionMatches(true, start, domain, 0, domain.length());
    return asWritten ? start : hostBegin;
  }

  private static int schemeEnd(String url) {
    for (String scheme : new String[] {"https://", "http://"}) {
      if (url.regionMatches(true, 0, scheme, 0, scheme.length())) {
        return scheme.length();
      }
    }
    return 0;
  }

  /** Where user, host and port end; browsers take a backslash for a slash. */
  private static int authorityEnd(String url, int begin) {
    int end = begin;
    while (end < url.length() && "/\\?#".indexOf(url.charAt(end)) < 0) {
      end++;
    }
    return end;
  }

  /** Whether nothing but digits stands between a colon, where there is one, and the end. */
  private static boolean isPort(String url, int colon, int end) {
    for (int i = colon + 1; colon >= 0 && i < end; i++) {
      if (url.charAt(i) < '0' || url.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  private static boolean hasBlank(String url, int begin) {
    for (int i = begin; i < url.length(); i++) {
      char c = url.charAt(i);
      if (c == ' ' || (c >= '\t' && c <= '\r')) {
        return true;
      }
    }
    return false;
  }

  private static Optional<String> name(String host) {
    if (host.length() > LONGEST_NAME) {
      return Optional.empty();
    }
    try {
      String plain = isAscii(host) ? host : IDN.toASCII(host, IDN.ALLOW_UNASSIGNED);
      String lower = plain.toLowerCase(Locale.ROOT);
      return isName(lower) ? Optional.of(withoutWww(lower)) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static boolean isAscii(String host) {
    for (int i = 0; i < host.length(); i++) {
      if (host.charAt(i) > 0x7F) {
        return false;
      }
    }
    return true;
  }

  /** Browsers go nowhere where a host holds other characters. */
  private static boolean isName(String host) {
    for (int i = 0; i < host.length(); i++) {
      char c = host.charAt(i);
      if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') && "-._".indexOf(c) < 0) {
        return false;
      }
    }
    return true;
  }

  private static String withoutWww(String host) {
    String rest = host.startsWith("www.") ? host.substring("www.".length()) : "";
    return rest.contains(".") ? rest : host;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Link link && url.equals(link.url) && origin == link.origin;
  }

  @Override
  public int hashCode() {
    return Objects.hash(url, origin);
  }

  @Override
  public String toString() {
    return "Link[url=" + url + ", origin=" + origin + "]";
  }
}
