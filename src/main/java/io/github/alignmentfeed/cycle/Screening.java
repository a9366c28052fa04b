package io.github.alignmentfeed.cycle;

import io.github.alignmentfeed.atproto.AtUri;
import io.github.alignmentfeed.curation.Action;
import io.github.alignmentfeed.curation.Appraisal;
import io.github.alignmentfeed.curation.Candidate;
import io.github.alignmentfeed.curation.Curator;
import io.github.alignmentfeed.curation.Decision;
import io.github.alignmentfeed.curation.History;
import io.github.alignmentfeed.curation.Judgement;
import io.github.alignmentfeed.curation.Post;
import io.github.alignmentfeed.curation.Rule;
import io.github.alignmentfeed.curation.Sighting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Keeps posts, and decides at once on those that can only be left alone: whole threads, met for the
 * first time, that together do not reach a bookmark, name no paper, and of which there is nothing
 * to find out. Nearly all posts are such, so that only what matters has to be held together when
 * the rest is decided. If their thread goes on, they are decided again with it.
 */
final class Screening implements Fetching.Keeping {
  private static final int SHOWN = 100;

  private final int most;
  private final String run;
  private final Ledger ledger;
  private final Curator curator;
  private final List<Guide> guides;
  private final Map<AtUri, Decided> leftAlone = new LinkedHashMap<>();
  private int unlisted;

  /**
   * @param most how many posts that are left alone are remembered for the report
   */
  Screening(String run, Ledger ledger, Curator curator, List<Guide> guides, int most) {
    this.most = most;
    this.run = run;
    this.ledger = ledger;
    this.curator = curator;
    this.guides = guides;
  }

  @Override
  public int keep(List<Sighting> sightings, Instant since, Instant now) {
    Map<AtUri, List<Appraisal>> threads = new LinkedHashMap<>();
    for (Sighting seen : sightings) {
      Post post = seen.post();
      if (ledger.post(post.uri()).isEmpty()) {
        Candidate candidate = new Candidate(post, Set.of(seen.through()), since);
        threads
            .computeIfAbsent(post.threadRoot(), root -> new ArrayList<>())
            .add(curator.appraise(candidate));
      }
    }
    int fresh = ledger.keep(sightings, now);
    List<Appraisal> hopeless =
        threads.entrySet().stream()
            .filter(thread -> isHopeless(thread.getKey(), thread.getValue()))
            .flatMap(thread -> thread.getValue().stream())
            .toList();
    List<Decided> decided =
        curator.decide(hopeless, History.NONE, now).decisions().stream()
            .filter(decision -> decision.action() == Action.SKIP)
            .map(decision -> new Decided(decision, Outcome.NONE))
            .toList();
    ledger.decided(run, decided, now);
    decided.forEach(this::remember);
    return fresh;
  }

  private void remember(Decided decided) {
    if (leftAlone.size() < most) {
      leftAlone.put(decided.decision().post().uri(), outlined(decided));
    } else {
      unlisted++;
    }
  }

  private boolean isHopeless(AtUri root, List<Appraisal> posts) {
    int points = posts.stream().mapToInt(a -> points(a.judgement())).sum();
    return points < curator.policy().bookmarkAt()
        && posts.stream().allMatch(this::standsAlone)
        && isWhole(root, posts);
  }

  private static int points(Judgement judgement) {
    return judgement.rules().stream().mapToInt(Rule::points).filter(p -> p > 0).sum();
  }

  private boolean standsAlone(Appraisal appraisal) {
    Post post = appraisal.candidate().post();
    return appraisal.judgement().papers().isEmpty()
        && appraisal.judgement().quotedPapers().isEmpty()
        && guides.stream().allMatch(guide -> guide.subjects(post).isEmpty());
  }

  /** Whether nothing else is known of the thread. */
  private boolean isWhole(AtUri root, List<Appraisal> posts) {
    boolean begins = posts.size() == 1 && posts.get(0).candidate().post().uri().equals(root);
    return begins || ledger.threads(Set.of(root)).size() == posts.size();
  }

  /** With no more of the post than a report shows, for there may be very many. */
  private static Decided outlined(Decided decided) {
    Decision d = decided.decision();
    return new Decided(
        new Decision(
            d.post().outlined(SHOWN),
            d.through(),
            d.action(),
            d.intended(),
            d.until(),
            d.reason(),
            d.score(),
            d.evidence(),
            d.story(),
            d.papers(),
            d.open()),
        decided.outcome());
  }

  /** What was left alone, apart from what was decided again. */
  List<Decided> leftAlone(List<Decided> others) {
    others.forEach(d -> leftAlone.remove(d.decision().post().uri()));
    return List.copyOf(leftAlone.values());
  }

  /** How many more were left alone than are remembered. */
  int unlisted() {
    return unlisted;
  }
}
