package io.github.alignmentfeed.bluesky;

import io.github.alignmentfeed.curation.Link;
import io.github.alignmentfeed.curation.Link.Origin;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Tells web addresses from other text. */
final class WebAddress {
  private static final int LONGEST = 4_000;
  private static final Pattern WHOLE =
      Pattern.compile("(?i)https?://\\S+|[^\\s/?#:@]+\\.[^\\s/?#:@.]+(?::\\d{1,5})?(?:[/?#]\\S*)?");

  private static final Pattern SCHEME = Pattern.compile("(?i)https?://");
  private static final String CHARACTERS =
      "[\\p{Graph}\\p{IsLatin}&&[^<>\"`|\\\\^{}]]{1," + LONGEST + "}";
  private static final String HOST =
      "(?:[a-z0-9][a-z0-9-]{0,62}\\.){1,8}(?!(?:js|ts|py|md|txt|csv|json)\\b)[a-z]{2,24}";
  private static final Pattern WRITTEN =
      Pattern.compile(
          "(?i)(?<![\\w@./-])(?:https?://%1$s|%2$s(?::\\d{1,5})?[/?#]%1$s)"
              .formatted(CHARACTERS, HOST));

  private static final String SENTENCE_END = ".,;:!?'*";

  private WebAddress() {}

  /** The address that a link or card names, where it is one of the web. */
  static Optional<String> named(String uri) {
    String trimmed = uri.strip();
    boolean named =
        trimmed.length() <= LONGEST && (isPlain(trimmed) || WHOLE.matcher(trimmed).matches());
    return named ? Optional.of(trimmed) : Optional.empty();
  }

  /** Whether it is one of the usual shape, which needs no pattern. */
  private static boolean isPlain(String uri) {
    if (!uri.startsWith("https://") || uri.length() == "https://".length()) {
      return false;
    }
    for (int i = 0; i < uri.length(); i++) {
      if (uri.charAt(i) <= ' ') {
        return false;
      }
    }
    return true;
  }

  /**
   * The addresses that a text writes out, whole ones first. With a scheme any host will do; without
   * one a path is required, because a host alone is too often none. An address that runs into an
   * ellipsis was cut by an app: its path is not to be trusted. One that goes on beyond the longest
   * is none, since its beginning would be another one.
   *
   * @param covered parts of the text that a link lies on already
   */
  static List<Link> writtenIn(String text, List<Span> covered) {
    if (!mayHoldOne(text)) {
      return List.of();
    }
    return WRITTEN
        .matcher(text)
        .results()
        .filter(m -> m.end() - m.start() <= LONGEST)
        .filter(m -> covered.stream().noneMatch(new Span(m.start(), m.end())::meets))
        .flatMap(m -> link(m.group(), text.substring(m.end())).stream())
        .sorted(Comparator.comparing(Link::origin))
        .toList();
  }

  /** Each holds a scheme, or a dot between letters or digits: most texts hold neither. */
  private static boolean mayHoldOne(String text) {
    int dot = text.indexOf('.');
    while (dot >= 0) {
      if (dot > 0
          && dot + 1 < text.length()
          && text.charAt(dot - 1) > ' '
          && text.charAt(dot + 1) > ' ') {
        return true;
      }
      dot = text.indexOf('.', dot + 1);
    }
    return text.contains("://");
  }

  private static Optional<Link> link(String written, String after) {
    String shown = withoutSentenceEnd(written);
    Link whole = new Link(shown, Origin.TEXT);
    boolean hasPath = whole.path().length() > 1;
    if (whole.host().filter(host -> host.contains(".")).isEmpty()) {
      return Optional.empty();
    }
    if (hasPath && runsIntoEllipsis(written.substring(shown.length()), after)) {
      return Optional.of(new Link(shown, Origin.CUT));
    }
    boolean meant = SCHEME.matcher(shown).lookingAt() || (hasPath && whole.path().startsWith("/"));
    return meant ? Optional.of(whole) : Optional.empty();
  }

  private static boolean runsIntoEllipsis(String rest, String after) {
    return rest.startsWith("...")
        || (after.startsWith("…") && rest.chars().allMatch(c -> c == '.'));
  }

  private static String withoutSentenceEnd(String address) {
    int round = surplus(address, '(', ')');
    int square = surplus(address, '[', ']');
    int end = address.length();
    while (end > 0) {
      char last = address.charAt(end - 1);
      if (last == ')' && round > 0) {
        round--;
      } else if (last == ']' && square > 0) {
        square--;
      } else if (SENTENCE_END.indexOf(last) < 0) {
        break;
      }
      end--;
    }
    return address.substring(0, end);
  }

  /** How many more brackets are closed than opened. */
  private static int surplus(String text, char opening, char closing) {
    return text.chars().map(c -> c == closing ? 1 : c == opening ? -1 : 0).sum();
  }

  /**
   * A part of a text in UTF-16 units.
   *
   * @param start the first one
   * @param end the one after the last
   */
  record Span(int start, int end) {
    boolean meets(Span other) {
      return start < other.end && other.start < end;
    }
  }
}
