package io.github.alignmentfeed.cycle;

import io.github.alignmentfeed.atproto.AtUri;
import io.github.alignmentfeed.atproto.Did;
import io.github.alignmentfeed.curation.Sighting;
import io.github.alignmentfeed.cycle.PastFeeds.Stretch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Feeds of which only that is asked for which is not kept; remembers what was met. */
final class KeptFeeds implements PostSource {
  /** What was read so shortly before is not asked for again. */
  private static final Duration FRESH = Duration.ofHours(1);

  /** Feeds are ordered by times that lag and lie: this much before the end is read again. */
  private static final Duration OVERLAP = Duration.ofHours(1);

  private final PostSource posts;
  private final PastFeeds kept;
  private final Instant now;
  private final Queue<Sighting> met = new ConcurrentLinkedQueue<>();

  KeptFeeds(PostSource posts, PastFeeds kept, Instant now) {
    this.posts = posts;
    this.kept = kept;
    this.now = now;
  }

  /** All that was met so far. */
  List<Sighting> met() {
    return List.copyOf(met);
  }

  @Override
  public List<Did> members(Source source) {
    return posts.members(source);
  }

  @Override
  public Fetched fetch(Did account, Instant back) {
    Optional<Stretch> before =
        kept.of(account)
            .filter(stretch -> !stretch.from().isAfter(back))
            .filter(stretch -> stretch.begun().plus(PastFeeds.KEPT).isAfter(now));
    Fetched fetched = before.map(b -> after(b, account)).orElseGet(() -> whole(account, back));
    met.addAll(fetched.sightings());
    return fetched;
  }

  private Fetched whole(Did account, Instant back) {
    Fetched all = posts.fetch(account, back);
    if (all.whole()) {
      kept.keep(account, new Stretch(now, back, now, all.sightings()));
    }
    return all;
  }

  /** What is kept, and what came since. */
  private Fetched after(Stretch before, Did account) {
    if (before.to().plus(FRESH).isAfter(now)) {
      return new Fetched(before.sightings(), 0, true);
    }
    Instant back = before.to().minus(OVERLAP);
    Fetched since = posts.fetch(account, back);
    Set<AtUri> again = new HashSet<>();
    since.sightings().forEach(s -> again.add(s.post().uri()));
    List<Sighting> all = new ArrayList<>(since.sightings());
    before.sightings().stream()
        .filter(s -> s.at().isBefore(back) && !again.contains(s.post().uri()))
        .forEach(all::add);
    if (since.whole()) {
      kept.keep(account, new Stretch(before.begun(), before.from(), now, all));
    }
    return new Fetched(all, since.malformed(), since.whole());
  }
}
