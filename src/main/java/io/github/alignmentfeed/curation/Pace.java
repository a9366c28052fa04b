package io.github.alignmentfeed.curation;

import io.github.alignmentfeed.atproto.Did;
import io.github.alignmentfeed.curation.History.Sent;
import io.github.alignmentfeed.curation.Policy.Limits;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The limits as rolling windows over what was reposted, and over what this tick adds. */
final class Pace {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);

  private final Limits limits;
  private final Instant now;
  private final List<Instant> all = new ArrayList<>();
  private final Map<Did, List<Instant>> byAuthor = new HashMap<>();

  /** Why a repost must wait, and until when at least. */
  record Wait(Instant until, String because) {}

  /**
   * @param sent in any order; what is dated more than a day ahead is a wrong clock's and left out
   */
  Pace(Limits limits, List<Sent> sent, Instant now) {
    this.limits = limits;
    this.now = now;
    sent.stream()
        .filter(s -> s.at().isBefore(now.plus(DAY)))
        .sorted(Comparator.comparing(Sent::at))
        .forEach(s -> add(s.author(), s.at()));
  }

  /** What keeps a repost of this author from being sent now; the longest wait where several do. */
  Optional<Wait> waitFor(Did author) {
    List<Instant> ofAuthor = byAuthor.getOrDefault(author, List.of());
    Optional<Wait> wait = window(all, limits.perHour(), HOUR, " in an hour");
    wait = longer(wait, window(all, limits.perDay(), DAY, " in a day"));
    wait = longer(wait, window(ofAuthor, limits.perAuthorPerDay(), DAY, " of one author in a day"));
    return longer(wait, spacing());
  }

  /** The longer of two; among equals the first. */
  private static Optional<Wait> longer(Optional<Wait> one, Optional<Wait> other) {
    boolean first =
        other.isEmpty() || (one.isPresent() && !other.get().until().isAfter(one.get().until()));
    return first ? one : other;
  }

  /** Counts a repost that this tick sends. */
  void count(Did author) {
    add(author, now);
  }

  private void add(Did author, Instant at) {
    insert(all, at);
    insert(byAuthor.computeIfAbsent(author, k -> new ArrayList<>()), at);
  }

  private static void insert(List<Instant> sorted, Instant at) {
    int place = sorted.size();
    while (place > 0 && sorted.get(place - 1).isAfter(at)) {
      place--;
    }
    sorted.add(place, at);
  }

  private Optional<Wait> spacing() {
    return until(all, 1, limits.spacing())
        .map(
            until ->
                new Wait(until, "reposts are at least " + Span.of(limits.spacing()) + " apart"));
  }

  private Optional<Wait> window(List<Instant> sorted, int most, Duration length, String words) {
    return until(sorted, most, length)
        .map(until -> new Wait(until, "the limit of " + most + words + " is reached"));
  }

  /** When so few lie inside the window that one more may be sent, if that is not now. */
  private Optional<Instant> until(List<Instant> sorted, int most, Duration length) {
    if (sorted.size() < most || length.isZero()) {
      return Optional.empty();
    }
    Instant leaves = most == 0 ? now : sorted.get(sorted.size() - most);
    return Optional.of(leaves.plus(length)).filter(until -> until.isAfter(now));
  }
}
