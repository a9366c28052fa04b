package io.github.alignmentfeed.faults;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Processes of their own: the program under a system's limits, and others that hold its files. */
final class Child {
  private Child() {}

  /** What a process said on both streams, and how it ended. */
  record Ended(int code, String said) {}

  /**
   * Runs the program, with everything logged.
   *
   * @param before what stands before the program on a shell's line
   */
  static Ended program(String before, Path folder, String... command) {
    List<String> words = new ArrayList<>(java("io.github.alignmentfeed.cli.Main"));
    words.add(1, "-XX:-UsePerfData");
    words.addAll(List.of(command));
    words.addAll(List.of("--config", folder.resolve("bot.yaml").toString()));
    List<String> shell = new ArrayList<>(List.of("bash", "-c", before + " \"$@\"", "bash"));
    shell.addAll(words);
    ProcessBuilder builder = new ProcessBuilder(shell).redirectErrorStream(true);
    builder.environment().put("LOG_LEVEL", "TRACE");
    return ended(builder);
  }

  /** Starts the program; both streams go to a file. */
  static Process start(Path folder, Path said, String... command) {
    List<String> words = new ArrayList<>(java("io.github.alignmentfeed.cli.Main"));
    words.addAll(List.of(command));
    words.addAll(List.of("--config", folder.resolve("bot.yaml").toString()));
    try {
      return new ProcessBuilder(words)
          .redirectErrorStream(true)
          .redirectOutput(said.toFile())
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether a shell can do something here. */
  static boolean can(String command) {
    return ended(new ProcessBuilder("bash", "-c", command).redirectErrorStream(true)).code() == 0;
  }

  private static Ended ended(ProcessBuilder builder) {
    try {
      Path said = Files.createTempFile("said", ".txt");
      Process process = builder.redirectOutput(said.toFile()).start();
      process.getOutputStream().close();
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("it does not end: " + Files.readString(said));
      }
      Ended ended = new Ended(process.exitValue(), Files.readString(said));
      Files.delete(said);
      return ended;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static List<String> java(String main) {
    String home = System.getProperty("java.home");
    return List.of(
        Path.of(home, "bin", "java").toString(),
        "--enable-native-access=ALL-UNNAMED",
        "-cp",
        System.getProperty("java.class.path"),
        main);
  }

  /** Another process that has a file locked, until it is closed. */
  record Holder(Process process) implements AutoCloseable {
    @Override
    public void close() {
      process.destroy();
      try {
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
          throw new AssertionError("the holder does not end");
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Holds a database as whoever writes to it does, or any other file by a lock on it. */
  static Holder holding(Path file) {
    List<String> words = new ArrayList<>(java(Child.class.getName()));
    words.add(file.toString());
    try {
      Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
      BufferedReader said =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
      String last = said.readLine();
      if (!"held".equals(last)) {
        throw new AssertionError("the other process does not hold " + file + ": " + last);
      }
      return new Holder(process);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static void main(String[] arguments) throws Exception {
    Path file = Path.of(arguments[0]);
    if (file.toString().endsWith(".db")) {
      try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
          Statement statement = connection.createStatement()) {
        statement.execute("begin exclusive");
        waitForTheEnd();
      }
    } else {
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
          var lock = channel.lock()) {
        if (lock.isValid()) {
          waitForTheEnd();
        }
      }
    }
  }

  private static void waitForTheEnd() throws IOException {
    System.out.println("held");
    int end = System.in.read();
    System.exit(end);
  }
}
