package io.github.alignmentfeed.cycle;

import io.github.alignmentfeed.atproto.AtIdentifier;
import io.github.alignmentfeed.atproto.AtUri;
import io.github.alignmentfeed.atproto.Did;
import io.github.alignmentfeed.atproto.Handle;
import io.github.alignmentfeed.curation.Curator;
import io.github.alignmentfeed.curation.Decision;
import io.github.alignmentfeed.curation.Judge;
import io.github.alignmentfeed.curation.Policy;
import io.github.alignmentfeed.curation.Post;
import io.github.alignmentfeed.curation.Sighting;
import io.github.alignmentfeed.cycle.CycleReport.Trigger;
import io.github.alignmentfeed.cycle.Deciding.Round;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One round: fetch, decide, claim, send, settle. */
public final class Cycle {
  private static final Logger LOG = LoggerFactory.getLogger(Cycle.class);

  /** So many posts that were left alone a report lists; a rehearsal is there to be read whole. */
  private static final int MOST_LEFT_ALONE = 1000;

  private final Plan plan;
  private final PostSource posts;
  private final Ledger ledger;
  private final Account account;
  private final Learning learning;

  /**
   * What to follow and how to decide.
   *
   * @param bot the bot's own handle, where the configuration names it
   * @param sources in order of precedence
   * @param optOut accounts that are never repeated
   * @param policy without its accounts, which each cycle finds out
   * @param judge the rules
   * @param dryRun whether the account is a {@linkplain Rehearsal rehearsal}
   * @param connections how many feeds are read at once
   * @param maxDelay how long a cycle on the schedule may leave an account unasked; zero asks all
   */
  public record Plan(
      Optional<Handle> bot,
      List<Source> sources,
      List<AtIdentifier> optOut,
      Policy policy,
      Judge judge,
      boolean dryRun,
      int connections,
      Duration maxDelay) {}

  /** A cycle that knows of posts what they say, and asks nobody else. */
  public Cycle(Plan plan, PostSource posts, Ledger ledger, Account account) {
    this(plan, posts, ledger, account, List.of());
  }

  /**
   * @param guides whom to ask for what posts only point at
   */
  public Cycle(Plan plan, PostSource posts, Ledger ledger, Account account, List<Guide> guides) {
    this.plan = plan;
    this.posts = posts;
    this.ledger = ledger;
    this.account = account;
    this.learning = new Learning(guides, ledger);
  }

  /**
   * Runs one cycle.
   *
   * @param clock read once at the beginning for everything that is decided, and once at the end for
   *     the report
   * @param progress told how many feeds were read
   * @throws LockedException where another process is writing
   */
  public CycleReport run(Trigger trigger, InstantSource clock, IntConsumer progress) {
    Instant now = clock.instant();
    String id = UUID.randomUUID().toString();
    LogMark.set(id);
    Roster roster = Roster.call(plan.sources(), plan.optOut(), posts, ledger, now);
    Optional<AccountException> noLogin = logIn();
    Optional<Did> bot =
        plan.dryRun() || noLogin.isPresent() ? known(roster, now) : Optional.of(account.did());
    List<Did> followed =
        roster.accounts().keySet().stream()
            .filter(roster::willing)
            .filter(did -> !bot.equals(Optional.of(did)))
            .toList();
    Policy policy = plan.policy().following(roster.accounts(), roster.optedOut(), bot);
    Screening screening =
        new Screening(
            id,
            ledger,
            new Curator(policy, plan.judge()),
            learning.guides(),
            plan.dryRun() ? Integer.MAX_VALUE : MOST_LEFT_ALONE);
    Fetching fetching =
        new Fetching(
            posts,
            ledger,
            screening,
            plan.policy().limits().maxAge(),
            plan.connections(),
            progress);
    Agenda agenda = new Agenda(posts, ledger, roster, now);
    // Whoever asks for a cycle wants to see everything; and a rehearsal remembers nothing.
    boolean all = trigger != Trigger.SCHEDULE || plan.dryRun();
    fetching.fetch(all ? followed : agenda.due(followed, plan.maxDelay()), now);
    Reconciling reconciling =
        new Reconciling(account, ledger, new Curator(policy, plan.judge()), learning);
    Acted caughtUp =
        ledger.exclusively(
            () -> catchUp(id, reconciling, trigger, policy, roster.configured(), noLogin, now));
    // Nobody of the web is waited for while other processes wait.
    learning.learn(now.minus(plan.policy().limits().maxAge()), now);
    Acted acted = ledger.exclusively(() -> decideAndAct(id, reconciling, policy, caughtUp, now));
    ledger.feeds().progress(fetching.advanced());
    agenda.learn(fetching.answers(), fetching.failures());
    Optional<AccountException> stopped = acted.stopped();
    List<Decided> decided = new ArrayList<>(acted.decided());
    decided.addAll(
        screening.leftAlone(
            acted.decided().stream()
                .map(d -> d.decision().post().uri())
                .collect(Collectors.toSet())));
    CycleReport report =
        new CycleReport(
            id,
            trigger,
            now,
            clock.instant(),
            plan.dryRun(),
            fetching.results(roster),
            decided,
            screening.unlisted(),
            fetching.malformed(),
            stopped
                .filter(e -> e.kind() == AccountException.Kind.LOGIN)
                .map(AccountException::what),
            stopped
                .filter(e -> e.kind() != AccountException.Kind.LOGIN)
                .map(AccountException::what));
    ledger.finished(report);
    return report;
  }

