package io.github.alignmentfeed.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
    name = "pause",
    description = "Stops all writing; reading and deciding go on.",
    mixinStandardHelpOptions = true)
final class PauseCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @ParentCommand private Bot bot = new Bot();

  @Override
  public Integer call() {
    bot.app().pause(true);
    spec.commandLine().getOut().println("Writing is paused; “resume” starts it again.");
    return ExitCode.DONE;
  }
}
