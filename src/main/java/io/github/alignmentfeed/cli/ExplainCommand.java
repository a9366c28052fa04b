package io.github.alignmentfeed.cli;

import io.github.alignmentfeed.App;
import io.github.alignmentfeed.Explanation;
import io.github.alignmentfeed.PostName;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
    name = "explain",
    description = "Tells why a post was, or would be, treated as it is, and what every rule saw.",
    mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @ParentCommand private Bot bot = new Bot();

  @Parameters(
      paramLabel = "POST",
      arity = "1",
      converter = PostArgument.class,
      description = "AT-URI or bsky.app link of a post.")
  private Optional<PostName> post = Optional.empty();

  @Option(
      names = "--replay",
      paramLabel = "PATH",
      description = "The post is in these recorded files.")
  private Optional<Path> replay = Optional.empty();

  @Option(names = "--json", description = "Prints it as JSON.")
  private boolean json;

  @Override
  public Integer call() {
    App app = bot.app();
    PostName name = post.orElseThrow();
    Optional<Explanation> explanation =
        replay.isPresent() ? app.recordings().explain(replay.get(), name) : app.explain(name);
    if (explanation.isEmpty()) {
      spec.commandLine()
          .getErr()
          .println(
              replay.isPresent()
                  ? "The recording holds no such post, or none of its accounts is followed."
                  : "There is no such post, or it cannot be seen.");
      return ExitCode.SOME_FAILED;
    }
    if (json) {
      spec.commandLine().getOut().println(ExplanationJson.of(explanation.get(), bot.wordPlaces()));
    } else {
      new ExplanationText(spec.commandLine().getOut(), explanation.get(), bot.wordPlaces()).print();
    }
    return ExitCode.DONE;
  }
}
