package io.github.alignmentfeed;

import io.github.alignmentfeed.curation.Action;
import io.github.alignmentfeed.curation.Decision;
import io.github.alignmentfeed.curation.Judge;
import io.github.alignmentfeed.curation.Judgement;
import io.github.alignmentfeed.curation.Post;
import io.github.alignmentfeed.curation.Rule;
import io.github.alignmentfeed.cycle.Ledger.Told;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Why a post was, or would be, treated as it is.
 *
 * @param post the post
 * @param rules every rule, in order
 * @param judgement what they see in the post
 * @param verdict what was or would be decided
 * @param decidedAt when it was decided; absent where it was only tried now
 * @param standing what stands in the account: empty, {@code claimed}, {@code stands} or {@code
 *     taken back}
 */
public record Explanation(
    Post post,
    List<Rule> rules,
    Judgement judgement,
    Verdict verdict,
    Optional<Instant> decidedAt,
    String standing) {

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
    return new Explanation(post, rules, judgement, verdict, decidedAt, "");
  }

  static Explanation of(Post post, Told told, Judge judge) {
    return new Explanation(
        post,
        judge.rules(),
        judge.judge(post),
        new Verdict(told.action(), told.reason(), told.score(), told.story(), told.until()),
        Optional.of(told.decidedAt()),
        told.standing());
  }

  static Explanation of(Decision decision, Judge judge) {
    return new Explanation(
        decision.post(),
        judge.rules(),
        judge.judge(decision.post()),
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
