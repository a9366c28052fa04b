package io.github.alignmentfeed.curation;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One line of the curator's judgement. It holds for a post when each of its conditions holds
 * anywhere in the post; it counts once a post.
 *
 * @param name shown in every reason
 * @param points added to the score when it holds; may be negative
 * @param all what must hold together; a plain rule has one condition
 * @param atMost the most that may be done with a post for which it holds
 * @param veto a post for which it holds is skipped whatever else holds
 * @param fields the parts of a post in which it looks; empty means all
 */
public record Rule(
    String name,
    int points,
    List<Condition> all,
    Optional<Action> atMost,
    boolean veto,
    Set<Field> fields) {
  public Rule {
    all = List.copyOf(all);
    fields = Set.copyOf(fields);
  }

  /** A rule that looks everywhere. */
  public Rule(String name, int points, List<Condition> all, Optional<Action> atMost, boolean veto) {
    this(name, points, all, atMost, veto, Set.of());
  }

  boolean looksIn(Field field) {
    return fields.isEmpty() || fields.contains(field);
  }

  /** By name alone: rules are put into sets for every post, and have very many words. */
  @Override
  public int hashCode() {
    return name.hashCode();
  }

  /**
   * Holds when one of its words or domains is found.
   *
   * @param keywords words and phrases in any form; {@code word*} matches what begins so
   * @param exact words and phrases exactly as written, case included
   * @param domains a host with all below it, or a host and the beginning of a path
   */
  public record Condition(List<String> keywords, List<String> exact, List<String> domains) {
    public Condition {
      keywords = List.copyOf(keywords);
      exact = List.copyOf(exact);
      domains = List.copyOf(domains);
    }
  }
}
