package io.github.alignmentfeed.cycle;

import io.github.alignmentfeed.atproto.Did;
import io.github.alignmentfeed.cycle.Feeds.Feed;
import io.github.alignmentfeed.cycle.Fetching.Answer;
import io.github.alignmentfeed.cycle.Polling.Known;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whom a cycle asks, and what it learns of their habits by asking. */
final class Agenda {
  private static final Logger LOG = LoggerFactory.getLogger(Agenda.class);

  /** How long an account matters of which something was shown. */
  private static final Duration MATTERS = Duration.ofDays(90);

  /** Lists are ordered by times that lag, as feeds are. */
  private static final Duration OVERLAP = Duration.ofHours(1);

  /** A list of fewer accounts saves nothing. */
  private static final int SHORT_LIST = 20;

  private final PostSource posts;
  private final Ledger ledger;
  private final Roster roster;
  private final Instant now;
  private final Map<Did, Activity> activities;
  private final Map<Did, Activity> changed = new HashMap<>();

  Agenda(PostSource posts, Ledger ledger, Roster roster, Instant now) {
    this.posts = posts;
    this.ledger = ledger;
    this.roster = roster;
    this.now = now;
    this.activities = new HashMap<>(ledger.feeds().activities());
  }

  /** Which of the followed accounts are asked. */
  List<Did> due(List<Did> followed, Duration maxDelay) {
    Set<Did> listed =
        followed.size() > Polling.FREE && !maxDelay.isZero() ? lookAtLists(followed) : Set.of();
    Set<Did> mattering =
        ledger.writes().standing(now.minus(MATTERS)).stream()
            .map(claim -> claim.subject().uri().did())
            .collect(Collectors.toSet());
    return new Polling(maxDelay).due(followed, new Known(activities, mattering, listed), now);
  }

  /** The members of the lists that could be read; who of them wrote is awaited from now on. */
  private Set<Did> lookAtLists(List<Did> followed) {
    Set<Did> listed = new HashSet<>();
    Optional<Instant> before =
        activities.values().stream().map(Activity::tried).max(Instant::compareTo);
    if (before.isEmpty()) {
      return listed;
    }
    Instant back = before.get().minus(OVERLAP);
    Map<Did, Feed> feeds = ledger.feeds().all();
    Set<Did> wanted = new HashSet<>(followed);
    roster
        .members()
        .forEach(
            (source, members) -> {
              if (members.stream().filter(wanted::contains).count() >= SHORT_LIST) {
                wrote(source, back)
                    .ifPresent(
                        times -> {
                          listed.addAll(members);
                          times.forEach((did, at) -> expect(did, at, feeds));
                        });
              }
            });
    return listed;
  }

  private Optional<Map<Did, Instant>> wrote(Source list, Instant back) {
    try {
      return posts.wrote(list, back);
    } catch (SourceException e) {
      LOG.info("{}: looked at member by member instead", e.what());
      return Optional.empty();
    }
  }

  private void expect(Did did, Instant wrote, Map<Did, Feed> feeds) {
    Feed feed = feeds.get(did);
    Activity activity = activities.get(did);
    if (feed != null
        && activity != null
        && !activity.isAwaited()
        && wrote.isAfter(feed.checkpoint())) {
      note(did, activity.awaited());
    }
  }

  private void note(Did did, Activity activity) {
    activities.put(did, activity);
    changed.put(did, activity);
  }

  /** Learns from what came of asking. */
  void learn(Map<Did, Answer> answers, Map<Did, SourceException> failures) {
    answers.forEach(
        (did, answer) -> note(did, known(did).answered(answer.deeds(), answer.back(), now)));
    failures.forEach((did, why) -> note(did, known(did).failed(why.unreachable(), now)));
    ledger.feeds().learnt(changed);
  }

  private Activity known(Did did) {
    return activities.getOrDefault(did, Activity.NONE);
  }
}
