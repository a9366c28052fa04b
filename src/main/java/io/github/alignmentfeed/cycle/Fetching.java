package io.github.alignmentfeed.cycle;

import io.github.alignmentfeed.atproto.Did;
import io.github.alignmentfeed.curation.Sighting;
import io.github.alignmentfeed.cycle.Activity.Deed;
import io.github.alignmentfeed.cycle.CycleReport.SourceResult;
import io.github.alignmentfeed.cycle.CycleReport.Status;
import io.github.alignmentfeed.cycle.Feeds.Feed;
import io.github.alignmentfeed.cycle.Ledger.Page;
import io.github.alignmentfeed.cycle.PostSource.Fetched;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads every followed feed from its checkpoint on, several at once. A feed that fails is counted;
 * the others go on. The feed of a bot is read but nothing in it is kept.
 */
final class Fetching {
  private static final Logger LOG = LoggerFactory.getLogger(Fetching.class);

  /** Feeds are ordered by times that lag and lie: this much before the checkpoint is read again. */
  private static final Duration OVERLAP = Duration.ofHours(1);

  private static final String NOT_ASKED = "it was not asked this time: nothing is expected yet";
  private static final Duration DEEP_EVERY = Duration.ofDays(1);
  private static final Duration DEEP = Duration.ofDays(7);

  /** So many feeds are read ahead of the store, beyond one for each connection. */
  private static final int AHEAD = 4;

  /**
   * So many feeds are kept together, where they wait: one transaction then does for them. With more
   * of them no connection would have anything to do meanwhile.
   */
  private static final int TOGETHER = 8;

  /** Keeps posts as they come. */
  interface Keeping {
    /**
     * Looks at what was met in a feed, as several threads do for several feeds at once.
     *
     * @param since what is older is history to the bot
     * @param known how far the feed was read before
     */
    Page screen(Did account, List<Sighting> sightings, Instant since, Instant known, Instant now);

    /**
     * Keeps what was looked at.
     *
     * @return how many posts of each were not known
     */
    List<Integer> keep(List<Page> pages, Instant now);
  }

  private final PostSource posts;
  private final Ledger ledger;
  private final Keeping keeping;
  private final Duration maxAge;
  private final int connections;
  private final IntConsumer progress;
  private final Map<Did, Feed> advanced = new LinkedHashMap<>();
  private final Map<Did, Integer> fetched = new HashMap<>();
  private final Map<Did, Integer> fresh = new HashMap<>();
  private final Map<Did, Answer> answers = new HashMap<>();
  private final Map<Did, SourceException> failures = new LinkedHashMap<>();
  private int malformed;

  /**
   * @param keeping what is done with posts
   * @param maxAge how far back a feed is read that is read for the first time
   * @param connections how many feeds are read at once
   * @param progress told after each feed how many are done
   */
  Fetching(
      PostSource posts,
      Ledger ledger,
      Keeping keeping,
      Duration maxAge,
      int connections,
      IntConsumer progress) {
    this.posts = posts;
    this.ledger = ledger;
    this.keeping = keeping;
    this.maxAge = maxAge;
    this.connections = connections;
    this.progress = progress;
  }

  /**
   * What an answer comes to.
   *
   * @param page what is kept of it
   * @param feed how far the feed is read with it
   * @param whole whether that is as far as was asked
   */
  private record Read(
      Page page, Feed feed, Answer answer, int fetched, int malformed, boolean whole) {}

  private record Answered(Did account, Future<Read> read) {}

