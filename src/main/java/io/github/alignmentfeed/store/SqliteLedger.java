package io.github.alignmentfeed.store;

import io.github.alignmentfeed.atproto.AtUri;
import io.github.alignmentfeed.atproto.Did;
import io.github.alignmentfeed.curation.Action;
import io.github.alignmentfeed.curation.Candidate;
import io.github.alignmentfeed.curation.Decision;
import io.github.alignmentfeed.curation.History;
import io.github.alignmentfeed.curation.Post;
import io.github.alignmentfeed.curation.Sighting;
import io.github.alignmentfeed.curation.Story;
import io.github.alignmentfeed.curation.StoryKey;
import io.github.alignmentfeed.cycle.Activity;
import io.github.alignmentfeed.cycle.Archive;
import io.github.alignmentfeed.cycle.CycleReport;
import io.github.alignmentfeed.cycle.Decided;
import io.github.alignmentfeed.cycle.Findings;
import io.github.alignmentfeed.cycle.Ledger;
import io.github.alignmentfeed.cycle.LedgerException;
import io.github.alignmentfeed.cycle.Refusals;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The ledger in a SQLite file, or in memory. */
public final class SqliteLedger implements Ledger {
  private static final String OWNER = "owner";
  private static final String NOTED = "noted";

  /** So many decisions of an older store are told on the pages. */
  private static final int PAST = 100_000;

  /** How long to wait for another process that writes to the account. */
  public static final Duration LOCK_PATIENCE = Duration.ofSeconds(60);

  private final Database db;
  private final Lender lender;
  private final Optional<WriterLock> lock;
  private final String name;
  private final FactTable facts;
  private final RunTable runs;
  private final NoteTable notes;
  private final FeedTable feeds;
  private final PostTable posts;
  private final Keeping keeping;
  private final Pruning pruning;
  private final ToldTable told;
  private final RefusalTable refusals;
  private final FindingTable findings;
  private final StoryTable stories;
  private final WriteTable writes;
  private final Fates fates;

  private SqliteLedger(Database db, Lender lender, Optional<WriterLock> lock, String name) {
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
    this.writes = new WriteTable(db);
    this.fates = new Fates(posts, stories, writes);
  }

  private SqliteLedger noteThePast() {
    if (facts.get(NOTED).isEmpty()) {
      db.transaction(this::noteDecisions);
    }
    return this;
  }

  private void noteDecisions() {
    Set<Action> chosen = EnumSet.complementOf(EnumSet.of(Action.SKIP));
    for (Told t : told.told(new Query(chosen, false, Instant.EPOCH, PAST))) {
      post(t.uri())
          .ifPresent(
              post -> {
                notes.decided(decision(t, post), t.decidedAt());
                if (t.standing().equals(WriteTable.TAKEN_BACK)) {
                  notes.takenBack(t.uri());
                }
              });
    }
    facts.put(NOTED, "yes");
  }

  private static Decision decision(Told t, Post post) {
    return new Decision(
        post,
        Set.copyOf(t.through()),
        t.action(),
        t.intended(),
        t.until(),
        t.reason(),
        t.score(),
        t.evidence(),
        t.story(),
        t.papers(),
        false);
  }

  /**
   * Opens a store for reading and writing; makes the file, and its folder, where there is none.
   *
   * @param url {@code jdbc:sqlite:} and a path
   * @throws LedgerException where it cannot be used, with what to do
   */
  public static SqliteLedger open(String url) {
    return open(url, LOCK_PATIENCE);
  }

  /**
   * @param url {@code jdbc:sqlite:} and a path
   * @param lockPatience how long to wait for another process that writes to the account, or holds
   *     the file
   * @throws LedgerException where it cannot be used, with what to do
   */
  public static SqliteLedger open(String url, Duration lockPatience) {
    StoreFile file = StoreFile.of(url);
    file.makeFolder();
    WriterLock lock = new WriterLock(file.beside("lock"), lockPatience);
    return new SqliteLedger(
            file.open(shorter(lockPatience)), Lender.NOBODY, Optional.of(lock), file.toString())
        .noteThePast();
  }

  /** What a store knows, for reading alone; of one that is not there nothing. */
  public static SqliteLedger read(String url, Duration patience) {
    StoreFile file = StoreFile.of(url);
    return new SqliteLedger(
        file.read(shorter(patience)), Lender.NOBODY, Optional.empty(), file.toString());
  }

  /** A store in memory that begins with what a file knows: nothing is ever written to that. */
  public static SqliteLedger rehearse(String url) {
    return rehearse(url, StoreFile.PATIENCE);
  }

