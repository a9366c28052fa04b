package io.github.alignmentfeed.bluesky;

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
    Set<String> cursors = new HashSet<>();
    String cursor = "";
    int empty = 0;
    for (int page = 0; page < most; page++) {
      JsonNode answer = server.send(first.from(cursor));
      JsonNode found = answer.path(items);
      if (!found.isArray()) {
        throw XrpcException.malformed(
            first.method().toString(), server.host(), "the answer holds no list of " + items);
      }
      empty = found.isEmpty() ? empty + 1 : 0;
      if (empty >= mostEmpty) {
        return End.EMPTY;
      }
      if (!wantsMore.test(found)) {
        return End.ENOUGH;
      }
      cursor = answer.path("cursor").stringValue("");
      if (cursor.isEmpty()) {
        return End.LAST_PAGE;
      }
      if (!cursors.add(cursor)) {
        return found.isEmpty() ? End.EMPTY : End.LOOP;
      }
    }
    return End.BOUND;
  }
}
