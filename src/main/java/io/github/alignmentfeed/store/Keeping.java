package io.github.alignmentfeed.store;

import io.github.alignmentfeed.atproto.AtUri;
import io.github.alignmentfeed.curation.Decision;
import io.github.alignmentfeed.curation.Post;
import io.github.alignmentfeed.curation.Sighting;
import io.github.alignmentfeed.cycle.Decided;
import io.github.alignmentfeed.cycle.Ledger.Kept;
import io.github.alignmentfeed.cycle.Ledger.Page;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Takes in what was met in a feed; a part of a transaction. What is known of a page is asked for
 * all its posts together; then a post that is not known costs one statement, run with those of the
 * others, and one that is known and did not change costs none. (Rows of before format 10 hold their
 * posts at greater length; whether these changed is found out by reading them.)
 */
final class Keeping {
  /** A condition on what a JSON array lists. */
  static final String LISTED = " in (select value from json_each(?1))";

  private static final String COLUMNS =
      "insert into post (address, version, json, thread, indexed_at, met, own, written";
  private static final String VALUES =
      " values (?1, ?2, ?3, ?4, ?5, ?6, ?7, exists (select 1 from write where uri = ?1)";
  private static final String ADD = COLUMNS + ")" + VALUES + ")";
  private static final String ADD_DECIDED =
      COLUMNS
          + ", open, run, action, intended, outcome, reason, score, evidence, story, papers,"
          + " decided_at)"
          + VALUES
          + ", 0, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)";

  private final Database db;
  private final SeenTable seen;
  private final Changes changes;
  private final Lender lender;

  Keeping(Database db, SeenTable seen, Changes changes, Lender lender) {
    this.db = db;
    this.seen = seen;
    this.changes = changes;
    this.lender = lender;
  }

  private record Known(long id, AtUri uri, String json, String cid, boolean own) {
    /** A former version wrote the same post in other words. */
    Post post() {
      return PostReader.post(uri, cid, json);
    }
  }

  static long day(Instant time) {
    return Math.floorDiv(time.toEpochMilli(), Duration.ofDays(1).toMillis());
  }

  Kept keep(String run, Page page, Instant now) {
    Map<String, Sighting> met = new LinkedHashMap<>();
    page.sightings().forEach(s -> met.putIfAbsent(s.post().uri().toString(), s));
    Map<String, Known> known = known(met.keySet());
    Set<AtUri> unknown =
        met.entrySet().stream()
            .filter(entry -> !known.containsKey(entry.getKey()))
            .map(entry -> entry.getValue().post().uri())
            .collect(Collectors.toSet());
    Set<AtUri> seenBefore = seen.among(unknown);
    unknown.removeAll(seenBefore);
    Map<AtUri, Decided> decided = holding(page.ifNew(), met.values(), unknown);
    List<Sighting> undecided = new ArrayList<>();
    List<Sighting> alone = new ArrayList<>();
    met.forEach(
        (uri, sighting) -> {
          AtUri post = sighting.post().uri();
          if (unknown.contains(post)) {
            (decided.containsKey(post) ? alone : undecided).add(sighting);
          } else if (!seenBefore.contains(post)) {
            renew(sighting, Objects.requireNonNull(known.get(uri)));
          } else if (!isOwn(sighting)) {
            // Who reposts a post that was skipped long ago says something new of it.
            seen.forget(post);
            undecided.add(sighting);
          }
        });
    db.updateEach(ADD, undecided.stream().map(s -> row(s, now)).toList());
    db.updateEach(
        ADD_DECIDED,
        alone.stream()
            .map(s -> row(s, Objects.requireNonNull(decided.get(s.post().uri())), run, now))
            .toList());
    Stream.concat(undecided.stream(), alone.stream())
        .filter(sighting -> !isOwn(sighting))
        .forEach(this::addWay);
    return new Kept(unknown.size(), List.copyOf(decided.values()));
  }

  private Map<String, Known> known(Collection<String> uris) {
    String listed = PostJson.write(uris);
    lender.lend("uri" + LISTED, listed);
    Map<String, Known> known = new HashMap<>();
    db.query(
        "select uri, id, json, cid, own from post where uri" + LISTED,
        r ->
            known.put(
                r.getString(1),
                new Known(
                    r.getLong(2),
                    AtUri.of(r.getString(1)),
                    r.getString(3),
                    r.getString(4),
                    r.getBoolean(5))),
        listed);
    return known;
  }

