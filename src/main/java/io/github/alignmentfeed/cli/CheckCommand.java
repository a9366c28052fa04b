package io.github.alignmentfeed.cli;

import io.github.alignmentfeed.App;
import io.github.alignmentfeed.Checked;
import io.github.alignmentfeed.Checked.Result;
import io.github.alignmentfeed.config.Configuration;
import io.github.alignmentfeed.config.Loaded;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
    name = "check",
    description = "Reads the configuration and lists every problem at once.",
    mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @ParentCommand private Bot bot = new Bot();

  @Option(names = "--online", description = "Also resolves handles and lists, and tries the login.")
  private boolean online;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Loaded loaded = bot.load();
    loaded.problems().forEach(out::println);
    if (loaded.configuration().isEmpty()) {
      return ExitCode.USAGE;
    }
    Configuration configuration = loaded.configuration().get();
    out.printf(
        "The configuration is usable: %s, %s.%n",
        ReportText.count(configuration.sources().size(), "source"),
        ReportText.count(configuration.rules().size(), "rule"));
    if (configuration.bot().password().isEmpty()) {
      out.println("It names no password, so nothing is written: every run is a dry run.");
    }
    return online ? check(bot.app(configuration), out) : ExitCode.DONE;
  }

  private static int check(App app, PrintWriter out) {
    List<Checked> results = app.checkOnline();
    for (Checked checked : results) {
      out.printf(
          "%-8s %s: %s%n", word(checked.result()), checked.what(), Plain.line(checked.detail()));
    }
    if (results.stream().anyMatch(c -> c.result() == Result.NO_LOGIN)) {
      return ExitCode.NO_LOGIN;
    }
    if (!results.isEmpty() && results.stream().allMatch(c -> c.result() == Result.UNREACHABLE)) {
      return ExitCode.UNREACHABLE;
    }
    return results.stream().allMatch(c -> c.result() == Result.OK || c.result() == Result.ADVICE)
        ? ExitCode.DONE
        : ExitCode.SOME_FAILED;
  }

  private static String word(Result result) {
    return switch (result) {
      case OK -> "ok";
      case ADVICE -> "warning";
      case FAILED, UNREACHABLE, NO_LOGIN -> "failed";
    };
  }
}
