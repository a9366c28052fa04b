package io.github.alignmentfeed.bluesky;

import io.github.alignmentfeed.atproto.AtUri;
import io.github.alignmentfeed.atproto.Did;
import io.github.alignmentfeed.cycle.Source;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/**
 * What the members of a list wrote lately ({@code app.bsky.feed.getListFeed}), a hundred posts a
 * request. Section 1 of the protocol notes: answers are among it, what they repost is not, and a
 * list that does not exist is answered like one whose members are silent.
 */
final class ListFeed {
  private static final String METHOD = "app.bsky.feed.getListFeed";
  private static final int MOST_PAGES = 10;
  private static final int MOST_EMPTY = 2;

  private final XrpcServer appview;
  private final Members members;
  private final PostDecoder decoder;
  private final Map<Source, AtUri> lists = new ConcurrentHashMap<>();

  ListFeed(XrpcServer appview, Members members, PostDecoder decoder) {
    this.appview = appview;
    this.members = members;
    this.decoder = decoder;
  }

  /**
   * When each member wrote last, or nothing where the feed does not reach so far back.
   *
   * @throws XrpcException where it cannot be read
   */
  Optional<Map<Did, Instant>> wrote(Source source, Instant back) {
    if (source.kind() != Source.Kind.LIST && source.kind() != Source.Kind.STARTER_PACK) {
      return Optional.empty();
    }
    AtUri list = lists.computeIfAbsent(source, members::list);
    XrpcCall call = XrpcCall.query(METHOD).with("list", list).with("limit", 100);
    Map<Did, Instant> newest = new HashMap<>();
    boolean[] reached = {false};
    Pages.End end =
        new Pages(appview, MOST_PAGES, MOST_EMPTY)
            .walk(
                call,
                "feed",
                page -> {
                  for (JsonNode item : page) {
                    reached[0] |= take(item, back, newest);
                  }
                  return !reached[0];
                });
    boolean whole = reached[0] || (end == Pages.End.LAST_PAGE && !newest.isEmpty());
    return whole ? Optional.of(newest) : Optional.empty();
  }

  /** Takes an entry; whether it is older than what is asked for. */
  private boolean take(JsonNode item, Instant back, Map<Did, Instant> newest) {
    try {
      var seen = decoder.decodeItem(item);
      if (seen.at().isBefore(back)) {
        return true;
      }
      newest.merge(seen.through(), seen.at(), (one, other) -> one.isAfter(other) ? one : other);
    } catch (MalformedException e) {
      // It is met again in its author's feed, and counted there.
      return false;
    }
    return false;
  }
}
