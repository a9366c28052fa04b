package io.github.alignmentfeed.cycle;

import io.github.alignmentfeed.atproto.AtUri;
import io.github.alignmentfeed.atproto.Did;
import io.github.alignmentfeed.curation.Action;
import io.github.alignmentfeed.curation.Appraisal;
import io.github.alignmentfeed.curation.Candidate;
import io.github.alignmentfeed.curation.Curator;
import io.github.alignmentfeed.curation.Decision;
import io.github.alignmentfeed.curation.History;
import io.github.alignmentfeed.curation.Post;
import io.github.alignmentfeed.curation.Sighting;
import io.github.alignmentfeed.cycle.Ledger.Kept;
import io.github.alignmentfeed.cycle.Ledger.Page;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Decides on posts as they come in, where they can only be left alone: threads of which nothing
 * would be chosen, that name no paper, and of which there is nothing to find out. Whatever else is
 * known, nothing more can come of them; if the thread goes on, it is decided again. Nearly all
 * posts are such, so that only what matters has to be held together when the rest is decided.
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
  public Page screen(
      Did account, List<Sighting> sightings, Instant since, Instant known, Instant now) {
    Map<AtUri, Appraisal> appraisals = new LinkedHashMap<>();
    Set<AtUri> waiting = new HashSet<>();
    for (Sighting seen : sightings) {
      Post post = seen.post();
      if (!seen.at().isAfter(known)) {
        waiting.add(post.threadRoot());
      } else if (!appraisals.containsKey(post.uri())) {
        Candidate candidate = new Candidate(post, Set.of(account), since);
        Appraisal appraisal = curator.appraise(candidate);
        appraisals.put(post.uri(), appraisal);
        if (!standsAlone(appraisal)) {
          waiting.add(post.threadRoot());
        }
      }
    }
    appraisals.values().removeIf(a -> waiting.contains(a.candidate().post().threadRoot()));
    List<Appraisal> alone = List.copyOf(appraisals.values());
    return new Page(
        account, sightings, leftAlone(curator.decide(alone, History.NONE, now).decisions()));
  }

  /** The decisions on threads of which nothing is chosen. */
  private static List<Decided> leftAlone(List<Decision> decisions) {
    Set<AtUri> chosen = new HashSet<>();
    for (Decision decision : decisions) {
      if (decision.action() != Action.SKIP) {
        chosen.add(decision.post().threadRoot());
      }
    }
    List<Decided> skipped = new ArrayList<>(decisions.size());
    for (Decision decision : decisions) {
      if (!chosen.contains(decision.post().threadRoot())) {
        skipped.add(new Decided(decision, Outcome.NONE));
      }
    }
    return skipped;
  }

  private boolean standsAlone(Appraisal appraisal) {
    Post post = appraisal.candidate().post();
    return appraisal.judgement().papers().isEmpty()
        && appraisal.judgement().quotedPapers().isEmpty()
        && guides.stream().allMatch(guide -> guide.subjects(post).isEmpty());
  }

  @Override
  public List<Integer> keep(List<Page> pages, Instant now) {
    List<Integer> fresh = new ArrayList<>();
    for (Kept kept : ledger.keep(run, pages, now)) {
      fresh.add(kept.fresh());
      kept.decided().forEach(this::remember);
    }
    return fresh;
  }

  private void remember(Decided decided) {
    if (leftAlone.size() < most) {
      leftAlone.put(decided.decision().post().uri(), outlined(decided));
    } else {
      unlisted++;
    }
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
  List<Decided> leftAlone(Set<AtUri> others) {
    others.forEach(leftAlone::remove);
    return List.copyOf(leftAlone.values());
  }

  /** How many more were left alone than are remembered. */
  int unlisted() {
    return unlisted;
  }
}
