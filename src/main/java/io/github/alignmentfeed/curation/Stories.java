package io.github.alignmentfeed.curation;

import io.github.alignmentfeed.atproto.AtUri;
import io.github.alignmentfeed.curation.Story.Standing;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells which posts are one story. A thread belongs to the story that it began; to another where
 * every paper that it speaks of is known and that story's is the one of which least was shown, or
 * where it says little itself and quotes that story. A post that is quoted so before it is met
 * belongs to the story of who quoted it.
 */
final class Stories {
  private final int bookmarkAt;
  private final int repostAt;
  private final Map<StoryKey, Draft> storyOf = new HashMap<>();
  private final Map<String, Draft> byId = new HashMap<>();
  private final Set<Draft> inPlay = new LinkedHashSet<>();

  /** The posts that something leads to: another post, or a story that is known. */
  private final Set<AtUri> ledTo = new HashSet<>();

  /**
   * @param bookmarkAt the score from which a thread may claim the paper that it speaks of
   * @param repostAt the score from which a post may claim several papers, and is no mere echo of
   *     what it quotes
   */
  Stories(List<Story> before, int bookmarkAt, int repostAt) {
    this.bookmarkAt = bookmarkAt;
    this.repostAt = repostAt;
    for (Story story : before) {
      Draft draft = new Draft(story);
      byId.put(story.id(), draft);
      AtUri.parse(story.id()).ifPresent(ledTo::add);
      for (StoryKey key : story.keys()) {
        lead(key, draft);
        if (key instanceof StoryKey.OfThread thread) {
          ledTo.add(thread.post());
        }
      }
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
      return threads.size() == 1 ? threads.get(0) : threads.stream().flatMap(List::stream).toList();
    }
  }

  /**
   * Sorts posts into stories.
   *
   * @param posts in the order of their places, none of them twice
   */
  List<Told> tell(List<Judged> posts) {
    noteLinks(posts);
    List<Told> told = new ArrayList<>(posts.size());
    Map<AtUri, List<Judged>> threads = new LinkedHashMap<>();
    for (Judged post : posts) {
      if (isAlone(post)) {
        told.add(alone(post));
      } else {
        threads.computeIfAbsent(post.post().threadRoot(), k -> new ArrayList<>(1)).add(post);
      }
    }
    // What may claim a paper goes first, so that whatever only links it finds it claimed.
    List<Strand> later = new ArrayList<>();
    for (Map.Entry<AtUri, List<Judged>> thread : threads.entrySet()) {
      Strand strand = new Strand(thread.getKey(), thread.getValue(), repostAt);
      if (mayClaim(strand)) {
        place(strand, true);
      } else {
        later.add(strand);
      }
    }
    for (Strand strand : later) {
      place(strand, false);
    }
    for (Draft draft : inPlay) {
      told.add(draft.told());
    }
    return told;
  }

  /** Takes the posts that others quote or go on with. */
  private void noteLinks(List<Judged> posts) {
    for (Judged judged : posts) {
      Post post = judged.post();
      if (post.continuesOwnThread()) {
        ledTo.add(post.threadRoot());
      }
      if (post.quote().isPresent()) {
        ledTo.add(post.quote().get().uri());
      }
    }
  }

  /** Whether neither does a post lead to anything else, nor anything to it, as with most. */
  private boolean isAlone(Judged judged) {
    Post post = judged.post();
    return judged.judgement().papers().isEmpty()
        && post.quote().isEmpty()
        && !post.continuesOwnThread()
        && !ledTo.contains(post.uri());
  }

  private static Told alone(Judged post) {
    Story story =
        new Story(
            post.uri().toString(),
            Set.of(StoryKey.thread(post.uri())),
            post.indexedAt(),
            Standing.OPEN,
            Optional.empty());
    return new Told(story, List.of(List.of(post)));
  }

  /** What is never shown stands for nothing. */
  private boolean mayClaim(Strand thread) {
    return thread.points() >= bookmarkAt && thread.mayBeShown();
  }

  private void place(Strand thread, boolean mayClaim) {
    Papers papers = thread.papers();
    List<StoryKey> keys = thread.keys();
    @Nullable Draft own = first(keys);
    @Nullable Draft ofPapers = storyOf(papers);
    @Nullable Draft other = ofPapers == null ? echoed(thread) : ofPapers;
    Draft story;
    if (own != null && other != null) {
      story = join(own, other, ofPapers != null);
    } else if (own != null) {
      story = own;
    } else {
      story = other != null ? other : byId.computeIfAbsent(thread.root().toString(), Draft::new);
    }
    keys.forEach(key -> lead(key, story));
    boolean shown = story.standing() == Standing.REPOSTED;
    boolean claims = mayClaim && story.standing() != Standing.CLOSED;
    if (!papers.all().isEmpty()
        && (shown || (claims && (papers.areOne() || thread.isSureToBeShown())))) {
      papers.claimed().forEach(paper -> lead(StoryKey.paper(paper), story));
    }
    if (shown || claims) {
      thread.quoted().ifPresent(quote -> lead(StoryKey.thread(quote), story));
    }
    story.add(thread.posts());
    inPlay.add(story);
  }

  /** The story that a thread began, or that began with whoever only quoted one of its posts. */
  private @Nullable Draft first(List<StoryKey> keys) {
    for (StoryKey key : keys) {
      Draft story = storyOf.get(key);
      if (story != null) {
        return story;
      }
    }
    return null;
  }

  /** Makes a key lead to a story, unless it leads to one already. */
  private void lead(StoryKey key, Draft story) {
    if (storyOf.putIfAbsent(key, story) == null) {
      story.keys().add(key);
    }
  }

  /**
   * The story of a thread that was one and now speaks of another: the one of which more was shown.
   * What was taken back draws nothing in, and what is only quoted is not drawn in.
   */
  private Draft join(Draft own, Draft other, boolean samePapers) {
    Standing mine = own.standing();
    Standing theirs = other.standing();
    if (own == other) {
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

  private void merge(Draft from, Draft into) {
    from.keys().forEach(key -> storyOf.put(key, into));
    into.take(from);
    if (inPlay.remove(from)) {
      inPlay.add(into);
    }
  }

  /**
   * The story of papers that are known: of one paper the one of which most was shown; of several,
   * where all are known, the one of which least was shown.
   */
  private @Nullable Draft storyOf(Papers papers) {
    if (papers.all().isEmpty()) {
      return null;
    }
    List<Draft> known = new ArrayList<>();
    for (PaperId paper : papers.main()) {
      Draft story = storyOf.get(StoryKey.paper(paper));
      if (story != null) {
        known.add(story);
      }
    }
    boolean unknown = !papers.areOne() && known.size() < papers.main().size();
    if (known.isEmpty() || unknown) {
      return null;
    }
    Comparator<Draft> leastFirst = Comparator.comparing(Draft::standing);
    return Collections.min(known, papers.areOne() ? leastFirst.reversed() : leastFirst);
  }

  /** The story of the post that a thread quotes, where the thread says little itself. */
  private @Nullable Draft echoed(Strand thread) {
    for (AtUri quote : thread.quotes()) {
      @Nullable Draft story = storyOf.get(StoryKey.thread(quote));
      if (story != null) {
        return story;
      }
    }
    return null;
  }
}
