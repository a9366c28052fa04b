package io.github.alignmentfeed.curation;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The identity of a paper, the same whatever address leads to it.
 *
 * @param value a scheme and an identifier in it, for example {@code arxiv:2412.14093}
 */
public record PaperId(String value) implements Comparable<PaperId> {
  private static final int SHORTEST_NUMBER = 4;

  /** How the DOIs of arXiv begin, which are read wherever they stand. */
  private static final String ARXIV_DOI = "10.48550/";

  /** What stands between the word for a kind of number and the number. */
  private static final String NAMES = "(?:[:：]\\s?\\h?|\\s\\h?)";

  private static final Pattern ARXIV_TEXT =
      Pattern.compile(
          "(?i)(?<!\\w)arxiv(?:\\h(?:preprint|paper|id|no\\.))?"
              + NAMES
              + ArxivNumber.PATTERN
              + "(?!\\w)");

  /** A DOI of arXiv needs no word before it: no other text looks so. */
  private static final Pattern DOI_TEXT =
      Pattern.compile(
          "(?i)(?<!\\w)(?:doi" + NAMES + "|(?<![\\w/.])(?=10\\.48550/arxiv\\.))" + Doi.NAME);

  /** The paper that an address leads to, where the address says which. */
  public static Optional<PaperId> of(Link link) {
    if (link.origin() == Link.Origin.CUT) {
      return Optional.empty();
    }
    int fragment = link.path().indexOf('#');
    String address = fragment < 0 ? link.path() : link.path().substring(0, fragment);
    String path = PageAddress.beforeQuery(address);
    String query = PageAddress.decoded(address.substring(path.length()));
    return PaperHosts.paper(link.host().orElse(""), PageAddress.plain(path) + query)
        .or(() -> Doi.within(address));
  }

  /**
   * The papers that a text names without an address, as {@code arXiv:2412.14093v2} or {@code
   * doi:10.1000/182}.
   */
  static Set<PaperId> namedIn(String text) {
    if (!mayName(text) && !text.contains(ARXIV_DOI)) {
      return Set.of();
    }
    Set<PaperId> found = new LinkedHashSet<>();
    ARXIV_TEXT.matcher(text).results().forEach(m -> found.add(ArxivNumber.paper(m.group(1))));
    DOI_TEXT.matcher(text).results().forEach(m -> Doi.paper(m.group(1)).ifPresent(found::add));
    return found;
  }

  /**
   * Whether four digits follow a point or a slash, as in every identifier of a paper, and no slash
   * stands before what they belong to, as in addresses. The patterns take far longer to tell.
   */
  private static boolean mayName(String text) {
    int start = 0;
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if ((c == '.' || c == '/')
          && start > 0
          && text.charAt(start - 1) != '/'
          && isNumber(text, at + 1)) {
        return true;
      }
      if (!isOfIdentifier(c)) {
        start = at + 1;
      }
    }
    return false;
  }

  private static boolean isNumber(String text, int from) {
    int at = from;
    while (at < text.length() && isDigit(text.charAt(at))) {
      at++;
    }
    return at - from >= SHORTEST_NUMBER;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isOfIdentifier(char c) {
    return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '.';
  }

  /** The identity of a page that no scheme of papers covers: its address without what varies. */
  static Optional<PaperId> page(Link link) {
    return PageAddress.of(link).map(address -> new PaperId("url:" + address));
  }

  /** The namespace of the identifier. */
  public String scheme() {
    return value.substring(0, value.indexOf(':'));
  }

  /** The identifier in its namespace. */
  public String name() {
    return value.substring(value.indexOf(':') + 1);
  }

  /** Whether it is a post on a page or in a forum, which may be about a paper that has another. */
  boolean accompanies() {
    return scheme().equals("url") || scheme().equals("lw");
  }

  @Override
  public int compareTo(PaperId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
