package io.github.alignmentfeed.config;

import io.github.alignmentfeed.config.Node.Mapping;
import io.github.alignmentfeed.config.Node.Scalar;
import io.github.alignmentfeed.curation.Field;
import io.github.alignmentfeed.curation.Rule.Condition;
import io.github.alignmentfeed.curation.WordList;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reads what rules look for, and the named lists of words that they share. */
final class Conditions {
  private static final int MOST_TOGETHER = 20;

  private final Problems problems;
  private final Values values;
  private final Terms terms;
  private final Map<String, WordList> lists = new LinkedHashMap<>();
  private final Map<String, Place> unused = new LinkedHashMap<>();

  Conditions(Problems problems) {
    this.problems = problems;
    this.values = new Values(problems);
    this.terms = new Terms(problems);
  }

  /** Reads lists of words, to be known by their names from here on. */
  void define(List<Node> nodes) {
    for (Node node : nodes) {
      if (node instanceof Mapping mapping) {
        define(Fields.of(mapping, Section.WORDS, problems));
      } else {
        values.wrong(
            node,
            "a list of words",
            "a group of keys",
            "write for example {name: machines, keywords: [language model*]}");
      }
    }
  }

  private void define(Fields fields) {
    if (fields.lacks("name")) {
      problems.error(
          fields.place(), "a list of words without a name", "write name: and what it is");
    }
    if (fields.lacks("keywords", "exact", "domains")) {
      problems.error(
          fields.place(), "a list of words without words", "write keywords:, exact: or domains:");
    }
    WordList words = words(fields);
    fields
        .text("name", "machines")
        .ifPresent(
            name -> {
              if (lists.putIfAbsent(name.text().strip(), words) == null) {
                unused.put(name.text().strip(), name.place());
              } else {
                problems.error(
                    name.place(),
                    "a list of words has the name " + name.shown() + " already",
                    "rename one");
              }
            });
  }

  /** Reports lists that nothing refers to. */
  void checkUsed() {
    unused.forEach(
        (name, place) ->
            problems.warning(
                place,
                "no rule uses the list of words \"" + name + "\"",
                "write words: [" + name + "] in a part of \"all\", or take it out"));
  }

  /** A part of a rule, which may refer to lists of words. */
  Condition part(Fields fields) {
    List<WordList> words = new ArrayList<>(List.of(words(fields)));
    words.addAll(named(fields));
    words.removeIf(WordList::isEmpty);
    int atLeast = fields.integer("atLeast", 1, 1, MOST_TOGETHER);
    long terms = fields.has("atLeast") ? different(words) : 0;
    if (terms > 0 && atLeast > terms) {
      problems.error(
          fields.place("atLeast"),
          "this part asks for " + atLeast + " different words and holds " + terms,
          "write a smaller number or more words");
    }
    return new Condition(words, atLeast, fields(fields));
  }

  private static long different(List<WordList> words) {
    return Stream.<Function<WordList, List<String>>>of(
            WordList::keywords, WordList::exact, WordList::domains)
        .mapToLong(kind -> words.stream().map(kind).flatMap(List::stream).distinct().count())
        .sum();
  }

  /** The fields of a post in which a rule, or a part of one, looks. */
  Set<Field> fields(Fields fields) {
    Set<Field> parts = EnumSet.noneOf(Field.class);
    for (Node node : fields.list("fields", "[text, alt]")) {
      values
          .choice(node, "an entry of \"fields\"", List.of(Field.values()))
          .filter(part -> !parts.add(part))
          .ifPresent(
              part ->
                  problems.warning(
                      node.place(),
                      "\"" + part.word() + "\" stands in this list already",
                      "take one of them out"));
    }
    if (fields.holdsEmptyList("fields")) {
      problems.error(
          fields.place("fields"),
          "\"fields\" is an empty list",
          "write for example [text, alt], or take it out for all of them");
    }
    return parts;
  }

  /** The words of a rule that has no parts. */
  Condition read(Fields fields) {
    return new Condition(List.of(words(fields)), 1, Set.of());
  }

  /** A word counts once a part; in two parts it makes both hold, and so needs no company. */
  private WordList words(Fields fields) {
    Set<String> seen = new HashSet<>();
    return new WordList(
        terms(fields, "keywords", "[alignment faking, reward hack*]", seen, terms::keyword),
        terms(fields, "exact", "[RLHF, METR]", seen, terms::exact),
        terms(fields, "domains", "[arxiv.org, anthropic.com/research]", seen, terms::domainOrAny));
  }

  private List<WordList> named(Fields fields) {
    if (fields.holdsEmptyList("words")) {
      problems.error(
          fields.place("words"), "\"words\" is an empty list", "write for example [machines]");
    }
    List<WordList> found = new ArrayList<>();
    for (Node node : fields.list("words", "[machines]")) {
      values.text(node, "an entry of \"words\"", "machines").ifPresent(n -> found.add(named(n)));
    }
    return found;
  }

  private WordList named(Scalar name) {
    String known = name.text().strip();
    if (!lists.containsKey(known)) {
      problems.error(
          name.place(),
          "there is no list of words " + name.shown(),
          Nearest.question(known, lists.keySet()).orElse("define it under words:"));
    }
    unused.remove(known);
    return lists.getOrDefault(known, new WordList(List.of(), List.of(), List.of()));
  }

  private List<String> terms(
      Fields fields,
      String key,
      String example,
      Set<String> seen,
      Function<Scalar, Optional<String>> reader) {
    List<Node> nodes = fields.list(key, example);
    if (fields.holdsEmptyList(key)) {
      problems.error(
          fields.place(key), "\"" + key + "\" is an empty list", "write for example " + example);
    }
    List<String> found = new ArrayList<>();
    for (Node node : nodes) {
      Optional<Scalar> written = values.text(node, "an entry of \"" + key + "\"", "reward hack*");
      Optional<String> term = written.flatMap(reader);
      if (term.isPresent() && seen.add(key + " " + sameness(key, term.get()))) {
        found.add(term.get());
      } else if (term.isPresent()) {
        problems.warning(
            node.place(),
            written.get().shown() + " stands in this rule already",
            "take one of them out");
      }
    }
    return found;
  }

  private static String sameness(String key, String term) {
    return key.equals("exact") ? term : term.toLowerCase(Locale.ROOT);
  }
}