  /** Those decisions of which the whole thread is unknown, apart from what was met just now. */
  private Map<AtUri, Decided> holding(
      List<Decided> ifNew, Collection<Sighting> met, Set<AtUri> unknown) {
    Set<AtUri> roots = new HashSet<>();
    ifNew.forEach(d -> roots.add(d.decision().post().threadRoot()));
    for (Sighting sighting : met) {
      if (!unknown.contains(sighting.post().uri())) {
        roots.remove(sighting.post().threadRoot());
      }
    }
    begun(roots, unknown).forEach(roots::remove);
    Map<AtUri, Decided> holding = new LinkedHashMap<>();
    for (Decided decided : ifNew) {
      Post post = decided.decision().post();
      if (roots.contains(post.threadRoot())) {
        holding.put(post.uri(), decided);
      }
    }
    return holding;
  }

  /** The threads of which something is known. */
  private List<AtUri> begun(Set<AtUri> roots, Set<AtUri> unknown) {
    if (roots.isEmpty()) {
      return List.of();
    }
    String threads = PostJson.write(roots);
    String elsewhere =
        PostJson.write(roots.stream().filter(root -> !unknown.contains(root)).toList());
    lender.lend("thread" + LISTED, threads);
    lender.lend("uri" + LISTED, elsewhere);
    return db.query(
        "select thread from post where thread in (select value from json_each(?1))"
            + " union select uri from post where uri in (select value from json_each(?2))",
        r -> AtUri.of(r.getString(1)),
        threads,
        elsewhere);
  }

  private static @Nullable Object[] row(Sighting sighting, Instant now) {
    Post post = sighting.post();
    return values(
        post.uri().toString(),
        post.cid(),
        PostJson.stored(post),
        thread(post),
        post.indexedAt().toEpochMilli(),
        day(now),
        isOwn(sighting) ? 1 : 0);
  }

  private static @Nullable Object[] row(
      Sighting sighting, Decided decided, String run, Instant now) {
    Decision d = decided.decision();
    Post post = d.post();
    String uri = post.uri().toString();
    return values(
        uri,
        post.cid(),
        PostJson.stored(post),
        thread(post),
        post.indexedAt().toEpochMilli(),
        day(now),
        isOwn(sighting) ? 1 : 0,
        run,
        d.action().word(),
        d.intended().word(),
        decided.outcome().word(),
        d.reason(),
        d.score(),
        PostTable.evidence(d),
        d.story().equals(uri) ? null : d.story(),
        PostTable.papers(d),
        now.toEpochMilli());
  }

  private static @Nullable Object[] values(@Nullable Object... values) {
    return values;
  }

  private static @Nullable String thread(Post post) {
    AtUri root = post.threadRoot();
    return root.equals(post.uri()) ? null : root.toString();
  }

  private static boolean isOwn(Sighting sighting) {
    return sighting.through().equals(sighting.post().uri().did());
  }

  private void renew(Sighting sighting, Known known) {
    Post post = sighting.post();
    String json = PostJson.stored(post);
    if (!known.cid().equals(post.cid())) {
      renew(post, json, "open = 1, gone = 0", known.id());
    } else if (!known.json().equals(json) && !known.post().equals(post)) {
      // A label that was lifted, or set, may change the decision.
      renew(post, json, "open = iif(action = 'skip', 1, open)", known.id());
    }
    boolean own = isOwn(sighting);
    boolean another = own ? !known.own() : addWay(sighting) > 0;
    if (another) {
      // Another account leads to it now: what was not allowed before may be.
      db.update(
          "update post set own = own or ?, changed = ?,"
              + " open = iif(action in ('skip', 'bookmark'), 1, open) where id = ?",
          own ? 1 : 0,
          changes.next(),
          known.id());
    }
  }

  private void renew(Post post, String json, String opening, long id) {
    db.update(
        "update post set address = ?, version = ?, json = ?, "
            + opening
            + ", changed = ? where id = ?",
        post.uri().toString(),
        post.cid(),
        json,
        changes.next(),
        id);
  }

  private int addWay(Sighting sighting) {
    return db.update(
        "insert or ignore into way (post, did, at) select id, ?, ? from post where uri = ?",
        sighting.through().value(),
        sighting.at().toEpochMilli(),
        sighting.post().uri().toString());
  }
}
