package io.github.alignmentfeed.curation;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** DOIs, wherever they stand; those that hold the identifier of another scheme are that paper. */
final class Doi {
  static final String NAME = "(?<id>10\\.\\d{4,9}/[\\p{Graph}&&[^?#&\"]]+)";
  private static final Pattern ANYWHERE = Pattern.compile("(?<!\\w)" + NAME);

  /** A parameter that says what it is; a DOI in another may be what a page refers to. */
  private static final Pattern PARAMETER = Pattern.compile("(?i)(?:.*&)?doi=(?<value>[^&]*).*");

  /** All papers of a conference or an issue. */
  private static final Pattern VOLUME = Pattern.compile("(?i)/(?:doi/proceedings|toc)/.*");

  /** Formats and parts of one article, as publishers add them to its DOI. */
  private static final Pattern FORMAT =
      Pattern.compile(
          "(?:/(?:full|pdf|epdf|abstract|html|meta|fulltext|summary|figures|references|download"
              + "|metrics|(?:figures|tables)/\\d+|suppl_file/.*)"
              + "|[./]fulltext\\.html|\\.(?:pdf|full|full-text))$");

  /** A preprint of bioRxiv or medRxiv; its version is no part of its DOI. */
  private static final Pattern DATED =
      Pattern.compile("(10\\.\\d+/\\d{4}\\.\\d\\d\\.\\d\\d\\.\\d+|10\\.1101/\\d{6})v\\d.*");

  private static final Pattern ARXIV = Pattern.compile("10\\.48550/arxiv\\." + ArxivNumber.PATTERN);
  private static final Pattern ACL =
      Pattern.compile("10\\.(?:18653|3115)/v1/" + PaperHosts.ACL_NUMBER, Pattern.CASE_INSENSITIVE);

  /** OSF and the preprint servers that it keeps, each under a prefix of its own. */
  private static final Pattern OSF =
      Pattern.compile("10\\.\\d{4,9}/osf\\.io/" + PaperHosts.OSF_NUMBER);

  private Doi() {}

  /** The paper of the first DOI in the path of an address, or of the one that its query names. */
  static Optional<PaperId> within(String address) {
    if (!address.contains("10.") && address.indexOf('%') < 0) {
      return Optional.empty();
    }
    int question = address.indexOf('?');
    String path = question < 0 ? address : address.substring(0, question);
    Matcher parameter =
        PARAMETER.matcher(address.substring(path.length()).replaceFirst("^\\?", ""));
    return VOLUME.matcher(path).matches()
        ? Optional.empty()
        : first(path)
            .or(() -> parameter.matches() ? first(parameter.group("value")) : Optional.empty());
  }

  private static Optional<PaperId> first(String text) {
    return ANYWHERE
        .matcher(PageAddress.decoded(text))
        .results()
        .findFirst()
        .flatMap(m -> paper(m.group(1)));
  }

  /** The paper of a DOI, unless nothing is left of it without what stands around it. */
  static Optional<PaperId> paper(String text) {
    String doi = DATED.matcher(bare(text.toLowerCase(Locale.ROOT))).replaceFirst("$1");
    if (!ANYWHERE.matcher(doi).matches()) {
      return Optional.empty();
    }
    return within(ARXIV, doi, ArxivNumber::paper)
        .or(() -> within(ACL, doi, PaperHosts::acl))
        .or(() -> within(OSF, doi, id -> new PaperId("osf:" + id)))
        .or(() -> Optional.of(new PaperId("doi:" + doi)));
  }

  private static Optional<PaperId> within(
      Pattern other, String doi, Function<String, PaperId> paper) {
    Matcher m = other.matcher(doi);
    return m.matches() ? Optional.of(paper.apply(m.group("id"))) : Optional.empty();
  }

  /** Without the format and the sentence's punctuation behind it, however many there are. */
  private static String bare(String doi) {
    String shorter = FORMAT.matcher(withoutSentence(doi)).replaceFirst("");
    return shorter.equals(doi) ? doi : bare(shorter);
  }

  /** Without the punctuation of the sentence around it; a bracket that it opens is its own. */
  private static String withoutSentence(String doi) {
    int end = doi.length();
    while (".,;:!?'>]}/*".indexOf(doi.charAt(end - 1)) >= 0 || closesTooMuch(doi, end)) {
      end--;
    }
    return doi.substring(0, end);
  }

  private static boolean closesTooMuch(String doi, int end) {
    return doi.charAt(end - 1) == ')'
        && doi.substring(0, end).chars().map(c -> c == '(' ? 1 : c == ')' ? -1 : 0).sum() < 0;
  }
}
