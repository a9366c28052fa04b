package io.github.alignmentfeed.curation;

import java.util.Locale;

/** Identifiers of arXiv (https://info.arxiv.org/help/arxiv_identifier.html). */
final class ArxivNumber {
  private static final String MONTH = "(?:0[1-9]|1[0-2])";

  /** All in which papers were numbered before April 2007 (https://arxiv.org/archive). */
  private static final String ARCHIVE =
      "(?:acc-phys|adap-org|alg-geo|ao-sci|astro-ph|atom-ph|bayes-an|chao-dyn|chem-ph|cmp-lg"
          + "|comp-gas|cond-mat|cs|dg-ga|funct-an|gr-qc|hep-(?:ex|lat|ph|th)|math|math-ph|mtrl-th"
          + "|nlin|nucl-(?:ex|th)|patt-sol|physics|plasm-ph|q-(?:alg|bio)|quant-ph|solv-int"
          + "|supr-con)";

  /**
   * Four digits until the end of 2014, five since, names of archives before April 2007; a version
   * may follow.
   */
  static final String PATTERN =
      ("(?<id>(?:0[7-9]|1[0-4])%1$s\\.\\d{4}|(?:1[5-9]|[2-9]\\d)%1$s\\.\\d{5}"
              + "|%2$s(?:\\.[a-z-]{2,17})?/\\d\\d%1$s\\d{3})(?:v\\d+)?")
          .formatted(MONTH, ARCHIVE);

  private ArxivNumber() {}

  /** The paper of a number without its version. */
  static PaperId paper(String number) {
    String bare = number.toLowerCase(Locale.ROOT);
    int slash = bare.indexOf('/');
    int dot = bare.indexOf('.');
    boolean subjectClass = slash > 0 && dot > 0 && dot < slash;
    return new PaperId(
        "arxiv:" + (subjectClass ? bare.substring(0, dot) + bare.substring(slash) : bare));
  }
}
