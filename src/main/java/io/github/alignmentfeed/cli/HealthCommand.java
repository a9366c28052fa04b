package io.github.alignmentfeed.cli;

import io.github.alignmentfeed.Remote.Reply;
import io.github.alignmentfeed.RemoteException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
    name = "health",
    description = "Says whether the running serve does its work: exits with 0 or 1.",
    mixinStandardHelpOptions = true)
final class HealthCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @Spec private CommandSpec spec = CommandSpec.create();
  @ParentCommand private Bot bot = new Bot();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try {
      Reply reply = bot.service().get("/health/ready", PATIENCE);
      if (reply.status() == 200) {
        out.println("ready");
        return ExitCode.DONE;
      }
      reply
          .body()
          .path("reasons")
          .forEach(
              reason ->
                  out.println(
                      Plain.line(reason.path("kind").asString())
                          + ": "
                          + Plain.line(reason.path("why").asString())));
    } catch (RemoteException e) {
      out.println(e.getMessage());
    }
    return ExitCode.SOME_FAILED;
  }
}
