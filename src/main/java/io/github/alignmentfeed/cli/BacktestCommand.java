package io.github.alignmentfeed.cli;

import io.github.alignmentfeed.App;
import io.github.alignmentfeed.Backtested;
import io.github.alignmentfeed.config.Configuration;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
    name = "backtest",
    description =
        "Tells what the rules would have shown lately, beside others. Reposts and bookmarks"
            + " nothing.",
    mixinStandardHelpOptions = true)
final class BacktestCommand implements Callable<Integer> {
  private static final Duration USUAL = Duration.ofDays(30);

  @Spec private CommandSpec spec = CommandSpec.create();
  @ParentCommand private Bot bot = new Bot();

  @Option(
      names = "--since",
      paramLabel = "30d",
      converter = LengthOfTime.class,
      description =
          "How far back (default: 30d; of recorded files, all). In recorded files it counts from"
              + " their last post.")
  private Optional<Duration> since = Optional.empty();

  @Option(
      names = "--rules",
      paramLabel = "OTHER.yaml",
      description = "A file with other rules:, and other scores under decide: if wanted.")
  private Optional<Path> rules = Optional.empty();

  @Option(
      names = "--replay",
      paramLabel = "PATH",
      description = "Takes posts from recorded files, without a network.")
  private Optional<Path> replay = Optional.empty();

  @Option(names = "--json", description = "Prints JSON.")
  private boolean json;

  @Override
  public Integer call() {
    App app = bot.app();
    Optional<Configuration> other = rules.map(bot::with);
    Backtested backtested;
    try (ProgressLine progress = ProgressLine.on(spec.commandLine().getErr())) {
      backtested =
          replay.isPresent()
              ? app.recordings().backtest(replay.get(), since, other, progress)
              : app.backtest(since.orElse(USUAL), other, progress);
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(BacktestJson.of(backtested));
    } else {
      new BacktestText(out, backtested, rules.map(Path::toString)).print();
    }
    if (backtested.offline()) {
      return ExitCode.UNREACHABLE;
    }
    return backtested.failed().isEmpty() ? ExitCode.DONE : ExitCode.SOME_FAILED;
  }
}
