package io.github.alignmentfeed.bluesky;

import io.github.alignmentfeed.atproto.AtIdentifier;
import io.github.alignmentfeed.atproto.Did;
import io.github.alignmentfeed.atproto.Handle;
import io.github.alignmentfeed.curation.Sighting;
import io.github.alignmentfeed.cycle.Past;
import io.github.alignmentfeed.cycle.Replay;
import io.github.alignmentfeed.cycle.Source;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A recording played in its own time: only what could be had by the present moment is there, and
 * the present is moved by hand. Before the first {@link #advance} nothing is there.
 */
public final class ReplaySource implements Replay.Recorded {
  private final Recording recording;
  private final Map<Source, List<Did>> members;
  private final Optional<Set<Did>> followers;
  private final Map<Handle, Did> byHandle = new HashMap<>();
  private final Map<Did, List<Sighting>> feeds;
  private final NavigableSet<Instant> arrivals;
  private volatile Instant now = Instant.MIN;

  public ReplaySource(Recording recording) {
    this(recording, Map.of(), Optional.empty());
  }

  /** What was read of the past, played again. */
  public ReplaySource(Past past) {
    this(Recording.of(past), past.members(), past.followers());
  }

  private ReplaySource(
      Recording recording, Map<Source, List<Did>> members, Optional<Set<Did>> followers) {
    this.recording = recording;
    this.members = members;
    this.followers = followers;
    recording.handles().forEach((did, handle) -> byHandle.put(handle, did));
    feeds =
        recording.sightings().stream()
            .sorted(Comparator.comparing(Sighting::at).reversed())
            .collect(Collectors.groupingBy(Sighting::through));
    arrivals =
        recording.sightings().stream()
            .map(Recording::seenAt)
            .collect(Collectors.toCollection(TreeSet::new));
  }

  @Override
  public void advance(Instant present) {
    now = present;
  }

  @Override
  public Optional<Instant> nextAfter(Instant moment) {
    return Optional.ofNullable(arrivals.higher(moment));
  }

  /** When the first post is seen. */
  public Instant first() {
    return arrivals.first();
  }

  /** When the last post is seen. */
  public Instant last() {
    return arrivals.last();
  }

  @Override
  public int malformed() {
    return recording.malformed();
  }

  /** The accounts whose feeds were recorded, as {@link Recording#accounts}. */
  public Map<Did, Handle> accounts() {
    return recording.accounts();
  }

  /** The account that had a handle in the recording. */
  public Optional<Did> resolve(Handle handle) {
    return Optional.ofNullable(byHandle.get(handle));
  }

  /**
   * {@inheritDoc}
   *
   * <p>A recorded file holds no lists: only an account that wrote or reposted something in it is
   * found.
   */
  @Override
  public List<Did> members(Source source) {
    if (members.containsKey(source)) {
      return members.get(source);
    }
    return source.kind() == Source.Kind.ACCOUNT
        ? known(source.actor()).stream().toList()
        : List.of();
  }

  @Override
  public Optional<Set<Did>> followers(Did bot, Set<Did> among) {
    return followers;
  }

  private Optional<Did> known(AtIdentifier actor) {
    return actor instanceof Did did
        ? Optional.of(did).filter(d -> feeds.containsKey(d) || recording.handles().containsKey(d))
        : Optional.ofNullable(byHandle.get(actor));
  }

  /**
   * {@inheritDoc}
   *
   * <p>A backdated post stands on a page with newer ones, so it is read when it turns up.
   */
  @Override
  public Fetched fetch(Did account, Instant back) {
    Instant present = now;
    List<Sighting> there =
        feeds.getOrDefault(account, List.of()).stream()
            .filter(sighting -> !Recording.seenAt(sighting).isBefore(back))
            .filter(sighting -> !Recording.seenAt(sighting).isAfter(present))
            .toList();
    return new Fetched(there, 0, true);
  }
}
