package io.github.alignmentfeed.devnet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One process of the bot, behind a proxy of its own, that ends as it is fated. */
final class MortalRun {
  private static final int KILLED = 128 + 9;
  private static final int LONGEST_SECONDS = 180;

  private final String command;
  private final Fate fate;
  private final Path log;
  private final KillingProxy proxy;
  private final Process process;
  private final long start = System.nanoTime();

  /**
   * How it ended.
   *
   * @param command what it was to do
   * @param killed whether it was killed before it ended by itself
   * @param writes how many writes left it
   * @param requests how many requests left it
   * @param log what it said
   */
  record End(
      String command,
      Fate fate,
      int code,
      boolean killed,
      int writes,
      int requests,
      long millis,
      String log) {}

  MortalRun(
      BotProgram program,
      List<String> jvm,
      Path log,
      Fate fate,
      List<String> created,
      String... command) {
    this.command = command[0];
    this.fate = fate;
    this.log = log;
    this.proxy = new KillingProxy(fate, this::kill, created);
    this.process =
        program.start(
            Stream.concat(jvm.stream(), proxy.jvmArguments().stream()).toList(), log, command);
    if (fate.kind() == Fate.Kind.AT_RANDOM) {
      CompletableFuture.delayedExecutor(fate.after(), TimeUnit.MILLISECONDS).execute(this::kill);
    }
  }

  private void kill() {
    try {
      process.destroyForcibly().waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits until it has ended, of itself or as it is fated. */
  End end() {
    try (proxy) {
      if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
        kill();
        throw new IllegalStateException("it never ended:\n" + Files.readString(log));
      }
      int code = process.exitValue();
      return new End(
          command,
          fate,
          code,
          code == KILLED,
          proxy.writes(),
          proxy.requests(),
          millis(),
          Files.readString(log));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      kill();
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private long millis() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
  }
}
