package io.github.alignmentfeed.bluesky;

import io.github.alignmentfeed.bluesky.Json.Listing;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/**
 * Follows the cursor of a listing from page to page. A short page says nothing: only the cursor
 * does (section 1 of the protocol notes), and not even that can be relied on to end.
 *
 * @param server who is asked
 * @param most how many pages are read at most
 * @param mostEmpty how many empty pages in a row are endured, where a cursor goes on
 */
record Pages(XrpcServer server, int most, int mostEmpty) {

  /** Why reading ended. */
  enum End {
    /** There was no further cursor. */
    LAST_PAGE,
    /** The reader wanted no more. */
    ENOUGH,
    /** Nothing came, page after page. */
    EMPTY,
    /** The server gave a cursor that it had given before. */
    LOOP,
    /** There was more than is read. */
    BOUND
  }

  /**
   * Reads pages until the end, or until the reader has enough.
   *
   * @param first the call of the first page
   * @param items the name of the array in the answer
   * @param wantsMore takes the items of a page, says whether the next is wanted
   * @throws XrpcException where a page cannot be had
   */
  End walk(XrpcCall first, String items, Predicate<JsonNode> wantsMore) {
    return walk(
        first,
        items,
        body -> {
          JsonNode answer = Json.read(body);
          JsonNode found = answer.path(items);
          String cursor = answer.path("cursor").stringValue("");
          return new Part<>(found, new Listing(found.isArray(), found.isEmpty(), cursor));
        },
        wantsMore);
  }

  /**
   * A page as somebody reads it.
   *
   * @param taken what was made of its items
   */
  record Part<T>(T taken, Listing listing) {}

  /**
   * The same for who reads pages in another way.
   *
   * @param reading takes what it wants of a page
   * @param wantsMore told of each, says whether the next is wanted
   */
  <T> End walk(XrpcCall first, String items, Reading<Part<T>> reading, Predicate<T> wantsMore) {
    Set<String> cursors = new HashSet<>();
    String cursor = "";
    int empty = 0;
    for (int page = 0; page < most; page++) {
      Part<T> part = server.send(first.from(cursor), reading);
      if (!part.listing().found()) {
        throw XrpcException.malformed(
            first.method().toString(), server.host(), "the answer holds no list of " + items);
      }
      boolean nothing = part.listing().empty();
      empty = nothing ? empty + 1 : 0;
      if (empty >= mostEmpty) {
        return End.EMPTY;
      }
      if (!wantsMore.test(part.taken())) {
        return End.ENOUGH;
      }
      cursor = part.listing().cursor();
      if (cursor.isEmpty()) {
        return End.LAST_PAGE;
      }
      if (!cursors.add(cursor)) {
        return nothing ? End.EMPTY : End.LOOP;
      }
    }
    return End.BOUND;
  }
}