  /**
   * What would be decided on a post if it were met now in its author's feed. Keeps the post in the
   * ledger.
   */
  public Optional<Decision> consider(Post post, Instant now) {
    Roster roster = Roster.call(plan.sources(), plan.optOut(), posts, ledger, now);
    Policy policy =
        plan.policy().following(roster.accounts(), roster.optedOut(), known(roster, now));
    Did author = post.author().did();
    ledger
        .feeds()
        .progress(Map.of(author, new Feeds.Feed(Instant.EPOCH, Instant.EPOCH, Instant.EPOCH)));
    ledger.keep(List.of(new Sighting(post, author, now)), now);
    learning.learn(List.of(post), now);
    Round round = deciding().decide(policy, ledger.threads(Set.of(post.threadRoot())), now);
    return Stream.concat(round.decisions().stream(), round.done().stream())
        .filter(d -> d.post().uri().equals(post.uri()))
        .findFirst();
  }

  private Deciding deciding() {
    return new Deciding(posts, ledger, plan.judge());
  }

  private Optional<Did> known(Roster roster, Instant now) {
    return ledger.owner().or(() -> plan.bot().flatMap(b -> roster.lookUp(b, posts, ledger, now)));
  }

  private record Acted(List<Decided> decided, Optional<AccountException> stopped) {}

  private Optional<AccountException> logIn() {
    if (plan.dryRun()) {
      return Optional.empty();
    }
    try {
      ledger.belongTo(account.did());
      return Optional.empty();
    } catch (AccountException e) {
      LOG.error("{}", e.what());
      return Optional.of(e);
    }
  }

  private Acted decideAndAct(
      String run, Reconciling reconciling, Policy before, Acted caughtUp, Instant now) {
    Optional<AccountException> stopped = caughtUp.stopped().or(() -> takeOver(reconciling, now));
    Policy policy = before.refusedBy(ledger.refusals().refusing());
    Round round =
        deciding().decide(policy, Deciding.followedStill(ledger.open(), policy, now), now);
    // Written down before anything is sent, so that a crash leaves no post without its story.
    ledger.stories(round.stories());
    List<Decided> pending = round.pending();
    ledger.decided(run, pending, now);
    ledger.unchanged(round.atRest());
    Acting acting = new Acting(account, ledger, policy, now);
    stopped.ifPresent(acting::stop);
    List<Decided> decided = acting.act(round.decisions());
    Set<String> shown =
        decided.stream()
            .filter(Decided::stands)
            .map(d -> d.decision().story())
            .collect(Collectors.toSet());
    if (plan.dryRun()) {
      decided = decided.stream().map(d -> new Decided(d.decision(), Outcome.NONE)).toList();
    }
    Map<AtUri, Decided> written =
        pending.stream().collect(Collectors.toMap(d -> d.decision().post().uri(), d -> d));
    ledger.decided(
        run,
        decided.stream()
            .filter(d -> d.wasWrite() || shown.contains(d.decision().story()))
            .filter(d -> !d.equals(written.get(d.decision().post().uri())))
            .toList(),
        now);
    List<Decided> all = new ArrayList<>(caughtUp.decided());
    all.addAll(decided);
    return new Acted(all, acting.stopped());
  }

  private Optional<AccountException> takeOver(Reconciling reconciling, Instant now) {
    if (plan.dryRun()) {
      return Optional.empty();
    }
    try {
      reconciling.takeOver(now);
      return Optional.empty();
    } catch (AccountException e) {
      return Optional.of(uncompared(e));
    }
  }

  private static AccountException uncompared(AccountException e) {
    LOG.warn("the account could not be compared, so nothing is written: {}", e.what());
    return e;
  }

  /** What must be known, and put right, before anything is sent. */
  private Acted catchUp(
      String run,
      Reconciling reconciling,
      Trigger trigger,
      Policy policy,
      Set<Did> configured,
      Optional<AccountException> noLogin,
      Instant now) {
    if (noLogin.isPresent() || plan.dryRun()) {
      return new Acted(List.of(), noLogin);
    }
    boolean whole = trigger == Trigger.MANUAL;
    List<Decided> retracted = new ArrayList<>();
    Optional<AccountException> stopped = Optional.empty();
    try {
      reconciling.finish(now);
      reconciling.compare(now);
      new Listening(account.people(), ledger, now).listen(configured, whole);
      if (!ledger.paused()) {
        Policy told = policy.refusedBy(ledger.refusals().refusing());
        new Cleaning(account, ledger, told, now).clean(whole, retracted);
      }
    } catch (AccountException e) {
      stopped = Optional.of(uncompared(e));
    }
    ledger.decided(run, retracted, now);
    return new Acted(retracted, stopped);
  }
}
