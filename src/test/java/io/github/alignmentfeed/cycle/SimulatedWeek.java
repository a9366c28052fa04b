package io.github.alignmentfeed.cycle;

import io.github.alignmentfeed.atproto.Did;
import io.github.alignmentfeed.cycle.Activity.Deed;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Accounts that post as people do, always the same for one seed: most are silent, a few are loud,
 * they sleep by their time zones, rest at weekends, write threads, and have their great days.
 */
final class SimulatedWeek {
  static final Instant MONDAY = Instant.parse("2026-03-02T00:00:00Z");
  private static final int HISTORY_DAYS = 14;

  /** How an account is, for as long as it is known. */
  enum Kind {
    SILENT(0.60, 0.01, 0.08),
    QUIET(0.26, 0.1, 0.9),
    MATTERING(0.02, 0.1, 0.5),
    REGULAR(0.11, 2, 8),
    LOUD(0.01, 30, 120);

    private final double part;
    private final double fewest;
    private final double most;

    Kind(double part, double fewest, double most) {
      this.part = part;
      this.fewest = fewest;
      this.most = most;
    }
  }

  /** One that posts, and the times of its posts in milliseconds, from before the week on. */
  record Poster(Did did, Kind kind, long[] posts, boolean[] reposts) {

    List<Deed> between(Instant from, Instant to) {
      List<Deed> deeds = new ArrayList<>();
      int first = Arrays.binarySearch(posts, from.toEpochMilli());
      for (int i = first < 0 ? -first - 1 : first;
          i < posts.length && posts[i] <= to.toEpochMilli();
          i++) {
        deeds.add(new Deed(Instant.ofEpochMilli(posts[i]), reposts[i]));
      }
      return deeds;
    }

    /** What is read of its feed: back to a point, and ten more. */
    List<Deed> page(Instant back, Instant now) {
      int last = Arrays.binarySearch(posts, now.toEpochMilli());
      int end = last < 0 ? -last - 1 : last + 1;
      int first = Arrays.binarySearch(posts, back.toEpochMilli());
      List<Deed> deeds = new ArrayList<>();
      for (int i = Math.max(0, (first < 0 ? -first - 1 : first) - 10); i < end; i++) {
        deeds.add(new Deed(Instant.ofEpochMilli(posts[i]), reposts[i]));
      }
      return deeds;
    }
  }

  private final List<Poster> posters = new ArrayList<>();
  private final Instant end;

  SimulatedWeek(int accounts, int days, long seed) {
    end = MONDAY.plus(days, ChronoUnit.DAYS);
    Random random = new Random(seed);
    double passed = 0;
    int made = 0;
    for (Kind kind : Kind.values()) {
      passed += kind.part;
      for (; made < Math.round(accounts * passed); made++) {
        posters.add(poster(made, kind, random));
      }
    }
  }

  List<Poster> posters() {
    return posters;
  }

  Instant end() {
    return end;
  }

  private Poster poster(int number, Kind kind, Random random) {
    double daily = kind.fewest * Math.pow(kind.most / kind.fewest, random.nextDouble());
    // The shores of America, Europe, the east of Asia.
    int[] zones = {-8, -5, -5, 0, 1, 1, 2, 8, 9};
    int zone = zones[random.nextInt(zones.length)];
    double night = 0.02 + 0.08 * random.nextDouble();
    double weekend = 0.3 + 0.9 * random.nextDouble();
    double shared = random.nextDouble() * 0.6;
    Map<Long, Boolean> posts = new TreeMap<>();
    for (Instant day = MONDAY.minus(HISTORY_DAYS, ChronoUnit.DAYS);
        day.isBefore(end);
        day = day.plus(1, ChronoUnit.DAYS)) {
      boolean great = random.nextInt(25) == 0;
      for (int hour = 0; hour < 24; hour++) {
        Instant from = day.plus(hour, ChronoUnit.HOURS);
        int local = Math.floorMod(hour + zone, 24);
        double awake = local < 7 ? night : local < 9 ? 0.7 : local < 23 ? 1.4 : 0.5;
        double rate = daily / 24 * awake * (Activity.isWeekend(from.toEpochMilli()) ? weekend : 1);
        int many = poisson(rate * (great ? 5 : 1) / 1.6, random);
        for (int i = 0; i < many; i++) {
          long at = from.toEpochMilli() + (long) (random.nextDouble() * 3_600_000);
          posts.put(at, random.nextDouble() < shared);
          if (random.nextDouble() < 0.15) {
            // A thread, or a talk with somebody.
            int more = 1 + random.nextInt(7);
            for (int reply = 0; reply < more; reply++) {
              at += 20_000 + (long) (-Math.log(1 - random.nextDouble()) * 240_000);
              posts.put(at, false);
            }
          }
        }
      }
    }
    List<Map.Entry<Long, Boolean>> all =
        posts.entrySet().stream().filter(p -> p.getKey() < end.toEpochMilli()).toList();
    long[] times = all.stream().mapToLong(Map.Entry::getKey).toArray();
    boolean[] reposts = new boolean[times.length];
    for (int i = 0; i < times.length; i++) {
      reposts[i] = all.get(i).getValue();
    }
    return new Poster(new Did("did:plc:sim" + number), kind, times, reposts);
  }

