package io.github.alignmentfeed.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
    name = "resume",
    description = "Lets writing go on after “pause”.",
    mixinStandardHelpOptions = true)
final class ResumeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @ParentCommand private Bot bot = new Bot();

  @Override
  public Integer call() {
    bot.app().pause(false);
    spec.commandLine().getOut().println("Writing goes on with the next cycle.");
    return ExitCode.DONE;
  }
}
