package io.github.alignmentfeed.curation;

import io.github.alignmentfeed.curation.Stories.Told;
import io.github.alignmentfeed.curation.Story.Standing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A story while posts are sorted into it; each is equal to itself alone. */
final class Draft {
  private final String id;
  private final Standing standing;
  private final Optional<Story> known;
  private final List<StoryKey> keys = new ArrayList<>(2);
  private final List<List<Judged>> threads = new ArrayList<>(1);
  private @Nullable Instant began;

  /** A story that begins. */
  Draft(String id) {
    this.id = id;
    this.standing = Standing.OPEN;
    this.known = Optional.empty();
  }

  /** A story that is known; which keys lead to it is told apart. */
  Draft(Story story) {
    this.id = story.id();
    this.standing = story.standing();
    this.known = Optional.of(story);
    this.began = story.began();
  }

  Standing standing() {
    return standing;
  }

  /** What leads to it, each once. */
  List<StoryKey> keys() {
    return keys;
  }

  /** Adds a thread, which holds a post. */
  void add(List<Judged> thread) {
    threads.add(thread);
    begin(thread.get(0).indexedAt());
  }

  /** Takes all that another was, and leaves it empty. */
  void take(Draft other) {
    keys.addAll(other.keys);
    threads.addAll(other.threads);
    if (other.began != null) {
      begin(other.began);
    }
    other.keys.clear();
    other.threads.clear();
    other.began = null;
  }

  private void begin(Instant at) {
    began = began == null || at.isBefore(began) ? at : began;
  }

  Told told() {
    return new Told(
        new Story(
            id,
            Set.of(keys.toArray(StoryKey[]::new)),
            Optional.ofNullable(began).orElseThrow(),
            standing,
            known.flatMap(Story::shown),
            known.flatMap(Story::author)),
        List.copyOf(threads));
  }
}
