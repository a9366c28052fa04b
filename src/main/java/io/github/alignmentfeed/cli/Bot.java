package io.github.alignmentfeed.cli;

import io.github.alignmentfeed.App;
import io.github.alignmentfeed.Pace;
import io.github.alignmentfeed.Remote;
import io.github.alignmentfeed.Version;
import io.github.alignmentfeed.config.Configuration;
import io.github.alignmentfeed.config.ConfigurationLoader;
import io.github.alignmentfeed.config.Loaded;
import io.github.alignmentfeed.config.Problem;
import io.github.alignmentfeed.config.WordPlaces;
import io.github.alignmentfeed.ops.Schedule;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

@Command(
    name = "alignment-feed-bot",
    description = "Finds alignment research in posts on Bluesky and reposts or bookmarks it.",
    mixinStandardHelpOptions = true,
    versionProvider = Bot.VersionText.class,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:some sources or writes failed, the rest went on",
      "2:wrong usage, configuration or store",
      "3:cannot log in; posts were still read and decided",
      "4:the network cannot be reached",
      "70:a bug",
      "75:another process holds the store's write lock"
    })
final class Bot implements Runnable {
  private final Pace pace;
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--config",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      defaultValue = "${env:BOT_CONFIG:-config/bot.yaml}",
      description = "The configuration (default: $BOT_CONFIG, or config/bot.yaml).")
  private Path config = Path.of("config/bot.yaml");

  Bot() {
    this(Pace.USUAL);
  }

  Bot(Pace pace) {
    this.pace = pace;
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Which command? Try: run --replay seeds, or --help");
  }

  /** What came of reading the configuration. */
  Loaded load() {
    return ConfigurationLoader.load(config, System.getenv(), Schedule::cronProblem);
  }

  /** Where the words of its rules stand. */
  WordPlaces wordPlaces() {
    return WordPlaces.in(load().files());
  }

  /**
   * The configuration with the rules of another file.
   *
   * @throws BadConfigurationException where it cannot be used
   */
  Configuration with(Path rules) {
    return usable(
        ConfigurationLoader.loadWith(rules, config, System.getenv(), Schedule::cronProblem));
  }

  /**
   * The program with its configuration; warnings go to the errors' stream.
   *
   * @throws BadConfigurationException where it cannot be used
   */
  App app() {
    return app(usable(load()));
  }

  private Configuration usable(Loaded loaded) {
    if (loaded.configuration().isEmpty()) {
      throw new BadConfigurationException(loaded.problems());
    }
    loaded.problems().stream().map(Problem::toString).forEach(spec.commandLine().getErr()::println);
    return loaded.configuration().get();
  }

  /**
   * The service that runs with the same configuration.
   *
   * @throws BadConfigurationException where it cannot be used
   */
  Remote service() {
    return new Remote(usable(load()).http());
  }

  App app(Configuration configuration) {
    return new App(configuration, pace);
  }

  static final class VersionText implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"alignment-feed-bot " + Version.current()};
    }
  }
}
