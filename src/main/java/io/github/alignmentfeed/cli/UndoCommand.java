package io.github.alignmentfeed.cli;

import io.github.alignmentfeed.App;
import io.github.alignmentfeed.PostName;
import io.github.alignmentfeed.atproto.AtUri;
import io.github.alignmentfeed.cycle.Undoing.Undone;
import io.github.alignmentfeed.cycle.Writes.Claim;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
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

  @Parameters(
      paramLabel = "POST",
      arity = "0..1",
      converter = PostArgument.class,
      description = "AT-URI or bsky.app link of a post.")
  private Optional<PostName> post = Optional.empty();

  @Option(
      names = "--since",
      paramLabel = "2h",
      converter = LengthOfTime.class,
      description = "Everything done in this time.")
  private Optional<Duration> since = Optional.empty();

  @Override
  public Integer call() {
    if (post.isPresent() == since.isPresent()) {
      throw new ParameterException(
          spec.commandLine(), "Undo what? Name a post, or a time with --since");
    }
    App app = bot.app();
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    Undone undone = post.isPresent() ? app.undo(post.get()) : app.undoSince(since.orElseThrow());
    for (Claim claim : undone.takenBack()) {
      out.println(
          "took back the " + claim.action().word() + " of " + Plain.link(claim.subject().uri()));
    }
    for (AtUri uri : undone.prevented()) {
      out.println("nothing stood yet, and nothing ever will, for " + Plain.link(uri));
    }
    undone
        .failed()
        .forEach((uri, e) -> err.println("not taken back: " + Plain.link(uri) + ": " + e.what()));
    if (undone.takenBack().isEmpty() && undone.prevented().isEmpty() && undone.failed().isEmpty()) {
      out.println("There is nothing to take back.");
    }
    return undone.failed().values().stream()
        .map(e -> Failures.of(e.kind()))
        .max(Integer::compare)
        .orElse(ExitCode.DONE);
  }
}
