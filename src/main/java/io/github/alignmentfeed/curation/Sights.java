package io.github.alignmentfeed.curation;

import io.github.alignmentfeed.curation.Terms.Clause;
import io.github.alignmentfeed.curation.Terms.Term;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What the words and domains of all rules saw in one post. */
final class Sights {
  private static final BitSet NONE = new BitSet();

  private final List<Passage> passages;
  private final List<Place> places = new ArrayList<>();
  private final Map<Field, BitSet> askedFor = new EnumMap<>(Field.class);

  Sights(List<Passage> passages) {
    this.passages = passages;
  }

  /** Where something was seen that rules ask for. */
  private record Place(Terms terms, int passage, int start, int end) {}

  /** Where a term was seen: in which passage, from where to where. */
  record Sight(Term term, int passage, int start, int end) implements Comparable<Sight> {
    Clause clause() {
      return term.clause();
    }

    boolean tellsTheSameAs(Sight other) {
      return compareTo(other) == 0;
    }

    @Override
    public int compareTo(Sight other) {
      int order = Integer.compare(clause().number(), other.clause().number());
      order = order != 0 ? order : Integer.compare(passage, other.passage);
      order = order != 0 ? order : Integer.compare(start, other.start);
      return order != 0 ? order : Integer.compare(end, other.end);
    }
  }

  void see(Terms terms, int passage, int start, int end) {
    places.add(new Place(terms, passage, start, end));
    askedFor.computeIfAbsent(passages.get(passage).field(), k -> new BitSet()).or(terms.clauses());
  }

  /**
   * The conditions that saw something.
   *
   * @param looking the conditions that look in each field
   */
  BitSet met(Map<Field, BitSet> looking) {
    BitSet met = new BitSet();
    askedFor.forEach(
        (field, clauses) -> {
          clauses.and(looking.getOrDefault(field, NONE));
          met.or(clauses);
        });
    return met;
  }

  /** Everything that was seen, in the order of the conditions and exceptions. */
  List<Sight> all() {
    BitSet clauses = new BitSet();
    places.forEach(place -> clauses.or(place.terms().clauses()));
    return of(clauses);
  }

  /** What was seen of some conditions and exceptions, in their order. */
  List<Sight> of(BitSet clauses) {
    List<Sight> chosen = new ArrayList<>();
    for (Place place : places) {
      if (place.terms().clauses().intersects(clauses)) {
        addTo(chosen, place, clauses);
      }
    }
    Collections.sort(chosen);
    return chosen;
  }

  private void addTo(List<Sight> chosen, Place place, BitSet clauses) {
    Field field = passages.get(place.passage()).field();
    for (Term term : place.terms().all()) {
      Clause clause = term.clause();
      if (clauses.get(clause.number()) && clause.fields().contains(field)) {
        chosen.add(new Sight(term, place.passage(), place.start(), place.end()));
      }
    }
  }
}
