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
    List<Judged> judged = new ArrayList<>(appraisals.size());
    for (Appraisal appraisal : appraisals) {
      judged.add(gates.judged(appraisal));
    }
    List<Told> told = stories(history.stories()).tell(judged);
    Map<AtUri, Choice> choices = pace(told, history, now);
    List<Decision> decisions = new ArrayList<>();
    List<Decision> done = new ArrayList<>();
    for (Told story : told) {
      Telling telling = new Telling(policy, story.story(), chosen(story, choices));
      for (Judged post : story.posts()) {
        Decision decision = telling.decision(post);
        (isNews(decision, history) ? decisions : done).add(decision);
      }
    }
    decisions.sort(
        Comparator.comparingInt(Decision::score)
            .reversed()
            .thenComparing(d -> d.post().indexedAt())
            .thenComparing(d -> d.post().uri()));
    return new Plan(decisions, done, told.stream().map(Told::story).toList());
  }

  private static Optional<Choice> chosen(Told story, Map<AtUri, Choice> choices) {
    for (Judged post : choices.isEmpty() ? List.<Judged>of() : story.posts()) {
      Choice choice = choices.get(post.uri());
      if (choice != null) {
        return Optional.of(choice);
      }
    }
    return Optional.empty();
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

  /** The post that stands for a story, and when the story has settled. */
  private record Chosen(Choice choice, Instant settled) {}

  /**
   * Chooses for each story, and holds back what must wait: to settle, or for a limit or a pause.
   */
  private Map<AtUri, Choice> pace(List<Told> told, History history, Instant now) {
    List<Chosen> all = new ArrayList<>();
    for (Told story : told) {
      Instant settled = story.story().began().plus(policy.settle());
      new Choosing(policy, judge, story).choose().ifPresent(c -> all.add(new Chosen(c, settled)));
    }
    all.sort(Comparator.comparing(Chosen::choice, Choice.BEST_FIRST));
    Pace pace = new Pace(policy.limits(), history.reposts(), now);
    Map<AtUri, Choice> paced = new HashMap<>();
    for (Chosen chosen : all) {
      Choice choice = paced(chosen.choice(), chosen.settled(), pace, history.paused(), now);
      paced.put(choice.post().uri(), choice);
    }
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
