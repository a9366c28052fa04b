package io.github.alignmentfeed.store;

import io.github.alignmentfeed.atproto.AtUri;
import io.github.alignmentfeed.cycle.Archive.Run;
import io.github.alignmentfeed.cycle.Ledger.Told;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** What strangers are told where accounts show their posts to signed-in people alone. */
final class Discretion {
  private static final String SOMEBODY =
      "an account that shows its posts to signed-in people alone";
  private static final Pattern POST = Pattern.compile("(at://[^\\s;,]+)( of @[^\\s;,]+)?");

  private final Database db;
  private final PostTable posts;

  Discretion(Database db, PostTable posts) {
    this.db = db;
    this.posts = posts;
  }

  /** Their DIDs and handles, and the names of sources that stand for one of them. */
  Set<String> hidden() {
    Set<String> names = new HashSet<>();
    db.query(
            "select account, handle from figure where hidden = 1",
            r -> r.getString(1) + " " + r.getString(2))
        .forEach(both -> names.addAll(Set.of(both.strip().split(" ", 2))));
    if (!names.isEmpty()) {
      db.query(
              "select name from source, json_each(members) member"
                  + " where json_array_length(members) = 1 and member.value in"
                  + " (select account from figure where hidden = 1)",
              r -> r.getString(1))
          .forEach(names::add);
    }
    return names;
  }

  /** A decision whose reason and story name no post of theirs. */
  Told toStrangers(Told t) {
    String reason =
        POST.matcher(t.reason())
            .replaceAll(found -> isHidden(found.group(1)) ? "a post of " + SOMEBODY : "$0");
    boolean own = t.story().equals(t.uri().toString());
    String story = !own && isHidden(t.story()) ? "" : t.story();
    return reason.equals(t.reason()) && story.equals(t.story())
        ? t
        : new Told(
            t.uri(),
            t.handle(),
            t.text(),
            t.action(),
            t.intended(),
            t.outcome(),
            t.until(),
            reason,
            t.score(),
            t.evidence(),
            story,
            t.papers(),
            t.through(),
            t.decidedAt(),
            t.standing());
  }

  private boolean isHidden(String post) {
    Optional<AtUri> uri = AtUri.parse(post);
    return uri.isPresent()
        && (posts.post(uri.get()).filter(p -> p.author().hidesFromStrangers()).isPresent()
            || !db.query(
                    "select 1 from figure where account = ? and hidden = 1",
                    r -> 1,
                    uri.get().did().value())
                .isEmpty());
  }

  /** Leaves out of cycles what went wrong with a source of theirs. */
  UnaryOperator<Run> runsToStrangers() {
    Set<String> names = hidden();
    return run ->
        new Run(
            run.id(),
            run.trigger(),
            run.startedAt(),
            run.finishedAt(),
            run.dryRun(),
            run.fetched(),
            run.fresh(),
            run.decisions(),
            run.failed(),
            run.problems().stream()
                .map(p -> names.stream().anyMatch(p::contains) ? "of " + SOMEBODY : p)
                .toList());
  }
}