  private static int poisson(double mean, Random random) {
    double limit = Math.exp(-mean);
    int many = 0;
    for (double left = random.nextDouble(); left > limit; left *= random.nextDouble()) {
      many++;
    }
    return many;
  }

  /** What a way of polling comes to. */
  static final class Outcome {
    private final Map<Kind, List<Long>> delays = new HashMap<>();
    private final List<Long> sent = new ArrayList<>();

    void sent(long at) {
      sent.add(at);
    }

    void met(Kind kind, long delay) {
      delays.computeIfAbsent(kind, k -> new ArrayList<>()).add(delay);
    }

    int requests() {
      return sent.size();
    }

    Duration delay(double part, Set<Kind> kinds) {
      long[] sorted =
          delays.entrySet().stream()
              .filter(e -> kinds.contains(e.getKey()))
              .flatMap(e -> e.getValue().stream())
              .mapToLong(Long::longValue)
              .sorted()
              .toArray();
      return Duration.ofMillis(sorted[(int) Math.ceil(part * sorted.length) - 1]);
    }

    int posts(Set<Kind> kinds) {
      return delays.entrySet().stream()
          .filter(e -> kinds.contains(e.getKey()))
          .mapToInt(e -> e.getValue().size())
          .sum();
    }

    /** The most requests within five minutes, wherever these begin. */
    int mostInFiveMinutes() {
      long[] times = sent.stream().mapToLong(Long::longValue).sorted().toArray();
      int most = 0;
      int first = 0;
      for (int last = 0; last < times.length; last++) {
        while (times[last] - times[first] >= 300_000) {
          first++;
        }
        most = Math.max(most, last - first + 1);
      }
      return most;
    }
  }

  /** Every account at the same distances, evenly spread. */
  Outcome fixed(Duration interval) {
    Outcome outcome = new Outcome();
    long length = interval.toMillis();
    long begin = MONDAY.toEpochMilli();
    for (int i = 0; i < posters.size(); i++) {
      Poster poster = posters.get(i);
      long phase = length * i / posters.size();
      for (long at = begin + phase; at < end.toEpochMilli(); at += length) {
        outcome.sent(at);
      }
      for (long post : poster.posts) {
        if (post >= begin) {
          long since = Math.floorMod(post - begin - phase, length);
          outcome.met(poster.kind, since == 0 ? 0 : length - since);
        }
      }
    }
    return outcome;
  }

  /** The fixed polling that keeps a median delay. */
  Duration intervalFor(Duration median) {
    Duration low = Duration.ofSeconds(10);
    Duration high = Duration.ofDays(1);
    while (high.minus(low).compareTo(Duration.ofSeconds(1)) > 0) {
      Duration middle = low.plus(high).dividedBy(2);
      List<Long> all = new ArrayList<>();
      Outcome outcome = fixedDelays(middle);
      outcome.delays.values().forEach(all::addAll);
      boolean slower = outcome.delay(0.5, Set.of(Kind.values())).compareTo(median) > 0;
      if (slower) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return low;
  }

  private Outcome fixedDelays(Duration interval) {
    Outcome outcome = new Outcome();
    long length = interval.toMillis();
    for (int i = 0; i < posters.size(); i++) {
      long phase = length * i / posters.size();
      for (long post : posters.get(i).posts) {
        if (post >= MONDAY.toEpochMilli()) {
          outcome.met(
              posters.get(i).kind,
              length - Math.floorMod(post - MONDAY.toEpochMilli() - phase, length));
        }
      }
    }
    return outcome;
  }

  /**
   * The bot's own way. It knows nothing as the week begins.
   *
   * @param every the schedule
   */
  Outcome following(Polling polling, Duration every) {
    Outcome outcome = new Outcome();
    Map<Did, Activity> known = new HashMap<>();
    Map<Did, Poster> byDid = new HashMap<>();
    posters.forEach(p -> byDid.put(p.did, p));
    Set<Did> mattering =
        posters.stream()
            .filter(p -> p.kind == Kind.MATTERING)
            .map(Poster::did)
            .collect(Collectors.toSet());
    List<Did> all = posters.stream().map(Poster::did).toList();
    for (Instant tick = MONDAY; tick.isBefore(end); tick = tick.plus(every)) {
      List<Did> due = polling.due(all, new Polling.Known(known, mattering, Set.of()), tick);
      int sent = 0;
      for (Did did : due) {
        Poster poster = byDid.get(did);
        // Sixteen at once, 50 ms each; the transport sends 1,500 in five minutes.
        Instant at =
            tick.plusMillis(50L * (sent / 16))
                .plus(Duration.ofMinutes(5).multipliedBy(sent / 1500));
        sent++;
        outcome.sent(at.toEpochMilli());
        Activity before = known.getOrDefault(did, Activity.NONE);
        Instant last = before.asked().isBefore(MONDAY) ? MONDAY : before.asked();
        poster.between(last, at).stream()
            .filter(d -> d.at().isAfter(last))
            .forEach(d -> outcome.met(poster.kind, Duration.between(d.at(), at).toMillis()));
        Instant back =
            before.asked().equals(Instant.EPOCH)
                ? at.minus(Duration.ofDays(3))
                : before.asked().minus(Duration.ofHours(1));
        known.put(did, before.answered(poster.page(back, at), back, at));
      }
    }
    return outcome;
  }
}
