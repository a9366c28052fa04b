package io.github.alignmentfeed.cli;

import io.github.alignmentfeed.App;
import io.github.alignmentfeed.cycle.CycleReport;
import io.github.alignmentfeed.cycle.CycleReport.Trigger;
import io.github.alignmentfeed.ops.ReportJson;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.IntConsumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

@Command(
    name = "run",
    description = "Runs one cycle now: reads, decides, reposts and bookmarks.",
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @ParentCommand private Bot bot = new Bot();

  @Option(names = "--dry-run", description = "Only tells what it would do; never logs in.")
  private boolean dryRun;

  @Option(
      names = "--replay",
      paramLabel = "PATH",
      description = "Takes posts from recorded files, on their own time; a dry run.")
  private Optional<Path> replay = Optional.empty();

  @Option(names = "--json", description = "Prints the report as JSON.")
  private boolean json;

  @Option(
      names = "--reconsider",
      paramLabel = "3d",
      converter = LengthOfTime.class,
      description = "Decides again what was skipped and is no older than this.")
  private Optional<Duration> reconsider = Optional.empty();

  @Override
  public Integer call() {
    if (replay.isPresent() && reconsider.isPresent()) {
      throw new ParameterException(
          spec.commandLine(), "A recording is decided afresh: --reconsider makes no sense with it");
    }
    App app = bot.app();
    PrintWriter out = spec.commandLine().getOut();
    CycleReport done =
        replay.isPresent()
            ? app.recordings().replay(replay.get())
            : app.run(dryRun, reconsider, Trigger.MANUAL, progress(spec.commandLine().getErr()));
    JsonNode report = ReportJson.of(done);
    if (json) {
      out.println(ReportJson.text(report));
    } else {
      if (replay.isEmpty() && !dryRun && app.canOnlyRead()) {
        out.println("No password is configured, so this is a dry run.");
      }
      new ReportText(out, report).print();
    }
    return ReportText.exitCode(report);
  }

  /** Counts feeds on a terminal; elsewhere nothing. */
  private static IntConsumer progress(PrintWriter err) {
    if (!Ansi.AUTO.enabled()) {
      return done -> {};
    }
    return done -> {
      err.print("\rfeeds read: " + done + " \r");
      err.flush();
    };
  }
}
