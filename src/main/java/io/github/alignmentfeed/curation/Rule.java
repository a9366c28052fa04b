package io.github.alignmentfeed.curation;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One line of the curator's judgement. It holds for a post when each of its conditions holds
 * anywhere in the post and none of its exceptions does; it counts once a post.
 *
 * @param name shown in every reason
 * @param points added to the score when it holds; may be negative
 * @param all what must hold together; a plain rule has one condition
 * @param atMost the most that may be done with a post for which it holds
 * @param veto a post for which it holds is skipped whatever else holds
 * @param fields the parts of a post in which it looks; empty means all
 * @param none what must not hold
 * @param again whether a post for which it holds may be bookmarked although its story was reposted
 */
public record Rule(
    String name,
    int points,
    List<Condition> all,
    Optional<Action> atMost,
    boolean veto,
    Set<Field> fields,
    List<Condition> none,
    boolean again) {
  public Rule {
    all = List.copyOf(all);
    fields = Set.copyOf(fields);
    none = List.copyOf(none);
  }

  /** A rule without exceptions, which says nothing of stories that are done with. */
  public Rule(
      String name,
      int points,
      List<Condition> all,
      Optional<Action> atMost,
      boolean veto,
      Set<Field> fields) {
    this(name, points, all, atMost, veto, fields, List.of(), false);
  }

  /** A rule that looks everywhere. */
  public Rule(String name, int points, List<Condition> all, Optional<Action> atMost, boolean veto) {
    this(name, points, all, atMost, veto, Set.of());
  }

  /** Its conditions and behind them its exceptions. */
  List<Condition> parts() {
    return Stream.concat(all.stream(), none.stream()).toList();
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
   * Holds when enough of its words and domains are found.
   *
   * @param words the lists in which they stand; what stands in two of them is one
   * @param atLeast how many different ones must be found, none of them inside another; from 1
   * @param fields the parts of a post in which it looks; empty means all where the rule looks
   */
  public record Condition(List<WordList> words, int atLeast, Set<Field> fields) {
    public Condition {
      words = List.copyOf(words);
      fields = Set.copyOf(fields);
    }

    /** A condition with words of its own. */
    public Condition(
        List<String> keywords,
        List<String> exact,
        List<String> domains,
        int atLeast,
        Set<Field> fields) {
      this(List.of(new WordList(keywords, exact, domains)), atLeast, fields);
    }

    /** A condition that holds when one is found, wherever the rule looks. */
    public Condition(List<String> keywords, List<String> exact, List<String> domains) {
      this(keywords, exact, domains, 1, Set.of());
    }

    boolean looksIn(Field field) {
      return fields.isEmpty() || fields.contains(field);
    }
  }
}
