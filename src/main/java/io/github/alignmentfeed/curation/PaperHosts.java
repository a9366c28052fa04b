package io.github.alignmentfeed.curation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The hosts whose addresses say which paper they lead to, each with all hosts below it. A path is
 * that of a {@link Link}, decoded, with its query.
 */
final class PaperHosts {
  static final String ACL_NUMBER = "(?<id>\\d{4}\\.[\\w-]+\\.\\d+|[A-Z]\\d{2}-\\d{4})";

  /** Letters and digits that cannot be mistaken, and no name of a page; a version may follow. */
  static final String OSF_NUMBER =
      "(?<id>(?!share|terms|users|teams|reset)[2-9a-hjkmnp-z]{5})(?:_v\\d+)?";

  /** The name of a paper in a volume, which is no other page of it. */
  private static final String IN_VOLUME = "(?!(?:index|assets)(?![\\w-]))[\\w-]+";

  /** What may follow an identifier in an address: more of it, or the sentence around it. */
  private static final String END = "(?:[/?#].*|[^\\w/]*)";

  /** What may follow the identifier in a query. */
  private static final String QUERY_END = "(?:[?&#].*|[^\\w-]*)";

  private record Shape(Pattern path, Function<Matcher, Optional<PaperId>> paper) {}

  private static final Map<String, List<Shape>> BY_HOST = new HashMap<>();

  static {
    Function<Matcher, Optional<PaperId>> arxiv = m -> Optional.of(ArxivNumber.paper(m.group("id")));
    hosts(
        "(?:/[a-z]{2}(?:-[a-z]{2,4})?)?/(?:abs|pdf|html|format|src|e-print|ps|papers?|overview|audio"
            + "|resources|(?:docs/)?arxiv|ftp/arxiv/papers/\\d{4})/(?:arxiv:)?"
            + ArxivNumber.PATTERN
            + "(?:\\.pdf)?"
            + END,
        arxiv,
        "arxiv.org",
        "ar5iv.org",
        "alphaxiv.org",
        "arxiv-vanity.com",
        "huggingface.co",
        "hf.co",
        "semanticscholar.org",
        "xxx.lanl.gov",
        "scirate.com",
        "emergentmind.com",
        "papers.cool",
        "bytez.com");
    hosts("/" + ArxivNumber.PATTERN + END, arxiv, "arxiv-sanity.com");
    hosts("/\\?(?:.*&)?pid=" + ArxivNumber.PATTERN + QUERY_END, arxiv, "arxiv-sanity-lite.com");

    hosts(
        ".*/arxiv:" + ArxivNumber.PATTERN + END,
        arxiv,
        "semanticscholar.org",
        "adsabs.harvard.edu");
    hosts(".*/doi:" + Doi.NAME + ".*", m -> Doi.paper(m.group("id")), "semanticscholar.org");
    hosts(
        ".*/acl:" + ACL_NUMBER + END, m -> Optional.of(acl(m.group("id"))), "semanticscholar.org");
    hosts(
        ".*/url:(?:https?:/+)?(?<id>.+)",
        m -> PaperId.of(new Link(m.group("id"), Link.Origin.RESOLVED)),
        "semanticscholar.org");
    hosts(
        ".*/(?:paper|reader)/(?:[^/]+/)?(?<id>[0-9a-f]{40})" + END,
        in("s2"),
        "semanticscholar.org");
    hosts(".*/(?<id>corpusid:\\d+)" + END, in("s2"), "semanticscholar.org");

    exactly(
        "/(?:forum|pdf|attachment|revisions|notes)/?\\?(?:.*&)?id=(?<id>[\\w-]+)(?:\\.pdf)?"
            + QUERY_END,
        m -> Optional.of(new PaperId("openreview:" + m.group("id"))),
        "openreview.net");
    exactly(
        "/notes/?\\?(?:.*&)?forum=(?<id>[\\w-]+)" + QUERY_END,
        m -> Optional.of(new PaperId("openreview:" + m.group("id"))),
        "openreview.net");

    hosts(
        "/(?:anthology/)?(?:(?:papers/)?\\w/\\w+/)?"
            + ACL_NUMBER
            + "(?:v\\d+)?(?:\\.(?:pdf|bib|xml|endf|mods))?"
            + END,
        m -> Optional.of(acl(m.group("id"))),
        "aclanthology.org",
        "aclweb.org",
        "aclanthology.info");

    // Forums of one kind, whose posts have identifiers that no two of them share by chance.
    exactly(
        "/(?:posts|(?:s|sequences|g)/\\w+/p)/(?<id>\\w{17})" + END,
        m -> Optional.of(new PaperId("lw:" + m.group("id"))),
        "lesswrong.com",
        "lesserwrong.com",
        "alignmentforum.org",
        "forum.effectivealtruism.org",
        "greaterwrong.com",
        "lw2.issarice.com");

    hosts(
        "/(?:proceedings/papers/)?(?<id>[vr]\\d+/"
            + IN_VOLUME
            + "?)(?:\\.html|/[\\w-]+\\.pdf|\\.pdf)?"
            + END,
        in("pmlr"),
        "proceedings.mlr.press",
        "jmlr.org");
    String asset = "(?<id>[vr]\\d+)/(?:[\\w/]+/)?assets/(?<more>" + IN_VOLUME + ")/.*";
    hosts("/mlresearch/" + asset, PaperHosts::asset, "raw.githubusercontent.com");
    hosts("/" + asset, PaperHosts::asset, "proceedings.mlr.press");
    hosts(
        "/papers/v(?:olume)?(?<id>\\d+/" + IN_VOLUME + "?)(?:\\.html|/[\\w-]+\\.pdf)" + END,
        m -> Optional.of(new PaperId("jmlr:v" + m.group("id"))),
        "jmlr.org");

    // The hash is unique in its year; the first round of data sets and benchmarks counted anew.
    hosts(
        "/paper(?:_files/paper)?/(?<id>\\d{4})/(?:hash|file)/(?<hash>[0-9a-f]{32})"
            + "[a-z_-]*?(?<round>-round\\d)?(?:\\.\\w+)?"
            + END,
        PaperHosts::neurips,
        "neurips.cc",
        "nips.cc");
    hosts(
        "/paper/(?<id>\\d{3,5})-[\\w-]+(?:\\.pdf)?" + END,
        m -> Optional.of(new PaperId("neurips:" + m.group("id"))),
        "papers.nips.cc",
        "papers.neurips.cc");

    hosts(
        "/(?:abstract=|sol3/papers\\.cfm\\?(?:.*&)?abstract_?id=|sol3/delivery\\.cfm/?\\S*[?&]abstract_?id=)"
            + "(?<id>\\d+)"
            + QUERY_END,
        m -> Doi.paper("10.2139/ssrn." + m.group("id")),
        "ssrn.com");
    hosts(
        "/(?:preprints/(?:[a-z0-9-]+/)?)?" + OSF_NUMBER + END, in("osf"), "osf.io", "psyarxiv.com");
    hosts(
        "/index\\.php/[\\w-]+/article/(?:view|download|viewFile)/(?<id>\\d+)(?:/\\d+)*" + END,
        in("aaai"),
        "ojs.aaai.org");
    hosts(
        "/records?/(?<id>\\d+)" + END,
        m -> Doi.paper("10.5281/zenodo." + m.group("id")),
        "zenodo.org");
    hosts("/papers/(?<id>w\\d+)" + END, m -> Doi.paper("10.3386/" + m.group("id")), "nber.org");
    hosts(
        "/articles/(?<id>[\\w-]+?)(?:\\.e?pdf|_reference\\.pdf)?" + END,
        m -> Doi.paper("10.1038/" + m.group("id")),
        "nature.com");
    hosts(
        "/[^?]*\\?(?:.*&)?id=" + Doi.NAME + ".*",
        m -> Doi.paper(m.group("id")),
        "journals.plos.org");
    // The number of the article follows the DOI.
    hosts(
        ".*/doi/(?<id>10\\.1093/[^/?#]+/[^/?#]+)/\\d+" + END,
        m -> Doi.paper(m.group("id")),
        "academic.oup.com");
  }

