package io.github.alignmentfeed.curation;

import java.util.List;

/** What one rule reads in one post. */
final class Reading {
  private final Judge judge;

  private Reading(Rule rule) {
    judge = new Judge(List.of(rule));
  }

  static Reading of(Rule rule) {
    return new Reading(rule);
  }

  static Reading keyword(String... keywords) {
    return of(Rules.keywords("rule", 1, keywords));
  }

  static Reading exact(String... exact) {
    return of(Rules.exact("rule", 1, exact));
  }

  static Reading domain(String... domains) {
    return of(Rules.domains("rule", 1, domains));
  }

  /** Whether the rule holds for a post that says this. */
  boolean sees(String text) {
    return sees(Posts.saying(text));
  }

  boolean sees(Post post) {
    return !judge.judge(post).rules().isEmpty();
  }

  /** The characters matched, in the order of the evidence. */
  List<String> matched(Post post) {
    return judge.judge(post).evidence().stream().map(Evidence::matched).toList();
  }

  List<String> matched(String text) {
    return matched(Posts.saying(text));
  }
}
