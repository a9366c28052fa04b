package io.github.alignmentfeed.cycle;

import io.github.alignmentfeed.atproto.AtUri;
import io.github.alignmentfeed.atproto.Did;
import io.github.alignmentfeed.curation.Leads;
import io.github.alignmentfeed.curation.PaperId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** What was found out of addresses and papers, and which posts still want to know. */
public interface Findings extends Leads {

  /** Whether nothing was found out of a subject so far. */
  default boolean isUnknown(String subject) {
    return target(subject).isEmpty() && about(new PaperId(subject)).isEmpty();
  }

  /** Notes what a post wants to know, as far as it is not known. */
  void want(AtUri post, Set<String> subjects);

  /**
   * What is wanted and may be asked now, what was never asked before first.
   *
   * @param since posts indexed, and shown or taken back, before it want nothing any more
   */
  List<String> due(Instant since, Instant now);

  /**
   * Keeps a finding. Where it is something, the posts that want it are decided again; where it is
   * nothing, it may be asked again after a while.
   */
  void note(String subject, Finding finding, Instant now);

  /**
   * Posts that stand, or were taken back, of which something was found and deciding on them anew
   * would not tell their stories: they are not kept, or their story is closed.
   */
  List<AtUri> answered();

  /** Notes that the story of such a post knows what was found. */
  void told(AtUri post);

  /** Wants nothing any more for an account's posts. */
  void forget(Did author);

  /**
   * How long nobody is asked again.
   *
   * @param tries how often nothing was found, at least once
   */
  static Duration rest(Finding.Nothing nothing, int tries) {
    return nothing.lasting()
        ? Duration.ofDays(7)
        : Duration.ofMinutes(15L << Math.min(2 * (tries - 1), 6));
  }
}
