package io.github.alignmentfeed;

import io.github.alignmentfeed.atproto.AtIdentifier;
import io.github.alignmentfeed.atproto.AtUri;
import io.github.alignmentfeed.atproto.Did;
import io.github.alignmentfeed.atproto.Handle;
import io.github.alignmentfeed.atproto.Nsid;
import io.github.alignmentfeed.bluesky.Network;
import io.github.alignmentfeed.bluesky.ReplaySource;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What people call a post: its AT-URI, or its address on bsky.app, either with a DID or a handle.
 *
 * @param author the account
 * @param rkey the record key
 */
public record PostName(AtIdentifier author, String rkey) {
  private static final Pattern FORMS =
      Pattern.compile(
          "at://(?<a>[^/]+)/app\\.bsky\\.feed\\.post/(?<k>[^/?#]+)"
              + "|(?:https?://)?[^/]+/profile/(?<b>[^/]+)/post/(?<l>[^/?#]+)/?(?:[?#].*)?");

  /** The post that the text names, or nothing where it names none. */
  public static Optional<PostName> parse(String text) {
    Matcher m = FORMS.matcher(text.strip());
    if (!m.matches()) {
      return Optional.empty();
    }
    boolean uri = m.group("a") != null;
    String rkey = uri ? m.group("k") : m.group("l");
    return AtIdentifier.parse(uri ? m.group("a") : m.group("b"))
        .map(author -> new PostName(author, rkey));
  }

  AtUri on(Network network) {
    return new AtUri(network.resolve(author), Nsid.POST, rkey);
  }

  Optional<AtUri> in(ReplaySource recording) {
    Optional<Did> did =
        author instanceof Did known ? Optional.of(known) : recording.resolve((Handle) author);
    return did.map(found -> new AtUri(found, Nsid.POST, rkey));
  }
}
