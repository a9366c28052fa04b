package io.github.alignmentfeed.cli;

import io.github.alignmentfeed.curation.Evaluation;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
    name = "evaluate",
    description = "Puts the rules to labelled posts and measures how well they choose.",
    mixinStandardHelpOptions = true)
final class EvaluateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @ParentCommand private Bot bot = new Bot();

  @Parameters(
      paramLabel = "FILE",
      arity = "1",
      description = "JSON lines with id, label (repost, bookmark, ignore), category and item.")
  private Path file = Path.of("");

  @Option(names = "--json", description = "Prints JSON.")
  private boolean json;

  @Override
  public Integer call() {
    Evaluation evaluation = bot.app().recordings().evaluate(file);
    EvaluationText text = new EvaluationText(spec.commandLine().getOut(), evaluation);
    if (json) {
      text.printJson();
    } else {
      text.print();
    }
    return evaluation.problems().isEmpty() ? ExitCode.DONE : ExitCode.SOME_FAILED;
  }
}
