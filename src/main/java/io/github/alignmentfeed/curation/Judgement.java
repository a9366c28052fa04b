package io.github.alignmentfeed.curation;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

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
    Set<Rule> rules,
    Set<Rule> ownRules,
    boolean spoken,
    List<PaperId> papers,
    List<PaperId> quotedPapers) {
  public Judgement {
    evidence = List.copyOf(evidence);
    rules = Collections.unmodifiableSet(new LinkedHashSet<>(rules));
    ownRules = Collections.unmodifiableSet(new LinkedHashSet<>(ownRules));
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

  /** The points of rules, each once. */
  static int points(Set<Rule> rules) {
    return rules.stream().mapToInt(Rule::points).sum();
  }
}
