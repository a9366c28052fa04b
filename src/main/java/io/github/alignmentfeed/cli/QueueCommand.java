package io.github.alignmentfeed.cli;

import io.github.alignmentfeed.cycle.Ledger.Query;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
    name = "queue",
    description = "Tells what waits, for what, and until when.",
    mixinStandardHelpOptions = true)
final class QueueCommand implements Callable<Integer> {
  private static final int MOST = 1000;

  @Spec private CommandSpec spec = CommandSpec.create();
  @ParentCommand private Bot bot = new Bot();

  @Option(names = "--json", description = "Prints JSON.")
  private boolean json;

  @Override
  public Integer call() {
    Query query = new Query(Set.of(), true, Instant.EPOCH, MOST);
    new ToldText(spec.commandLine().getOut(), bot.app().told(query)).print(json, "Nothing waits.");
    return ExitCode.DONE;
  }
}
