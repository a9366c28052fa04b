package io.github.alignmentfeed.curation;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Addresses that hold the one they lead to: pages of departure, and copies in an archive. */
final class Wrapping {
  private static final Map<String, Pattern> BY_HOST =
      Map.of(
          "go.bsky.app", query("/redirect", "u"),
          "google.com", query("/url", "(?:q|url)"),
          "l.facebook.com", query("/l\\.php", "u"),
          "lm.facebook.com", query("/l\\.php", "u"),
          "out.reddit.com", query("/[\\w.-]*", "url"),
          "linkedin.com", query("/(?:redir/redirect|safety/go)/?", "url"),
          "lesswrong.com", query("/out", "url"),
          "alignmentforum.org", query("/out", "url"),
          "forum.effectivealtruism.org", query("/out", "url"),
          "web.archive.org", Pattern.compile("/web/(?:\\d+\\*?\\w*/)?(?<target>https?://?.+)"));

  private static final Pattern TARGET = Pattern.compile("(?i)https?://[^/\\s].*");

  private Wrapping() {}

  private static Pattern query(String path, String name) {
    return Pattern.compile(path + "\\?(?:[^#]*&)?" + name + "=(?<target>[^&#]+).*");
  }

  /** The address that an address holds and leads to, where it is of that kind. */
  static Optional<String> target(Link link) {
    return link.host()
        .filter(host -> link.origin() != Link.Origin.CUT)
        .map(BY_HOST::get)
        .map(shape -> shape.matcher(link.path()))
        .filter(Matcher::matches)
        .map(m -> held(m.group("target"), link.path().startsWith("/web/")))
        .filter(target -> TARGET.matcher(target).matches());
  }

  /** As it stands in a path, where browsers make one slash of two; else with its escapes. */
  private static String held(String target, boolean inPath) {
    return inPath ? target.replaceFirst("^(https?:/)(?!/)", "$1/") : PageAddress.decoded(target);
  }
}
