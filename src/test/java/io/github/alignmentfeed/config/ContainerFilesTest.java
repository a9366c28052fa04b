package io.github.alignmentfeed.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What the files for Docker Compose and Kubernetes refer to exists, and is as the image has it. */
final class ContainerFilesTest {
  private static final YAMLMapper YAML = YAMLMapper.builder().build();
  private static final Path CONFIG = Path.of("config");
  private static final String USER = "10001";

  @TempDir private Path folder;

  private static String dockerfile() throws IOException {
    return Files.readString(Path.of("Dockerfile"));
  }

  private static JsonNode compose() throws IOException {
    return YAML.readTree(Files.readString(CONFIG.resolve("compose.yaml")));
  }

  private static JsonNode kubernetes(String kind) throws IOException {
    return Arrays.stream(
            Files.readString(CONFIG.resolve("kubernetes-cronjob.yaml")).split("(?m)^---$"))
        .map(YAML::readTree)
        .filter(document -> document.path("kind").asString().equals(kind))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> texts(JsonNode list) {
    return list.valueStream().map(JsonNode::asString).toList();
  }

  private static void isACommand(String command) throws IOException {
    assertThat(Files.readString(Path.of("README.md"))).contains("| `" + command + "` |");
  }

  /** The program's code, or the configuration's reference, speaks of the variable. */
  private static void isAVariable(String name) throws IOException {
    try (Stream<Path> files =
        Stream.concat(Files.walk(Path.of("src/main/java")), Files.walk(Path.of("src/site")))) {
      assertThat(files.filter(Files::isRegularFile).anyMatch(file -> read(file).contains(name)))
          .as(name)
          .isTrue();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void composeLocksTheContainerInAndPublishesOnThisMachineAlone() throws IOException {
    JsonNode bot = compose().path("services").path("bot");

    assertThat(bot.path("read_only").asBoolean()).isTrue();
    assertThat(texts(bot.path("cap_drop"))).containsExactly("ALL");
    assertThat(texts(bot.path("security_opt"))).containsExactly("no-new-privileges:true");
    assertThat(texts(bot.path("ports"))).containsExactly("127.0.0.1:8080:8080");
    assertThat(bot.path("stop_grace_period").asString()).isEqualTo("15s");
    assertThat(dockerfile()).contains("HEALTHCHECK", "EXPOSE 8080", "VOLUME /data");
  }

  @Test
  void whatComposeNamesExists() throws IOException {
    JsonNode compose = compose();
    JsonNode bot = compose.path("services").path("bot");

    assertThat(CONFIG.resolve(bot.path("build").asString()).resolve("Dockerfile")).exists();
    isACommand(texts(bot.path("command")).get(0));
    for (String volume : texts(bot.path("volumes"))) {
      String[] parts = volume.split(":");
      if (parts[0].startsWith(".")) {
        assertThat(CONFIG.resolve(parts[0])).exists();
        assertThat(Path.of("/app").relativize(Path.of(parts[1])))
            .isEqualTo(CONFIG.resolve(parts[0]).normalize());
      } else {
        assertThat(compose.path("volumes").has(parts[0])).isTrue();
        assertThat(parts[1]).isEqualTo("/data");
      }
    }
    for (String secret : texts(bot.path("secrets"))) {
      assertThat(compose.path("secrets").path(secret).path("file").asString())
          .isEqualTo("secrets/" + secret);
      assertThat(bot.path("environment").valueStream().map(JsonNode::asString))
          .contains("/run/secrets/" + secret);
    }
    for (String name : bot.path("environment").propertyNames()) {
      isAVariable(name);
    }
    assertThat(Files.readString(Path.of(".gitignore"))).contains("config/secrets/");
  }

  private static JsonNode pod() throws IOException {
    return kubernetes("CronJob")
        .path("spec")
        .path("jobTemplate")
        .path("spec")
        .path("template")
        .path("spec");
  }

  @Test
  void theCronJobRunsOneCycleAtATimeAsTheImagesUserWithoutRights() throws IOException {
    JsonNode bot = pod().path("containers").path(0);

    assertThat(kubernetes("CronJob").path("spec").path("concurrencyPolicy").asString())
        .isEqualTo("Forbid");
    assertThat(texts(bot.path("args"))).containsExactly("run");
    assertThat(pod().path("securityContext").path("runAsUser").asString()).isEqualTo(USER);
    assertThat(pod().path("securityContext").path("runAsNonRoot").asBoolean()).isTrue();
    assertThat(bot.path("securityContext").path("readOnlyRootFilesystem").asBoolean()).isTrue();
    assertThat(bot.path("securityContext").path("allowPrivilegeEscalation").asBoolean(true))
        .isFalse();
    assertThat(texts(bot.path("securityContext").path("capabilities").path("drop")))
        .containsExactly("ALL");
    assertThat(dockerfile()).contains("USER " + USER + ":" + USER);
  }

  @Test
  void whatTheCronJobMountsIsThereAndWhatItSetsIsRead() throws IOException {
    JsonNode bot = pod().path("containers").path(0);
    List<String> mounts =
        bot.path("volumeMounts").valueStream().map(m -> m.path("mountPath").asString()).toList();

    assertThat(bot.path("volumeMounts").valueStream().map(m -> m.path("name").asString()))
        .containsExactlyInAnyOrderElementsOf(
            pod().path("volumes").valueStream().map(v -> v.path("name").asString()).toList());
    assertThat(mounts).contains("/data");
    for (JsonNode variable : bot.path("env")) {
      isAVariable(variable.path("name").asString());
      String value = variable.path("value").asString();
      assertThat(!value.startsWith("/") || mounts.stream().anyMatch(value::startsWith)).isTrue();
    }
  }

  @Test
  void theConfigurationOfTheCronJobIsSound() throws IOException {
    String written = kubernetes("ConfigMap").path("data").path("bot.yaml").asString();
    Path file = folder.resolve("bot.yaml");
    Path password = Files.writeString(folder.resolve("password"), "abcd-efgh-ijkl-mnop");
    Files.writeString(
        file, written.replace("/app/seeds", Path.of("seeds").toAbsolutePath().toString()));

    Loaded loaded =
        ConfigurationLoader.load(
            file, Map.of("BSKY_APP_PASSWORD_FILE", password.toString()), cron -> Optional.empty());

    assertThat(loaded.problems()).isEmpty();
    assertThat(loaded.configuration().orElseThrow().store()).isEqualTo("jdbc:sqlite:/data/bot.db");
  }
}
