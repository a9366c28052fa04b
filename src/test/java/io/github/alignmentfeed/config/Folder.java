package io.github.alignmentfeed.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A folder of configuration files, and the environment in which they are read. */
final class Folder {
  private static final String ACCOUNTS = "accounts: [somebody.bsky.social]\n";
  private static final String RULES =
      "rules: [{name: core, points: 10, keywords: [reward hack*]}]\n";

  private final Path root;
  private final Map<String, String> env = new HashMap<>();

  Folder(Path root) {
    this.root = root;
  }

  Folder with(String file, String text) {
    try {
      Path path = root.resolve(file);
      Files.createDirectories(path.getParent());
      Files.writeString(path, text);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Folder env(String name, String value) {
    env.put(name, value);
    return this;
  }

  Path path(String file) {
    return root.resolve(file);
  }

  /** Reads {@code bot.yaml} as it is. */
  Loaded load() {
    return ConfigurationLoader.load(root.resolve("bot.yaml"), env, Folder::cronProblem);
  }

  /** Reads the lines, with an account and a rule behind them where they name none. */
  Loaded load(String lines) {
    String text = lines.endsWith("\n") ? lines : lines + "\n";
    text += text.contains("accounts:") ? "" : ACCOUNTS;
    text += text.contains("rules:") ? "" : RULES;
    return with("bot.yaml", text).load();
  }

  /** Reads the lines with the rules of another file. */
  Loaded loadWith(String rules, String lines) {
    with("bot.yaml", lines);
    return ConfigurationLoader.loadWith(
        root.resolve(rules), root.resolve("bot.yaml"), env, Folder::cronProblem);
  }

  /** The configuration of the lines, which hold no problem at all. */
  Configuration configuration(String lines) {
    Loaded loaded = load(lines);
    if (!loaded.problems().isEmpty()) {
      throw new AssertionError("problems: " + lines(loaded));
    }
    return loaded.configuration().orElseThrow();
  }

  /** The problems as they are printed, files named from this folder. */
  List<String> lines(Loaded loaded) {
    return loaded.problems().stream()
        .map(problem -> problem.toString().replace(root + "/", ""))
        .toList();
  }

  private static Optional<String> cronProblem(String expression) {
    return expression.split(" ").length < 6 ? Optional.of("too short") : Optional.empty();
  }
}
