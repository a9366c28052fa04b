package io.github.alignmentfeed.curation;

import io.github.alignmentfeed.curation.Sights.Sight;
import io.github.alignmentfeed.curation.Terms.Clause;
import io.github.alignmentfeed.curation.Terms.Term;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rules, compiled once, put to one post after the other. */
public final class Judge {
  private final List<Rule> rules;

  /** The number of the first clause of each rule. */
  private final int[] firsts;

  /** The rule of each clause, and the clauses that look in each field. */
  private final List<Integer> rulesOf = new ArrayList<>();

  private final Map<Field, BitSet> looking = new EnumMap<>(Field.class);

  private final Vocabulary vocabulary = new Vocabulary();
  private final Domains domains = new Domains();

  /**
   * @param rules in the order in which their evidence is told
   */
  public Judge(List<Rule> rules) {
    this.rules = List.copyOf(rules);
    this.firsts = new int[rules.size()];
    int number = 0;
    for (int r = 0; r < rules.size(); r++) {
      firsts[r] = number;
      Rule rule = rules.get(r);
      for (Rule.Condition condition : rule.parts()) {
        boolean exception = number - firsts[r] >= rule.all().size();
        Set<Field> fields = EnumSet.allOf(Field.class);
        fields.removeIf(f -> !rule.looksIn(f) || !condition.looksIn(f));
        add(new Clause(r, number++, exception, condition, fields));
      }
    }
    vocabulary.grow();
  }

