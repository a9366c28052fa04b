package io.github.alignmentfeed.config;

import io.github.alignmentfeed.atproto.AtIdentifier;
import io.github.alignmentfeed.atproto.Did;
import io.github.alignmentfeed.atproto.Handle;
import io.github.alignmentfeed.config.Node.Scalar;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what names an account: a handle, a DID, a link to its profile, or an AT-URI of it. */
final class Actors {
  private static final Pattern LINK =
      Pattern.compile("(?:https?://(?:www\\.)?bsky\\.app/profile/|at://)([^/?#]+)(/[^?#]*)?.*");
  private static final String ADVICE = "write a handle such as somebody.bsky.social, or a DID";

  private final Problems problems;

  Actors(Problems problems) {
    this.problems = problems;
  }

  /** The account that a text names, or nothing where it was reported. */
  Optional<AtIdentifier> account(Scalar scalar) {
    return named(scalar, "");
  }

  /** The account whose follows are meant; a link to them is understood. */
  Optional<AtIdentifier> follower(Scalar scalar) {
    return named(scalar, "/follows");
  }

  Optional<Handle> handle(Scalar scalar) {
    Optional<Handle> handle = Handle.parse(scalar.text().strip());
    if (handle.isEmpty()) {
      refuse(scalar, "no handle", advice(scalar, "write a handle such as somebody.bsky.social"));
    }
    return handle;
  }

  Optional<Did> did(Scalar scalar) {
    Optional<Did> did = Did.parse(scalar.text().strip());
    if (did.isEmpty()) {
      refuse(scalar, "no DID", "write a DID such as did:plc:ewvi7nxzyoun6zhxrhs64oiz");
    }
    return did;
  }

  private Optional<AtIdentifier> named(Scalar scalar, String page) {
    String text = scalar.text().strip();
    Matcher link = LINK.matcher(text);
    if (link.matches()) {
      String path = Optional.ofNullable(link.group(2)).orElse("").replaceAll("/$", "");
      if (!path.isEmpty() && !path.equals(page)) {
        refuse(
            scalar,
            "no link to an account",
            path.startsWith("/lists/") || path.startsWith("/app.bsky.graph.")
                ? "name a list or starter pack under \"lists\""
                : ADVICE);
        return Optional.empty();
      }
      text = link.group(1);
    }
    Optional<AtIdentifier> actor = AtIdentifier.parse(text);
    if (actor.isEmpty()) {
      refuse(scalar, "no handle and no DID", advice(scalar, ADVICE));
    }
    return actor;
  }

  private void refuse(Scalar scalar, String isNot, String suggestion) {
    problems.error(scalar.place(), scalar.shown() + " is " + isNot, suggestion);
  }

  private static String advice(Scalar scalar, String otherwise) {
    String written = scalar.written().strip().replaceFirst("^@", "");
    return written.matches("[A-Za-z0-9][A-Za-z0-9-]{0,61}")
        ? "did you mean " + written + ".bsky.social?"
        : otherwise;
  }
}
