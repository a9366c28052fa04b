package io.github.alignmentfeed.curation;

import io.github.alignmentfeed.curation.Rule.Condition;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Which words and domains of rules saw something in a post, where evidence only tells what. */
public final class Wordings {

  /** One word or domain of a rule, in a condition of its own. */
  private record Single(Rule rule, String wording, Condition alone) {}

  private record Found(String wording, Evidence evidence) {
    boolean isAt(Evidence other) {
      return evidence.rule().equals(other.rule())
          && evidence.passage() == other.passage()
          && evidence.start() == other.start()
          && evidence.end() == other.end();
    }
  }

  private final List<Found> found;

  private Wordings(List<Found> found) {
    this.found = found;
  }

  /** Looks for each word of the rules by itself. */
  public static Wordings of(List<Rule> rules, Post post) {
    List<Single> singles =
        rules.stream()
            .flatMap(rule -> rule.all().stream().flatMap(part -> singles(rule, part)))
            .toList();
    List<Rule> alone = new ArrayList<>();
    for (Single single : singles) {
      alone.add(
          new Rule(
              Integer.toString(alone.size()),
              1,
              List.of(single.alone()),
              single.rule().atMost(),
              false,
              single.rule().fields()));
    }
    return new Wordings(
        new Judge(alone)
            .judge(post).evidence().stream()
                .map(seen -> found(singles.get(Integer.parseInt(seen.rule())), seen))
                .toList());
  }

  private static Stream<Single> singles(Rule rule, Condition part) {
    return Stream.of(
            part.keywords().stream()
                .map(w -> new Single(rule, w, only(List.of(w), List.of(), List.of(), part))),
            part.exact().stream()
                .map(w -> new Single(rule, w, only(List.of(), List.of(w), List.of(), part))),
            part.domains().stream()
                .map(w -> new Single(rule, w, only(List.of(), List.of(), List.of(w), part))))
        .flatMap(words -> words);
  }

  private static Condition only(
      List<String> keywords, List<String> exact, List<String> domains, Condition part) {
    return new Condition(keywords, exact, domains, 1, part.fields());
  }

  private static Found found(Single single, Evidence seen) {
    return new Found(
        single.wording(),
        new Evidence(
            single.rule().name(),
            seen.field(),
            seen.passage(),
            seen.start(),
            seen.end(),
            seen.matched(),
            0));
  }

  /** The words and domains of its rule that saw this, each once, in the order of the rule. */
  public List<String> of(Evidence evidence) {
    return found.stream().filter(f -> f.isAt(evidence)).map(Found::wording).distinct().toList();
  }
}
