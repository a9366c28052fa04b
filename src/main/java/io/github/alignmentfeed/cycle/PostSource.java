package io.github.alignmentfeed.cycle;

import io.github.alignmentfeed.atproto.Did;
import io.github.alignmentfeed.curation.Sighting;
import java.time.Instant;
import java.util.List;

/** Where posts come from: the public API, or a recording. */
public interface PostSource {

  /**
   * The accounts that a source names now.
   *
   * @throws SourceException where they cannot be found out
   */
  List<Did> members(Source source);

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
