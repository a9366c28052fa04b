package io.github.alignmentfeed.cycle;

import io.github.alignmentfeed.atproto.AtIdentifier;
import io.github.alignmentfeed.atproto.Did;
import io.github.alignmentfeed.atproto.Handle;
import io.github.alignmentfeed.curation.Action;
import io.github.alignmentfeed.curation.Policy.Followed;
import io.github.alignmentfeed.curation.Policy.Reposts;
import io.github.alignmentfeed.curation.Policy.Wish;
import io.github.alignmentfeed.cycle.Feeds.Remembered;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The accounts behind the sources. What a handle led to once is remembered by DID, so that an
 * account that takes another handle is still followed; lists are asked again every hour.
 */
final class Roster {
  private static final Logger LOG = LoggerFactory.getLogger(Roster.class);
  private static final Duration LISTS_HOLD = Duration.ofHours(1);

  /** An empty answer may be a mistake. */
  private static final Duration EMPTY_BELIEVED = Duration.ofDays(1);

  /** Fewer handles are asked for one by one. */
  private static final int WORTH_A_REQUEST = 3;

  private final Map<Source, List<Did>> members = new LinkedHashMap<>();
  private final Map<Source, SourceException> failures = new LinkedHashMap<>();
  private final Map<Did, Followed> accounts = new LinkedHashMap<>();
  private final Set<AtIdentifier> optedOut = new LinkedHashSet<>();
  private Set<Did> refusing = Set.of();

  private Roster() {}

  /**
   * Asks for whatever is not remembered well enough; what was remembered serves where that fails.
   */
  static Roster call(
      List<Source> sources,
      List<AtIdentifier> optOut,
      PostSource posts,
      Ledger ledger,
      Instant now) {
    Roster roster = new Roster();
    resolve(
        Stream.concat(sources.stream(), optOut.stream().map(Roster::asSource)).toList(),
        posts,
        ledger,
        now);
    for (Source source : sources) {
      List<Did> found = roster.find(source, posts, ledger, now);
      roster.members.put(source, found);
      found.forEach(did -> roster.accounts.merge(did, source.followed(), Roster::deciding));
    }
    roster.refusing = ledger.refusals().refusing();
    roster.optedOut.addAll(optOut);
    for (AtIdentifier who : optOut) {
      List<Did> found = roster.find(asSource(who), posts, ledger, now);
      roster.optedOut.addAll(found);
      if (found.isEmpty()) {
        roster.members.put(asSource(who), found);
      }
    }
    return roster;
  }

  /** Remembers where handles lead that were never asked for, many at once. */
  private static void resolve(List<Source> sources, PostSource posts, Ledger ledger, Instant now) {
    Map<Handle, List<String>> unknown = new LinkedHashMap<>();
    for (Source source : sources) {
      if (source.kind() == Source.Kind.ACCOUNT
          && source.actor() instanceof Handle handle
          && ledger.feeds().remembered(source.name()).isEmpty()) {
        unknown.computeIfAbsent(handle, h -> new ArrayList<>()).add(source.name());
      }
    }
    if (unknown.size() < WORTH_A_REQUEST) {
      return;
    }
    try {
      Map<String, Did> found = new LinkedHashMap<>();
      posts
          .resolve(unknown.keySet())
          .forEach(
              (handle, did) ->
                  unknown.getOrDefault(handle, List.of()).forEach(name -> found.put(name, did)));
      ledger.feeds().remember(found, now);
    } catch (SourceException e) {
      // Each is asked for alone, and says then what is wrong.
      LOG.debug("{}", e.what());
    }
  }

  private static Followed deciding(Followed first, Followed later) {
    return later.wish() == Wish.DENIED ? later : first;
  }

  private static Source asSource(AtIdentifier who) {
    Followed nobody = new Followed(false, false, Reposts.IGNORE, Wish.DENIED, Action.SKIP);
    return new Source("optOut " + who, Source.Kind.ACCOUNT, who, "", nobody);
  }

  private List<Did> find(Source source, PostSource posts, Ledger ledger, Instant now) {
    if (source.kind() == Source.Kind.ACCOUNT && source.actor() instanceof Did did) {
      return List.of(did);
    }
    Optional<Remembered> before = ledger.feeds().remembered(source.name());
    boolean holds =
        before
            .filter(
                r -> source.kind() == Source.Kind.ACCOUNT || r.at().plus(LISTS_HOLD).isAfter(now))
            .isPresent();
    if (holds) {
      return before.orElseThrow().members();
    }
    try {
      List<Did> found = List.copyOf(new LinkedHashSet<>(posts.members(source)));
      if (!found.isEmpty()) {
        ledger.feeds().remember(source.name(), found, now);
        return found;
      }
      if (before.filter(r -> r.at().plus(EMPTY_BELIEVED).isAfter(now)).isPresent()) {
        String why = " names nobody now; whom it named before is followed for another day";
        throw new SourceException(source.name() + why, false);
      }
      return found;
    } catch (SourceException e) {
      LOG.warn("{}", e.what());
      failures.put(source, e);
      return before.map(Remembered::members).orElse(List.of());
    }
  }

  /** The account that a name leads to; nothing where that cannot be found out. */
  Optional<Did> lookUp(AtIdentifier who, PostSource posts, Ledger ledger, Instant now) {
    return find(asSource(who), posts, ledger, now).stream().findFirst();
  }

  Map<Source, List<Did>> members() {
    return members;
  }

  Optional<SourceException> failure(Source source) {
    return Optional.ofNullable(failures.get(source));
  }

  /** Whether an account's posts may be repeated, and so are worth reading. */
  boolean willing(Did account) {
    Followed followed = accounts.get(account);
    return !optedOut.contains(account)
        && !refusing.contains(account)
        && followed != null
        && followed.wish() != Wish.DENIED;
  }

  /** Every followed account; where several sources name one, a no decides, else the first. */
  Map<Did, Followed> accounts() {
    return accounts;
  }

  /** Who opted out, by what the configuration says and by DID. */
  Set<AtIdentifier> optedOut() {
    Set<AtIdentifier> all = new HashSet<>(optedOut);
    all.addAll(refusing);
    return all;
  }

  /** Who opted out by the configuration, as far as that is known by DID. */
  Set<Did> configured() {
    return optedOut.stream()
        .flatMap(who -> who instanceof Did did ? Stream.of(did) : Stream.empty())
        .collect(Collectors.toSet());
  }
}
