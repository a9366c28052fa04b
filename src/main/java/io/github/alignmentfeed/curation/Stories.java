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
  /** A post with more papers than this is a newsletter and claims none. */
  static final int MOST_PAPERS_A_POST = 2;

  /** A thread with more papers than this is a reading list and claims none. */
  private static final int MOST_PAPERS_A_THREAD = 4;

  private final int bookmarkAt;
  private final int repostAt;
  private final Map<StoryKey, Draft> storyOf = new HashMap<>();
  private final Map<String, Draft> byId = new HashMap<>();
  private final Set<Draft> inPlay = new LinkedHashSet<>();

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
      story.keys().forEach(key -> lead(key, draft));
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

  /** Sorts posts into stories. */
  List<Told> tell(List<Judged> posts) {
    List<Judged> inOrder = new ArrayList<>(posts);
    inOrder.sort(Stories::firstFirst);
    Map<AtUri, List<Judged>> threads = new LinkedHashMap<>();
    for (Judged post : inOrder) {
      threads.computeIfAbsent(post.post().threadRoot(), k -> new ArrayList<>(1)).add(post);
    }
    // What may claim a paper goes first, so that whatever only links it finds it claimed.
    List<Map.Entry<AtUri, List<Judged>>> later = new ArrayList<>();
    for (Map.Entry<AtUri, List<Judged>> thread : threads.entrySet()) {
      if (mayClaim(thread.getValue())) {
        place(thread.getKey(), thread.getValue(), true);
      } else {
        later.add(thread);
      }
    }
    for (Map.Entry<AtUri, List<Judged>> thread : later) {
      place(thread.getKey(), thread.getValue(), false);
    }
    List<Told> told = new ArrayList<>(inPlay.size());
    for (Draft draft : inPlay) {
      told.add(draft.told());
    }
    return told;
  }

  private static int firstFirst(Judged one, Judged other) {
    int order = one.indexedAt().compareTo(other.indexedAt());
    return order != 0 ? order : one.uri().compareTo(other.uri());
  }

  private void place(AtUri root, List<Judged> thread, boolean mayClaim) {
    Papers papers = papers(thread);
    List<StoryKey> keys = keys(root, thread);
    @Nullable Draft own = first(keys);
    @Nullable Draft ofPapers = storyOf(papers);
    @Nullable Draft other = ofPapers == null ? echoed(thread) : ofPapers;
    Draft story;
    if (own != null && other != null) {
      story = join(own, other, ofPapers != null);
    } else if (own != null) {
      story = own;
    } else {
      story = other != null ? other : byId.computeIfAbsent(root.toString(), Draft::new);
    }
    keys.forEach(key -> lead(key, story));
    boolean shown = story.standing() == Standing.REPOSTED;
    boolean claims = mayClaim && story.standing() != Standing.CLOSED;
    if (!papers.all().isEmpty()
        && (shown || (claims && (papers.areOne() || mayClaimSeveral(thread))))) {
      papers.claimed().forEach(paper -> lead(StoryKey.paper(paper), story));
    }
    if (shown || claims) {
      quoted(thread).ifPresent(quote -> lead(StoryKey.thread(quote), story));
    }
    story.add(thread);
    inPlay.add(story);
  }

  /** The keys of a thread's beginning and of each of its posts. */
  private static List<StoryKey> keys(AtUri root, List<Judged> thread) {
    List<StoryKey> keys = new ArrayList<>(thread.size() + 1);
    keys.add(StoryKey.thread(root));
    for (Judged post : thread) {
      if (!post.uri().equals(root)) {
        keys.add(StoryKey.thread(post.uri()));
      }
    }
    return keys;
  }

  /** What is never shown stands for nothing. */
  private boolean mayClaim(List<Judged> thread) {
    if (points(thread) < bookmarkAt) {
      return false;
    }
    for (Judged post : thread) {
      if (post.gate().allows(Action.BOOKMARK)) {
        return true;
      }
    }
    return false;
  }

  private static int points(List<Judged> thread) {
    if (thread.size() == 1) {
      return thread.get(0).score();
    }
    Set<Rule> rules = new HashSet<>();
    thread.forEach(post -> rules.addAll(post.judgement().rules()));
    return Judgement.points(rules);
  }

  /** Several papers are claimed only by a post that is sure to be the one that is shown. */
  private boolean mayClaimSeveral(List<Judged> thread) {
    return thread.stream()
        .anyMatch(
            j -> j.score() >= repostAt && j.judgement().spoken() && j.gate().allows(Action.REPOST));
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
  private @Nullable Draft echoed(List<Judged> thread) {
    for (AtUri quote : quotes(thread)) {
      @Nullable Draft story = storyOf.get(StoryKey.thread(quote));
      if (story != null) {
        return story;
      }
    }
    return null;
  }

  /** The post that a mere echo stands for; whoever quotes several makes a list of them. */
  private Optional<AtUri> quoted(List<Judged> thread) {
    Set<AtUri> quotes = quotes(thread);
    return quotes.size() == 1 ? Optional.of(quotes.iterator().next()) : Optional.empty();
  }

  /** What a thread quotes that says little itself, in order. */
  private Set<AtUri> quotes(List<Judged> thread) {
    Set<AtUri> quotes = Set.of();
    for (Judged post : thread) {
      if (post.post().quote().isPresent()) {
        quotes = quotes.isEmpty() ? new LinkedHashSet<>() : quotes;
        quotes.add(post.post().quote().get().uri());
      }
    }
    return quotes.isEmpty() || saysEnough(thread) ? Set.of() : quotes;
  }

  private boolean saysEnough(List<Judged> thread) {
    for (Judged post : thread) {
      if (post.judgement().ownScore() >= repostAt) {
        return true;
      }
    }
    return false;
  }

  /** The papers that a thread speaks of; those of quoted posts only where it is a mere echo. */
  private Papers papers(List<Judged> thread) {
    Set<PaperId> own = Set.of();
    for (Judged post : thread) {
      own = withFew(post.judgement().papers(), own);
    }
    if (own.isEmpty() && !saysEnough(thread)) {
      for (Judged post : thread) {
        own = withFew(post.judgement().quotedPapers(), own);
      }
    }
    return new Papers(own.size() <= MOST_PAPERS_A_THREAD ? own : Set.of());
  }

  private static Set<PaperId> withFew(List<PaperId> papers, Set<PaperId> all) {
    if (papers.isEmpty() || papers.size() > MOST_PAPERS_A_POST) {
      return all;
    }
    Set<PaperId> more = new LinkedHashSet<>(all);
    more.addAll(papers);
    return more;
  }
}
