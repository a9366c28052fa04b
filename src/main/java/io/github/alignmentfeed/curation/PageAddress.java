package io.github.alignmentfeed.curation;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
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
          "(?i)(?:utm_\\w+|fbclid|gclid|igshid|mc_cid|mc_eid|ref|ref_src|source|s|sk|r|si"
              + "|triedRedirect|isFreemail|showWelcomeOnShare|share_id)(?:=.*)?");

  /** The page of a folder, and a language that is chosen before the path. */
  private static final Pattern DEFAULT_PAGE = Pattern.compile("(?i)/+index\\.html?$|/+$");

  private static final Pattern LOCALE = Pattern.compile("^/[a-z]{2}-[A-Z]{2}(?=/)");

  /** A story of Medium ends with a number that is its own wherever it stands. */
  private static final Pattern MEDIUM = Pattern.compile("/(?:.*-)?([0-9a-f]{11,12})");

  /** A post of Substack in its reader: the publication is named in the path. */
  private static final Pattern SUBSTACK = Pattern.compile("/pub/([\\w-]+)(/p/[\\w-]+)");

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
    String path = decoded(question < 0 ? address : address.substring(0, question));
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
      Matcher post = SUBSTACK.matcher(path);
      return post.matches()
          ? Optional.of(post.group(1) + ".substack.com" + post.group(2))
          : Optional.empty();
    }
    return Optional.empty();
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
