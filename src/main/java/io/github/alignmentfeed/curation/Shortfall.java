package io.github.alignmentfeed.curation;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A rule that does not hold for a post and nearly does: one of its conditions is not met, or all
 * are and an exception is too.
 *
 * @param rule its name
 * @param part the condition that is not met or the exception that is, counted from 1
 * @param exception whether it is an exception
 * @param atLeast how many different words this part asks for
 * @param seen what this part saw, in the order of the post; may be empty
 */
public record Shortfall(String rule, int part, boolean exception, int atLeast, List<String> seen) {
  public Shortfall {
    seen = List.copyOf(seen);
  }

  /**
   * @param found what each part of the rule saw, conditions before exceptions
   * @param met which of them hold
   */
  static Optional<Shortfall> of(Rule rule, List<Set<String>> found, List<Boolean> met) {
    int conditions = rule.all().size();
    List<Integer> missing = new ArrayList<>();
    for (int part = 0; part < conditions; part++) {
      if (!met.get(part)) {
        missing.add(part);
      }
    }
    boolean stopped = missing.isEmpty();
    int part = stopped ? met.subList(conditions, met.size()).indexOf(true) : missing.get(0);
    if (missing.size() > 1 || part < 0 || (conditions == 1 && !stopped)) {
      return Optional.empty();
    }
    int index = stopped ? conditions + part : part;
    return Optional.of(
        new Shortfall(
            rule.name(),
            part + 1,
            stopped,
            rule.parts().get(index).atLeast(),
            List.copyOf(new LinkedHashSet<>(found.get(index)))));
  }
}
