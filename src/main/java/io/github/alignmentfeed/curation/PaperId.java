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
  private static final String MONTH = "(?:0[1-9]|1[0-2])";

  /** Four digits until the end of 2014, five since, names of archives before April 2007. */
  private static final String ARXIV_NUMBER =
      ("(?<id>(?:0[7-9]|1[0-4])%1$s\\.\\d{4}|(?:1[5-9]|[2-9]\\d)%1$s\\.\\d{5}"
              + "|[a-z-]+(?:\\.[a-z]{2})?/\\d{7})(?:v\\d+)?")
          .formatted(MONTH);

  /** What may follow an identifier in an address: more of it, or the sentence around it. */
  private static final String END = "(?:[/?#].*|[^\\w/]*)";

  private static final Pattern ARXIV_PATH =
      Pattern.compile(
          "(?i)/(?:abs|pdf|html|format|src|e-print|papers|overview)/(?:arxiv:)?"
              + ARXIV_NUMBER
              + "(?:\\.pdf)?"
              + END);
  private static final Pattern ARXIV_TEXT =
      Pattern.compile("(?i)(?<!\\w)arxiv(?::\\s?|\\s)" + ARXIV_NUMBER + "(?!\\w)");
  private static final Pattern ARXIV_DOI = Pattern.compile("10\\.48550/arxiv\\." + ARXIV_NUMBER);
  private static final String DOI_NAME = "(?<id>10\\.\\d{4,9}/[\\p{Graph}&&[^?#&\"]]+)";
  private static final Pattern DOI = Pattern.compile("(?<!\\w)" + DOI_NAME);
  private static final Pattern DOI_TEXT =
      Pattern.compile("(?i)(?<!\\w)doi(?::\\s?|\\s)" + DOI_NAME);

  /** Formats of one article, as publishers add them to its DOI. */
  private static final Pattern DOI_FORMAT =
      Pattern.compile("(?:/(?:full|pdf|epdf|abstract|html|meta)|\\.pdf)$");

  /** A preprint of bioRxiv or medRxiv; its version is no part of its DOI. */
  private static final Pattern DATED_DOI =
      Pattern.compile("(10\\.\\d+/\\d{4}\\.\\d\\d\\.\\d\\d\\.\\d+)v\\d.*");

  private static final Pattern OPENREVIEW =
      Pattern.compile("/(?:forum|pdf|attachment)\\?(?:.*&)?id=(?<id>[\\w-]+).*");
  private static final String ACL_NUMBER = "(?<id>\\d{4}\\.[\\w-]+\\.\\d+|[A-Z]\\d{2}-\\d{4})";
  private static final Pattern ACL =
      Pattern.compile("(?i)/" + ACL_NUMBER + "(?:v\\d+)?(?:\\.(?:pdf|bib))?" + END);
  private static final Pattern ACL_DOI = Pattern.compile("(?i)10\\.18653/v1/" + ACL_NUMBER);
  private static final Pattern FORUM_POST =
      Pattern.compile("/(?:posts|s/\\w+/p)/(?<id>\\w{17})" + END);

  private static final Pattern PMLR =
      Pattern.compile("(?i)/(?<id>[vr]\\d+/[\\w-]+)(?:\\.html|/[\\w-]+\\.pdf)?" + END);
  private static final Pattern NATURE =
      Pattern.compile("(?i)/articles/(?<id>[\\w-]+)(?:\\.pdf|_reference\\.pdf)?" + END);
  private static final Set<String> NATURE_HOSTS = Set.of("nature.com");

  /** Pages that lead to others and change: nobody announces them as a result. */
  private static final Pattern INDEX =
      Pattern.compile(
          "(?i).*/(?:list|tags?|topics?|categor(?:y|ies)|authors?|people|search|archives?|events|careers"
              + "|jobs|about|team|newsletter|feed)(?:/.*)?|/(?!\\S*\\d)[^/-]*(?:-[^/-]*)?");

  private static final Set<String> ARXIV_HOSTS =
      Set.of(
          "arxiv.org", "ar5iv.org", "alphaxiv.org", "arxiv-vanity.com", "huggingface.co", "hf.co");

  /** Forums of one kind, whose posts have identifiers that no two of them share by chance. */
  private static final Set<String> FORUM_HOSTS =
      Set.of(
          "lesswrong.com",
          "alignmentforum.org",
          "forum.effectivealtruism.org",
          "greaterwrong.com",
          "lw2.issarice.com");

  private static final Pattern TRACKING =
      Pattern.compile(
          "(?i)(?:utm_\\w+|fbclid|gclid|igshid|mc_cid|mc_eid|ref|ref_src|source|s|sk|r|si"
              + "|triedRedirect)(?:=.*)?");

  /** The paper that an address leads to, where the address says which. */
  public static Optional<PaperId> of(Link link) {
    if (link.origin() == Link.Origin.CUT) {
      return Optional.empty();
    }
    String host = link.host().orElse("");
    String path = decoded(link.path());
    return ofHost(host, path)
        .or(() -> DOI.matcher(path).results().findFirst().flatMap(m -> doi(m.group(1))));
  }

  private static Optional<PaperId> ofHost(String host, String path) {
    if (isOneOf(ARXIV_HOSTS, host)) {
      return id(ARXIV_PATH, path).map(PaperId::arxiv);
    }
    if (host.equals("openreview.net")) {
      return id(OPENREVIEW, path).map(id -> new PaperId("openreview:" + id));
    }
    if (host.equals("aclanthology.org")) {
      return id(ACL, path).map(PaperId::acl);
    }
    if (host.equals("proceedings.mlr.press")) {
      return id(PMLR, path).map(id -> new PaperId("pmlr:" + id.toLowerCase(Locale.ROOT)));
    }
    if (isOneOf(NATURE_HOSTS, host)) {
      return id(NATURE, path).flatMap(id -> doi("10.1038/" + id));
    }
    if (isOneOf(FORUM_HOSTS, host)) {
      return id(FORUM_POST, path).map(id -> new PaperId("lw:" + id));
    }
    return Optional.empty();
  }

  /** The namespace of the identifier. */
  String scheme() {
    return value.substring(0, value.indexOf(':'));
  }

  /** Whether it is a post on a page or in a forum, which may be about a paper that has another. */
  boolean accompanies() {
    return scheme().equals("url") || scheme().equals("lw");
  }

  private static boolean isOneOf(Set<String> hosts, String host) {
    return hosts.stream().anyMatch(h -> host.equals(h) || host.endsWith("." + h));
  }

  private static Optional<String> id(Pattern pattern, String text) {
    Matcher m = pattern.matcher(text);
    return m.matches() ? Optional.of(m.group("id")) : Optional.empty();
  }

  /**
   * The papers that a text names without an address, as {@code arXiv:2412.14093v2} or {@code
   * doi:10.1000/182}.
   */
  static Set<PaperId> namedIn(String text) {
    Set<PaperId> found = new LinkedHashSet<>();
    ARXIV_TEXT.matcher(text).results().forEach(m -> found.add(arxiv(m.group(1))));
    DOI_TEXT.matcher(text).results().forEach(m -> doi(m.group(1)).ifPresent(found::add));
    return found;
  }

  /** The identity of a page that no scheme of papers covers: its address without what varies. */
  static Optional<PaperId> page(Link link) {
    Optional<String> host = link.host();
    String address = link.path().replaceFirst("#.*", "");
    int question = address.indexOf('?');
    String path = decoded(question < 0 ? address : address.substring(0, question));
    while (path.endsWith("/")) {
      path = path.substring(0, path.length() - 1);
    }
    if (host.isEmpty() || link.origin() == Link.Origin.CUT || path.isEmpty()) {
      return Optional.empty();
    }
    if (question < 0 && INDEX.matcher(path).matches()) {
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

  private static PaperId acl(String number) {
    boolean old = Character.isLetter(number.charAt(0));
    return new PaperId(
        "acl:" + (old ? number.toUpperCase(Locale.ROOT) : number.toLowerCase(Locale.ROOT)));
  }

  /** The paper of a DOI, unless nothing is left of it without what stands around it. */
  private static Optional<PaperId> doi(String text) {
    String doi = DATED_DOI.matcher(bare(text.toLowerCase(Locale.ROOT))).replaceFirst("$1");
    return id(DOI, doi)
        .map(
            name ->
                id(ARXIV_DOI, name)
                    .map(PaperId::arxiv)
                    .or(() -> id(ACL_DOI, name).map(PaperId::acl))
                    .orElseGet(() -> new PaperId("doi:" + name)));
  }

  /** Without the format and the sentence's punctuation behind it, however many there are. */
  private static String bare(String doi) {
    String shorter = DOI_FORMAT.matcher(withoutSentence(doi)).replaceFirst("");
    return shorter.equals(doi) ? doi : bare(shorter);
  }

  /** Without the punctuation of the sentence around it; a bracket that it opens is its own. */
  private static String withoutSentence(String doi) {
    String foreign = doi.contains("(") ? ".,;:!?'>]}" : ".,;:!?'>]})";
    int end = doi.length();
    while (foreign.indexOf(doi.charAt(end - 1)) >= 0) {
      end--;
    }
    return doi.substring(0, end);
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
