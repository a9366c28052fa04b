package io.github.alignmentfeed.cli;

import io.github.alignmentfeed.App;
import io.github.alignmentfeed.PostName;
import io.github.alignmentfeed.cycle.Ledger.Claim;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
    name = "undo",
    description = "Takes reposts or bookmarks back and never does them again.",
    mixinStandardHelpOptions = true)
final class UndoCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @ParentCommand private Bot bot = new Bot();

  @ArgGroup(multiplicity = "1")
  private Which which = new Which();

  static final class Which {
    @Parameters(
        paramLabel = "POST",
        converter = PostArgument.class,
        description = "AT-URI or bsky.app link of a post.")
    private Optional<PostName> post = Optional.empty();

    @Option(
        names = "--since",
        paramLabel = "2h",
        converter = LengthOfTime.class,
        description = "Everything done in this time.")
    private Optional<Duration> since = Optional.empty();
  }

  @Override
  public Integer call() {
    App app = bot.app();
    PrintWriter out = spec.commandLine().getOut();
    List<Claim> undone =
        which.post.isPresent()
            ? app.undo(which.post.get())
            : app.undoSince(which.since.orElseThrow());
    for (Claim claim : undone) {
      out.println(
          "took back the " + claim.action().word() + " of " + Plain.link(claim.subject().uri()));
    }
    if (undone.isEmpty()) {
      out.println("There is nothing to take back.");
    }
    return ExitCode.DONE;
  }
}
