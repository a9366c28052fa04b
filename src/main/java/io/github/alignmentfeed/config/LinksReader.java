package io.github.alignmentfeed.config;

import io.github.alignmentfeed.config.Configuration.Links;
import java.util.Set;

/** Reads what is found out of links beyond what posts say. */
final class LinksReader {
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
    // An empty list is meant: nothing is followed.
    Set<String> shorteners =
        links.has("shorteners")
            ? new Hosts(problems).read(links, "shorteners", "a shortener", "bit.ly")
            : SHORTENERS;
    return new Links(shorteners, links.flag("titles", false));
  }
}
