package io.github.alignmentfeed.cli;

import io.github.alignmentfeed.Remote;
import io.github.alignmentfeed.Remote.Reply;
import io.github.alignmentfeed.ops.ReportJson;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

@Command(
    name = "trigger",
    description = "Asks the running serve for one cycle now, and prints its report.",
    mixinStandardHelpOptions = true)
final class TriggerCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofHours(1);

  @Spec private CommandSpec spec = CommandSpec.create();
  @ParentCommand private Bot bot = new Bot();

  @Option(names = "--json", description = "Prints the report as JSON.")
  private boolean json;

  @Override
  public Integer call() throws InterruptedException {
    Remote service = bot.service();
    Reply reply = await(CompletableFuture.supplyAsync(() -> service.post("/api/runs", PATIENCE)));
    PrintWriter out = spec.commandLine().getOut();
    JsonNode answer = reply.body();
    if (reply.status() != 200) {
      spec.commandLine()
          .getErr()
          .println(
              Plain.line(answer.path("error").asString())
                  + ": "
                  + Plain.line(answer.path("hint").asString()));
      return exitCode(reply.status());
    }
    if (json) {
      out.println(ReportJson.text(answer));
    } else {
      new ReportText(out, answer).print();
    }
    out.flush();
    return ReportText.exitCode(answer);
  }

  private static int exitCode(int status) {
    return switch (status) {
      case 401, 403, 421, 429, 503 -> ExitCode.USAGE;
      case 423 -> ExitCode.LOCKED;
      default -> ExitCode.SOME_FAILED;
    };
  }

  /** Waits, and on a terminal says for how long. */
  private Reply await(CompletableFuture<Reply> reply) throws InterruptedException {
    PrintWriter err = spec.commandLine().getErr();
    for (int seconds = 1; ; seconds++) {
      try {
        return reply.get(1, TimeUnit.SECONDS);
      } catch (TimeoutException e) {
        if (Ansi.AUTO.enabled()) {
          err.print("\rthe service is at it: " + seconds + " s \r");
          err.flush();
        }
      } catch (ExecutionException e) {
        throw e.getCause() instanceof RuntimeException cause ? cause : new CompletionException(e);
      }
    }
  }
}
