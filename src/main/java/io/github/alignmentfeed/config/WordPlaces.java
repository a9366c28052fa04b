package io.github.alignmentfeed.config;

import io.github.alignmentfeed.config.Node.Entry;
import io.github.alignmentfeed.config.Node.Mapping;
import io.github.alignmentfeed.config.Node.Scalar;
import io.github.alignmentfeed.config.Node.Sequence;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Where the words and domains of rules stand. They are looked for only where somebody asks. */
public final class WordPlaces {
  private static final Set<String> KINDS = Set.of("keywords", "exact", "domains");

  /** The words of a rule or of a list, with their places, and the lists that a rule refers to. */
  private static final class Holder {
    private final Map<String, List<String>> places = new HashMap<>();
    private final Set<String> lists = new HashSet<>();

    private void take(Mapping mapping) {
      for (Entry entry : mapping.entries()) {
        for (Node item : items(entry.value())) {
          if (entry.key().equals("all") && item instanceof Mapping part) {
            take(part);
          } else if (item instanceof Scalar scalar && KINDS.contains(entry.key())) {
            String word = entry.key().equals("domains") ? domain(scalar) : scalar.text();
            places
                .computeIfAbsent(sameness(word), k -> new ArrayList<>(1))
                .add(scalar.place().toString());
          } else if (item instanceof Scalar scalar && entry.key().equals("words")) {
            lists.add(scalar.text().strip());
          }
        }
      }
    }
  }

  private final Map<String, Holder> rules = new HashMap<>();
  private final Map<String, Holder> lists = new HashMap<>();

  private WordPlaces() {}

  /**
   * Reads files once more.
   *
   * @param files those of a configuration without errors
   */
  public static WordPlaces in(List<Path> files) {
    WordPlaces found = new WordPlaces();
    files.stream().filter(Files::isRegularFile).forEach(found::read);
    return found;
  }

  /** File, line and column of a word or domain of a rule, in itself and in its lists of words. */
  public List<String> of(String rule, String word) {
    Holder own = rules.getOrDefault(rule, new Holder());
    return Stream.concat(
            Stream.of(own),
            own.lists.stream().sorted().flatMap(l -> Optional.ofNullable(lists.get(l)).stream()))
        .flatMap(holder -> holder.places.getOrDefault(sameness(word), List.of()).stream())
        .toList();
  }

  private void read(Path file) {
    Problems problems = new Problems();
    Path named = file.normalize();
    Optional<Node> root =
        SourceText.read(file, named, Place.startOf(named), problems)
            .flatMap(
                source ->
                    Yaml.read(named, source, new Variables(Map.of(), problems), problems).root());
    if (root.isPresent() && root.get() instanceof Mapping mapping) {
      for (Entry entry : mapping.entries()) {
        switch (entry.key()) {
          case "rules" -> take(entry.value(), rules);
          case "words" -> take(entry.value(), lists);
          default -> {}
        }
      }
    }
  }

  private static void take(Node all, Map<String, Holder> byName) {
    for (Node item : items(all)) {
      if (item instanceof Mapping mapping) {
        mapping.entries().stream()
            .filter(entry -> entry.key().equals("name"))
            .flatMap(entry -> entry.value() instanceof Scalar s ? Stream.of(s) : Stream.empty())
            .forEach(
                name ->
                    byName.computeIfAbsent(name.text().strip(), k -> new Holder()).take(mapping));
      }
    }
  }

  private static List<Node> items(Node node) {
    return node instanceof Sequence sequence ? sequence.items() : List.of();
  }

  private static String domain(Scalar scalar) {
    return new Terms(new Problems()).domain(scalar).orElse(scalar.text());
  }

  private static String sameness(String word) {
    return word.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
  }
}
