package io.github.alignmentfeed.bluesky;

import io.github.alignmentfeed.atproto.AtUri;
import io.github.alignmentfeed.atproto.Did;
import io.github.alignmentfeed.atproto.Handle;
import io.github.alignmentfeed.bluesky.RecordedFile.Entry;
import io.github.alignmentfeed.curation.Author;
import io.github.alignmentfeed.curation.Sighting;
import io.github.alignmentfeed.cycle.Past;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Recorded posts. A file of them is an answer of {@code app.bsky.feed.getAuthorFeed}, or its items
 * ({@code app.bsky.feed.defs#feedViewPost}) as JSON lines or an array, each bare or under {@code
 * item}. A label that had not expired when it was recorded counts for ever.
 *
 * @param sightings ordered by {@link Sighting#at}, then as in the files; each once
 * @param handles the verified handles of all authors and reposters, as last seen
 * @param problems the entries that were set aside: where each stands and what is wrong with it
 */
public record Recording(List<Sighting> sightings, Map<Did, Handle> handles, List<String> problems) {
  private static final PostDecoder DECODER = new PostDecoder(InstantSource.fixed(Instant.MIN));

  public Recording {
    sightings = List.copyOf(sightings);
    handles = Map.copyOf(handles);
    problems = List.copyOf(problems);
  }

  /**
   * A recorded post with what a person thinks of it.
   *
   * @param id its name in the file
   * @param label what a bot should do with it
   * @param category what kind of post it is; empty where the file does not say
   * @param sighting the post
   */
  public record Labelled(String id, String label, String category, Sighting sighting) {}

  /**
   * The labelled posts of a file.
   *
   * @param posts in their order
   * @param problems the entries that were set aside: where each stands and what is wrong with it
   */
  public record LabelledFile(List<Labelled> posts, List<String> problems) {
    public LabelledFile {
      posts = List.copyOf(posts);
      problems = List.copyOf(problems);
    }

    /** The posts without what is thought of them. */
    public Recording recording() {
      return Recording.of(posts);
    }
  }

  /**
   * The posts of a file, or of all {@code .json} and {@code .jsonl} files below a folder.
   *
   * @throws RecordingException where there are none, or a file cannot be read or holds something
   *     else
   */
  public static Recording read(Path path) {
    List<Met> all = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (Path file : RecordedFile.below(path)) {
      int before = all.size();
      List<String> here = new ArrayList<>();
      for (Entry entry : RecordedFile.entries(file)) {
        try {
          all.add(met(entry.item()));
        } catch (MalformedException e) {
          here.add(entry.place() + ": " + e.problem());
        }
      }
      if (all.size() == before && !here.isEmpty()) {
        throw new RecordingException(file, "holds no posts (" + here.get(0) + ")");
      }
      problems.addAll(here);
    }
    if (all.isEmpty()) {
      throw new RecordingException(path, "holds no posts");
    }
    all.sort(Comparator.comparing(met -> met.sighting.at()));
    return new Recording(eachOnce(all), handles(all), problems);
  }

  private record Met(Sighting sighting, Optional<Handle> reposter) {}

  private static Met met(JsonNode item) {
    return new Met(
        DECODER.decodeItem(item),
        Json.string(item.path("reason").path("by"), "handle").flatMap(Handle::parse));
  }

  private static List<Sighting> eachOnce(List<Met> all) {
    record Way(AtUri post, Did through, Instant at) {}
    Map<Way, Sighting> once = new LinkedHashMap<>();
    for (Met met : all) {
      Sighting s = met.sighting;
      once.put(new Way(s.post().uri(), s.through(), s.at()), s);
    }
    return List.copyOf(once.values());
  }

  private static Map<Did, Handle> handles(List<Met> all) {
    Map<Did, Handle> handles = new HashMap<>();
    for (Met met : all) {
      Author author = met.sighting.post().author();
      handles.put(author.did(), author.handle());
      met.reposter.ifPresent(handle -> handles.put(met.sighting.through(), handle));
    }
    handles.values().removeIf(PostDecoder.INVALID::equals);
    return handles;
  }

  /**
   * The labelled posts of a file: JSON lines with {@code id}, {@code label}, {@code category} and
   * {@code item}, in their order.
   *
   * @param among what may be said of a post
   * @throws RecordingException where there are none
   */
  public static LabelledFile labelled(Path path, List<String> among) {
    List<Labelled> all = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (Path file : RecordedFile.below(path)) {
      for (Entry entry : RecordedFile.entries(file)) {
        try {
          all.add(labelled(entry, among));
        } catch (MalformedException e) {
          problems.add(entry.place() + ": " + e.problem());
        }
      }
    }
    if (all.isEmpty()) {
      String why = problems.isEmpty() ? "" : " (" + problems.get(0) + ")";
      throw new RecordingException(path, "holds no labelled posts" + why);
    }
    return new LabelledFile(all, problems);
  }

  private static Recording of(List<Labelled> labelled) {
    List<Met> all =
        labelled.stream()
            .map(item -> new Met(item.sighting(), Optional.empty()))
            .sorted(Comparator.comparing(met -> met.sighting.at()))
            .toList();
    return new Recording(eachOnce(all), handles(all), List.of());
  }

  private static Labelled labelled(Entry entry, List<String> among) {
    Sighting sighting = DECODER.decodeItem(entry.item());
    String label = word(entry, "label");
    if (!among.contains(label)) {
      throw new MalformedException(
          "the label “" + label + "” is none of " + String.join(", ", among));
    }
    return new Labelled(
        word(entry, "id"), label, Json.string(entry.json(), "category").orElse(""), sighting);
  }

  private static String word(Entry entry, String field) {
    return Json.string(entry.json(), field)
        .filter(word -> !word.isBlank())
        .orElseThrow(() -> new MalformedException(field + " is missing or no text"));
  }

  /** What was read of the past. */
  static Recording of(Past past) {
    List<Met> all =
        past.sightings().stream()
            .map(sighting -> new Met(sighting, Optional.empty()))
            .sorted(Comparator.comparing(met -> met.sighting.at()))
            .toList();
    return new Recording(eachOnce(all), handles(all), List.of());
  }

  /** Its end: what could be had so long before the last of it, and since. */
  public Recording last(Duration length) {
    Instant end = sightings.stream().map(Recording::seenAt).max(Instant::compareTo).orElseThrow();
    Instant begin = end.minus(length);
    return new Recording(
        sightings.stream().filter(s -> !seenAt(s).isBefore(begin)).toList(), handles, problems);
  }

  /** How many entries were set aside. */
  public int malformed() {
    return problems.size();
  }

  /**
   * The accounts in whose feeds the posts stood, in the order in which they appear.
   *
   * @return each with its handle, or {@code handle.invalid} where none was seen
   */
  public Map<Did, Handle> accounts() {
    Map<Did, Handle> accounts = new LinkedHashMap<>();
    for (Sighting sighting : sightings) {
      Did did = sighting.through();
      accounts.put(did, handles.getOrDefault(did, PostDecoder.INVALID));
    }
    return Collections.unmodifiableMap(accounts);
  }

  /**
   * The moment from which the sighting could be had: that of the repost where it is one, otherwise
   * when the post was indexed, whatever time it claims for itself.
   */
  public static Instant seenAt(Sighting sighting) {
    Instant indexedAt = sighting.post().indexedAt();
    return sighting.at().isAfter(indexedAt) ? sighting.at() : indexedAt;
  }
}