  private PaperHosts() {}

  /** The paper that an address on a host leads to, where it is one of these hosts. */
  static Optional<PaperId> paper(String host, String path) {
    for (String h = host; !h.isEmpty(); h = h.substring(h.indexOf('.') + 1)) {
      for (Shape shape : BY_HOST.getOrDefault(h, List.of())) {
        Matcher m = shape.path().matcher(path);
        Optional<PaperId> paper = m.matches() ? shape.paper().apply(m) : Optional.empty();
        if (paper.isPresent()) {
          return paper;
        }
      }
      if (h.indexOf('.') < 0) {
        break;
      }
    }
    return Optional.empty();
  }

  static PaperId acl(String number) {
    boolean old = Character.isLetter(number.charAt(0));
    return new PaperId(
        "acl:" + (old ? number.toUpperCase(Locale.ROOT) : number.toLowerCase(Locale.ROOT)));
  }

  private static Optional<PaperId> asset(Matcher m) {
    String name = m.group("id") + "/" + m.group("more");
    return Optional.of(new PaperId("pmlr:" + name.toLowerCase(Locale.ROOT)));
  }

  private static Optional<PaperId> neurips(Matcher m) {
    String round = Optional.ofNullable(m.group("round")).orElse("");
    return Optional.of(
        new PaperId(
            "neurips:" + (m.group("id") + "/" + m.group("hash") + round).toLowerCase(Locale.ROOT)));
  }

  private static Function<Matcher, Optional<PaperId>> in(String scheme) {
    return m -> Optional.of(new PaperId(scheme + ":" + m.group("id").toLowerCase(Locale.ROOT)));
  }

  private static void hosts(
      String path, Function<Matcher, Optional<PaperId>> paper, String... hosts) {
    add(Pattern.compile(path, Pattern.CASE_INSENSITIVE), paper, hosts);
  }

  /** The same where large and small letters are not alike. */
  private static void exactly(
      String path, Function<Matcher, Optional<PaperId>> paper, String... hosts) {
    add(Pattern.compile(path), paper, hosts);
  }

  private static void add(
      Pattern path, Function<Matcher, Optional<PaperId>> paper, String... hosts) {
    for (String host : hosts) {
      BY_HOST.computeIfAbsent(host, h -> new ArrayList<>()).add(new Shape(path, paper));
    }
  }
}
