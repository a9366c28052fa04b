package io.github.alignmentfeed.bluesky;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.alignmentfeed.atproto.Did;
import io.github.alignmentfeed.atproto.Handle;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenFileTest {
  private static final Tokens TOKENS =
      new Tokens(
          new Did(TestNetwork.BOT),
          URI.create("https://pds.example.com/"),
          "MARKED-ACCESS-1",
          "MARKED-REFRESH-1");

  @RegisterExtension private final TestNetwork network = new TestNetwork();
  @TempDir private Path folder;

  private TokenFile file() {
    return file("bot.example.com", Optional.empty());
  }

  private TokenFile file(String handle, Optional<URI> service) {
    return new TokenFile(
        folder.resolve("state").resolve("session.json"),
        new Login(new Handle(handle), () -> "", service));
  }

  private void holds(String content) throws IOException {
    Files.createDirectories(file().path().getParent());
    Files.writeString(file().path(), content);
  }

  @Test
  void gives_back_what_it_was_given() throws IOException {
    file().write(TOKENS);

    assertThat(file().read().tokens()).contains(TOKENS);
    assertThat(file().read().noLoginBefore()).isEmpty();
  }

  @Test
  void is_readable_by_its_owner_alone_and_leaves_nothing_beside_it() throws IOException {
    file().write(TOKENS);
    file().write(TOKENS);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file().path())))
        .isEqualTo("rw-------");
    try (Stream<Path> files = Files.list(file().path().getParent())) {
      assertThat(files).containsExactly(file().path());
    }
  }

  @Test
  void is_closed_to_others_where_it_was_open() throws IOException {
    file().write(TOKENS);
    Files.setPosixFilePermissions(file().path(), PosixFilePermissions.fromString("rw-r--r--"));

    assertThat(file().read().tokens()).contains(TOKENS);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file().path())))
        .isEqualTo("rw-------");
    assertThat(network.log()).anyMatch(line -> line.contains("others could read it"));
  }

  @Test
  void is_ignored_where_it_belongs_to_another_login() throws IOException {
    file().write(TOKENS);

    assertThat(file("other.example.com", Optional.empty()).read().tokens()).isEmpty();
    assertThat(
            file("bot.example.com", Optional.of(URI.create("https://test.example.com")))
                .read()
                .tokens())
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "MARKED nonsense",
        "{\"handle\":\"bot.example.com\",\"loginAt\":\"\",\"did\":\"MARKED\",\"service\":\"x\"}",
        "{\"handle\":\"bot.example.com\",\"loginAt\":\"\",\"noLoginBefore\":\"MARKED\"}",
        "{\"handle\":\"bot.example.com\",\"loginAt\":\"\",\"accessJwt\":\"MARKED"
      })
  void is_ignored_where_it_is_broken_and_is_not_quoted(String content) throws IOException {
    holds(content);

    assertThat(file().read().tokens()).isEmpty();
    assertThat(file().read().noLoginBefore()).isEmpty();
    assertThat(String.join("\n", network.log())).doesNotContain("MARKED");
  }

  @Test
  void is_ignored_where_it_is_absent_or_far_too_long() throws IOException {
    assertThat(file().read().tokens()).isEmpty();
    holds(" ".repeat(70_000) + "{}");
    assertThat(file().read().tokens()).isEmpty();
  }

  @Test
  void remembers_a_limit_of_logins_in_place_of_tokens() throws IOException {
    Instant until = Instant.parse("2026-11-23T17:00:00Z");
    file().write(TOKENS);
    file().writeNone(Optional.of(until));

    assertThat(file().read().tokens()).isEmpty();
    assertThat(file().read().noLoginBefore()).contains(until);
  }
}
