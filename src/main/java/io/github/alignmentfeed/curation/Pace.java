package io.github.alignmentfeed.curation;

import io.github.alignmentfeed.atproto.Did;
import io.github.alignmentfeed.curation.History.Sent;
import io.github.alignmentfeed.curation.Policy.Limits;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The limits as rolling windows over what was reposted, and over what this tick adds. */
final class Pace {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);

  private final Limits limits;
  private final Instant now;
  private final List<Sent> sent;

  /** Why a repost must wait, and until when at least. */
  record Wait(Instant until, String because) {}

  Pace(Limits limits, List<Sent> sent, Instant now) {
    this.limits = limits;
    this.now = now;
    this.sent = new ArrayList<>(sent);
  }

  /** What keeps a repost of this author from being sent now; the longest wait where several do. */
  Optional<Wait> waitFor(Did author) {
    Wait longest = new Wait(now, "");
    longest = longer(longest, window(limits.perHour(), HOUR, s -> true, " in an hour"));
    longest = longer(longest, window(limits.perDay(), DAY, s -> true, " in a day"));
    longest =
        longer(
            longest,
            window(
                limits.perAuthorPerDay(),
                DAY,
                s -> s.author().equals(author),
                " of one author in a day"));
    longest = longer(longest, spacing());
    return longest.until().isAfter(now) ? Optional.of(longest) : Optional.empty();
  }

  /** Counts a repost that this tick sends. */
  void count(Did author) {
    sent.add(new Sent(author, now));
  }

  private static Wait longer(Wait first, Wait second) {
    return second.until().isAfter(first.until()) ? second : first;
  }

  private Wait window(int most, Duration length, Predicate<Sent> counts, String words) {
    List<Instant> inside =
        sent.stream()
            .filter(counts)
            .map(Sent::at)
            .filter(at -> at.isAfter(now.minus(length)))
            .sorted()
            .toList();
    if (inside.size() < most) {
      return new Wait(now, "");
    }
    Instant frees = most == 0 ? now : inside.get(inside.size() - most);
    return new Wait(frees.plus(length), "the limit of " + most + words + " is reached");
  }

  private Wait spacing() {
    return sent.stream()
        .map(Sent::at)
        .max(Instant::compareTo)
        .map(
            last ->
                new Wait(
                    last.plus(limits.spacing()),
                    "reposts are at least " + Span.of(limits.spacing()) + " apart"))
        .orElse(new Wait(now, ""));
  }
}
