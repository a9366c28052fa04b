package io.github.alignmentfeed.cycle;

import io.github.alignmentfeed.atproto.AtIdentifier;
import io.github.alignmentfeed.atproto.Did;
import io.github.alignmentfeed.curation.Sighting;
import io.github.alignmentfeed.cycle.CycleReport.SourceResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What stood in the feeds of the followed accounts in a time gone by. Who does not want to be
 * repeated is not read.
 *
 * @param sightings in no order
 * @param members the accounts behind each source
 * @param refusing who said no to the bot itself
 * @param followers who of the authors follows the bot, where it was asked and can be known
 * @param sources how each source fared
 * @param malformed entries of feeds that were set aside
 */
public record Past(
    List<Sighting> sightings,
    Map<Source, List<Did>> members,
    Set<Did> refusing,
    Optional<Set<Did>> followers,
    List<SourceResult> sources,
    int malformed) {
  public Past {
    sightings = List.copyOf(sightings);
    members = Map.copyOf(members);
    refusing = Set.copyOf(refusing);
    sources = List.copyOf(sources);
  }

  /**
   * Reads it.
   *
   * @param plan whom to follow, and how
   * @param posts where from
   * @param kept what was read before, of which only the rest is asked for
   * @param memory what the bot remembers of accounts; nothing is kept that outlives it
   * @param scratch an empty ledger that is thrown away
   * @param since how far back
   */
  public static Past read(
      Cycle.Plan plan,
      PostSource posts,
      PastFeeds kept,
      Ledger memory,
      Ledger scratch,
      Instant since,
      Instant now,
      Progress progress) {
    Roster roster = Roster.call(plan.sources(), plan.optOut(), posts, memory, now);
    Optional<Did> bot =
        memory.owner().or(() -> plan.bot().flatMap(b -> roster.lookUp(b, posts, memory, now)));
    List<Did> followed =
        roster.accounts().keySet().stream()
            .filter(roster::willing)
            .filter(did -> !bot.equals(Optional.of(did)))
            .toList();
    // Whom a source names that cannot be asked now may still be followed.
    if (plan.sources().stream().allMatch(source -> roster.failure(source).isEmpty())) {
      kept.keepOnly(followed);
    }
    KeptFeeds feeds = new KeptFeeds(posts, kept, now);
    Fetching fetching =
        new Fetching(
            feeds,
            scratch,
            (sightings, began, at) -> scratch.keep(sightings, at),
            Duration.between(since, now),
            plan.connections(),
            done -> progress.at("reading feeds", done, followed.size()));
    fetching.fetch(followed, now);
    List<Sighting> met =
        feeds.met().stream().filter(s -> !s.at().isBefore(since) && !s.at().isAfter(now)).toList();
    return new Past(
        met,
        roster.members(),
        memory.refusals().refusing(),
        bot.flatMap(b -> followers(plan, posts, b, met)),
        fetching.results(roster),
        fetching.malformed());
  }

  private static Optional<Set<Did>> followers(
      Cycle.Plan plan, PostSource posts, Did bot, List<Sighting> met) {
    Set<Did> authors = new HashSet<>();
    met.stream()
        .map(s -> s.post().author().did())
        .filter(plan.policy()::asksForFollowing)
        .forEach(authors::add);
    return authors.isEmpty() ? Optional.empty() : posts.followers(bot, authors);
  }

  /** The accounts that are never repeated: those of the configuration, and who said no. */
  public List<AtIdentifier> unwilling(List<AtIdentifier> optOut) {
    List<AtIdentifier> all = new ArrayList<>(optOut);
    all.addAll(refusing);
    return all;
  }
}
