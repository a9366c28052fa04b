package io.github.alignmentfeed.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a command loads, which is most of what its start costs. */
@Timeout(60)
class StartTest {
  private static final List<String> NEEDLESS =
      List.of(
          "org.quartz.",
          "io.javalin.",
          "org.eclipse.jetty.",
          "okhttp3.",
          "kotlin.",
          "io.micrometer.",
          "gg.jte.",
          "tools.jackson.databind.json.JsonMapper ");
  private static final int MOST_CLASSES_OF_FILES = 950;

  @TempDir private Path folder;

  @Test
  void aReplayLoadsNothingThatItDoesNotUse() throws Exception {
    List<String> loaded = loadedBy("run", "--replay", "seeds");

    for (String needless : NEEDLESS) {
      assertThat(loaded).noneMatch(line -> line.startsWith(needless));
    }
    assertThat(loaded.stream().filter(line -> line.contains(" source: file:")).count())
        .isBetween(100L, (long) MOST_CLASSES_OF_FILES);
  }

  private List<String> loadedBy(String... command) throws IOException, InterruptedException {
    Path log = folder.resolve("loaded");
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xlog:class+load:file=" + log + ":none",
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName());
    builder.command().addAll(List.of(command));
    Process process =
        builder
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    assertThat(process.waitFor(50, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
    return Files.readAllLines(log);
  }
}
