package io.github.alignmentfeed.cli;

import io.github.alignmentfeed.curation.Action;
import io.github.alignmentfeed.cycle.Ledger.Query;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
    name = "history",
    description = "Tells what the bot did and why, newest first.",
    mixinStandardHelpOptions = true)
final class HistoryCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @ParentCommand private Bot bot = new Bot();

  @Option(
      names = "--since",
      paramLabel = "7d",
      defaultValue = "30d",
      converter = LengthOfTime.class,
      description = "How far back (default: ${DEFAULT-VALUE}).")
  private Duration since = Duration.ofDays(30);

  @Option(names = "--skipped", description = "Also tells what was left alone.")
  private boolean skipped;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "50",
      description = "How many at most (default: ${DEFAULT-VALUE}).")
  private int limit = 50;

  @Option(names = "--json", description = "Prints JSON.")
  private boolean json;

  @Override
  public Integer call() {
    if (limit < 1) {
      throw new ParameterException(spec.commandLine(), "--limit must be at least 1");
    }
    Set<Action> actions = EnumSet.of(Action.REPOST, Action.BOOKMARK, Action.RETRACT);
    if (skipped) {
      actions.add(Action.SKIP);
    }
    Query query = new Query(actions, false, Instant.now().minus(since), limit);
    new ToldText(spec.commandLine().getOut(), bot.app().told(query))
        .print(json, "Nothing was done in that time.");
    return ExitCode.DONE;
  }
}
