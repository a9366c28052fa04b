package io.github.alignmentfeed.curation;

import io.github.alignmentfeed.atproto.AtUri;
import io.github.alignmentfeed.curation.Story.Standing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Tells which posts are one story. A thread belongs to the story that it began; to another where
 * every paper that it speaks of is that story's already, or where it says little itself and quotes
 * that story.
 */
final class Stories {
  /** A post with more papers than this is a newsletter and claims none. */
  static final int MOST_PAPERS_A_POST = 2;

  /** A thread with more papers than this is a reading list and claims none. */
  private static final int MOST_PAPERS_A_THREAD = 4;

  private final int saysEnough;
  private final Map<StoryKey, String> storyOf = new HashMap<>();
  private final Map<String, Story> known = new HashMap<>();
  private final Map<String, List<List<Judged>>> threadsOf = new LinkedHashMap<>();

  /**
   * @param saysEnough the score of its own from which a post is no mere echo of what it quotes
   */
  Stories(List<Story> before, int saysEnough) {
    this.saysEnough = saysEnough;
    for (Story story : before) {
      known.put(story.id(), story);
      story.keys().forEach(key -> storyOf.put(key, story.id()));
    }
  }

  /**
   * A story and those of its threads that are in play.
   *
   * @param story with all its keys
   * @param threads each in the order of its posts
   */
  record Told(Story story, List<List<Judged>> threads) {
    List<Judged> posts() {
      return threads.stream().flatMap(List::stream).toList();
    }
  }

  /** Sorts posts into stories. */
  List<Told> tell(List<Judged> posts) {
    Comparator<Judged> inOrder = Comparator.comparing(Judged::indexedAt).thenComparing(Judged::uri);
    Map<AtUri, List<Judged>> threads = new LinkedHashMap<>();
    posts.stream()
        .sorted(inOrder)
        .forEach(
            j -> threads.computeIfAbsent(j.post().threadRoot(), k -> new ArrayList<>()).add(j));
    threads.forEach(this::place);
    List<Told> told = new ArrayList<>();
    threadsOf.forEach((id, of) -> told.add(new Told(story(id, of), List.copyOf(of))));
    return told;
  }

  private void place(AtUri root, List<Judged> thread) {
    StoryKey threadKey = StoryKey.thread(root);
    List<StoryKey> papers = papers(thread).stream().map(StoryKey::paper).toList();
    Optional<String> elsewhere = storyOfAll(papers).or(() -> echoed(thread));
    Optional<String> own = Optional.ofNullable(storyOf.get(threadKey));
    String story = own.or(() -> elsewhere).orElse(root.toString());
    if (own.isPresent() && elsewhere.isPresent() && !own.equals(elsewhere) && isOpen(own.get())) {
      story = elsewhere.get();
      merge(own.get(), story);
    }
    storyOf.put(threadKey, story);
    for (StoryKey paper : papers) {
      storyOf.putIfAbsent(paper, story);
    }
    threadsOf.computeIfAbsent(story, k -> new ArrayList<>()).add(thread);
  }

  private boolean isOpen(String id) {
    return Optional.ofNullable(known.get(id)).map(s -> s.standing() == Standing.OPEN).orElse(true);
  }

  private void merge(String from, String into) {
    storyOf.replaceAll((key, id) -> id.equals(from) ? into : id);
    List<List<Judged>> moved = threadsOf.remove(from);
    if (moved != null) {
      threadsOf.computeIfAbsent(into, k -> new ArrayList<>()).addAll(moved);
    }
  }

  private Optional<String> storyOfAll(List<StoryKey> papers) {
    return papers.isEmpty() || !storyOf.keySet().containsAll(papers)
        ? Optional.empty()
        : Optional.ofNullable(storyOf.get(papers.get(0)));
  }

  /** The story of the post that a thread quotes, where the thread says little itself. */
  private Optional<String> echoed(List<Judged> thread) {
    if (thread.stream().anyMatch(this::saysEnough)) {
      return Optional.empty();
    }
    return thread.stream()
        .flatMap(j -> j.post().quote().stream())
        .map(quote -> storyOf.get(StoryKey.thread(quote.uri())))
        .flatMap(id -> Optional.ofNullable(id).stream())
        .findFirst();
  }

  private boolean saysEnough(Judged post) {
    return post.judgement().ownScore() >= saysEnough;
  }

  /** The papers that a thread claims; those of quoted posts only where it is a mere echo. */
  private Set<PaperId> papers(List<Judged> thread) {
    Set<PaperId> own = new LinkedHashSet<>();
    for (Judged post : thread) {
      if (post.judgement().papers().size() <= MOST_PAPERS_A_POST) {
        own.addAll(post.judgement().papers());
      }
    }
    if (own.isEmpty() && thread.stream().noneMatch(this::saysEnough)) {
      for (Judged post : thread) {
        if (post.judgement().quotedPapers().size() <= MOST_PAPERS_A_POST) {
          own.addAll(post.judgement().quotedPapers());
        }
      }
    }
    return own.size() <= MOST_PAPERS_A_THREAD ? own : Set.of();
  }

  private Story story(String id, List<List<Judged>> threads) {
    Set<StoryKey> keys = new HashSet<>();
    storyOf.forEach(
        (key, story) -> {
          if (story.equals(id)) {
            keys.add(key);
          }
        });
    Instant first =
        threads.stream()
            .flatMap(List::stream)
            .map(Judged::indexedAt)
            .min(Instant::compareTo)
            .orElseThrow();
    Story before = known.get(id);
    return before == null
        ? new Story(id, keys, first, Standing.OPEN, Optional.empty())
        : new Story(
            id,
            keys,
            before.began().isBefore(first) ? before.began() : first,
            before.standing(),
            before.shown());
  }
}
