package io.github.alignmentfeed.cycle;

import io.github.alignmentfeed.atproto.Did;
import io.github.alignmentfeed.atproto.Handle;
import io.github.alignmentfeed.curation.Sighting;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where posts come from: the public API, or a recording. */
public interface PostSource {

  /**
   * The accounts that a source names now.
   *
   * @throws SourceException where they cannot be found out
   */
  List<Did> members(Source source);

  /**
   * Where handles lead, as far as that can be found out for many at once; {@link #members} finds
   * out the rest, one by one, or why not.
   *
   * @throws SourceException where it cannot be found out now
   */
  default Map<Handle, Did> resolve(Collection<Handle> handles) {
    return Map.of();
  }

  /**
   * Which of some accounts follow the bot; nothing where it cannot be known here.
   *
   * @throws SourceException where it cannot be found out now
   */
  default Optional<Set<Did>> followers(Did bot, Set<Did> among) {
    return Optional.empty();
  }

  /**
   * When each member of a list wrote something of its own, where one look tells that of all of
   * them. What they repost is not looked at, and what is missing may have been hidden.
   *
   * @param back how far
   * @return the time of the newest post of each that wrote since then; nothing where the source is
   *     no list or cannot be read that far
   */
  default Optional<Map<Did, Instant>> wrote(Source list, Instant back) {
    return Optional.empty();
  }

  /**
   * What stood in an account's feed.
   *
   * @param account whose feed
   * @param back how far: everything whose {@link Sighting#at} is at or after it, as far as the
   *     source can go; older ones may be among the answer
   * @throws SourceException where the feed cannot be read to that point
   */
  Fetched fetch(Did account, Instant back);

  /**
   * An account's feed, newest first.
   *
   * @param sightings each post once for each way it was met
   * @param malformed entries that could not be understood and were set aside
   * @param whole false where the feed breaks off before the point that was asked for
   */
  record Fetched(List<Sighting> sightings, int malformed, boolean whole) {
    public Fetched {
      sightings = List.copyOf(sightings);
    }
  }
}
