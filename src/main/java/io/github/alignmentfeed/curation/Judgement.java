package io.github.alignmentfeed.curation;

import java.util.Collection;
import java.util.List;

/**
 * What the rules see in one post alone.
 *
 * @param evidence everything they saw; the first evidence of each rule bears its points
 * @param rules the rules that hold, in their order
 * @param ownRules those of them that hold without the quoted post
 * @param spoken whether words or pictures of its own are among the evidence, not links alone
 * @param papers the papers that it points at itself, in order
 * @param quotedPapers the papers that the quoted post points at
 */
public record Judgement(
    List<Evidence> evidence,
    List<Rule> rules,
    List<Rule> ownRules,
    boolean spoken,
    List<PaperId> papers,
    List<PaperId> quotedPapers) {
  public Judgement {
    evidence = List.copyOf(evidence);
    rules = List.copyOf(rules);
    ownRules = List.copyOf(ownRules);
    papers = List.copyOf(papers);
    quotedPapers = List.copyOf(quotedPapers);
  }

  /** The points of all rules that hold. */
  public int score() {
    return points(rules);
  }

  /** The points of the rules that hold without the quoted post. */
  int ownScore() {
    return points(ownRules);
  }

  /** Whether a rule holds that forbids to show it. */
  boolean vetoed() {
    for (Rule rule : rules) {
      if (rule.veto()) {
        return true;
      }
    }
    return false;
  }

  /** The points of rules that are all different. */
  static int points(Collection<Rule> rules) {
    int points = 0;
    for (Rule rule : rules) {
      points += rule.points();
    }
    return points;
  }
}
