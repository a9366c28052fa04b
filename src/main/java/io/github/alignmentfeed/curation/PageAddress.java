package io.github.alignmentfeed.curation;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Addresses of pages without what varies between two that lead to the same page. */
final class PageAddress {

  /** Pages that lead to others and change: nobody announces them as a result. */
  private static final Pattern INDEX =
      Pattern.compile(
          "(?i).*/(?:list|tags?|topics?|categor(?:y|ies)|authors?|people|users?|search|archives?|events"
              + "|careers|jobs|about|team|newsletter|feed|toc|doi/proceedings)(?:/.*)?"
              + "|(?:/papers)?/[vr](?:olume)?\\d+|/(?!\\S*\\d)[^/-]*(?:-[^/-]*)?");

  private static final Pattern TRACKING =
      Pattern.compile(
          "(?i)(?:utm_\\w+|fbclid|gclid|dclid|msclkid|yclid|twclid|ttclid|wbraid|gbraid|igshid"
              + "|mc_cid|mc_eid|_hsenc|_hsmi|mkt_tok|trk|_ga|ref|ref_src|ref_url|source|s|sk|r|si"
              + "|triedRedirect|isFreemail|showWelcomeOnShare|share_id)(?:=.*)?");

  /** The page of a folder, and a language that is chosen before the path. */
  private static final Pattern DEFAULT_PAGE = Pattern.compile("(?i)/+index\\.html?$|/+$");

  private static final Pattern LOCALE = Pattern.compile("^/[a-z]{2}-[A-Z]{2}(?=/)");

  /** A story of Medium ends with a number that is its own wherever it stands. */
  private static final Pattern MEDIUM = Pattern.compile("/(?:.*-)?([0-9a-f]{11,12})");

  /** A post of Substack in its reader: the publication is named in the path. */
  private static final Pattern SUBSTACK_READER = Pattern.compile("/pub/([\\w-]+)(/p/[\\w-]+)");

  private static final Pattern SUBSTACK = Pattern.compile("(/p/[\\w-]+)(?:/comments)?");

  /** A step to the same folder or the one above, as browsers take it before they ask. */
  private static final Pattern DOTS = Pattern.compile("(?i)(?:\\.|%2e){1,2}");

  private PageAddress() {}

  /** Host, path and query without what varies; nothing where it is no page of its own. */
  static Optional<String> of(Link link) {
    Optional<String> host = link.host();
    if (host.isEmpty() || link.origin() == Link.Origin.CUT) {
      return Optional.empty();
    }
    int fragment = link.path().indexOf('#');
    String address = fragment < 0 ? link.path() : link.path().substring(0, fragment);
    int question = address.indexOf('?');
    String path = plain(beforeQuery(address));
    path = LOCALE.matcher(DEFAULT_PAGE.matcher(path).replaceFirst("")).replaceFirst("");
    if (path.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> elsewhere = elsewhere(host.get(), path);
    if (elsewhere.isPresent()) {
      return elsewhere;
    }
    List<String> kept =
        question < 0
            ? List.of()
            : List.of(address.substring(question + 1).split("&")).stream()
                .filter(p -> !p.isEmpty() && !TRACKING.matcher(p).matches())
                .sorted()
                .toList();
    if (kept.isEmpty() && INDEX.matcher(path).matches()) {
      return Optional.empty();
    }
    String query = kept.isEmpty() ? "" : "?" + String.join("&", kept);
    return Optional.of(host.get() + path + query);
  }

  /** The one address of what stands on several hosts. */
  private static Optional<String> elsewhere(String host, String path) {
    if (host.equals("medium.com") || host.endsWith(".medium.com")) {
      Matcher story = MEDIUM.matcher(path);
      return story.matches() ? Optional.of("medium.com/p/" + story.group(1)) : Optional.empty();
    }
    if (host.equals("open.substack.com")) {
      Matcher post = SUBSTACK_READER.matcher(path);
      return post.matches()
          ? Optional.of(post.group(1) + ".substack.com" + post.group(2))
          : Optional.empty();
    }
    Matcher post = SUBSTACK.matcher(path);
    return host.endsWith(".substack.com") && post.matches()
        ? Optional.of(host + post.group(1))
        : Optional.empty();
  }

  /** Of a path with query and fragment the path alone. */
  static String beforeQuery(String path) {
    for (int i = 0; i < path.length(); i++) {
      if (path.charAt(i) == '?' || path.charAt(i) == '#') {
        return path.substring(0, i);
      }
    }
    return path;
  }

  /** A path without detours: steps up and aside, slashes too many, and needless escapes. */
  static String plain(String path) {
    if (path.indexOf('%') < 0 && !path.contains("//") && !path.contains("/.")) {
      return path;
    }
    Deque<String> steps = new ArrayDeque<>();
    String[] written = path.split("/", -1);
    for (int i = 0; i < written.length; i++) {
      boolean last = i == written.length - 1;
      boolean dots = DOTS.matcher(written[i]).matches();
      if (dots && decoded(written[i]).length() == 2) {
        steps.pollLast();
      }
      if (last && (dots || written[i].isEmpty())) {
        steps.addLast("");
      } else if (!dots && !written[i].isEmpty()) {
        steps.addLast(decoded(written[i]));
      }
    }
    return "/" + String.join("/", steps);
  }

  /** A path with its escapes resolved, where they are sound. */
  static String decoded(String path) {
    try {
      return path.indexOf('%') < 0
          ? path
          : URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return path;
    }
  }
}
