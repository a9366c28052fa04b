package io.github.alignmentfeed.curation;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The rules, compiled once, put to one post after the other. */
public final class Judge {
  private final List<Rule> rules;
  private final Clauses[] clauses;
  private final int size;
  private final Vocabulary vocabulary;
  private final Domains domains = new Domains();

  /** The clauses of rules that add points, a bit for each. */
  private final long[] welcoming;

  /** The conditions and the exceptions of a rule. */
  private static final class Clauses {
    private final Rule rule;
    private final Clause[] all;
    private final Clause[] none;

    Clauses(Rule rule, List<Clause> parts) {
      int conditions = rule.all().size();
      this.rule = rule;
      this.all = parts.subList(0, conditions).toArray(Clause[]::new);
      this.none = parts.subList(conditions, parts.size()).toArray(Clause[]::new);
    }
  }

  /**
   * @param rules in the order in which their evidence is told
   */
  public Judge(List<Rule> rules) {
    this.rules = List.copyOf(rules);
    size = rules.stream().mapToInt(rule -> rule.parts().size()).sum();
    welcoming = none();
    // Each list once, in order, with the conditions and exceptions that ask for it.
    IdentityHashMap<WordList, long[]> asking = new IdentityHashMap<>();
    List<WordList> lists = new ArrayList<>();
    List<Clauses> compiled = new ArrayList<>();
    int number = 0;
    for (Rule rule : rules) {
      List<Clause> parts = new ArrayList<>();
      for (Rule.Condition condition : rule.parts()) {
        if (rule.points() > 0) {
          Terms.set(welcoming, number);
        }
        for (WordList list : condition.words()) {
          if (!asking.containsKey(list)) {
            lists.add(list);
          }
          Terms.set(asking.computeIfAbsent(list, k -> none()), number);
        }
        parts.add(new Clause(number++, condition.atLeast(), fields(rule, condition)));
      }
      compiled.add(new Clauses(rule, parts));
    }
    clauses = compiled.toArray(Clauses[]::new);
    VocabularyBuilder words = new VocabularyBuilder();
    lists.forEach(list -> add(list, asking.getOrDefault(list, none()), words));
    vocabulary = words.build();
  }

  /** No clauses, where each is a bit. */
  private long[] none() {
    return new long[(size + Long.SIZE - 1) / Long.SIZE];
  }

  private static Set<Field> fields(Rule rule, Rule.Condition condition) {
    Set<Field> fields = EnumSet.allOf(Field.class);
    fields.removeIf(f -> !rule.looksIn(f) || !condition.looksIn(f));
    return fields;
  }

  private void add(WordList list, long[] by, VocabularyBuilder words) {
    list.keywords().forEach(phrase -> words.addKeyword(phrase, by));
    list.exact().forEach(phrase -> words.addExact(phrase, by));
    list.domains().forEach(domain -> domains.add(domain, by));
  }

  /** The rules, in their order. */
  public List<Rule> rules() {
    return rules;
  }

  /** What the rules see in a post. */
  public Judgement judge(Post post) {
    Sights sights = seenIn(Passage.of(post));
    List<Rule> held = new ArrayList<>();
    boolean quotes = post.quote().isPresent();
    List<Rule> ownHeld = quotes ? new ArrayList<>() : held;
    List<Evidence> evidence = new ArrayList<>();
    for (Clauses c : clauses) {
      if (sights.mayMeet(c.all)) {
        if (holds(c, sights, true)) {
          held.add(c.rule);
          sights.tell(c.rule, c.all, evidence);
        }
        if (quotes && holds(c, sights, false)) {
          ownHeld.add(c.rule);
        }
      }
    }
    return new Judgement(
        evidence,
        held,
        ownHeld,
        isSpoken(evidence),
        papers(post.content()),
        post.quote().isEmpty() ? List.of() : papers(post.quote().get().content()));
  }

  /** The rules that do not hold for a post, and nearly do. */
  public List<Shortfall> shortfalls(Post post) {
    Sights sights = seenIn(Passage.of(post));
    List<Shortfall> nearly = new ArrayList<>();
    for (Clauses c : clauses) {
      List<Set<String>> found = new ArrayList<>();
      List<Boolean> met = new ArrayList<>();
      for (Clause[] parts : List.of(c.all, c.none)) {
        for (Clause part : parts) {
          found.add(new LinkedHashSet<>(sights.seenBy(part)));
          met.add(sights.meet(part, true));
        }
      }
      Shortfall.of(c.rule, found, met).ifPresent(nearly::add);
    }
    return nearly;
  }

  /** The rules that hold for posts that are read as one. */
  List<Rule> together(List<Post> posts) {
    Sights sights = seenIn(posts.stream().flatMap(post -> Passage.of(post).stream()).toList());
    return Stream.of(clauses)
        .filter(c -> sights.mayMeet(c.all) && holds(c, sights, true))
        .map(c -> c.rule)
        .toList();
  }

  private Sights seenIn(List<Passage> passages) {
    Sights sights = new Sights(passages, none());
    for (int p = 0; p < passages.size(); p++) {
      look(passages.get(p), p, sights);
    }
    return sights;
  }

  private void look(Passage passage, int index, Sights sights) {
    if (passage.link().isPresent()) {
      Link link = passage.link().get();
      domains.find(link, (terms, start, end) -> sights.see(terms, index, start, end));
      if (link.origin() == Link.Origin.CUT) {
        return;
      }
    }
    Words words = Words.of(passage);
    vocabulary.find(words, index, sights);
  }

  /** Whether every condition and no exception of a rule is met, with the quoted post or not. */
  private static boolean holds(Clauses clauses, Sights sights, boolean withQuote) {
    for (Clause condition : clauses.all) {
      if (!sights.meet(condition, withQuote)) {
        return false;
      }
    }
    for (Clause exception : clauses.none) {
      if (sights.meet(exception, withQuote)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isSpoken(List<Evidence> evidence) {
    for (Evidence e : evidence) {
      if (isSpoken(e.field())) {
        return true;
      }
    }
    return false;
  }

  private static boolean isSpoken(Field field) {
    return field == Field.TEXT || field == Field.ALT || field == Field.TAG;
  }

  /** Papers by their identity; pages that the domain of a rule covers by their address. */
  private List<PaperId> papers(Content content) {
    List<PaperId> found = new ArrayList<>();
    for (Link link : content.links()) {
      Optional<PaperId> paper = PaperId.of(link);
      addTo(found, paper.isEmpty() && isCovered(link) ? PaperId.page(link) : paper);
    }
    PaperId.namedIn(content.text()).forEach(paper -> addTo(found, Optional.of(paper)));
    return found;
  }

  private static void addTo(List<PaperId> found, Optional<PaperId> paper) {
    if (paper.isPresent() && !found.contains(paper.get())) {
      found.add(paper.get());
    }
  }

  private boolean isCovered(Link link) {
    List<Terms> covering = new ArrayList<>();
    domains.findNamed(link, (terms, start, end) -> covering.add(terms));
    return covering.stream().anyMatch(terms -> terms.areAskedByAnyOf(welcoming));
  }
}
