package io.github.alignmentfeed;

import io.github.alignmentfeed.config.Configuration;
import io.github.alignmentfeed.curation.Action;
import io.github.alignmentfeed.curation.Decision;
import io.github.alignmentfeed.curation.Judge;
import io.github.alignmentfeed.curation.Judgement;
import io.github.alignmentfeed.curation.Post;
import io.github.alignmentfeed.curation.Rule;
import io.github.alignmentfeed.curation.Shortfall;
import io.github.alignmentfeed.curation.Wordings;
import io.github.alignmentfeed.cycle.Ledger.Told;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Why a post was, or would be, treated as it is.
 *
 * @param post the post
 * @param rules every rule, in order
 * @param standards by which it was judged
 * @param judgement what they see in the post
 * @param shortfalls the rules that nearly hold
 * @param verdict what was or would be decided
 * @param decidedAt when it was decided; absent where it was only tried now
 * @param standing what stands in the account: empty, {@code claimed}, {@code stands} or {@code
 *     taken back}
 */
public record Explanation(
    Post post,
    List<Rule> rules,
    Standards standards,
    Judgement judgement,
    List<Shortfall> shortfalls,
    Verdict verdict,
    Optional<Instant> decidedAt,
    String standing) {

  public Explanation {
    shortfalls = List.copyOf(shortfalls);
  }

  /** Which words of the rules that hold saw what. */
  public Wordings wordings() {
    return Wordings.of(judgement.rules(), post);
  }

  /**
   * @param repostAt the score from which a post is reposted
   * @param bookmarkAt the score from which a post is bookmarked
   * @param rulePlaces where each rule stands, by its name: file, line and column
   */
  public record Standards(int repostAt, int bookmarkAt, Map<String, String> rulePlaces) {
    public Standards {
      rulePlaces = Map.copyOf(rulePlaces);
    }

    private static Standards of(Configuration configuration) {
      return new Standards(
          configuration.repostAt(), configuration.bookmarkAt(), configuration.rulePlaces());
    }
  }

  /**
   * @param action what is done
   * @param reason a sentence
   * @param score the points counted
   * @param story the story to which the post belongs
   * @param until until when it waits, where it does
   */
  public record Verdict(
      Action action, String reason, int score, String story, Optional<Instant> until) {}

  /** The same of a rehearsal, in which nothing stands. */
  Explanation withoutStanding() {
    return new Explanation(post, rules, standards, judgement, shortfalls, verdict, decidedAt, "");
  }

  static Explanation of(Post post, Told told, Judge judge, Configuration configuration) {
    return new Explanation(
        post,
        judge.rules(),
        Standards.of(configuration),
        judge.judge(post),
        judge.shortfalls(post),
        new Verdict(told.action(), told.reason(), told.score(), told.story(), told.until()),
        Optional.of(told.decidedAt()),
        told.standing());
  }

  static Explanation of(Decision decision, Judge judge, Configuration configuration) {
    return new Explanation(
        decision.post(),
        judge.rules(),
        Standards.of(configuration),
        judge.judge(decision.post()),
        judge.shortfalls(decision.post()),
        new Verdict(
            decision.action(),
            decision.reason(),
            decision.score(),
            decision.story(),
            decision.until()),
        Optional.empty(),
        "");
  }
}
