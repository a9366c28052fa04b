package io.github.alignmentfeed.store;

import io.github.alignmentfeed.atproto.AtUri;
import io.github.alignmentfeed.atproto.Did;
import io.github.alignmentfeed.curation.Card;
import io.github.alignmentfeed.curation.PaperId;
import io.github.alignmentfeed.cycle.Finding;
import io.github.alignmentfeed.cycle.Findings;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What was found out of addresses and papers, and for which posts it is still wanted. */
final class FindingTable implements Findings {
  private static final String TOLD_OTHERWISE =
      "(not exists (select 1 from post where post.uri = wanted.uri)"
          + " or exists (select 1 from story where shown = wanted.uri and standing = 'CLOSED'))";

  private final Database db;

  FindingTable(Database db) {
    this.db = db;
  }

  @Override
  public Optional<String> target(String address) {
    return db
        .query(
            "select target from finding where subject = ? and target is not null",
            r -> r.getString(1),
            address)
        .stream()
        .findFirst();
  }

  @Override
  public Optional<Card> about(PaperId paper) {
    return db
        .query(
            "select title, summary from finding where subject = ? and title is not null",
            r -> new Card(paper.value(), r.getString(1), r.getString(2)),
            paper.value())
        .stream()
        .findFirst();
  }

  @Override
  public void want(AtUri post, Set<String> subjects) {
    if (subjects.isEmpty()) {
      return;
    }
    db.transaction(
        () ->
            subjects.forEach(
                subject ->
                    db.update(
                        "insert or ignore into wanted (subject, uri) select ?1, ?2 where not exists"
                            + " (select 1 from finding where subject = ?1 and again is null)",
                        subject,
                        post.toString())));
  }

  @Override
  public List<String> due(Instant since, Instant now) {
    db.transaction(
        () ->
            db.update(
                "delete from wanted where not exists"
                    + " (select 1 from post"
                    + " where post.uri = wanted.uri and indexed_at >= ?1 and gone = 0)"
                    + " and not exists"
                    + " (select 1 from write where write.uri = wanted.uri and at >= ?1)",
                since.toEpochMilli()));
    return db.query(
        "select wanted.subject from wanted left join post using (uri)"
            + " left join finding on finding.subject = wanted.subject"
            + " where coalesce(post.gone, 0) = 0"
            + " and (finding.subject is null or finding.again <= ?)"
            + " group by wanted.subject"
            + " order by coalesce(max(finding.tries), 0), min(coalesce(post.indexed_at, 0)),"
            + " wanted.subject",
        r -> r.getString(1),
        now.toEpochMilli());
  }

  @Override
  public void note(String subject, Finding finding, Instant now) {
    db.transaction(
        () -> {
          if (finding instanceof Finding.Target target) {
            found(subject, target.address(), null, null);
          } else if (finding instanceof Finding.Subject about) {
            found(subject, null, about.title(), about.summary());
          } else if (finding instanceof Finding.Nothing nothing) {
            foundNothing(subject, nothing, now);
          }
        });
  }

  private void found(
      String subject, @Nullable String target, @Nullable String title, @Nullable String summary) {
    db.update(
        "insert or replace into finding (subject, target, title, summary, tries, again)"
            + " values (?, ?, ?, ?, 0, null)",
        subject,
        target,
        title,
        summary);
    db.update(
        "update post set open = 1 where uri in (select uri from wanted where subject = ?)",
        subject);
    db.update("delete from wanted where subject = ? and not " + TOLD_OTHERWISE, subject);
  }

  @Override
  public List<AtUri> answered() {
    return db.query(
        "select distinct uri from wanted join finding using (subject)"
            + " where finding.again is null and "
            + TOLD_OTHERWISE,
        r -> AtUri.of(r.getString(1)));
  }

  @Override
  public void told(AtUri post) {
    db.transaction(
        () ->
            db.update(
                "delete from wanted where uri = ?"
                    + " and subject in (select subject from finding where again is null)",
                post.toString()));
  }

  @Override
  public void forget(Did author) {
    db.transaction(
        () ->
            db.update(
                "delete from wanted where uri > ? and uri < ?",
                "at://" + author + "/",
                "at://" + author + "0"));
  }

  private void foundNothing(String subject, Finding.Nothing nothing, Instant now) {
    int tries =
        1
            + db
                .query("select tries from finding where subject = ?", r -> r.getInt(1), subject)
                .stream()
                .findFirst()
                .orElse(0);
    db.update(
        "insert into finding (subject, tries, again) values (?, ?, ?) on conflict (subject)"
            + " do update set tries = excluded.tries, again = excluded.again"
            + " where finding.again is not null",
        subject,
        tries,
        now.plus(Findings.rest(nothing, tries)).toEpochMilli());
  }
}
