package io.github.alignmentfeed.config;

import io.github.alignmentfeed.config.Configuration.Links;
import io.github.alignmentfeed.config.Node.Scalar;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads what is found out of links beyond what posts say. */
final class LinksReader {
  private static final String EXAMPLE = "[bit.ly, t.co]";

  /** Services that shorten addresses for everybody or for scheduled posts. */
  private static final Set<String> SHORTENERS =
      Set.of(
          "aka.ms",
          "bit.ly",
          "buff.ly",
          "cutt.ly",
          "dlvr.it",
          "dub.sh",
          "fb.me",
          "goo.gl",
          "hubs.la",
          "hubs.ly",
          "ift.tt",
          "is.gd",
          "j.mp",
          "lnkd.in",
          "ow.ly",
          "rb.gy",
          "rdcu.be",
          "shorturl.at",
          "spr.ly",
          "t.co",
          "t.ly",
          "tiny.cc",
          "tinyurl.com",
          "trib.al",
          "v.gd",
          "wp.me");

  private final Fields main;
  private final Problems problems;

  LinksReader(Fields main, Problems problems) {
    this.main = main;
    this.problems = problems;
  }

  Links links() {
    Fields links = main.group("links", Section.LINKS);
    Set<String> shorteners = links.has("shorteners") ? shorteners(links) : SHORTENERS;
    return new Links(shorteners, links.flag("titles", false));
  }

  /** An empty list is meant: nothing is followed. */
  private Set<String> shorteners(Fields links) {
    Set<String> hosts = new LinkedHashSet<>();
    List<Node> nodes = links.list("shorteners", EXAMPLE);
    for (Node node : nodes) {
      Optional<Scalar> text = new Values(problems).text(node, "a shortener", "bit.ly");
      text.flatMap(this::host)
          .filter(host -> !hosts.add(host))
          .ifPresent(
              host ->
                  problems.warning(
                      node.place(), text.get().shown() + " is named twice", "take one out"));
    }
    return hosts;
  }

  private Optional<String> host(Scalar scalar) {
    Optional<String> domain = new Terms(problems).domain(scalar);
    if (domain.filter(d -> d.contains("/")).isPresent()) {
      problems.error(
          scalar.place(),
          scalar.shown() + " is more than a host",
          "write " + domain.get().substring(0, domain.get().indexOf('/')));
      return Optional.empty();
    }
    return domain;
  }
}