  /**
   * @param patience how long to wait for another process that holds the file, at most
   */
  public static SqliteLedger rehearse(String url, Duration patience) {
    StoreFile file = StoreFile.of(url);
    if (!file.isCurrent(shorter(patience))) {
      return read(url, patience);
    }
    Database db = StoreFile.inMemory();
    Lender lender = FileLender.attach(db, file, shorter(patience));
    return new SqliteLedger(db, lender, Optional.empty(), file.toString());
  }

  private static Duration shorter(Duration patience) {
    return patience.compareTo(StoreFile.PATIENCE) < 0 ? patience : StoreFile.PATIENCE;
  }

  /** An empty store in memory. */
  public static SqliteLedger inMemory() {
    return new SqliteLedger(StoreFile.inMemory(), Lender.NOBODY, Optional.empty(), "in memory");
  }

  /** A file that belongs to a store and lies beside it. */
  public static Path beside(String url, String suffix) {
    return StoreFile.of(url).beside(suffix);
  }

  /** Why a store cannot be written, as far as its files tell without writing. */
  public static Optional<String> unwritable(String url) {
    return StoreFile.of(url).unwritable();
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
  public Optional<Remembered> remembered(String source) {
    return feeds.remembered(source);
  }

  @Override
  public void remember(String source, List<Did> members, Instant at) {
    db.swiftly(() -> feeds.remember(source, members, at));
  }

  @Override
  public void remember(Map<String, Did> sources, Instant at) {
    db.swiftly(() -> sources.forEach((name, did) -> feeds.remember(name, List.of(did), at)));
  }

  @Override
  public Map<Did, Feed> feeds() {
    return feeds.all();
  }

  @Override
  public void progress(Map<Did, Feed> read) {
    db.swiftly(() -> read.forEach(feeds::progress));
  }

  @Override
  public Map<Did, Activity> activities() {
    return feeds.activities();
  }

  @Override
  public void learnt(Map<Did, Activity> activities) {
    if (!activities.isEmpty()) {
      db.swiftly(() -> activities.forEach(feeds::learnt));
    }
  }

  @Override
  public int keep(List<Sighting> sightings, Instant now) {
    int[] unknown = {0};
    if (!sightings.isEmpty()) {
      db.swiftly(
          () ->
              NoteTable.byFeed(sightings)
                  .forEach(
                      (account, met) -> {
                        int fresh = keeping.keep(met, now);
                        notes.met(account, fresh, met);
                        unknown[0] += fresh;
                      }));
    }
    return unknown[0];
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
        writes.reposts(now.minus(Duration.ofDays(1))),
        writes.standing(of, Action.REPOST),
        writes.standing(of, Action.BOOKMARK),
        writes.takenBack(of),
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
  public void claim(Claim claim) {
    db.transaction(() -> fates.claimed(claim));
  }

  @Override
  public void settle(Claim claim, Instant at) {
    db.transaction(() -> fates.settled(claim, at));
  }

  @Override
  public void release(Claim claim) {
    db.transaction(() -> fates.released(claim));
  }

  @Override
  public List<Claim> unfinished() {
    return writes.in(WriteTable.CLAIMED, Instant.EPOCH);
  }

  @Override
  public void gone(AtUri post) {
    db.transaction(() -> fates.gone(post));
  }

  @Override
  public List<Claim> standing(Instant since) {
    return writes.in(WriteTable.STANDS, since);
  }

  @Override
  public Optional<Claim> standing(AtUri post, Action action) {
    return writes.standing(post, action);
  }

  @Override
  public List<Claim> standing(Did author) {
    return writes.standing(author);
  }

  @Override
  public void takenBack(AtUri post, Set<StoryKey> keys, Instant at) {
    db.transaction(
        () -> {
          fates.takenBack(post, keys, at);
          notes.takenBack(post);
        });
  }

  @Override
  public void recognise(Claim claim, Set<StoryKey> keys, Instant at) {
    db.transaction(() -> fates.recognised(claim, keys, at));
  }

  @Override
  public void retracted(Claim claim, Retraction why, Instant at) {
    db.transaction(
        () -> {
          fates.retracted(claim, why, at);
          notes.takenBack(claim.subject().uri());
          if (why == Retraction.REFUSED) {
            notes.forgetAuthor(claim.subject().uri().did());
          }
        });
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
  public void spend(int points, Instant at) {
    db.transaction(() -> writes.spend(points, at));
  }

  @Override
  public int spent(Instant since) {
    return writes.spent(since);
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
