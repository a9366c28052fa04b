package io.github.alignmentfeed.curation;

import io.github.alignmentfeed.atproto.AtUri;
import io.github.alignmentfeed.curation.Judged.Gate;
import io.github.alignmentfeed.curation.Stories.Told;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The one place in which it is decided what becomes of posts. The same posts, history, policy and
 * time always give the same decisions.
 */
public final class Curator {
  private final Policy policy;
  private final Judge judge;

  public Curator(Policy policy, Judge judge) {
    this.policy = policy;
    this.judge = judge;
  }

  /**
   * What was decided.
   *
   * @param decisions one for each candidate with which not all was done before, best first
   * @param done one for each of the others
   * @param stories the stories that they belong to, with all their keys
   */
  public record Plan(List<Decision> decisions, List<Decision> done, List<Story> stories) {
    public Plan {
      decisions = List.copyOf(decisions);
      done = List.copyOf(done);
      stories = List.copyOf(stories);
    }
  }

  /** What the operator wants. */
  public Policy policy() {
    return policy;
  }

  /** What the rules see in a candidate; the first half of deciding. */
  public Appraisal appraise(Candidate candidate) {
    return new Appraisal(candidate, judge.judge(candidate.post()));
  }

  /**
   * The keys of the story that a post would begin if nothing else were known; all that there is to
   * go by where a repost was found of which it is not known why.
   */
  public Set<StoryKey> ownKeys(Post post) {
    Judged judged =
        new Judged(appraise(new Candidate(post, Set.of(), post.indexedAt())), Gate.OPEN, false);
    StoryKey thread = StoryKey.thread(post.threadRoot());
    Story shown =
        new Story(
            post.threadRoot().toString(),
            Set.of(thread),
            post.indexedAt(),
            Story.Standing.REPOSTED,
            Optional.of(post.uri()));
    return stories(List.of(shown)).tell(List.of(judged)).get(0).story().keys();
  }

  /**
   * Decides on posts.
   *
   * @param appraisals of all posts in play: new ones, those that wait, and the rest of their
   *     threads
   * @param history which knows the stories of all {@linkplain Appraisal#keys() keys} of these
   */
  public Plan decide(List<Appraisal> appraisals, History history, Instant now) {
    Gates gates = new Gates(policy, history, now);
    List<Judged> judged = appraisals.stream().map(gates::judged).toList();
    List<Told> told = stories(history.stories()).tell(judged);
    Map<AtUri, Choice> choices = new HashMap<>();
    for (Told story : told) {
      new Choosing(policy, judge, story).choose().ifPresent(c -> choices.put(c.post().uri(), c));
    }
    Map<AtUri, Choice> paced = pace(choices, told, history, now);
    List<Decision> decisions = new ArrayList<>();
    List<Decision> done = new ArrayList<>();
    for (Told story : told) {
      Optional<Choice> chosen =
          story.posts().stream()
              .flatMap(j -> Optional.ofNullable(paced.get(j.uri())).stream())
              .findFirst();
      Telling telling = new Telling(policy, story.story(), chosen);
      story.posts().stream()
          .map(telling::decision)
          .forEach(d -> (isNews(d, history) ? decisions : done).add(d));
    }
    decisions.sort(
        Comparator.comparingInt(Decision::score)
            .reversed()
            .thenComparing(d -> d.post().indexedAt())
            .thenComparing(d -> d.post().uri()));
    return new Plan(decisions, done, told.stream().map(Told::story).toList());
  }

  private Stories stories(List<Story> before) {
    return new Stories(before, policy.bookmarkAt(), policy.repostAt());
  }

  /** Whether it says more of a post than what was done with it before. */
  private static boolean isNews(Decision decision, History history) {
    AtUri uri = decision.post().uri();
    return !history.reposted().contains(uri)
        && (!history.bookmarked().contains(uri) || decision.intended() == Action.REPOST);
  }

  /** Holds back what must wait: for its story to settle, for a limit, or for the operator. */
  private Map<AtUri, Choice> pace(
      Map<AtUri, Choice> choices, List<Told> told, History history, Instant now) {
    Map<AtUri, Instant> settled = new HashMap<>();
    for (Told story : told) {
      Instant due = story.story().began().plus(policy.settle());
      story.posts().forEach(j -> settled.put(j.uri(), due));
    }
    Pace pace = new Pace(policy.limits(), history.reposts(), now);
    Map<AtUri, Choice> paced = new HashMap<>();
    choices.values().stream()
        .sorted(Choice.BEST_FIRST)
        .forEach(
            choice -> {
              Instant due = settled.getOrDefault(choice.post().uri(), now);
              paced.put(choice.post().uri(), paced(choice, due, pace, history.paused(), now));
            });
    return paced;
  }

  private static Choice paced(
      Choice choice, Instant settled, Pace pace, boolean paused, Instant now) {
    if (settled.isAfter(now)) {
      return choice.waiting(
          Optional.of(settled), "its story may still gain a better post until it has settled");
    }
    if (paused) {
      return choice.waiting(Optional.empty(), "all writing is paused");
    }
    if (choice.action() != Action.REPOST) {
      return choice;
    }
    Optional<Pace.Wait> wait = pace.waitFor(choice.post().post().author().did());
    if (wait.isPresent()) {
      return choice.waiting(Optional.of(wait.get().until()), wait.get().because());
    }
    pace.count(choice.post().post().author().did());
    return choice;
  }
}
