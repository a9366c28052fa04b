package io.github.alignmentfeed.cycle;

import io.github.alignmentfeed.atproto.Did;
import io.github.alignmentfeed.curation.Sighting;
import io.github.alignmentfeed.cycle.Activity.Deed;
import io.github.alignmentfeed.cycle.CycleReport.SourceResult;
import io.github.alignmentfeed.cycle.CycleReport.Status;
import io.github.alignmentfeed.cycle.Feeds.Feed;
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

  /** So many feeds a connection are read ahead of the store. */
  private static final int WINDOW = 2;

  /** Keeps posts as they come. */
  interface Keeping {
    /**
     * @param since what is older is history to the bot
     * @return how many posts were not known
     */
    int keep(List<Sighting> sightings, Instant since, Instant now);
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

  private record Read(Did account, Instant back, Future<Fetched> answer) {}

  /**
   * Reads the feeds of all accounts and keeps their posts, each feed's as soon as they are there:
   * no more feeds are held at a time than are being read.
   */
  void fetch(List<Did> accounts, Instant now) {
    Map<Did, Feed> feeds = ledger.feeds().all();
    ExecutorService pool =
        Executors.newFixedThreadPool(Math.max(1, connections), LogMark.threads());
    Executor reading = connections > 1 ? pool : Runnable::run;
    BlockingQueue<Read> answered = new LinkedBlockingQueue<>();
    try {
      int begun = 0;
      for (int done = 0; done < accounts.size(); done++) {
        for (; begun < accounts.size() && begun - done < WINDOW * connections; begun++) {
          Did account = accounts.get(begun);
          begin(account, back(feeds.get(account), now), reading, answered);
        }
        Read read = answered.take();
        collect(read, feeds.get(read.account()), now);
        progress.accept(done + 1);
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

  private void begin(Did account, Instant back, Executor reading, Queue<Read> answered) {
    FutureTask<Fetched> read = new FutureTask<>(() -> posts.fetch(account, back));
    reading.execute(
        () -> {
          read.run();
          answered.add(new Read(account, back, read));
        });
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

  private void collect(Read read, @Nullable Feed feed, Instant now) throws InterruptedException {
    Did account = read.account();
    try {
      Fetched page = read.answer().get();
      List<Sighting> met = page.sightings().stream().filter(s -> !s.byBot()).toList();
      List<Sighting> kept = met.stream().filter(s -> isRecent(s, read.back())).toList();
      // A feed's beginning must be known before its posts are, or they would all seem new.
      Instant since = feed == null ? tooOld(now) : feed.since();
      // What claims to come from the future must not hide what comes before it.
      Instant newest =
          page.sightings().stream()
              .map(Sighting::at)
              .filter(at -> !at.isAfter(now))
              .max(Instant::compareTo)
              .orElse(since);
      Instant checkpoint =
          feed == null || newest.isAfter(feed.checkpoint()) ? newest : feed.checkpoint();
      Instant deepAt = feed == null || isDeep(feed, now) ? now : feed.deepAt();
      if (feed == null) {
        ledger.feeds().progress(Map.of(account, new Feed(since, since, since)));
      }
      fetched.put(account, page.sightings().size());
      fresh.put(account, keeping.keep(kept, since, now));
      malformed += page.malformed();
      if (page.whole() || page.sightings().stream().anyMatch(s -> s.at().isBefore(tooOld(now)))) {
        Feed present = new Feed(since, checkpoint, deepAt);
        if (!present.equals(feed)) {
          advanced.put(account, present);
        }
        answers.put(account, Answer.of(met, read.back()));
      } else {
        String why = "its feed breaks off, so it is read from there again the next time";
        failures.put(account, new SourceException(why, false));
      }
    } catch (ExecutionException e) {
      failures.put(account, failure(account, e.getCause()));
    }
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
