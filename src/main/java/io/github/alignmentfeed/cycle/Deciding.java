package io.github.alignmentfeed.cycle;

import io.github.alignmentfeed.atproto.AtUri;
import io.github.alignmentfeed.atproto.Did;
import io.github.alignmentfeed.curation.Action;
import io.github.alignmentfeed.curation.Appraisal;
import io.github.alignmentfeed.curation.Candidate;
import io.github.alignmentfeed.curation.Curator;
import io.github.alignmentfeed.curation.Decision;
import io.github.alignmentfeed.curation.History;
import io.github.alignmentfeed.curation.Judge;
import io.github.alignmentfeed.curation.Policy;
import io.github.alignmentfeed.curation.Story;
import io.github.alignmentfeed.curation.StoryKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides on posts, with what the ledger knows of their threads and stories. */
final class Deciding {
  private static final Logger LOG = LoggerFactory.getLogger(Deciding.class);

  private final PostSource posts;
  private final Ledger ledger;
  private final Judge judge;

  Deciding(PostSource posts, Ledger ledger, Judge judge) {
    this.posts = posts;
    this.ledger = ledger;
    this.judge = judge;
  }

  /**
   * What is to be done this time.
   *
   * @param done decisions on what was done before, or is gone
   * @param atRest what was open, but needs nothing that was not done before
   */
  record Round(
      List<Decision> decisions, List<Decision> done, List<Story> stories, Set<AtUri> atRest) {

    /** The decisions, all of a story open for as long as its post is not shown. */
    List<Decided> pending() {
      Set<String> due =
          decisions.stream()
              .filter(d -> Decided.isWrite(d.action()))
              .map(Decision::story)
              .collect(Collectors.toSet());
      return decisions.stream()
          .map(d -> due.contains(d.story()) ? Decided.pending(d) : new Decided(d, Outcome.NONE))
          .toList();
    }
  }

  /** Decides on posts, together with the rest of their threads. */
  Round decide(Policy policy, List<Candidate> open, Instant now) {
    Map<AtUri, Candidate> candidates = new HashMap<>();
    open.forEach(c -> candidates.put(c.post().uri(), c));
    Set<AtUri> atRest = new HashSet<>(candidates.keySet());
    Set<AtUri> roots = open.stream().map(c -> c.post().threadRoot()).collect(Collectors.toSet());
    ledger.threads(roots).forEach(c -> candidates.putIfAbsent(c.post().uri(), c));
    Curator curator = new Curator(withFollowers(policy, candidates.values()), judge);
    List<Appraisal> appraisals = candidates.values().stream().map(curator::appraise).toList();
    Set<StoryKey> keys = new LinkedHashSet<>();
    appraisals.forEach(a -> keys.addAll(a.keys()));
    History history = ledger.history(candidates.keySet(), keys, now);
    Curator.Plan plan = curator.decide(appraisals, history, now);
    // Of what is gone it was said why when it went.
    List<Decision> decisions = new ArrayList<>();
    List<Decision> done = new ArrayList<>(plan.done());
    plan.decisions()
        .forEach(d -> (history.gone().contains(d.post().uri()) ? done : decisions).add(d));
    decisions.forEach(d -> atRest.remove(d.post().uri()));
    List<Story> stories = worthKeeping(plan, candidates.values(), history);
    return new Round(decisions, done, stories, atRest);
  }

  /**
   * Without those that are known as they are, and those that tell nothing beyond their only thread,
   * of which nothing is or was chosen: they are told again from its posts. Most posts are such
   * stories.
   */
  private static List<Story> worthKeeping(
      Curator.Plan plan, Collection<Candidate> candidates, History history) {
    Map<StoryKey, AtUri> roots = new HashMap<>();
    for (Candidate c : candidates) {
      roots.put(StoryKey.thread(c.post().uri()), c.post().threadRoot());
      roots.put(StoryKey.thread(c.post().threadRoot()), c.post().threadRoot());
    }
    Set<String> kept = new HashSet<>();
    history.stories().forEach(story -> kept.add(story.id()));
    plan.decisions().stream()
        .filter(d -> d.action() != Action.SKIP || d.open())
        .forEach(d -> kept.add(d.story()));
    Set<Story> known = Set.copyOf(history.stories());
    return plan.stories().stream()
        .filter(story -> !known.contains(story))
        .filter(
            story ->
                kept.contains(story.id())
                    || !story.keys().stream()
                        .allMatch(key -> story.id().equals(String.valueOf(roots.get(key)))))
        .toList();
  }

  /** Without what nobody leads to at the moment: it stays open while it could still be shown. */
  static List<Candidate> followedStill(List<Candidate> open, Policy policy, Instant now) {
    Instant tooOld = now.minus(policy.limits().maxAge());
    return open.stream()
        .filter(
            c ->
                c.post().indexedAt().isBefore(tooOld)
                    || c.through().stream().anyMatch(policy.accounts()::containsKey))
        .toList();
  }

  private Policy withFollowers(Policy policy, Collection<Candidate> candidates) {
    Set<Did> authors =
        candidates.stream()
            .map(c -> c.post().author().did())
            .filter(policy::asksForFollowing)
            .collect(Collectors.toSet());
    if (authors.isEmpty() || policy.bot().isEmpty()) {
      return policy;
    }
    try {
      return posts.followers(policy.bot().get(), authors).map(policy::followedBy).orElse(policy);
    } catch (SourceException e) {
      // Each post is asked for once more before it is sent; that must do.
      LOG.warn("{}", e.what());
      return policy;
    }
  }
}
