package io.github.alignmentfeed.config;

import io.github.alignmentfeed.config.Configuration.Bot;
import io.github.alignmentfeed.config.Node.Mapping;
import io.github.alignmentfeed.config.Node.Refused;
import io.github.alignmentfeed.config.Node.Scalar;
import io.github.alignmentfeed.config.Yaml.Document;
import io.github.alignmentfeed.curation.Policy.Consent;
import io.github.alignmentfeed.curation.Policy.Limits;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads a configuration, with the files that it includes, and lists everything wrong with it. */
public final class ConfigurationLoader {
  private final Path file;
  private final Map<String, String> env;
  private final Variables variables;
  private final Problems problems = new Problems();
  private final Function<String, Optional<String>> cronProblem;
  private final Optional<Path> otherRules;
  private final List<Path> files = new ArrayList<>();
  private boolean whole = true;

  private ConfigurationLoader(
      Path file,
      Optional<Path> otherRules,
      Map<String, String> env,
      Function<String, Optional<String>> cronProblem) {
    this.file = file;
    this.env = env;
    this.otherRules = otherRules;
    this.variables = new Variables(env, problems);
    this.cronProblem = cronProblem;
  }

  /**
   * Reads a configuration.
   *
   * @param file the main file
   * @param env the environment, from which variables in values are replaced
   * @param cronProblem what is wrong with a cron expression, or nothing
   */
  public static Loaded load(
      Path file, Map<String, String> env, Function<String, Optional<String>> cronProblem) {
    return new ConfigurationLoader(file, Optional.empty(), env, cronProblem).load();
  }

  /**
   * Reads a configuration, but with the rules of another file, and with its scores where it names
   * them.
   *
   * @param rules a file with {@code rules:}, and {@code decide:} if it likes
   */
  public static Loaded loadWith(
      Path rules,
      Path file,
      Map<String, String> env,
      Function<String, Optional<String>> cronProblem) {
    return new ConfigurationLoader(file, Optional.of(rules), env, cronProblem).load();
  }

  private Loaded load() {
    Optional<Configuration> configuration =
        fields(file, file, Place.startOf(file), Section.MAIN).map(this::configuration);
    return new Loaded(
        configuration.filter(usable -> problems.errors() == 0), problems.list(), files);
  }

  private Configuration configuration(Fields main) {
    List<Fields> parts = included(main);
    parts.add(main);
    SourceReader sources = new SourceReader(problems);
    parts.forEach(part -> sources.accounts(part.list("accounts", "[somebody.bsky.social]")));
    parts.forEach(part -> sources.lists(part.list("lists", "[{follows: somebody.bsky.social}]")));
    parts.forEach(part -> sources.optOut(part.list("optOut", "[somebody.bsky.social]")));
    sources.checkOptOut();
    RuleReader rules = new RuleReader(problems);
    Optional<Fields> other =
        otherRules.flatMap(f -> fields(f, f, Place.startOf(f), Section.OTHER_RULES));
    List<Fields> ruling = otherRules.isPresent() ? other.stream().toList() : parts;
    ruling.forEach(part -> rules.words(part.list("words", "[{name: ..., keywords: [...]}]")));
    ruling.forEach(
        part -> rules.read(part.list("rules", "[{name: ..., points: 10, keywords: [...]}]")));
    rules.checkUsed();
    if (whole) {
      checkPresent(parts, main);
      checkRules(ruling, other.orElse(main));
    }
    ConnectionReader connections =
        new ConnectionReader(main, env, new Secrets(file, variables, problems), problems);
    SettingsReader settings = new SettingsReader(main, problems);
    Bot bot = connections.bot();
    bot.handle()
        .flatMap(sources::placeOf)
        .ifPresent(
            place ->
                problems.warning(
                    place,
                    "this account is the bot itself",
                    "it never reposts its own: take it out"));
    int before = problems.errors();
    Fields decide = other.filter(o -> o.has("decide")).orElse(main).group("decide", Section.DECIDE);
    int repostAt = decide.integer("repost", 10, 1, RuleReader.MOST_POINTS);
    int bookmarkAt = decide.integer("bookmark", 5, 1, RuleReader.MOST_POINTS);
    if (problems.errors() == before) {
      checkThresholds(decide, repostAt, bookmarkAt, rules);
    }
    Limits limits = settings.limits();
    return new Configuration(
        bot,
        connections.network(),
        sources.sources(),
        sources.optOut(),
        rules.rules(),
        rules.places(),
        repostAt,
        bookmarkAt,
        limits,
        settings.settle(limits.maxAge()),
        settings.languages(),
        main.choice("consent", List.of(Consent.values())).orElse(Consent.LISTED),
        settings.schedule(cronProblem),
        settings.maxDelay(limits.maxAge()),
        connections.ping(),
        connections.store(),
        settings.keep(limits.maxAge()),
        connections.http(),
        new LinksReader(main, problems).links());
  }

