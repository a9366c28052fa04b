package io.github.alignmentfeed.store;

import io.github.alignmentfeed.atproto.AtUri;
import io.github.alignmentfeed.atproto.Did;
import io.github.alignmentfeed.curation.Action;
import io.github.alignmentfeed.curation.Author;
import io.github.alignmentfeed.curation.Decision;
import io.github.alignmentfeed.curation.Evidence;
import io.github.alignmentfeed.curation.PaperId;
import io.github.alignmentfeed.curation.Sighting;
import io.github.alignmentfeed.cycle.CycleReport;
import io.github.alignmentfeed.cycle.CycleReport.SourceResult;
import io.github.alignmentfeed.cycle.CycleReport.Status;
import io.github.alignmentfeed.cycle.Decided;
import io.github.alignmentfeed.store.HitTable.Hit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the tables from which {@link SqliteArchive} answers. They hold no text of a post, and
 * nothing is decided by them: what they lack is only not told.
 */
final class NoteTable {
  /** How long what was left alone is told of. */
  private static final Duration LEFT_ALONE_KEPT = Duration.ofDays(30);

  /** So many at a time, so that nobody waits long for the store. */
  private static final int FORGOTTEN_AT_ONCE = 2000;

  private final Database db;
  private final HitTable hits;

  NoteTable(Database db) {
    this.db = db;
    this.hits = new HitTable(db);
  }

  private record Noted(Action action, String account, Instant decidedAt, List<String> rules) {
    boolean isChosen() {
      return action != Action.SKIP;
    }

    /** Whether the same is to be done for the same rules. */
    boolean tells(Decision decision) {
      return action == decision.action() && rules.equals(rulesOf(decision));
    }
  }

  /** Counts posts that were not known before, all met in the feed of one account. */
  void met(Did account, int posts, Collection<Sighting> sightings) {
    Optional<Author> own =
        sightings.stream()
            .map(s -> s.post().author())
            .filter(author -> author.did().equals(account))
            .findFirst();
    db.update(
        "insert into figure (account, handle, posts, hidden) values (?, ?, ?, ?)"
            + " on conflict (account) do update set posts = posts + excluded.posts,"
            + " hidden = iif(excluded.handle = '', hidden, excluded.hidden),"
            + " handle = iif(excluded.handle = '', handle, excluded.handle)",
        account.value(),
        own.map(author -> author.handle().value()).orElse(""),
        posts,
        own.filter(Author::hidesFromStrangers).isPresent() ? 1 : 0);
  }

  /** Decisions to leave posts alone of which nothing was known. */
  void first(List<Decided> decided, Instant now) {
    note(
        decided.stream()
            .map(Decided::decision)
            .filter(Decision::isNotable)
            .map(d -> Note.of(d, account(d, Optional.empty())))
            .toList(),
        now);
  }

  /**
   * What is noted of a decision.
   *
   * @param hidden 1 where the author shows it to signed-in people alone, else 0
   */
  private record Note(
      Decision decision, String uri, String account, int hidden, List<String> rules) {
    static Note of(Decision decision, String account) {
      return new Note(
          decision,
          decision.post().uri().toString(),
          account,
          decision.post().hidesFromStrangers() ? 1 : 0,
          rulesOf(decision));
    }

    @Nullable Object[] row(Instant now) {
      return new @Nullable Object[] {
        uri,
        account,
        hidden,
        decision.action().word(),
        decision.until().map(Instant::toEpochMilli).orElse(null),
        now.toEpochMilli(),
        PostJson.write(rules)
      };
    }
  }

  void decided(Decision decision, Instant now) {
    AtUri uri = decision.post().uri();
    Optional<Noted> before = noted(uri);
    String account = account(decision, before);
    boolean chosen = decision.action() != Action.SKIP;
    before.ifPresent(noted -> db.update("delete from mention where uri = ?", uri.toString()));
    if (before.filter(noted -> decision.isNotable() && noted.tells(decision)).isPresent()) {
      noteAgain(Note.of(decision, account), before.get(), now);
      return;
    }
    before.ifPresent(noted -> forgetHits(uri, noted));
    if (decision.isNotable()) {
      note(List.of(Note.of(decision, account)), now);
    } else if (before.isPresent()) {
      db.update("delete from noted where uri = ?", uri.toString());
    }
    int counted = before.filter(Noted::isChosen).isPresent() ? 1 : 0;
    if (chosen != (counted == 1)) {
      db.update(
          "insert into figure (account, chosen) values (?1, max(?2, 0)) on conflict (account)"
              + " do update set chosen = max(chosen + ?2, 0)",
          account,
          chosen ? 1 : -1);
    }
  }

  private static List<String> rulesOf(Decision decision) {
    return decision.evidence().stream().map(Evidence::rule).distinct().toList();
  }

