package io.github.alignmentfeed.devnet;

import io.github.alignmentfeed.devnet.Devnet.Actor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The packaged program with a configuration of its own, run as an operator runs it. */
final class BotProgram {
  private static final Path JAR = Path.of("target/alignment-feed-bot.jar").toAbsolutePath();
  private static final String RULES =
      """
      rules:
        - {name: terms, points: 10, keywords: [alignment faking, scalable oversight]}
        - {name: papers, points: 4, domains: [arxiv.org]}
        - {name: jobs, points: 5, keywords: [hiring], atMost: bookmark}
        - {name: hints, points: 6, keywords: [sycophancy]}
      limits: {perHour: 1000, perDay: 1000, perAuthorPerDay: 1000, spacing: 0s, maxAge: 3d}
      settle: 0s
      """;

  private final Path folder;
  private final Path configuration;
  private final String operator;
  private String password;

  /** What a command did. */
  record Result(int code, String out, String err) {
    JsonNode json() {
      return JsonMapper.builder().build().readTree(out);
    }
  }

  /**
   * @param sources the part of the configuration that names accounts and lists
   */
  BotProgram(Path folder, Devnet network, Actor bot, String sources) {
    this(folder, network, bot, sources, "nobody");
  }

  /**
   * @param operator who runs it
   */
  BotProgram(Path folder, Devnet network, Actor bot, String sources, String operator) {
    this.folder = folder;
    this.configuration = folder.resolve("bot.yaml");
    this.password = bot.appPassword();
    this.operator = operator;
    configure(network.appview(), network.plc(), bot, sources);
  }

  void configure(String appview, String plc, Actor bot, String sources) {
    try {
      Files.writeString(
          configuration,
          """
          bot: {handle: %s, password: "${BSKY_APP_PASSWORD}", operator: "%s"}
          network: {appview: "%s", plc: "%s"}
          store: "jdbc:sqlite:%s"
          """
                  .formatted(bot.handle(), operator, appview, plc, store())
              + sources
              + "\n"
              + RULES);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void password(String other) {
    password = other;
  }

  Path store() {
    return folder.resolve("bot.db");
  }

  Path tokens() {
    return folder.resolve("bot.db.session.json");
  }

  /** Loses the database, as a broken disk does. The session is kept. */
  void loseStore() {
    try {
      Files.deleteIfExists(store());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Result run(String... arguments) {
    try {
      Path out = Files.createTempFile(folder, "out", ".txt");
      Path err = Files.createTempFile(folder, "err", ".txt");
      Process process =
          builder(arguments).redirectOutput(out.toFile()).redirectError(err.toFile()).start();
      int code = process.waitFor();
      return new Result(code, Files.readString(out), Files.readString(err));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Starts a command that goes on; its log is its error stream. */
  Process start(String... arguments) {
    try {
      return builder(arguments).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Starts a command.
   *
   * @param jvm settings of its Java
   * @param log takes all that it says
   */
  Process start(List<String> jvm, Path log, String... arguments) {
    ProcessBuilder builder = builder(arguments);
    builder.command().addAll(1, jvm);
    try {
      return builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ProcessBuilder builder(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-jar", JAR.toString()));
    command.addAll(List.of(arguments));
    command.addAll(List.of("--config", configuration.toString()));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    Map<String, String> environment = builder.environment();
    environment.put("BSKY_APP_PASSWORD", password);
    return builder;
  }
}
