package io.github.alignmentfeed.bluesky;

import io.github.alignmentfeed.atproto.AtUri;
import io.github.alignmentfeed.atproto.Did;
import io.github.alignmentfeed.curation.Post;
import io.github.alignmentfeed.curation.Sighting;
import io.github.alignmentfeed.cycle.PostSource.Fetched;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * One account's feed ({@code app.bsky.feed.getAuthorFeed}), read backwards to a point in time.
 *
 * <p>The feed is ordered by the earlier of {@code createdAt} and {@code indexedAt}, descending, and
 * that is what {@link Sighting#at} holds for the account's own posts, so a backdated post stands
 * where its own time puts it. Of a repost the view shows {@code indexedAt} alone; a backdated one
 * stands lower than its time. One old entry therefore proves nothing: reading ends at ten in a row
 * that are old by all their times, or with the first page that holds no entry at or after the
 * point. A feed without news costs one request.
 */
final class AuthorFeed {
  private static final Logger LOG = LoggerFactory.getLogger(AuthorFeed.class);
  private static final String METHOD = "app.bsky.feed.getAuthorFeed";
  private static final int MOST_PAGES = 50;
  private static final int MOST_EMPTY = 5;

  /** So many old entries, one after the other, are no accident. */
  private static final int OLD_IN_A_ROW = 10;

  static final Set<String> KEPT = Set.of("post", "reason");

  private static final String REPOST = "app.bsky.feed.defs#reasonRepost";
  private static final String PIN = "app.bsky.feed.defs#reasonPin";

  private final XrpcServer server;
  private final PostDecoder decoder;

  AuthorFeed(XrpcServer server, PostDecoder decoder) {
    this.server = server;
    this.decoder = decoder;
  }

  /**
   * @throws XrpcException where the feed cannot be read
   */
  Fetched read(Did account, Instant back) {
    Gathered gathered = new Gathered(account, back);
    try {
      scan(gathered);
      return gathered.fetched();
    } catch (XrpcException e) {
      if (gathered.pages == 0 || !choked(e)) {
        throw e;
      }
      LOG.info("feed of {}: {}; reading it again from the top", account, e.getMessage());
    }
    Gathered again = new Gathered(account, back);
    scan(again);
    return again.fetched();
  }

  /** A cursor that has gone bad is answered with 500, or with a 400 that names it. */
  private static boolean choked(XrpcException e) {
    return e.status() == 500 || e.detail().toLowerCase(Locale.ROOT).contains("cursor");
  }

  private void scan(Gathered gathered) {
    XrpcCall call =
        XrpcCall.query(METHOD)
            .with("actor", gathered.account)
            .with("limit", 100)
            .with("filter", "posts_with_replies")
            .with("includePins", false);
    Pages.End end =
        new Pages(server, MOST_PAGES, MOST_EMPTY)
            .walk(call, "feed", gathered::read, gathered::takes);
    switch (end) {
      case LAST_PAGE, ENOUGH -> {}
      case EMPTY, LOOP, BOUND -> {
        LOG.warn(
            "feed of {} at {}: given up after {} pages ({}), before {} was reached",
            gathered.account,
            server.host(),
            gathered.pages,
            end,
            gathered.back);
        gathered.whole = false;
      }
    }
  }

  /** How a post was met: twice where an account posts it and later reposts itself. */
  private record Met(AtUri post, boolean reposted) {
    static Met as(Sighting sighting) {
      Post post = sighting.post();
      boolean own = post.author().did().equals(sighting.through());
      Instant order =
          post.createdAt().isBefore(post.indexedAt()) ? post.createdAt() : post.indexedAt();
      return new Met(post.uri(), !own || !sighting.at().equals(order));
    }
  }

  private final class Gathered {
    private final Did account;
    private final Instant back;
    private final Map<Met, Sighting> sightings = new LinkedHashMap<>();
    private int malformed;
    private int pages;
    private boolean whole = true;

    Gathered(Did account, Instant back) {
      this.account = account;
      this.back = back;
    }

    Pages.Part<Part> read(InputStream body) {
      Part part = new Part(account, back);
      return new Pages.Part<>(part, Json.list(body, "feed", KEPT, PostDecoder.FIELDS, part::takes));
    }

    /** Takes a page; whether older ones are wanted. */
    boolean takes(Part part) {
      pages++;
      malformed += part.malformed;
      part.seen.forEach(seen -> sightings.putIfAbsent(Met.as(seen), seen));
      return part.isFollowed();
    }

    Fetched fetched() {
      var newestFirst = new ArrayList<>(sightings.values());
      newestFirst.sort(Comparator.comparing(Sighting::at).reversed());
      return new Fetched(newestFirst, malformed, whole);
    }
  }

  /** A page, as far as it is wanted. */
  private final class Part {
    private final Did account;
    private final Instant back;
    private final List<Sighting> seen = new ArrayList<>();
    private int recent;
    private int oldInARow;
    private int malformed;

    Part(Did account, Instant back) {
      this.account = account;
      this.back = back;
    }

    /** Takes an entry; whether the next is wanted. */
    boolean takes(JsonNode item) {
      Optional<Sighting> met = pinned(item) ? Optional.empty() : decode(item);
      if (met.isPresent()) {
        seen.add(met.get());
        recent += met.get().at().isBefore(back) ? 0 : 1;
        oldInARow = isOld(met.get()) ? oldInARow + 1 : 0;
      }
      return oldInARow < OLD_IN_A_ROW;
    }

    boolean isFollowed() {
      return oldInARow < OLD_IN_A_ROW && (seen.isEmpty() || recent > 0);
    }

    /** Before the point by its own time and by the server's. */
    private boolean isOld(Sighting seen) {
      return seen.at().isBefore(back) && seen.post().indexedAt().isBefore(back);
    }

    private Optional<Sighting> decode(JsonNode item) {
      try {
        if (belongs(item)) {
          return Optional.of(decoder.decodeItem(item, account));
        }
      } catch (MalformedException e) {
        LOG.debug("Set aside an entry in the feed of {}: {}", account, e.problem());
      }
      malformed++;
      return Optional.empty();
    }

    /** Pins were not asked for, and stand out of order; the post comes again in its place. */
    private boolean pinned(JsonNode item) {
      return item.path("reason").path("$type").stringValue("").equals(PIN);
    }

    /** Whether the account wrote it or reposted it; a feed has no room for anything else. */
    private boolean belongs(JsonNode item) {
      JsonNode reason = item.path("reason");
      JsonNode who =
          reason.path("$type").stringValue("").equals(REPOST)
              ? reason.path("by").path("did")
              : item.path("post").path("author").path("did");
      return who.stringValue("").equals(account.value());
    }
  }
}
