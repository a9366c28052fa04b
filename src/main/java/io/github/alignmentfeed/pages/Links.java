package io.github.alignmentfeed.pages;

import io.github.alignmentfeed.atproto.AtUri;
import io.github.alignmentfeed.atproto.Did;
import io.github.alignmentfeed.curation.Link;
import io.github.alignmentfeed.curation.PaperId;
import io.github.alignmentfeed.curation.Post;
import java.util.Optional;

/** Where things on a page lead. */
final class Links {
  private Links() {}

  static String post(AtUri uri) {
    return "https://bsky.app/profile/" + uri.did() + "/post/" + uri.rkey();
  }

  static String profile(Did account) {
    return "https://bsky.app/profile/" + account;
  }

  /** An address that a browser may be sent to; empty for any other. */
  static String safe(String url) {
    return url.regionMatches(true, 0, "https://", 0, 8)
            || url.regionMatches(true, 0, "http://", 0, 7)
        ? url
        : "";
  }

  /** Where a post leads for a paper, or where its scheme says; empty where neither is known. */
  static String paper(PaperId paper, Iterable<Post> posts) {
    for (Post post : posts) {
      for (Link link : post.content().links()) {
        if (PaperId.of(link).equals(Optional.of(paper)) && !safe(link.url()).isEmpty()) {
          return link.url();
        }
      }
    }
    return switch (paper.scheme()) {
      case "arxiv" -> "https://arxiv.org/abs/" + paper.name();
      case "doi" -> "https://doi.org/" + paper.name();
      case "url" -> "https://" + paper.name();
      default -> "";
    };
  }

  /** What a paper is called where no title is known. */
  static String name(PaperId paper) {
    return switch (paper.scheme()) {
      case "arxiv" -> "arXiv " + paper.name();
      case "doi" -> "DOI " + paper.name();
      case "url" -> paper.name();
      case "openreview" -> "OpenReview " + paper.name();
      default -> paper.value();
    };
  }
}