  private List<Fields> included(Fields main) {
    Map<Path, Place> seen = new HashMap<>();
    seen.put(real(file), Place.startOf(file));
    List<Fields> parts = new ArrayList<>();
    for (Node node : main.list("include", "[../seeds/accounts.yaml]")) {
      Optional<Path> path =
          new Values(problems)
              .text(node, "a file to include", "../seeds/accounts.yaml")
              .flatMap(this::path);
      if (path.isEmpty()) {
        whole = false;
        continue;
      }
      Place first = seen.putIfAbsent(real(path.get()), node.place());
      if (first == null) {
        fields(path.get(), path.get().normalize(), node.place(), Section.INCLUDED)
            .ifPresent(parts::add);
      } else if (real(path.get()).equals(real(file))) {
        problems.error(node.place(), "this file includes itself", "take it out");
      } else {
        problems.warning(
            node.place(), "this file is included already at " + first, "take one of them out");
      }
    }
    return parts;
  }

  private Optional<Path> path(Scalar scalar) {
    try {
      return Optional.of(file.resolveSibling(scalar.text().strip()));
    } catch (InvalidPathException e) {
      problems.error(
          scalar.place(), scalar.shown() + " is no path", "write one such as ../seeds/rules.yaml");
      return Optional.empty();
    }
  }

  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      return path.toAbsolutePath().normalize();
    }
  }

  /**
   * The keys of a file, or nothing where there are none to read.
   *
   * @param named the file as problems name it
   * @param mention where it is asked for
   */
  private Optional<Fields> fields(Path path, Path named, Place mention, Section section) {
    problems.begin(named);
    files.add(path);
    Optional<Document> document =
        SourceText.read(path, named, mention, problems)
            .map(source -> Yaml.read(named, source, variables, problems));
    whole &= document.map(Document::whole).orElse(false);
    Optional<Node> root = document.flatMap(Document::root);
    if (root.isPresent() && root.get() instanceof Mapping mapping) {
      return Optional.of(Fields.of(mapping, section, problems));
    }
    if (root.isPresent() && !(root.get() instanceof Refused)) {
      problems.error(
          root.get().place(),
          "the file holds " + root.get().word() + ", not a group of keys",
          "begin it with a key such as \"accounts:\" or \"rules:\"");
    } else if (document.isPresent() && document.get().whole() && root.isEmpty()) {
      sayEmpty(named, section);
    }
    return Optional.empty();
  }

  private void sayEmpty(Path named, Section section) {
    if (section == Section.MAIN) {
      problems.error(
          Place.startOf(named), "the file is empty", "name at least accounts: and rules:");
    } else {
      problems.warning(
          Place.startOf(named), "the file is empty", "fill it or take it out of \"include\"");
    }
  }

  private void checkPresent(List<Fields> parts, Fields main) {
    if (parts.stream().allMatch(part -> holdsNone(part, "accounts") && holdsNone(part, "lists"))) {
      problems.error(
          main.place("accounts"),
          "no accounts and no lists: there is nobody to follow",
          "write for example accounts: [somebody.bsky.social]");
    }
  }

  private void checkRules(List<Fields> ruling, Fields main) {
    if (ruling.stream().allMatch(part -> holdsNone(part, "rules"))) {
      problems.error(
          main.place("rules"),
          "no rules: there is nothing to look for",
          "write for example rules: [{name: core terms, points: 10, keywords: [reward hack*]}]");
    }
  }

  private static boolean holdsNone(Fields part, String key) {
    return part.lacks(key) || part.holdsEmptyList(key);
  }

  private void checkThresholds(Fields decide, int repostAt, int bookmarkAt, RuleReader rules) {
    if (bookmarkAt > repostAt) {
      problems.error(
          decide.place(decide.has("bookmark") ? "bookmark" : "repost"),
          "\"bookmark\" is " + bookmarkAt + ", more than \"repost\", which is " + repostAt,
          "less must be enough for a bookmark than for a repost");
    } else if (whole) {
      rules.checkReachable(decide, repostAt, bookmarkAt);
    }
  }
}
