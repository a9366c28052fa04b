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
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tells which posts are one story. A thread belongs to the story that it began; to another where
 * every paper that it speaks of is known and that story's is the one of which least was shown, or
 * where it says little itself and quotes that story. A post that is quoted so before it is met
 * belongs to the story of who quoted it.
 */
final class Stories {
  /** A post with more papers than this is a newsletter and claims none. */
  static final int MOST_PAPERS_A_POST = 2;

  /** A thread with more papers than this is a reading list and claims none. */
  private static final int MOST_PAPERS_A_THREAD = 4;

  private final int bookmarkAt;
  private final int repostAt;
  private final Map<StoryKey, String> storyOf = new HashMap<>();
  private final Map<String, Set<StoryKey>> keysOf = new HashMap<>();
  private final Map<String, Instant> began = new HashMap<>();
  private final Map<String, Story> known = new HashMap<>();
  private final Map<String, List<List<Judged>>> threadsOf = new LinkedHashMap<>();

  /**
   * @param bookmarkAt the score from which a thread may claim the paper that it speaks of
   * @param repostAt the score from which a post may claim several papers, and is no mere echo of
   *     what it quotes
   */
  Stories(List<Story> before, int bookmarkAt, int repostAt) {
    this.bookmarkAt = bookmarkAt;
    this.repostAt = repostAt;
    for (Story story : before) {
      known.put(story.id(), story);
      began.put(story.id(), story.began());
      story.keys().forEach(key -> lead(key, story.id()));
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
    // What may claim a paper goes first, so that whatever only links it finds it claimed.
    threads.forEach((root, thread) -> placeWhere(mayClaim(thread), root, thread));
    threads.forEach((root, thread) -> placeWhere(!mayClaim(thread), root, thread));
    List<Told> told = new ArrayList<>();
    threadsOf.forEach((id, of) -> told.add(new Told(story(id), List.copyOf(of))));
    return told;
  }

  private void placeWhere(boolean now, AtUri root, List<Judged> thread) {
    if (now) {
      place(root, thread);
    }
  }

  private void place(AtUri root, List<Judged> thread) {
    Papers papers = papers(thread);
    Optional<String> own = began(root, thread);
    Optional<String> ofPapers = storyOf(papers);
    Optional<String> other = ofPapers.or(() -> echoed(thread));
    String story =
        own.isPresent() && other.isPresent()
            ? join(own.get(), other.get(), ofPapers.isPresent())
            : own.or(() -> other).orElse(root.toString());
    lead(StoryKey.thread(root), story);
    thread.forEach(post -> lead(StoryKey.thread(post.uri()), story));
    boolean shown = standing(story) == Standing.REPOSTED;
    boolean mayClaim = standing(story) != Standing.CLOSED && mayClaim(thread);
    if (shown || (mayClaim && (papers.areOne() || mayClaimSeveral(thread)))) {
      papers.claimed().forEach(paper -> lead(StoryKey.paper(paper), story));
    }
    if (shown || mayClaim) {
      quoted(thread).ifPresent(quote -> lead(StoryKey.thread(quote), story));
    }
    threadsOf.computeIfAbsent(story, k -> new ArrayList<>()).add(thread);
    began.merge(story, thread.get(0).indexedAt(), Stories::earlier);
  }

  /** What is never shown stands for nothing. */
  private boolean mayClaim(List<Judged> thread) {
    Set<Rule> rules =
        thread.stream().flatMap(j -> j.judgement().rules().stream()).collect(Collectors.toSet());
    return Judgement.points(rules) >= bookmarkAt
        && thread.stream().anyMatch(j -> j.gate().allows(Action.BOOKMARK));
  }

  /** Several papers are claimed only by a post that is sure to be the one that is shown. */
  private boolean mayClaimSeveral(List<Judged> thread) {
    return thread.stream()
        .anyMatch(
            j -> j.score() >= repostAt && j.judgement().spoken() && j.gate().allows(Action.REPOST));
  }

  /** The story that a thread began, or that began with whoever only quoted one of its posts. */
  private Optional<String> began(AtUri root, List<Judged> thread) {
    return Stream.concat(Stream.of(root), thread.stream().map(Judged::uri))
        .flatMap(uri -> storyOf(StoryKey.thread(uri)).stream())
        .findFirst();
  }

  /** Makes a key lead to a story, unless it leads to one already. */
  private void lead(StoryKey key, String story) {
    if (storyOf.putIfAbsent(key, story) == null) {
      keysOf.computeIfAbsent(story, k -> new HashSet<>()).add(key);
    }
  }

  /**
   * The story of a thread that was one and now speaks of another: the one of which more was shown.
   * What was taken back draws nothing in, and what is only quoted is not drawn in.
   */
  private String join(String own, String other, boolean samePapers) {
    Standing mine = standing(own);
    Standing theirs = standing(other);
    if (own.equals(other)) {
      return own;
    }
    if (mine.compareTo(Standing.REPOSTED) < 0 && mine.compareTo(theirs) <= 0) {
      merge(own, other);
      return other;
    }
    if (samePapers && mine != Standing.CLOSED && theirs.compareTo(mine) < 0) {
      merge(other, own);
    }
    return own;
  }

  private Standing standing(String id) {
    return Optional.ofNullable(known.get(id)).map(Story::standing).orElse(Standing.OPEN);
  }

  private void merge(String from, String into) {
    Set<StoryKey> keys = Optional.ofNullable(keysOf.remove(from)).orElse(Set.of());
    keys.forEach(key -> storyOf.put(key, into));
    keysOf.computeIfAbsent(into, k -> new HashSet<>()).addAll(keys);
    Optional.ofNullable(began.remove(from))
        .ifPresent(at -> began.merge(into, at, Stories::earlier));
    Optional.ofNullable(threadsOf.remove(from))
        .ifPresent(moved -> threadsOf.computeIfAbsent(into, k -> new ArrayList<>()).addAll(moved));
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private Optional<String> storyOf(StoryKey key) {
    return Optional.ofNullable(storyOf.get(key));
  }

  /**
   * The story of papers that are known: of one paper the one of which most was shown; of several,
   * where all are known, the one of which least was shown.
   */
  private Optional<String> storyOf(Papers papers) {
    List<String> known =
        papers.main().stream().flatMap(p -> storyOf(StoryKey.paper(p)).stream()).toList();
    Comparator<String> leastFirst = Comparator.comparing(this::standing);
    if (papers.areOne()) {
      return known.stream().min(leastFirst.reversed());
    }
    return known.size() < papers.main().size() ? Optional.empty() : known.stream().min(leastFirst);
  }

  /** The story of the post that a thread quotes, where the thread says little itself. */
  private Optional<String> echoed(List<Judged> thread) {
    if (thread.stream().anyMatch(this::saysEnough)) {
      return Optional.empty();
    }
    return thread.stream()
        .flatMap(j -> j.post().quote().stream())
        .flatMap(quote -> storyOf(StoryKey.thread(quote.uri())).stream())
        .findFirst();
  }

  /** The post that a mere echo stands for; whoever quotes several makes a list of them. */
  private Optional<AtUri> quoted(List<Judged> thread) {
    Set<AtUri> quoted =
        thread.stream()
            .flatMap(j -> j.post().quote().stream())
            .map(Post.Quote::uri)
            .collect(Collectors.toSet());
    return quoted.size() == 1 && thread.stream().noneMatch(this::saysEnough)
        ? quoted.stream().findFirst()
        : Optional.empty();
  }

  private boolean saysEnough(Judged post) {
    return post.judgement().ownScore() >= repostAt;
  }

  /** The papers that a thread speaks of; those of quoted posts only where it is a mere echo. */
  private Papers papers(List<Judged> thread) {
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
    return new Papers(own.size() <= MOST_PAPERS_A_THREAD ? own : Set.of());
  }

  private Story story(String id) {
    return new Story(
        id,
        keysOf.getOrDefault(id, Set.of()),
        Optional.ofNullable(began.get(id)).orElseThrow(),
        standing(id),
        Optional.ofNullable(known.get(id)).flatMap(Story::shown),
        Optional.ofNullable(known.get(id)).flatMap(Story::author));
  }
}
