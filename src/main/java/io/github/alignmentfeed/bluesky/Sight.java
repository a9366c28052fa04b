package io.github.alignmentfeed.bluesky;

import io.github.alignmentfeed.atproto.AtUri;
import io.github.alignmentfeed.cycle.Account.Fresh;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * Posts as the bot itself sees them. Reads without a login show authors who block the bot, and the
 * bot's server would take a repost of theirs (section 6 of the protocol notes).
 *
 * @param session the bot's session
 * @param proxy the AppView to which the bot's server passes calls on
 * @param decoder turns views into posts
 */
record Sight(Session session, Optional<String> proxy, PostDecoder decoder) {
  private static final Logger LOG = LoggerFactory.getLogger(Sight.class);
  private static final int MOST = 25;

  /**
   * @throws XrpcException where the server does not say
   */
  Map<AtUri, Fresh> of(Collection<AtUri> posts) {
    Set<AtUri> wanted = new LinkedHashSet<>(posts);
    List<AtUri> each = List.copyOf(wanted);
    Map<AtUri, Fresh> seen = new LinkedHashMap<>();
    for (int from = 0; from < each.size(); from += MOST) {
      for (JsonNode view : views(each.subList(from, Math.min(from + MOST, each.size())))) {
        AtUri.parse(view.path("uri").stringValue(""))
            .filter(wanted::contains)
            .flatMap(uri -> fresh(view))
            .ifPresent(fresh -> seen.put(fresh.post().uri(), fresh));
      }
    }
    return seen;
  }

  private JsonNode views(List<AtUri> posts) {
    XrpcCall call = XrpcCall.query("app.bsky.feed.getPosts").through(proxy);
    for (AtUri post : posts) {
      call = call.with("uris", post);
    }
    JsonNode views = session.send(call).path("posts");
    if (!views.isArray()) {
      throw XrpcException.malformed(
          call.method().toString(), session.host(), "the answer holds no list of posts");
    }
    return views;
  }

  private Optional<Fresh> fresh(JsonNode view) {
    try {
      JsonNode viewer = view.path("viewer");
      JsonNode author = view.path("author").path("viewer");
      return Optional.of(
          new Fresh(
              decoder.decodePost(view),
              AtUri.parse(viewer.path("repost").stringValue("")),
              viewer.path("bookmarked").booleanValue(false),
              blocked(author),
              author.path("followedBy").isString()));
    } catch (MalformedException e) {
      LOG.debug("a post that cannot be understood is left out: {}", e.problem());
      return Optional.empty();
    }
  }

  private static boolean blocked(JsonNode author) {
    return author.path("blockedBy").booleanValue(false)
        || author.path("blocking").isString()
        || author.path("blockingByList").isObject();
  }
}
