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
  private static final char NO_BREAK = '\u00a0';

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
    if (!(isNumbered(text, '.') || isNumbered(text, '/')) || !mayName(text)) {
      return Set.of();
    }
    Set<PaperId> found = new LinkedHashSet<>();
    ARXIV_TEXT.matcher(text).results().forEach(m -> found.add(ArxivNumber.paper(m.group(1))));
    DOI_TEXT.matcher(text).results().forEach(m -> Doi.paper(m.group(1)).ifPresent(found::add));
    return found;
  }

  /** Whether a number follows a point or a slash, as in every identifier of a paper. */
  private static boolean isNumbered(String text, char sign) {
    for (int i = text.indexOf(sign) + 1;
        0 < i && i < text.length();
        i = text.indexOf(sign, i) + 1) {
      if (text.charAt(i) >= '0' && text.charAt(i) <= '9') {
        return true;
      }
    }
    return false;
  }

  /** Whether there is a sign of what the patterns ask for, which take far longer to tell. */
  private static boolean mayName(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c <= ' ' || c == ':' || c == NO_BREAK || c == '：') && endsNaming(text, i)) {
        return true;
      }
    }
    return text.contains("10.48550/");
  }

  private static boolean endsNaming(String text, int end) {
    return text.regionMatches(true, end - 3, "doi", 0, 3)
        || text.regionMatches(true, end - 5, "arxiv", 0, 5);
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
