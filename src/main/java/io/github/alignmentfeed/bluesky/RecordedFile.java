package io.github.alignmentfeed.bluesky;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** The JSON values of recorded files, each with its place. */
final class RecordedFile {
  private RecordedFile() {}

  /**
   * @param place the file, with the line or the number of the entry where it has several
   * @param json a feed item, or an object with the feed item under {@code item}
   * @param problem why there is no JSON, where there is none
   */
  record Entry(String place, JsonNode json, Optional<String> problem) {
    Entry(String place, JsonNode json) {
      this(place, json, Optional.empty());
    }

    /**
     * The feed item itself.
     *
     * @throws MalformedException where there is no JSON
     */
    JsonNode item() {
      if (problem.isPresent()) {
        throw new MalformedException(problem.orElseThrow());
      }
      return json.path("item").isObject() ? json.path("item") : json;
    }
  }

  /**
   * The files to read: the path itself, or every {@code .json} and {@code .jsonl} file below it by
   * name. What begins with a dot is passed over.
   *
   * @throws RecordingException where there is none, or a folder cannot be read
   */
  static List<Path> below(Path path) {
    if (!Files.exists(path)) {
      throw new RecordingException(path, "no such file or folder");
    }
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    try (Stream<Path> all = Files.walk(path, FileVisitOption.FOLLOW_LINKS)) {
      List<Path> files =
          all.filter(file -> isRecording(path.relativize(file)))
              .filter(Files::isRegularFile)
              .sorted()
              .toList();
      if (files.isEmpty()) {
        throw new RecordingException(path, "no .json or .jsonl file in this folder");
      }
      return files;
    } catch (IOException | UncheckedIOException e) {
      throw new RecordingException(path, "cannot be read: " + e.getMessage());
    }
  }

  private static boolean isRecording(Path relative) {
    for (Path part : relative) {
      if (part.toString().startsWith(".")) {
        return false;
      }
    }
    String name = relative.toString();
    return name.endsWith(".json") || name.endsWith(".jsonl");
  }

  /**
   * What a file holds, in its order: the values of its lines, or the entries of the one value that
   * it is.
   *
   * @throws RecordingException where the file cannot be read, or is neither JSON nor JSON lines
   */
  static List<Entry> entries(Path path) {
    try {
      Optional<JsonNode> whole = wholeValue(path);
      return whole.isPresent() ? ofValue(path, whole.orElseThrow()) : ofLines(path);
    } catch (IOException e) {
      throw new RecordingException(path, "cannot be read: " + e);
    }
  }

  private static Optional<JsonNode> wholeValue(Path path) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      return Optional.of(Json.read(in)).filter(JsonNode::isContainer);
    } catch (StreamReadException e) {
      if (path.toString().endsWith(".json")) {
        throw new RecordingException(
            path + ":" + e.getLocation().getLineNr(), "not JSON: " + e.getOriginalMessage());
      }
      return Optional.empty();
    } catch (JacksonException anotherValueFollows) {
      return Optional.empty();
    }
  }

  private static List<Entry> ofValue(Path path, JsonNode value) {
    List<JsonNode> values = values(value);
    List<Entry> entries = new ArrayList<>();
    for (JsonNode json : values) {
      String number = values.size() == 1 ? "" : ", entry " + (entries.size() + 1);
      entries.add(new Entry(path + number, json));
    }
    return entries;
  }

  private static List<Entry> ofLines(Path path) throws IOException {
    List<Entry> entries = new ArrayList<>();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(Files.newInputStream(path), StandardCharsets.UTF_8))) {
      int number = 0;
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        number++;
        String place = path + ":" + number;
        String json = line.startsWith("\uFEFF") ? line.substring(1) : line;
        if (json.isBlank()) {
          continue;
        }
        try {
          values(Json.read(json)).forEach(v -> entries.add(new Entry(place, v)));
        } catch (JacksonException e) {
          Optional<String> problem = Optional.of("not JSON: " + e.getOriginalMessage());
          entries.add(new Entry(place, MissingNode.getInstance(), problem));
        }
      }
    }
    return entries;
  }

  private static List<JsonNode> values(JsonNode value) {
    if (value.path("feed").isArray()) {
      return value.path("feed").valueStream().toList();
    }
    return value.isArray()
        ? value.valueStream().flatMap(element -> values(element).stream()).toList()
        : List.of(value);
  }
}
