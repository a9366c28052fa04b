package io.github.alignmentfeed.curation;

import io.github.alignmentfeed.atproto.AtUri;
import io.github.alignmentfeed.atproto.Did;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What two sets of rules make of the same posts.
 *
 * @param today the final decisions by the rules in use
 * @param other those by the others; absent where there are none to compare with
 */
public record Comparison(List<Decision> today, Optional<List<Decision>> other) {
  public Comparison {
    today = List.copyOf(today);
    other = other.map(List::copyOf);
  }

  /**
   * How often something was met and shown.
   *
   * @param posts decided on
   * @param repost of these, how many are reposted
   * @param bookmark of these, how many are bookmarked
   */
  public record Tally(int posts, int repost, int bookmark) {
    static final Tally NONE = new Tally(0, 0, 0);

    /** Reposts and bookmarks. */
    public int shown() {
      return repost + bookmark;
    }

    Tally and(Action action) {
      return new Tally(
          posts + 1,
          repost + (action == Action.REPOST ? 1 : 0),
          bookmark + (action == Action.BOOKMARK ? 1 : 0));
    }
  }

  /**
   * The same counted by both sets of rules; the second is all zero where there is only one.
   *
   * @param today by the rules in use
   * @param other by the others
   */
  public record Both(Tally today, Tally other) {}

  /**
   * A post that one of the sets of rules shows.
   *
   * @param today what the rules in use make of it
   * @param other what the others make of it; absent where there are none
   */
  public record Compared(Decision today, Optional<Decision> other) {

    /** Whether it is shown otherwise by one than by the other. */
    public boolean differs() {
      return other.filter(d -> d.action() != today.action()).isPresent();
    }

    boolean isShown() {
      return shows(today) || other.filter(Comparison::shows).isPresent();
    }
  }

  private static boolean shows(Decision decision) {
    return decision.action() == Action.REPOST || decision.action() == Action.BOOKMARK;
  }

  /** All posts together. */
  public Both all() {
    return counted(d -> Stream.of("")).getOrDefault("", new Both(Tally.NONE, Tally.NONE));
  }

  /** By the day in UTC on which posts were indexed, from the first to the last without a gap. */
  public Map<LocalDate, Both> byDay() {
    TreeMap<LocalDate, Both> days = new TreeMap<>(counted(d -> Stream.of(day(d))));
    if (!days.isEmpty()) {
      days.firstKey()
          .datesUntil(days.lastKey())
          .forEach(day -> days.putIfAbsent(day, new Both(Tally.NONE, Tally.NONE)));
    }
    return days;
  }

  private static LocalDate day(Decision decision) {
    return LocalDate.ofInstant(decision.post().indexedAt(), ZoneOffset.UTC);
  }

  /** By who wrote the posts, those first of whom most is shown. */
  public Map<Author, Both> byAuthor() {
    Map<Did, Author> known = new HashMap<>();
    Stream.concat(today.stream(), other.stream().flatMap(List::stream))
        .map(d -> d.post().author())
        .forEach(author -> known.putIfAbsent(author.did(), author));
    return mostShownFirst(
        counted(d -> Optional.ofNullable(known.get(d.post().author().did())).stream()),
        author -> author.handle().toString());
  }

  /** By the rules that see something in the posts, those first by which most is shown. */
  public Map<String, Both> byRule() {
    return mostShownFirst(
        counted(d -> d.evidence().stream().map(Evidence::rule).distinct()), name -> name);
  }

  private <K> Map<K, Both> counted(Function<Decision, Stream<K>> keys) {
    Map<K, Tally> first = tallies(today, keys);
    Map<K, Tally> second = tallies(other.orElse(List.of()), keys);
    Map<K, Both> both = new HashMap<>();
    Stream.concat(first.keySet().stream(), second.keySet().stream())
        .forEach(
            key ->
                both.put(
                    key,
                    new Both(
                        first.getOrDefault(key, Tally.NONE),
                        second.getOrDefault(key, Tally.NONE))));
    return both;
  }

  private static <K> Map<K, Tally> tallies(
      List<Decision> decisions, Function<Decision, Stream<K>> keys) {
    Map<K, Tally> tallies = new HashMap<>();
    for (Decision decision : decisions) {
      keys.apply(decision)
          .forEach(
              key ->
                  tallies.put(key, tallies.getOrDefault(key, Tally.NONE).and(decision.action())));
    }
    return tallies;
  }

  private static <K> Map<K, Both> mostShownFirst(Map<K, Both> counted, Function<K, String> name) {
    Comparator<Map.Entry<K, Both>> order =
        Comparator.comparing(e -> -e.getValue().today().shown() - e.getValue().other().shown());
    return counted.entrySet().stream()
        .sorted(order.thenComparing(e -> name.apply(e.getKey())))
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, LinkedHashMap::new));
  }

  /** Every post that either of them shows, newest first. */
  public List<Compared> shown() {
    Map<AtUri, Decision> others = new HashMap<>();
    other.orElse(List.of()).forEach(d -> others.put(d.post().uri(), d));
    Comparator<Compared> newest =
        Comparator.comparing((Compared c) -> c.today().post().indexedAt(), Instant::compareTo)
            .reversed();
    List<Compared> shown = new ArrayList<>();
    for (Decision decision : today) {
      shown.add(new Compared(decision, Optional.ofNullable(others.get(decision.post().uri()))));
    }
    return shown.stream()
        .filter(Compared::isShown)
        .sorted(newest.thenComparing(c -> c.today().post().uri()))
        .toList();
  }

  /** The posts that one of them shows otherwise than the other, newest first. */
  public List<Compared> differences() {
    return shown().stream().filter(Compared::differs).toList();
  }
}
