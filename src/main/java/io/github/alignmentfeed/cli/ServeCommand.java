package io.github.alignmentfeed.cli;

import io.github.alignmentfeed.App;
import io.github.alignmentfeed.Exhibition;
import io.github.alignmentfeed.Service;
import io.github.alignmentfeed.curation.Action;
import io.github.alignmentfeed.cycle.CycleReport;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
    name = "serve",
    description = "Runs cycles on the schedule until it is told to end (SIGTERM).",
    mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(ServeCommand.class);
  private static final int SECONDS_TO_LEAVE = 8;

  @Spec private CommandSpec spec = CommandSpec.create();
  @ParentCommand private Bot bot = new Bot();

  @Option(
      names = "--replay",
      paramLabel = "PATH",
      description = "Shows the pages on recorded posts; reads and writes nothing else.")
  private Optional<Path> replay = Optional.empty();

  @Override
  public Integer call() {
    App app = bot.app();
    if (replay.isPresent()) {
      return exhibit(app, replay.get());
    }
    if (app.canOnlyRead()) {
      LOG.warn("no password is configured, so every cycle is a dry run");
    }
    Thread serving = Thread.currentThread();
    CountDownLatch left = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> leave(serving, left), "leave"));
    try (Service service = app.serve(bot::load, ServeCommand::log)) {
      LOG.info("listening on port {}", service.port());
      service.await();
    } catch (InterruptedException e) {
      LOG.info("told to end; the cycle in hand is finished");
    } finally {
      left.countDown();
    }
    return ExitCode.DONE;
  }

  private int exhibit(App app, Path recording) {
    try (Exhibition exhibition = app.exhibit(recording)) {
      PrintWriter out = spec.commandLine().getOut();
      out.println("The recorded posts are at http://localhost:" + exhibition.port() + "/");
      out.println("Ctrl-C ends this.");
      out.flush();
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return ExitCode.DONE;
  }

  private static void log(CycleReport report) {
    LOG.info(
        "cycle {}: {} reposts, {} bookmarks, {} waiting, {} left alone, {} failures",
        report.id(),
        report.count(Action.REPOST),
        report.count(Action.BOOKMARK),
        report.count(Action.DEFER),
        report.count(Action.SKIP),
        report.failed());
  }

  private static void leave(Thread serving, CountDownLatch left) {
    if (left.getCount() == 0) {
      // It ended by itself, which is no good end; the exit code says why.
      return;
    }
    serving.interrupt();
    try {
      if (!left.await(SECONDS_TO_LEAVE, TimeUnit.SECONDS)) {
        LOG.warn(
            "the cycle in hand takes too long; what it claimed is looked up at the next start");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    // To be told to end is how serving ends well: no 143 for whoever watches the process.
    Runtime.getRuntime().halt(ExitCode.DONE);
  }
}