  /**
   * Reads the feeds of all accounts and keeps their posts, each feed's as soon as they are there:
   * beside those that are being read, {@link #AHEAD} at most are held.
   */
  void fetch(List<Did> accounts, Instant now) {
    Map<Did, Feed> feeds = ledger.feeds().all();
    ExecutorService pool =
        Executors.newFixedThreadPool(Math.max(1, connections), LogMark.threads());
    Executor reading = connections > 1 ? pool : Runnable::run;
    BlockingQueue<Answered> answered = new LinkedBlockingQueue<>();
    try {
      int begun = 0;
      int done = 0;
      while (done < accounts.size()) {
        for (; begun < accounts.size() && begun - done < connections + AHEAD; begun++) {
          Did account = accounts.get(begun);
          begin(account, feeds.get(account), now, reading, answered);
        }
        List<Answered> together = new ArrayList<>(List.of(answered.take()));
        answered.drainTo(together, TOGETHER - 1);
        collect(together, feeds, now);
        done += together.size();
        progress.accept(done);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      accounts.stream()
          .filter(account -> !fetched.containsKey(account))
          .forEach(a -> failures.putIfAbsent(a, new SourceException("interrupted", false)));
    } finally {
      pool.shutdownNow();
    }
  }

  private void begin(
      Did account, @Nullable Feed feed, Instant now, Executor reading, Queue<Answered> answered) {
    FutureTask<Read> read = new FutureTask<>(() -> read(account, feed, now));
    reading.execute(
        () -> {
          read.run();
          answered.add(new Answered(account, read));
        });
  }

  private Read read(Did account, @Nullable Feed feed, Instant now) {
    Instant back = back(feed, now);
    Fetched found = posts.fetch(account, back);
    List<Sighting> met = found.sightings().stream().filter(s -> !s.byBot()).toList();
    List<Sighting> kept = met.stream().filter(s -> isRecent(s, back)).toList();
    Instant since = feed == null ? tooOld(now) : feed.since();
    Instant known = feed == null ? Instant.MIN : feed.checkpoint();
    // What claims to come from the future must not hide what comes before it.
    Instant newest =
        found.sightings().stream()
            .map(Sighting::at)
            .filter(at -> !at.isAfter(now))
            .max(Instant::compareTo)
            .orElse(since);
    Instant checkpoint = newest.isAfter(known) ? newest : known;
    Instant deepAt = feed == null || isDeep(feed, now) ? now : feed.deepAt();
    boolean whole =
        found.whole() || found.sightings().stream().anyMatch(s -> s.at().isBefore(tooOld(now)));
    return new Read(
        keeping.screen(account, kept, since, known, now),
        new Feed(since, checkpoint, deepAt),
        Answer.of(met, back),
        found.sightings().size(),
        found.malformed(),
        whole);
  }

  private Instant back(@Nullable Feed feed, Instant now) {
    if (feed == null) {
      return tooOld(now);
    }
    Instant back = feed.checkpoint().minus(OVERLAP);
    Instant deep = now.minus(DEEP);
    return isDeep(feed, now) && deep.isBefore(back) ? deep : back;
  }

  private Instant tooOld(Instant now) {
    return now.minus(maxAge);
  }

  private static boolean isDeep(Feed feed, Instant now) {
    return !feed.deepAt().plus(DEEP_EVERY).isAfter(now);
  }

  private void collect(List<Answered> together, Map<Did, Feed> feeds, Instant now)
      throws InterruptedException {
    List<Read> reads = new ArrayList<>();
    Map<Did, Feed> beginning = new HashMap<>();
    for (Answered each : together) {
      try {
        Read read = each.read().get();
        reads.add(read);
        if (!feeds.containsKey(each.account())) {
          Instant since = read.feed().since();
          beginning.put(each.account(), new Feed(since, since, since));
        }
      } catch (ExecutionException e) {
        failures.put(each.account(), failure(each.account(), e.getCause()));
      }
    }
    // A feed's beginning must be known before its posts are, or they would all seem new.
    ledger.feeds().progress(beginning);
    List<Integer> unknown = keeping.keep(reads.stream().map(Read::page).toList(), now);
    for (int i = 0; i < reads.size(); i++) {
      count(reads.get(i), unknown.get(i), feeds);
    }
  }

  private void count(Read read, int unknown, Map<Did, Feed> feeds) {
    Did account = read.page().account();
    fetched.put(account, read.fetched());
    fresh.put(account, unknown);
    malformed += read.malformed();
    if (!read.whole()) {
      String why = "its feed breaks off, so it is read from there again the next time";
      failures.put(account, new SourceException(why, false));
      return;
    }
    if (!read.feed().equals(feeds.get(account))) {
      advanced.put(account, read.feed());
    }
    answers.put(account, read.answer());
  }

  /** Not known already, or too old to be shown; what is backdated was indexed lately. */
  private static boolean isRecent(Sighting seen, Instant back) {
    return !seen.at().isBefore(back) || !seen.post().indexedAt().isBefore(back);
  }

  /** What no source should throw is a bug here or there, and no reason to leave the others. */
  private static SourceException failure(Did account, @Nullable Throwable cause) {
    if (cause instanceof SourceException failure) {
      LOG.warn("feed of {}: {}", account, failure.what());
      return failure;
    }
    if (cause instanceof RuntimeException) {
      LOG.error("feed of {}", account, cause);
      return new SourceException("its feed could not be understood: " + cause, false);
    }
    throw new IllegalStateException("reading the feed of " + account, cause);
  }

  /**
   * What an account's feed says of its habits.
   *
   * @param back from when on
   */
  record Answer(List<Deed> deeds, Instant back) {
    static Answer of(List<Sighting> met, Instant back) {
      return new Answer(
          met.stream()
              .map(s -> new Deed(s.at(), !s.post().author().did().equals(s.through())))
              .toList(),
          back);
    }
  }

  /** What the feeds say that were read as far as was asked. */
  Map<Did, Answer> answers() {
    return answers;
  }

  /** Why the other feeds were not. */
  Map<Did, SourceException> failures() {
    return failures;
  }

  /** How far the feeds are read; to be kept once their posts are decided. */
  Map<Did, Feed> advanced() {
    return advanced;
  }

  int malformed() {
    return malformed;
  }

  /** How each source fared. */
  List<SourceResult> results(Roster roster) {
    List<SourceResult> results = new ArrayList<>();
    roster.members().forEach((source, members) -> results.add(result(source, members, roster)));
    return results;
  }

  private SourceResult result(Source source, List<Did> members, Roster roster) {
    int read = members.stream().mapToInt(did -> fetched.getOrDefault(did, 0)).sum();
    int unknown = members.stream().mapToInt(did -> fresh.getOrDefault(did, 0)).sum();
    List<SourceException> failed = new ArrayList<>();
    roster.failure(source).ifPresent(failed::add);
    members.stream().filter(failures::containsKey).map(failures::get).forEach(failed::add);
    if (failed.isEmpty()) {
      String why =
          members.isEmpty()
              ? "it names no account"
              : members.stream().noneMatch(roster::willing)
                  ? "it does not want to be repeated"
                  : members.stream().noneMatch(fetched::containsKey) ? NOT_ASKED : "";
      Status status = why.isEmpty() ? Status.OK : Status.SKIPPED;
      return new SourceResult(source, read, unknown, status, why, false);
    }
    String error = failed.get(0).what();
    if (members.size() > 1) {
      error = failed.size() + " of " + members.size() + " accounts failed; the first: " + error;
    }
    boolean unreachable = failed.stream().allMatch(SourceException::unreachable) && read == 0;
    return new SourceResult(source, read, unknown, Status.FAILED, error, unreachable);
  }
}
