package io.github.alignmentfeed.curation;

import io.github.alignmentfeed.atproto.AtUri;
import io.github.alignmentfeed.curation.Judged.Gate;
import io.github.alignmentfeed.curation.Stories.Told;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
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
  /** Where posts stand in their order already. */
  private static final Comparator<Decision> BEST_FIRST =
      Comparator.comparingInt(Decision::score).reversed();

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
    Candidate candidate = new Candidate(post, Set.of(), post.indexedAt());
    Judged judged = Judged.of(0, appraise(candidate), Gate.OPEN, false);
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
    List<Told> told = stories(history.stories()).tell(judged(appraisals, history, now));
    @Nullable Choice[] choices = pace(told, history, now);
    Decision[] byPlace = new Decision[appraisals.size()];
    Telling telling = new Telling(policy);
    List<Story> stories = new ArrayList<>(told.size());
    for (int i = 0; i < choices.length; i++) {
      Story story = told.get(i).story();
      stories.add(story);
      for (Judged post : told.get(i).posts()) {
        byPlace[post.place()] = telling.decision(story, choices[i], post);
      }
    }
    List<Decision> decisions = new ArrayList<>(byPlace.length);
    List<Decision> done = new ArrayList<>();
    for (Decision decision : byPlace) {
      (isNews(decision, history) ? decisions : done).add(decision);
    }
    decisions.sort(BEST_FIRST);
    return new Plan(decisions, done, stories);
  }

  /** What the gates allow, the earliest post first. */
  private List<Judged> judged(List<Appraisal> appraisals, History history, Instant now) {
    Appraisal[] inOrder = appraisals.toArray(Appraisal[]::new);
    Arrays.sort(inOrder, Curator::earliestFirst);
    Gates gates = new Gates(policy, history, now);
    List<Judged> judged = new ArrayList<>(inOrder.length);
    for (Appraisal appraisal : inOrder) {
      judged.add(gates.judged(judged.size(), appraisal));
    }
    return judged;
  }

  private static int earliestFirst(Appraisal one, Appraisal other) {
    Post post = one.candidate().post();
    Post another = other.candidate().post();
    int order = post.indexedAt().compareTo(another.indexedAt());
    return order != 0 ? order : post.uri().compareTo(another.uri());
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
    Choosing choosing = new Choosing(policy, judge);
    List<Chosen> all = new ArrayList<>();
    for (int i = 0; i < told.size(); i++) {
      @Nullable Choice choice = choosing.choose(told.get(i));
      if (choice != null) {
        all.add(new Chosen(i, choice));
      }
    }
    all.sort(Comparator.comparing(Chosen::choice, Choice.BEST_FIRST));
    Pace pace = new Pace(policy.limits(), history.reposts(), now);
    Instant settled = now.minus(policy.settle());
    @Nullable Choice[] paced = new Choice[told.size()];
    for (Chosen chosen : all) {
      Instant began = told.get(chosen.story()).story().began();
      paced[chosen.story()] =
          began.isAfter(settled)
              ? chosen
                  .choice()
                  .waiting(
                      Optional.of(began.plus(policy.settle())),
                      "its story may still gain a better post until it has settled")
              : paced(chosen.choice(), pace, history.paused());
    }
    return paced;
  }

  private static Choice paced(Choice choice, Pace pace, boolean paused) {
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
