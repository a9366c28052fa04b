package io.github.alignmentfeed.bluesky;

import io.github.alignmentfeed.atproto.Did;
import io.github.alignmentfeed.config.ConfigurationLoader;
import io.github.alignmentfeed.config.Configuration;
import io.github.alignmentfeed.curation.Action;
import io.github.alignmentfeed.curation.Judge;
import io.github.alignmentfeed.curation.Passage;
import io.github.alignmentfeed.curation.Policy;
import io.github.alignmentfeed.curation.Policy.Followed;
import io.github.alignmentfeed.curation.Policy.Reposts;
import io.github.alignmentfeed.curation.Policy.Wish;
import io.github.alignmentfeed.curation.Rule;
import io.github.alignmentfeed.curation.Sighting;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** The labelled posts as they are kept, and rules and keywords to put to them. */
final class Samples {
  private static final Path CORPUS = Path.of("src/test/resources/corpus");

  private Samples() {}

  private static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(CORPUS)) {
      return files.filter(file -> file.toString().endsWith(".jsonl")).sorted().toList();
    }
  }

  static List<Sighting> sightings() throws IOException {
    return files().stream()
        .flatMap(file -> Recording.read(file).sightings().stream())
        .toList();
  }

  /** The feed items as the AppView sends them. */
  static List<byte[]> items() throws IOException {
    JsonMapper mapper = JsonMapper.builder().build();
    List<byte[]> items = new ArrayList<>();
    for (Path file : files()) {
      for (String line : Files.readAllLines(file)) {
        items.add(
            mapper.readTree(line).path("item").toString().getBytes(StandardCharsets.UTF_8));
      }
    }
    return items;
  }

  static Configuration shipped() {
    return ConfigurationLoader.load(Path.of("config/bot.yaml"), Map.of(), c -> Optional.empty())
        .configuration()
        .orElseThrow();
  }

  /** The shipped policy for a bot that follows everyone in whose feed a post stands. */
  static Policy policy(Configuration configuration, List<Sighting> sightings) {
    Map<Did, Followed> accounts = new HashMap<>();
    for (Sighting seen : sightings) {
      accounts.put(
          seen.through(),
          new Followed(true, true, Reposts.VOUCH, Wish.UNSAID, Action.REPOST));
    }
    return new Policy(
        configuration.repostAt(),
        configuration.bookmarkAt(),
        configuration.limits(),
        configuration.settle(),
        configuration.languages(),
        Policy.DEFAULT_UNWANTED_LABELS,
        configuration.consent(),
        accounts,
        Set.of(),
        Optional.empty(),
        Optional.empty());
  }

  /** All that is read as running text. */
  static List<List<String>> texts() throws IOException {
    return sightings().stream()
        .map(
            seen ->
                Passage.of(seen.post()).stream()
                    .filter(passage -> passage.link().isEmpty())
                    .map(Passage::text)
                    .toList())
        .toList();
  }

  /** Phrases of two words that the posts use, hardly ever side by side; always the same. */
  static List<String> keywords(int count) throws IOException {
    Set<String> words = new LinkedHashSet<>();
    texts().forEach(all -> all.forEach(text -> words.addAll(words(text))));
    List<String> all = List.copyOf(words);
    Random random = new Random(11);
    Set<String> keywords = new LinkedHashSet<>();
    while (keywords.size() < count) {
      keywords.add(
          all.get(random.nextInt(all.size())) + " " + all.get(random.nextInt(all.size())));
    }
    return List.copyOf(keywords);
  }

  private static List<String> words(String text) {
    return Stream.of(text.toLowerCase(Locale.ROOT).split("[^a-z]+"))
        .filter(word -> word.length() > 3)
        .toList();
  }

  static Judge judge(List<String> keywords) {
    return new Judge(
        List.of(
            new Rule(
                "keywords",
                10,
                List.of(new Rule.Condition(keywords, List.of(), List.of())),
                Optional.empty(),
                false)));
  }
}
