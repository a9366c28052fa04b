package io.github.alignmentfeed.curation;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The identity of a paper, the same whatever address leads to it.
 *
 * @param value a scheme and an identifier in it, for example {@code arxiv:2412.14093}
 */
public record PaperId(String value) implements Comparable<PaperId> {
  private static final String ARXIV_NUMBER =
      "(?<arxiv>\\d{4}\\.\\d{4,5}|[a-z-]+(?:\\.[A-Za-z]{2})?/\\d{7})(?:v\\d+)?";
  private static final Pattern ARXIV_PATH =
      Pattern.compile(
          "/(?:abs|pdf|html|format|src|e-print|papers|papers/abs|overview|resources|vanity/papers)/"
              + ARXIV_NUMBER
              + "(?:\\.pdf)?(?:[/?#].*)?");
  private static final Pattern ARXIV_TEXT =
      Pattern.compile("(?i)\\barxiv(?::\\s?|\\s)" + ARXIV_NUMBER + "\\b");
  private static final Pattern DOI = Pattern.compile("(?i)\\b(?<doi>10\\.\\d{4,9}/[^\\s?#&\"<>]+)");
  private static final Pattern DOI_TEXT = Pattern.compile("(?i)\\bdoi:\\s?(10\\.\\d{4,9}/\\S+)");
  private static final Pattern ARXIV_DOI = Pattern.compile("10\\.48550/arxiv\\.(.+)");
  private static final Pattern OPENREVIEW = Pattern.compile("[?&]id=([\\w-]+)");
  private static final Pattern ACL =
      Pattern.compile("/([A-Z]?[\\w.-]*\\d[\\w-]*(?:\\.\\d+)??)(?:\\.pdf)?/?");
  private static final Pattern FORUM_POST =
      Pattern.compile("/(?:posts|s/\\w+/p)/(\\w{17})(?:[/?#].*)?");
  private static final Set<String> ARXIV_HOSTS =
      Set.of(
          "arxiv.org",
          "export.arxiv.org",
          "ar5iv.org",
          "ar5iv.labs.arxiv.org",
          "alphaxiv.org",
          "arxiv-vanity.com",
          "huggingface.co",
          "browse.arxiv.org",
          "hf.co");
  private static final Set<String> FORUM_HOSTS =
      Set.of("lesswrong.com", "alignmentforum.org", "greaterwrong.com", "lw2.issarice.com");
  private static final Pattern TRACKING =
      Pattern.compile("(?i)(?:utm_\\w+|fbclid|gclid|ref|ref_src|source|s|mc_cid|mc_eid)=.*");

  /** The paper that an address leads to, where the address says which. */
  public static Optional<PaperId> of(Link link) {
    if (link.origin() == Link.Origin.CUT) {
      return Optional.empty();
    }
    String host = link.host().orElse("");
    String path = decoded(link.path());
    if (ARXIV_HOSTS.contains(host)) {
      Matcher m = ARXIV_PATH.matcher(path);
      if (m.matches()) {
        return Optional.of(arxiv(m.group("arxiv")));
      }
    }
    if (host.equals("openreview.net")) {
      Matcher m = OPENREVIEW.matcher(path);
      return m.find() ? Optional.of(new PaperId("openreview:" + m.group(1))) : Optional.empty();
    }
    if (host.equals("aclanthology.org")) {
      Matcher m = ACL.matcher(path);
      return m.matches() ? Optional.of(new PaperId("acl:" + m.group(1))) : Optional.empty();
    }
    if (FORUM_HOSTS.contains(host) || host.endsWith(".greaterwrong.com")) {
      Matcher m = FORUM_POST.matcher(path);
      return m.matches() ? Optional.of(new PaperId("lw:" + m.group(1))) : Optional.empty();
    }
    Matcher doi = DOI.matcher(path);
    return doi.find() ? Optional.of(doi(doi.group("doi"))) : Optional.empty();
  }

  /**
   * The papers that a text names without an address, as {@code arXiv:2412.14093v2} or {@code
   * doi:10.1000/182}.
   */
  static Set<PaperId> namedIn(String text) {
    Set<PaperId> found = new LinkedHashSet<>();
    Matcher arxiv = ARXIV_TEXT.matcher(text);
    while (arxiv.find()) {
      found.add(arxiv(arxiv.group("arxiv")));
    }
    Matcher doi = DOI_TEXT.matcher(text);
    while (doi.find()) {
      found.add(doi(doi.group(1)));
    }
    return found;
  }

  /** The identity of a page that no scheme of papers covers: its address without what varies. */
  static Optional<PaperId> page(Link link) {
    Optional<String> host = link.host();
    String address = link.path().replaceFirst("#.*", "");
    int question = address.indexOf('?');
    String path = question < 0 ? address : address.substring(0, question);
    while (path.endsWith("/")) {
      path = path.substring(0, path.length() - 1);
    }
    if (host.isEmpty() || link.origin() == Link.Origin.CUT || path.isEmpty()) {
      return Optional.empty();
    }
    List<String> kept =
        question < 0
            ? List.of()
            : List.of(address.substring(question + 1).split("&")).stream()
                .filter(p -> !p.isEmpty() && !TRACKING.matcher(p).matches())
                .sorted()
                .toList();
    String query = kept.isEmpty() ? "" : "?" + String.join("&", kept);
    return Optional.of(new PaperId("url:" + host.get() + path + query));
  }

  private static PaperId arxiv(String number) {
    String bare = number.toLowerCase(Locale.ROOT);
    int slash = bare.indexOf('/');
    int dot = bare.indexOf('.');
    boolean subjectClass = slash > 0 && dot > 0 && dot < slash;
    return new PaperId(
        "arxiv:" + (subjectClass ? bare.substring(0, dot) + bare.substring(slash) : bare));
  }

  private static PaperId doi(String text) {
    String doi =
        text.toLowerCase(Locale.ROOT).replaceAll("(?:[.,;:!?'\")\\]}]|\\.pdf|/full)+$", "");
    Matcher m = ARXIV_DOI.matcher(doi);
    return m.matches() ? arxiv(m.group(1).replaceFirst("v\\d+$", "")) : new PaperId("doi:" + doi);
  }

  private static String decoded(String path) {
    try {
      return path.indexOf('%') < 0
          ? path
          : URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return path;
    }
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
