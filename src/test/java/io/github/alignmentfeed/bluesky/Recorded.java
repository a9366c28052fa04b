package io.github.alignmentfeed.bluesky;

import io.github.alignmentfeed.curation.Post;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The recorded JSON among the test resources, as read on one day of 2026. */
final class Recorded {
  static final Instant TODAY = Instant.parse("2026-11-23T12:00:00Z");
  static final PostDecoder DECODER = new PostDecoder(InstantSource.fixed(TODAY));

  private Recorded() {}

  static JsonNode json(String name) {
    try (InputStream in = Recorded.class.getResourceAsStream("/" + name)) {
      return Json.mapper().readTree(Objects.requireNonNull(in, name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path path(String name) {
    try {
      return Path.of(Objects.requireNonNull(Recorded.class.getResource("/" + name), name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The JSON of every file in a folder. */
  static List<JsonNode> all(String folder) throws IOException {
    try (Stream<Path> files = Files.list(path(folder))) {
      return files.sorted().map(file -> json(folder + "/" + file.getFileName())).toList();
    }
  }

  /** The JSON of a post in {@code posts/}. */
  static ObjectNode view(String name) {
    return (ObjectNode) json("posts/" + name + ".json");
  }

  /** A post in {@code posts/}. */
  static Post post(String name) {
    return DECODER.decodePost(view(name));
  }
}
