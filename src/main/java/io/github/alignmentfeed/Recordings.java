package io.github.alignmentfeed;

import io.github.alignmentfeed.atproto.AtIdentifier;
import io.github.alignmentfeed.atproto.AtUri;
import io.github.alignmentfeed.bluesky.Recording;
import io.github.alignmentfeed.bluesky.Recording.Labelled;
import io.github.alignmentfeed.bluesky.Recording.LabelledFile;
import io.github.alignmentfeed.bluesky.ReplaySource;
import io.github.alignmentfeed.config.Configuration;
import io.github.alignmentfeed.curation.Action;
import io.github.alignmentfeed.curation.Decision;
import io.github.alignmentfeed.curation.Evaluation;
import io.github.alignmentfeed.curation.Policy.Followed;
import io.github.alignmentfeed.curation.Policy.Reposts;
import io.github.alignmentfeed.curation.Policy.Wish;
import io.github.alignmentfeed.cycle.Cycle;
import io.github.alignmentfeed.cycle.CycleReport;
import io.github.alignmentfeed.cycle.Decided;
import io.github.alignmentfeed.cycle.EachOnce;
import io.github.alignmentfeed.cycle.Ledger;
import io.github.alignmentfeed.cycle.Progress;
import io.github.alignmentfeed.cycle.Replay;
import io.github.alignmentfeed.cycle.Source;
import io.github.alignmentfeed.store.Stores;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The engine on recorded posts, on the recording's own time; nothing is kept. */
public final class Recordings {
  private static final Duration CRON_TICK = Duration.ofMinutes(10);

  private final Configuration configuration;
  private final Plans plans;

  Recordings(Configuration configuration) {
    this.configuration = configuration;
    this.plans = new Plans(configuration);
  }

  /** The final decisions on recorded posts, on their own time; nothing is kept. */
  public CycleReport replay(Path recording) {
    plans.compileMeanwhile();
    ReplaySource posts = new ReplaySource(Recording.read(recording));
    try (Ledger ledger = Stores.inMemory()) {
      return replay(posts, ledger);
    }
  }

  /** The same, kept in a ledger. */
  CycleReport replay(ReplaySource posts, Ledger ledger) {
    return replay(posts, configuration.optOut(), ledger, now -> {});
  }

  private CycleReport replay(
      ReplaySource posts, List<AtIdentifier> optOut, Ledger ledger, Consumer<Instant> passed) {
    Cycle.Plan plan = plans.plan(sources(posts), optOut, plans.policy(), true, 1);
    return replay(
        new Cycle(plan, new EachOnce(posts), ledger, Plans.rehearsal(ledger)),
        posts,
        ledger,
        passed);
  }

  /**
   * What the rules make of recorded posts, beside what others make of them.
   *
   * @param since how much of the recording's end is taken; absent takes the whole
   * @param other the same configuration with the other rules
   */
  public Backtested backtest(
      Path file, Optional<Duration> since, Optional<Configuration> other, Progress progress) {
    Recording whole = Recording.read(file);
    Recording recording = since.map(whole::last).orElse(whole);
    Supplier<ReplaySource> posts = () -> new ReplaySource(recording);
    CycleReport today = tested(posts.get(), configuration.optOut(), "deciding", progress);
    Optional<CycleReport> others =
        other.map(
            c ->
                new Recordings(c)
                    .tested(posts.get(), c.optOut(), "deciding by the other rules", progress));
    return Backtested.of(today, others, today.sources(), today.malformed());
  }

  /** The final decisions on posts gone by, as if the bot had not acted then. */
  CycleReport tested(
      ReplaySource posts, List<AtIdentifier> optOut, String what, Progress progress) {
    Progress.Span span = new Progress.Span(posts.first(), posts.last());
    try (Ledger ledger = Stores.inMemory()) {
      return replay(posts, optOut, ledger, now -> span.tell(progress, what, now));
    }
  }

  private CycleReport replay(
      Cycle cycle, ReplaySource posts, Ledger ledger, Consumer<Instant> passed) {
    Duration tick =
        configuration.schedule() instanceof Configuration.Every every
            ? every.interval()
            : CRON_TICK;
    return new Replay(cycle, posts, ledger, tick).run(passed);
  }

  /**
   * The rules put to labelled posts. Every account counts as vouched for, and limits and age gates
   * are off, because a label judges what a post says.
   */
  public Evaluation evaluate(Path file) {
    LabelledFile labelled = Recording.labelled(file, Evaluation.LABELS);
    ReplaySource posts = new ReplaySource(labelled.recording());
    Map<AtUri, Decided> decided = new HashMap<>();
    try (Ledger ledger = Stores.inMemory()) {
      List<Source> sources = allOf(posts, Reposts.VOUCH);
      Cycle.Plan plan = plans.plan(sources, plans.policy().unlimited(), true, 1);
      replay(
              new Cycle(plan, new EachOnce(posts), ledger, Plans.rehearsal(ledger)),
              posts,
              ledger,
              now -> {})
          .decisions()
          .forEach(d -> decided.put(d.decision().post().uri(), d));
    }
    List<Evaluation.Item> items = new ArrayList<>();
    for (Labelled item : labelled.posts()) {
      // A post that stands in the file twice is decided on where it comes first.
      items.add(evaluated(item, Optional.ofNullable(decided.remove(item.sighting().post().uri()))));
    }
    return new Evaluation(items, labelled.problems());
  }

  private static Evaluation.Item evaluated(Labelled item, Optional<Decided> decided) {
    Optional<Decision> decision = decided.map(Decided::decision);
    return new Evaluation.Item(
        item.id(),
        item.sighting().post().uri(),
        item.label(),
        item.category(),
        item.sighting().post().content().text(),
        decision.map(Decision::action).orElse(Action.SKIP),
        decision.map(Decision::score).orElse(0),
        decision.map(Decision::reason).orElse("it was met before"),
        decision.map(Decision::evidence).orElse(List.of()));
  }

  /** The configured accounts that a recording holds; all of the recording's where it holds none. */
  List<Source> sources(ReplaySource posts) {
    List<Source> known =
        configuration.sources().stream().filter(s -> !posts.members(s).isEmpty()).toList();
    return known.isEmpty() ? allOf(posts, Reposts.BOOKMARK) : known;
  }

  private static List<Source> allOf(ReplaySource posts, Reposts reposts) {
    Followed plainly = new Followed(true, true, reposts, Wish.UNSAID, Action.REPOST);
    return posts.accounts().keySet().stream()
        .map(did -> new Source(did.value(), Source.Kind.ACCOUNT, did, "", plainly))
        .toList();
  }

  /** Why a post of a recording ends as it does. */
  public Optional<Explanation> explain(Path recording, PostName name) {
    ReplaySource posts = new ReplaySource(Recording.read(recording));
    try (Ledger ledger = Stores.inMemory()) {
      replay(posts, ledger);
      return name.in(posts)
          .flatMap(uri -> plans.explained(ledger, uri))
          .map(Explanation::withoutStanding);
    }
  }
}
