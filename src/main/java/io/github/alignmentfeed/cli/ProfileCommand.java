package io.github.alignmentfeed.cli;

import io.github.alignmentfeed.App;
import io.github.alignmentfeed.bluesky.Honesty;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
    name = "profile",
    description =
        "Tells whether the bot's profile says that it is a bot, who runs it and how to opt out.",
    mixinStandardHelpOptions = true)
final class ProfileCommand implements Callable<Integer> {
  private static final int WIDTH = 92;

  @Spec private CommandSpec spec = CommandSpec.create();
  @ParentCommand private Bot bot = new Bot();

  @Option(names = "--apply", description = "Sets what is lacking; the rest of the profile stays.")
  private boolean apply;

  @Override
  public Integer call() {
    App app = bot.app();
    if (apply && !app.namesOperator()) {
      throw new ParameterException(
          spec.commandLine(),
          "Who runs the bot? Write operator: \"@me.bsky.social\" under bot: in the configuration");
    }
    PrintWriter out = spec.commandLine().getOut();
    Honesty profile = app.profile(apply);
    if (profile.isHonest()) {
      out.println(
          "The profile says that this is a bot, and how to opt out. Nothing is to be done.");
      return ExitCode.DONE;
    }
    out.println(apply ? "Set in the bot's profile:" : "profile --apply would set:");
    if (!profile.labelled()) {
      out.println("  the label \"bot\" that accounts give themselves");
    }
    if (!profile.description().equals(profile.wanted())) {
      out.println("  the description");
      for (String line : profile.wanted().split("\n", -1)) {
        Plain.wrap(line, WIDTH).forEach(part -> out.println("    " + part));
      }
    }
    return ExitCode.DONE;
  }
}
