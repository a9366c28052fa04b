package io.github.alignmentfeed.curation;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The rules, compiled once, put to one post after the other. */
public final class Judge {
  private final List<Rule> rules;
  private final List<List<Rule.Condition>> conditions = new ArrayList<>();
  private final Vocabulary<Part> vocabulary = new Vocabulary<>();
  private final Domains<Part> domains = new Domains<>();

  /** One word or domain of one condition of one rule. */
  private record Part(int rule, int condition, int term) {}

  private record Sight(Part part, int passage, int start, int end) implements Comparable<Sight> {
    boolean tellsTheSameAs(Sight other) {
      return compareTo(other) == 0;
    }

    @Override
    public int compareTo(Sight other) {
      int rules = Integer.compare(part.rule(), other.part.rule());
      int conditions = Integer.compare(part.condition(), other.part.condition());
      int passages = Integer.compare(passage, other.passage);
      int starts = Integer.compare(start, other.start);
      return rules != 0
          ? rules
          : conditions != 0
              ? conditions
              : passages != 0 ? passages : starts != 0 ? starts : Integer.compare(end, other.end);
    }
  }

  /**
   * @param rules in the order in which their evidence is told
   */
  public Judge(List<Rule> rules) {
    this.rules = List.copyOf(rules);
    for (int r = 0; r < rules.size(); r++) {
      List<Rule.Condition> parts = rules.get(r).parts();
      conditions.add(parts);
      for (int c = 0; c < parts.size(); c++) {
        int term = 0;
        for (String phrase : parts.get(c).keywords()) {
          vocabulary.addKeyword(phrase, new Part(r, c, term++));
        }
        for (String phrase : parts.get(c).exact()) {
          vocabulary.addExact(phrase, new Part(r, c, term++));
        }
        for (String domain : parts.get(c).domains()) {
          domains.add(domain, new Part(r, c, term++));
        }
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
    List<Sight> sights = sights(passages);
    BitSet held = held(sights, passages, true);
    List<Evidence> evidence = evidence(sights, held, passages);
    return new Judgement(
        evidence,
        rules(held),
        post.quote().isEmpty() ? rules(held) : rules(held(sights, passages, false)),
        evidence.stream().anyMatch(e -> isSpoken(e.field())),
        papers(post.content()),
        post.quote().map(q -> papers(q.content())).orElse(List.of()));
  }

  /** The rules that do not hold for a post, and nearly do. */
  public List<Shortfall> shortfalls(Post post) {
    List<Passage> passages = Passage.of(post);
    List<Sight> sights = sights(passages);
    List<Shortfall> nearly = new ArrayList<>();
    for (int r = 0; r < rules.size(); r++) {
      List<Set<String>> found = new ArrayList<>();
      List<Boolean> met = new ArrayList<>();
      for (int c = 0; c < conditions.get(r).size(); c++) {
        Set<String> seen = new LinkedHashSet<>();
        Different different = new Different();
        boolean holds = false;
        for (Sight s : sights) {
          if (s.part().rule() == r && s.part().condition() == c) {
            seen.add(passages.get(s.passage()).text().substring(s.start(), s.end()));
            holds |= different.addsUpTo(conditions.get(r).get(c).atLeast(), s);
          }
        }
        found.add(seen);
        met.add(holds);
      }
      Shortfall.of(rules.get(r), found, met).ifPresent(nearly::add);
    }
    return nearly;
  }

  private List<Sight> sights(List<Passage> passages) {
    List<Sight> sights = new ArrayList<>();
    for (int p = 0; p < passages.size(); p++) {
      look(passages.get(p), p, sights);
    }
    Collections.sort(sights);
    return sights;
  }

  /** The rules that hold for posts that are read as one. */
  Set<Rule> together(List<Post> posts) {
    List<Passage> passages = posts.stream().flatMap(post -> Passage.of(post).stream()).toList();
    List<Sight> sights = sights(passages);
    return rules(held(sights, passages, true));
  }

  private void look(Passage passage, int index, List<Sight> sights) {
    passage
        .link()
        .ifPresent(
            link ->
                domains.find(
                    link, (part, at) -> see(part, passage, index, at.start(), at.end(), sights)));
    if (passage.link().filter(l -> l.origin() == Link.Origin.CUT).isPresent()) {
      return;
    }
    Words words = Words.of(passage);
    vocabulary.find(
        words,
        (part, first, last) ->
            see(part, passage, index, words.start(first), words.end(last), sights));
  }

  private void see(Part part, Passage passage, int index, int start, int end, List<Sight> sights) {
    if (rules.get(part.rule()).looksIn(passage.field())
        && conditions.get(part.rule()).get(part.condition()).looksIn(passage.field())) {
      sights.add(new Sight(part, index, start, end));
    }
  }

  /** The rules of which every condition and no exception was met, with the quoted post or not. */
  private BitSet held(List<Sight> sights, List<Passage> passages, boolean withQuote) {
    BitSet held = new BitSet();
    int rule = -1;
    int condition = -1;
    int met = 0;
    Different different = new Different();
    for (Sight s : sights) {
      if (!withQuote && passages.get(s.passage()).field() == Field.QUOTE) {
        continue;
      }
      boolean same = s.part().rule() == rule;
      met = same ? met : 0;
      if (!same || s.part().condition() != condition) {
        different = new Different();
      }
      rule = s.part().rule();
      condition = s.part().condition();
      if (different.addsUpTo(conditions.get(rule).get(condition).atLeast(), s)) {
        // Exceptions come last, so that what they take back was held before.
        boolean exception = isException(s.part());
        met += exception ? 0 : 1;
        held.set(rule, !exception && met == rules.get(rule).all().size());
      }
    }
    return held;
  }

  private boolean isException(Part part) {
    return part.condition() >= rules.get(part.rule()).all().size();
  }

  /** Counts what is found of one condition: each word once, and none inside another. */
  private static final class Different {
    private final BitSet terms = new BitSet();
    private int passage = -1;
    private int end;

    /** Whether this is the one that was still missing. */
    boolean addsUpTo(int wanted, Sight sight) {
      boolean inside = sight.passage() == passage && sight.start() < end;
      if (inside || terms.get(sight.part().term())) {
        return false;
      }
      passage = sight.passage();
      end = sight.end();
      terms.set(sight.part().term());
      return terms.cardinality() == wanted;
    }
  }

  private Set<Rule> rules(BitSet held) {
    Set<Rule> chosen = new LinkedHashSet<>();
    held.stream().mapToObj(rules::get).forEach(chosen::add);
    return chosen;
  }

  private List<Evidence> evidence(List<Sight> sights, BitSet held, List<Passage> passages) {
    List<Evidence> evidence = new ArrayList<>();
    int rule = -1;
    Optional<Sight> before = Optional.empty();
    for (Sight s : sights) {
      if (!held.get(s.part().rule())
          || isException(s.part())
          || before.filter(s::tellsTheSameAs).isPresent()) {
        continue;
      }
      Rule seeing = rules.get(s.part().rule());
      Passage passage = passages.get(s.passage());
      int points = s.part().rule() == rule ? 0 : seeing.points();
      String matched = passage.text().substring(s.start(), s.end());
      evidence.add(
          new Evidence(
              seeing.name(), passage.field(), s.passage(), s.start(), s.end(), matched, points));
      rule = s.part().rule();
      before = Optional.of(s);
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