  private void note(List<Note> notes, Instant now) {
    db.updateEach(
        "insert or replace into noted (uri, account, hidden, action, until, decided_at, rules)"
            + " values (?, ?, ?, ?, ?, ?, ?)",
        notes.stream().map(note -> note.row(now)).toList());
    List<Hit> all = new ArrayList<>();
    for (Note note : notes) {
      Action action = note.decision().action();
      for (String rule : note.rules()) {
        all.add(new Hit(rule, note.uri(), action, note.account(), note.hidden()));
      }
    }
    hits.add(all, now);
    notes.forEach(this::mention);
  }

  /** What waits is decided on in each cycle, and mostly as before. */
  private void noteAgain(Note note, Noted before, Instant now) {
    db.update(
        "update noted set hidden = ?, until = ?, decided_at = ? where uri = ?",
        note.hidden(),
        note.decision().until().map(Instant::toEpochMilli).orElse(null),
        now.toEpochMilli(),
        note.uri());
    hits.again(note.rules(), note.uri(), before.action(), before.decidedAt(), now, note.hidden());
    mention(note);
  }

  private void mention(Note note) {
    for (PaperId paper : note.decision().papers()) {
      for (Did through : note.decision().through()) {
        db.update(
            "insert or ignore into mention (uri, paper, account, posted_at, hidden)"
                + " values (?, ?, ?, ?, ?)",
            note.uri(),
            paper.value(),
            through.value(),
            note.decision().post().indexedAt().toEpochMilli(),
            note.hidden());
      }
    }
  }

  private static String account(Decision decision, Optional<Noted> before) {
    Author author = decision.post().author();
    Set<String> through = new TreeSet<>();
    decision.through().forEach(did -> through.add(did.value()));
    return before
        .map(Noted::account)
        .orElseGet(
            () ->
                through.isEmpty() || through.contains(author.did().value())
                    ? author.did().value()
                    : through.iterator().next());
  }

  private Optional<Noted> noted(AtUri uri) {
    return db
        .query(
            "select action, account, decided_at, rules from noted where uri = ?",
            r ->
                new Noted(
                    ToldTable.action(r.getString(1)),
                    r.getString(2),
                    Instant.ofEpochMilli(r.getLong(3)),
                    PostReader.texts(r.getString(4))),
            uri.toString())
        .stream()
        .findFirst();
  }

  private void forgetHits(AtUri uri, Noted noted) {
    for (String rule : noted.rules()) {
      hits.forget(rule, noted.decidedAt(), uri.toString(), noted.action());
    }
  }

  /** Tells of a post as taken back. */
  void takenBack(AtUri uri) {
    noted(uri)
        .ifPresent(
            noted -> {
              db.update(
                  "update noted set action = ?, until = null where uri = ?",
                  Action.RETRACT.word(),
                  uri.toString());
              for (String rule : noted.rules()) {
                hits.change(
                    rule, noted.decidedAt(), uri.toString(), noted.action(), Action.RETRACT);
              }
            });
  }

  /** Tells nothing of an account's posts any more. */
  void forgetAuthor(Did author) {
    // The sign after the one with which a post's address goes on.
    db.query(
            "select uri from noted where uri > ? and uri < ?",
            r -> AtUri.of(r.getString(1)),
            "at://" + author.value() + "/",
            "at://" + author.value() + "0")
        .forEach(this::forget);
  }

  private void forget(AtUri uri) {
    noted(uri).ifPresent(noted -> forgetHits(uri, noted));
    db.update("delete from mention where uri = ?", uri.toString());
    db.update("delete from noted where uri = ?", uri.toString());
  }

  /** Notes how the sources fared, and forgets some of what was left alone long ago. */
  void finished(CycleReport report) {
    for (SourceResult result : report.sources()) {
      if (result.status() != Status.SKIPPED) {
        fetched(result, report.startedAt());
      }
    }
    long old = report.startedAt().minus(LEFT_ALONE_KEPT).toEpochMilli();
    db.query(
            "select uri from noted indexed by noted_left"
                + " where action = 'skip' and decided_at < ? limit ?",
            r -> AtUri.of(r.getString(1)),
            old,
            FORGOTTEN_AT_ONCE)
        .forEach(this::leaveOut);
    hits.tidy();
  }

  /** A paper stays told, whatever was done with the post. */
  private void leaveOut(AtUri uri) {
    noted(uri).ifPresent(noted -> forgetHits(uri, noted));
    db.update("delete from noted where uri = ?", uri.toString());
  }

  private void fetched(SourceResult result, Instant at) {
    boolean read = result.status() == Status.OK;
    db.update(
        "insert into fetched (source, at, read, failures, error) values (?1, ?2, ?3, ?4, ?5)"
            + " on conflict (source) do update set at = ?2, read = coalesce(?3, read),"
            + " failures = iif(?4 = 0, 0, failures + 1), error = ?5",
        result.source().name(),
        at.toEpochMilli(),
        read ? at.toEpochMilli() : null,
        read ? 0 : 1,
        result.error());
  }
}
