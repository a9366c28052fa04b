package io.github.alignmentfeed.store;

import io.github.alignmentfeed.atproto.AtUri;
import io.github.alignmentfeed.atproto.Did;
import io.github.alignmentfeed.curation.Action;
import io.github.alignmentfeed.curation.Candidate;
import io.github.alignmentfeed.curation.History;
import io.github.alignmentfeed.curation.Post;
import io.github.alignmentfeed.curation.Sighting;
import io.github.alignmentfeed.curation.Story;
import io.github.alignmentfeed.curation.StoryKey;
import io.github.alignmentfeed.cycle.Archive;
import io.github.alignmentfeed.cycle.CycleReport;
import io.github.alignmentfeed.cycle.Decided;
import io.github.alignmentfeed.cycle.Feeds;
import io.github.alignmentfeed.cycle.Findings;
import io.github.alignmentfeed.cycle.Ledger;
import io.github.alignmentfeed.cycle.LedgerException;
import io.github.alignmentfeed.cycle.Refusals;
import io.github.alignmentfeed.cycle.Writes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The ledger in a SQLite file, or in memory. */
public final class SqliteLedger implements Ledger {
  private static final String OWNER = "owner";

  private final Database db;
  private final Lender lender;
  private final Optional<WriterLock> lock;
  private final String name;
  private final FactTable facts;
  private final RunTable runs;
  private final NoteTable notes;
  private final Feeds feeds;
  private final PostTable posts;
  private final Keeping keeping;
  private final Pruning pruning;
  private final ToldTable told;
  private final RefusalTable refusals;
  private final FindingTable findings;
  private final StoryTable stories;
  private final WriteTable written;
  private final Writes writes;

  SqliteLedger(Database db, Lender lender, Optional<WriterLock> lock, String name) {
    this.db = db;
    this.lender = lender;
    this.lock = lock;
    this.name = name;
    this.facts = new FactTable(db);
    this.runs = new RunTable(db);
    this.notes = new NoteTable(db);
    this.feeds = new FeedTable(db);
    this.findings = new FindingTable(db);
    Changes changes = new Changes(facts);
    SeenTable seen = new SeenTable(db, lender);
    this.posts = new PostTable(db, findings, changes, lender);
    this.keeping = new Keeping(db, seen, changes, lender);
    this.pruning = new Pruning(db, facts, seen, runs);
    this.told = new ToldTable(db, seen, lender);
    this.refusals = new RefusalTable(db);
    this.stories = new StoryTable(db);
    this.written = new WriteTable(db);
    this.writes = new SqliteWrites(db, written, new Fates(posts, stories, written), notes);
  }

  /** What people ask of it, while it is open. */
  public Archive archive() {
    lender.lendNotes();
    return SqliteArchive.of(db, lender);
  }

  @Override
  public <T> T exclusively(Supplier<T> work) {
    return lock.isPresent() ? lock.get().hold(work) : work.get();
  }

  @Override
  public void belongTo(Did bot) {
    Optional<Did> owner = owner();
    if (owner.isPresent() && !owner.get().equals(bot)) {
      throw new LedgerException(
          "store "
              + name
              + " belongs to the bot "
              + owner.get()
              + ", not to "
              + bot
              + ": use another file as store for this bot");
    }
    if (owner.isEmpty()) {
      db.transaction(() -> facts.put(OWNER, bot.value()));
    }
  }

  @Override
  public Optional<Did> owner() {
    return facts.get(OWNER).map(Did::new);
  }

  @Override
  public boolean paused() {
    return facts.paused();
  }

  @Override
  public void pause(boolean paused) {
    db.transaction(() -> facts.pause(paused));
  }

  @Override
  public int keep(List<Sighting> sightings, Instant now) {
    List<Page> pages = new ArrayList<>();
    sightings.stream()
        .collect(Collectors.groupingBy(Sighting::through))
        .forEach((account, met) -> pages.add(new Page(account, met, List.of())));
    return keep("", pages, now).stream().mapToInt(Kept::fresh).sum();
  }

  @Override
  public List<Kept> keep(String run, List<Page> pages, Instant now) {
    List<Kept> kept = new ArrayList<>();
    if (pages.stream().anyMatch(page -> !page.sightings().isEmpty())) {
      db.swiftly(() -> pages.forEach(page -> kept.add(keep(run, page, now))));
    } else {
      pages.forEach(page -> kept.add(new Kept(0, List.of())));
    }
    return kept;
  }

  private Kept keep(String run, Page page, Instant now) {
    if (page.sightings().isEmpty()) {
      return new Kept(0, List.of());
    }
    Kept kept = keeping.keep(run, page, now);
    notes.met(page.account(), kept.fresh(), page.sightings());
    notes.first(kept.decided(), now);
    return kept;
  }

  @Override
  public List<Candidate> open() {
    return posts.open();
  }

  @Override
  public List<Candidate> threads(Set<AtUri> roots) {
    return posts.threads(roots);
  }

  @Override
  public void reconsider(Instant since) {
    db.transaction(() -> posts.reconsider(since, pruning.textsGone()));
  }

  @Override
  public void lookAgain(Instant since) {
    db.swiftly(() -> posts.lookAgain(since));
  }

  @Override
  public Optional<Post> post(AtUri uri) {
    return posts.post(uri);
  }

  @Override
  public History history(Set<AtUri> of, Set<StoryKey> keys, Instant now) {
    return new History(
        stories.of(keys),
        written.reposts(now.minus(Duration.ofDays(1))),
        written.standing(of, Action.REPOST),
        written.standing(of, Action.BOOKMARK),
        written.takenBack(of),
        posts.gone(of),
        paused());
  }

  @Override
  public void stories(List<Story> keys) {
    db.swiftly(() -> keys.forEach(stories::keep));
  }

  @Override
  public void decided(String run, List<Decided> decisions, Instant now) {
    if (!decisions.isEmpty()) {
      db.swiftly(
          () ->
              decisions.forEach(
                  d -> {
                    posts.decided(run, d, now);
                    notes.decided(d.decision(), now);
                  }));
    }
  }

  @Override
  public void unchanged(Set<AtUri> unchanged) {
    if (!unchanged.isEmpty()) {
      db.swiftly(() -> unchanged.forEach(posts::close));
    }
  }

  @Override
  public Feeds feeds() {
    return feeds;
  }

  @Override
  public Writes writes() {
    return writes;
  }

  @Override
  public Refusals refusals() {
    return refusals;
  }

  @Override
  public Findings findings() {
    return findings;
  }

  @Override
  public Optional<Instant> doneAt(Chore chore) {
    return facts.get(chore.name()).map(Instant::parse);
  }

  @Override
  public void done(Chore chore, Instant at) {
    db.swiftly(() -> facts.put(chore.name(), at.toString()));
  }

  @Override
  public void finished(CycleReport report) {
    db.swiftly(
        () -> {
          runs.finished(report);
          notes.finished(report);
        });
  }

  @Override
  public List<Told> told(Query query) {
    return told.told(query);
  }

  @Override
  public Optional<Told> told(AtUri post) {
    return told.told(post);
  }

  @Override
  public boolean prune(Instant texts, Instant posts) {
    return pruning.prune(texts, posts);
  }

  @Override
  public Optional<Instant> nextDue() {
    return posts.nextDue();
  }

  @Override
  public void close() {
    db.close();
  }
}
