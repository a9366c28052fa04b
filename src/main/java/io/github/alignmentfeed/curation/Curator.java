package io.github.alignmentfeed.curation;

import io.github.alignmentfeed.atproto.AtUri;
import io.github.alignmentfeed.curation.Judged.Gate;
import io.github.alignmentfeed.curation.Stories.Told;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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
    @Nullable Choice[] choices = pace(told, history, now);
    List<Decision> decisions = new ArrayList<>();
    List<Decision> done = new ArrayList<>();
    for (int i = 0; i < choices.length; i++) {
      Told story = told.get(i);
      Telling telling = new Telling(policy, story.story(), Optional.ofNullable(choices[i]));
      for (Judged post : story.posts()) {
        Decision decision = telling.decision(post);
        (isNews(decision, history) ? decisions : done).add(decision);
      }
    }
    decisions.sort(Curator::bestFirst);
    return new Plan(decisions, done, told.stream().map(Told::story).toList());
  }

  private static int bestFirst(Decision one, Decision other) {
    if (one.score() != other.score()) {
      return Integer.compare(other.score(), one.score());
    }
    int order = one.post().indexedAt().compareTo(other.post().indexedAt());
    return order != 0 ? order : one.post().uri().compareTo(other.post().uri());
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

  /** The post that stands for a story, which goes by its place among all. */
  private record Chosen(int story, Choice choice) {}

  /**
   * Chooses for each story, and holds back what must wait: to settle, or for a limit or a pause.
   */
  private @Nullable Choice[] pace(List<Told> told, History history, Instant now) {
    List<Chosen> all = new ArrayList<>();
    for (int i = 0; i < told.size(); i++) {
      Optional<Choice> choice = new Choosing(policy, judge, told.get(i)).choose();
      if (choice.isPresent()) {
        all.add(new Chosen(i, choice.get()));
      }
    }
    all.sort(Comparator.comparing(Chosen::choice, Choice.BEST_FIRST));
    Pace pace = new Pace(policy.limits(), history.reposts(), now);
    @Nullable Choice[] paced = new Choice[told.size()];
    for (Chosen chosen : all) {
      Instant settled = told.get(chosen.story()).story().began().plus(policy.settle());
      paced[chosen.story()] = paced(chosen.choice(), settled, pace, history.paused(), now);
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
