package io.github.alignmentfeed.curation;

import io.github.alignmentfeed.atproto.AtIdentifier;
import io.github.alignmentfeed.atproto.AtUri;
import io.github.alignmentfeed.atproto.Did;
import io.github.alignmentfeed.curation.Curator.Plan;
import io.github.alignmentfeed.curation.Policy.Consent;
import io.github.alignmentfeed.curation.Policy.Followed;
import io.github.alignmentfeed.curation.Policy.Limits;
import io.github.alignmentfeed.curation.Policy.Reposts;
import io.github.alignmentfeed.curation.Policy.Wish;
import io.github.alignmentfeed.curation.Rule.Condition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A curator with simple rules, for tests: who is followed, what happened, what is decided. */
final class Desk {
  static final Followed PLAINLY =
      new Followed(true, true, Reposts.BOOKMARK, Wish.UNSAID, Action.REPOST);

  final Map<Did, Followed> followed = new HashMap<>();
  Limits limits = new Limits(100, 100, 100, Duration.ZERO, Duration.ofDays(3));
  Duration settle = Duration.ZERO;
  Set<String> languages = Set.of();
  Set<AtIdentifier> optedOut = Set.of();
  Consent consent = Consent.LISTED;
  Optional<Set<Did>> followers = Optional.empty();
  Optional<Did> bot = Optional.empty();
  List<Story> stories = List.of();
  List<History.Sent> reposts = List.of();
  Set<AtUri> reposted = Set.of();
  Set<AtUri> bookmarked = Set.of();
  Set<AtUri> takenBack = Set.of();
  Set<AtUri> gone = Set.of();
  boolean paused;
  Instant since = Instant.EPOCH;
  private final List<Rule> rules = new ArrayList<>();

  Desk(String... names) {
    for (String name : names) {
      followed.put(Posts.did(name), PLAINLY);
    }
    rules.add(rule("terms", 6, List.of("oversight"), List.of()));
    rules.add(rule("research", 4, List.of("we find"), List.of()));
    rules.add(rule("papers", 4, List.of(), List.of("arxiv.org")));
    rules.add(rule("strong", 10, List.of("alignment faking"), List.of()));
    rules.add(
        new Rule(
            "jobs",
            0,
            List.of(new Condition(List.of("hiring"), List.of(), List.of())),
            Optional.of(Action.BOOKMARK),
            false));
    rules.add(
        new Rule(
            "spam",
            0,
            List.of(new Condition(List.of("giveaway"), List.of(), List.of())),
            Optional.empty(),
            true));
    rules.add(rule("politics", -6, List.of("election"), List.of()));
  }

  static Rule rule(String name, int points, List<String> keywords, List<String> domains) {
    return new Rule(
        name,
        points,
        List.of(new Condition(keywords, List.of(), domains)),
        Optional.empty(),
        false);
  }

  void add(Rule rule) {
    rules.add(rule);
  }

  Curator curator() {
    Policy policy =
        new Policy(
            10,
            5,
            limits,
            settle,
            languages,
            Policy.DEFAULT_UNWANTED_LABELS,
            consent,
            followed,
            optedOut,
            bot,
            followers);
    return new Curator(policy, new Judge(rules));
  }

  Plan decide(Instant now, Candidate... candidates) {
    Curator curator = curator();
    History history = new History(stories, reposts, reposted, bookmarked, takenBack, gone, paused);
    return curator.decide(
        List.of(candidates).stream().map(curator::appraise).toList(), history, now);
  }

  /** Posts met in their authors' own feeds, a minute after the last of them. */
  Plan decide(Post... posts) {
    Instant last = Posts.NOON;
    List<Candidate> candidates = new ArrayList<>();
    for (Post post : posts) {
      last = post.indexedAt().isAfter(last) ? post.indexedAt() : last;
      candidates.add(new Candidate(post, Set.of(post.author().did()), since));
    }
    return decide(last.plusSeconds(60), candidates.toArray(Candidate[]::new));
  }

  static Decision on(Plan plan, Post post) {
    return plan.decisions().stream()
        .filter(d -> d.post().uri().equals(post.uri()))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no decision on " + post.uri()));
  }

  /** The reason on the rest of a story whose post is chosen now. */
  static String shownBy(Post chosen) {
    return "its story is shown by " + chosen.uri() + " of @" + chosen.author().handle();
  }

  static List<AtUri> reposted(Plan plan) {
    return plan.decisions().stream()
        .filter(d -> d.action() == Action.REPOST)
        .map(d -> d.post().uri())
        .toList();
  }

  /** The stories of a plan, one of them shown by a post. */
  static List<Story> after(Plan plan, Post shown, Story.Standing standing) {
    String id = on(plan, shown).story();
    return plan.stories().stream()
        .map(
            s ->
                s.id().equals(id)
                    ? new Story(s.id(), s.keys(), s.began(), standing, Optional.of(shown.uri()))
                    : s)
        .toList();
  }

  /** Remembers the stories of a plan as the ledger does, one of them shown by a post. */
  void remember(Plan plan, Post shown, Story.Standing standing) {
    Set<StoryKey> told =
        plan.stories().stream().flatMap(s -> s.keys().stream()).collect(Collectors.toSet());
    Map<String, Story> known = new LinkedHashMap<>();
    stories.forEach(story -> known.put(story.id(), without(story, told)));
    after(plan, shown, standing).forEach(story -> known.put(story.id(), story));
    stories = List.copyOf(known.values());
  }

  private static Story without(Story story, Set<StoryKey> keys) {
    Set<StoryKey> rest = new HashSet<>(story.keys());
    rest.removeAll(keys);
    return new Story(story.id(), rest, story.began(), story.standing(), story.shown());
  }
}
