package io.github.alignmentfeed.curation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The rules, compiled once, put to one post after the other. */
public final class Judge {
  private final List<Rule> rules;
  private final Vocabulary<Part> vocabulary = new Vocabulary<>();
  private final Domains<Part> domains = new Domains<>();

  /** One condition of one rule. */
  private record Part(int rule, int condition) {}

  private record Sight(Part part, int passage, int start, int end) {}

  /**
   * @param rules in the order in which their evidence is told
   */
  public Judge(List<Rule> rules) {
    this.rules = List.copyOf(rules);
    for (int r = 0; r < rules.size(); r++) {
      List<Rule.Condition> all = rules.get(r).all();
      for (int c = 0; c < all.size(); c++) {
        Part part = new Part(r, c);
        all.get(c).keywords().forEach(phrase -> vocabulary.addKeyword(phrase, part));
        all.get(c).exact().forEach(phrase -> vocabulary.addExact(phrase, part));
        all.get(c).domains().forEach(domain -> domains.add(domain, part));
      }
    }
  }

  /** The rules, in their order. */
  public List<Rule> rules() {
    return rules;
  }

  /** What the rules see in a post. */
  public Judgement judge(Post post) {
    List<Passage> passages = Passage.of(post);
    List<Sight> sights = new ArrayList<>();
    for (int p = 0; p < passages.size(); p++) {
      look(passages.get(p), p, sights);
    }
    Set<Integer> held = held(sights);
    Set<Integer> heldAlone =
        held(
            sights.stream().filter(s -> passages.get(s.passage()).field() != Field.QUOTE).toList());
    List<Evidence> evidence = evidence(sights, held, passages);
    return new Judgement(
        evidence,
        rules(held),
        rules(heldAlone),
        evidence.stream().anyMatch(e -> isSpoken(e.field())),
        papers(post.content()),
        post.quote().map(q -> papers(q.content())).orElse(List.of()));
  }

  private void look(Passage passage, int index, List<Sight> sights) {
    passage
        .link()
        .ifPresent(
            link ->
                domains.find(
                    link, (part, at) -> sights.add(new Sight(part, index, at.start(), at.end()))));
    if (passage.link().filter(l -> l.origin() == Link.Origin.CUT).isPresent()) {
      return;
    }
    Words words = Words.of(passage);
    vocabulary.find(
        words,
        (part, first, last) ->
            sights.add(new Sight(part, index, words.start(first), words.end(last))));
  }

  private Set<Integer> held(List<Sight> sights) {
    Map<Integer, Set<Integer>> met = new HashMap<>();
    sights.forEach(
        s -> met.computeIfAbsent(s.part().rule(), k -> new HashSet<>()).add(s.part().condition()));
    Set<Integer> held = new HashSet<>();
    met.forEach(
        (rule, conditions) -> {
          if (conditions.size() == rules.get(rule).all().size()) {
            held.add(rule);
          }
        });
    return held;
  }

  private Set<Rule> rules(Set<Integer> indexes) {
    Set<Rule> chosen = new LinkedHashSet<>();
    indexes.stream().sorted().map(rules::get).forEach(chosen::add);
    return chosen;
  }

  private List<Evidence> evidence(List<Sight> sights, Set<Integer> held, List<Passage> passages) {
    List<Sight> told =
        sights.stream()
            .filter(s -> held.contains(s.part().rule()))
            .sorted(
                Comparator.comparingInt((Sight s) -> s.part().rule())
                    .thenComparingInt(s -> s.part().condition())
                    .thenComparingInt(Sight::passage)
                    .thenComparingInt(Sight::start))
            .distinct()
            .toList();
    List<Evidence> evidence = new ArrayList<>();
    Set<Integer> counted = new HashSet<>();
    for (Sight s : told) {
      Rule rule = rules.get(s.part().rule());
      Passage passage = passages.get(s.passage());
      int points = counted.add(s.part().rule()) ? rule.points() : 0;
      String matched = passage.text().substring(s.start(), s.end());
      evidence.add(
          new Evidence(
              rule.name(), passage.field(), s.passage(), s.start(), s.end(), matched, points));
    }
    return evidence;
  }

  private static boolean isSpoken(Field field) {
    return field == Field.TEXT || field == Field.ALT || field == Field.TAG;
  }

  /** Papers by their identity; pages that the domain of a rule covers by their address. */
  private List<PaperId> papers(Content content) {
    Set<PaperId> found = new LinkedHashSet<>();
    for (Link link : content.links()) {
      PaperId.of(link)
          .or(() -> isCovered(link) ? PaperId.page(link) : Optional.empty())
          .ifPresent(found::add);
    }
    found.addAll(PaperId.namedIn(content.text()));
    return List.copyOf(found);
  }

  private boolean isCovered(Link link) {
    List<Rule> covering = new ArrayList<>();
    domains.find(link, (part, at) -> covering.add(rules.get(part.rule())));
    return covering.stream().anyMatch(rule -> rule.points() > 0);
  }
}
