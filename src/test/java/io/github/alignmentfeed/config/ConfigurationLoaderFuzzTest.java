package io.github.alignmentfeed.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.alignmentfeed.config.Problem.Severity;
import io.github.alignmentfeed.ops.Schedule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;

class ConfigurationLoaderFuzzTest {
  private static final String SECRET = "tzqk-3vwm-pd7x-9hfc";
  private static final Map<String, String> ENV = Map.of("BSKY_APP_PASSWORD", SECRET, "EMPTY", "");

  /** Files that are never written out, so that it goes fast and nothing else can be included. */
  private static FileSystem memory;

  @BeforeAll
  static void open(@TempDir Path folder) throws IOException {
    memory = FileSystems.newFileSystem(folder.resolve("files.zip"), Map.of("create", "true"));
  }

  @AfterAll
  static void close() throws IOException {
    memory.close();
  }

  @Timeout(value = 5, threadMode = ThreadMode.SEPARATE_THREAD)
  @MethodSource
  @FuzzTest
  void whateverAFileHoldsItIsReadOrItsProblemsAreListed(byte[] input) throws IOException {
    Path file = Files.write(memory.getPath("/bot.yaml"), input);
    Loaded loaded = ConfigurationLoader.load(file, ENV, Schedule::cronProblem);
    assertThat(loaded.configuration().isPresent())
        .isEqualTo(loaded.problems().stream().noneMatch(p -> p.severity() == Severity.ERROR));
    long lines = new String(input, StandardCharsets.UTF_8).lines().count();
    for (Problem problem : loaded.problems()) {
      assertThat(problem.line()).as(problem::toString).isBetween(1, (int) lines + 1);
      assertThat(problem.column()).as(problem::toString).isPositive();
      assertThat(problem.what()).isNotBlank();
      assertThat(problem.toString()).doesNotContain(SECRET);
    }
  }

  static Stream<byte[]> whateverAFileHoldsItIsReadOrItsProblemsAreListed() throws IOException {
    List<String> seeds = new ArrayList<>();
    for (String name : List.of("config/bot.yaml", "seeds/accounts.yaml", "seeds/rules.yaml")) {
      seeds.add(Files.readString(Path.of(name)));
    }
    Matcher examples =
        Pattern.compile("(?s)```yaml\n(.*?)```")
            .matcher(Files.readString(Path.of("src/site/markdown/configuration.md")));
    examples.results().forEach(example -> seeds.add(example.group(1)));
    return seeds.stream().map(text -> text.getBytes(StandardCharsets.UTF_8));
  }
}