  private void add(Clause clause) {
    int term = 0;
    rulesOf.add(clause.rule());
    for (Field field : clause.fields()) {
      looking.computeIfAbsent(field, k -> new BitSet()).set(clause.number());
    }
    for (String phrase : clause.condition().keywords()) {
      vocabulary.addKeyword(phrase, new Term(clause, term++));
    }
    for (String phrase : clause.condition().exact()) {
      vocabulary.addExact(phrase, new Term(clause, term++));
    }
    for (String domain : clause.condition().domains()) {
      domains.add(domain, new Term(clause, term++));
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
    BitSet ownHeld = post.quote().isEmpty() ? held : held(sights, passages, false);
    List<Evidence> evidence = evidence(sights, held, passages);
    return new Judgement(
        evidence,
        rules(held),
        rules(ownHeld),
        isSpoken(evidence),
        papers(post.content()),
        post.quote().isEmpty() ? List.of() : papers(post.quote().get().content()));
  }

  /** The rules that do not hold for a post, and nearly do. */
  public List<Shortfall> shortfalls(Post post) {
    List<Passage> passages = Passage.of(post);
    List<Sight> sights = seenIn(passages).all();
    List<Shortfall> nearly = new ArrayList<>();
    for (int r = 0; r < rules.size(); r++) {
      List<Rule.Condition> parts = rules.get(r).parts();
      List<Set<String>> found = new ArrayList<>();
      List<Boolean> met = new ArrayList<>();
      for (int c = 0; c < parts.size(); c++) {
        Set<String> seen = new LinkedHashSet<>();
        Different different = new Different();
        boolean holds = false;
        for (Sight s : sights) {
          if (s.clause().number() == firsts[r] + c) {
            seen.add(passages.get(s.passage()).text().substring(s.start(), s.end()));
            holds |= different.addsUpTo(parts.get(c).atLeast(), s);
          }
        }
        found.add(seen);
        met.add(holds);
      }
      Shortfall.of(rules.get(r), found, met).ifPresent(nearly::add);
    }
    return nearly;
  }

  /** The rules that hold for posts that are read as one. */
  List<Rule> together(List<Post> posts) {
    List<Passage> passages = posts.stream().flatMap(post -> Passage.of(post).stream()).toList();
    return rules(held(sights(passages), passages, true));
  }

  /** What was seen of the rules that may hold. */
  private List<Sight> sights(List<Passage> passages) {
    Sights seen = seenIn(passages);
    return seen.of(hopeful(seen.met(looking)));
  }

  private Sights seenIn(List<Passage> passages) {
    Sights seen = new Sights(passages);
    for (int p = 0; p < passages.size(); p++) {
      look(passages.get(p), p, seen);
    }
    return seen;
  }

  private void look(Passage passage, int index, Sights seen) {
    if (passage.link().isPresent()) {
      Link link = passage.link().get();
      domains.find(link, (terms, at) -> seen.see(terms, index, at.start(), at.end()));
      if (link.origin() == Link.Origin.CUT) {
        return;
      }
    }
    Words words = Words.of(passage);
    vocabulary.find(
        words, (terms, first, last) -> seen.see(terms, index, words.start(first), words.end(last)));
  }

  /** The conditions and exceptions of the rules of which every condition saw something. */
  private BitSet hopeful(BitSet met) {
    BitSet hopeful = new BitSet();
    int next = met.nextSetBit(0);
    while (next >= 0) {
      int rule = rulesOf.get(next);
      int exceptions = firsts[rule] + rules.get(rule).all().size();
      int end = rule + 1 < firsts.length ? firsts[rule + 1] : rulesOf.size();
      if (met.nextClearBit(firsts[rule]) >= exceptions) {
        hopeful.set(firsts[rule], end);
      }
      next = met.nextSetBit(end);
    }
    return hopeful;
  }

  /** The rules of which every condition and no exception was met, with the quoted post or not. */
  private BitSet held(List<Sight> sights, List<Passage> passages, boolean withQuote) {
    BitSet held = new BitSet();
    @Nullable Clause clause = null;
    int met = 0;
    Different different = new Different();
    for (Sight s : sights) {
      if (!withQuote && passages.get(s.passage()).field() == Field.QUOTE) {
        continue;
      }
      if (clause == null || s.clause().number() != clause.number()) {
        met = clause == null || s.clause().rule() != clause.rule() ? 0 : met;
        clause = s.clause();
        different = new Different();
      }
      if (different.addsUpTo(clause.condition().atLeast(), s)) {
        // Exceptions come last, so that what they take back was held before.
        met += clause.exception() ? 0 : 1;
        held.set(
            clause.rule(), !clause.exception() && met == rules.get(clause.rule()).all().size());
      }
    }
    return held;
  }

  /** Counts what is found of one condition: each word once, and none inside another. */
  private static final class Different {
    private final BitSet terms = new BitSet();
    private int passage = -1;
    private int end;

    /** Whether this is the one that was still missing. */
    boolean addsUpTo(int wanted, Sight sight) {
      boolean inside = sight.passage() == passage && sight.start() < end;
      if (inside || terms.get(sight.term().number())) {
        return false;
      }
      passage = sight.passage();
      end = sight.end();
      terms.set(sight.term().number());
      return terms.cardinality() == wanted;
    }
  }

  private List<Rule> rules(BitSet held) {
    List<Rule> chosen = new ArrayList<>();
    for (int r = held.nextSetBit(0); r >= 0; r = held.nextSetBit(r + 1)) {
      chosen.add(rules.get(r));
    }
    return chosen;
  }

  private List<Evidence> evidence(List<Sight> sights, BitSet held, List<Passage> passages) {
    List<Evidence> evidence = new ArrayList<>();
    @Nullable Sight before = null;
    for (Sight s : sights) {
      Clause clause = s.clause();
      if (!held.get(clause.rule())
          || clause.exception()
          || (before != null && before.tellsTheSameAs(s))) {
        continue;
      }
      Rule rule = rules.get(clause.rule());
      Passage passage = passages.get(s.passage());
      boolean first = before == null || before.clause().rule() != clause.rule();
      String matched = passage.text().substring(s.start(), s.end());
      evidence.add(
          new Evidence(
              rule.name(),
              passage.field(),
              s.passage(),
              s.start(),
              s.end(),
              matched,
              first ? rule.points() : 0));
      before = s;
    }
    return evidence;
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
    List<Rule> covering = new ArrayList<>();
    domains.findNamed(
        link, (terms, at) -> terms.all().forEach(t -> covering.add(rules.get(t.clause().rule()))));
    return covering.stream().anyMatch(rule -> rule.points() > 0);
  }
}
