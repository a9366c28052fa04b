package io.github.alignmentfeed.curation;

import io.github.alignmentfeed.curation.Rule.Condition;
import java.util.List;
import java.util.Optional;

/** Rules for tests. */
final class Rules {
  private Rules() {}

  static Rule keywords(String name, int points, String... keywords) {
    return all(name, points, words(keywords));
  }

  static Rule exact(String name, int points, String... exact) {
    return all(name, points, new Condition(List.of(), List.of(exact), List.of()));
  }

  static Rule domains(String name, int points, String... domains) {
    return all(name, points, new Condition(List.of(), List.of(), List.of(domains)));
  }

  static Rule all(String name, int points, Condition... conditions) {
    return new Rule(name, points, List.of(conditions), Optional.empty(), false);
  }

  static Rule veto(String name, String... keywords) {
    return new Rule(name, 0, List.of(words(keywords)), Optional.empty(), true);
  }

  static Rule atMost(String name, Action most, String... keywords) {
    return new Rule(name, 0, List.of(words(keywords)), Optional.of(most), false);
  }

  static Condition words(String... keywords) {
    return new Condition(List.of(keywords), List.of(), List.of());
  }
}
