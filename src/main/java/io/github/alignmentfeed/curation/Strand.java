package io.github.alignmentfeed.curation;

import io.github.alignmentfeed.atproto.AtUri;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An author's own thread, as far as it is in play, and what it says of stories.
 *
 * @param root the post that it begins with
 * @param posts its posts in their order; at least one
 * @param repostAt the score from which a post is no mere echo of what it quotes
 */
record Strand(AtUri root, List<Judged> posts, int repostAt) {
  /** A post with more papers than this is a newsletter and claims none. */
  private static final int MOST_PAPERS_A_POST = 2;

  /** A thread with more papers than this is a reading list and claims none. */
  private static final int MOST_PAPERS_A_THREAD = 4;

  /** The keys of its beginning and of each of its posts. */
  List<StoryKey> keys() {
    if (posts.size() == 1 && posts.get(0).uri().equals(root)) {
      return List.of(StoryKey.thread(root));
    }
    List<StoryKey> keys = new ArrayList<>(posts.size() + 1);
    keys.add(StoryKey.thread(root));
    for (Judged post : posts) {
      if (!post.uri().equals(root)) {
        keys.add(StoryKey.thread(post.uri()));
      }
    }
    return keys;
  }

  /** The points of all rules that hold for any of its posts. */
  int points() {
    if (posts.size() == 1) {
      return posts.get(0).score();
    }
    List<Rule> rules = new ArrayList<>();
    for (Judged post : posts) {
      for (Rule rule : post.judgement().rules()) {
        if (!rules.contains(rule)) {
          rules.add(rule);
        }
      }
    }
    return Judgement.points(rules);
  }

  /** Whether any of its posts may be shown. */
  boolean mayBeShown() {
    for (Judged post : posts) {
      if (post.gate().allows(Action.BOOKMARK)) {
        return true;
      }
    }
    return false;
  }

  /** Whether one of its posts is sure to be shown where nothing else is. */
  boolean isSureToBeShown() {
    return posts.stream()
        .anyMatch(
            j -> j.score() >= repostAt && j.judgement().spoken() && j.gate().allows(Action.REPOST));
  }

  /** The post that a mere echo stands for; whoever quotes several makes a list of them. */
  Optional<AtUri> quoted() {
    Set<AtUri> quotes = quotes();
    return quotes.size() == 1 ? Optional.of(quotes.iterator().next()) : Optional.empty();
  }

  /** What it quotes where it says little itself, in order. */
  Set<AtUri> quotes() {
    Set<AtUri> quotes = Set.of();
    for (Judged post : posts) {
      if (post.post().quote().isPresent()) {
        quotes = quotes.isEmpty() ? new LinkedHashSet<>() : quotes;
        quotes.add(post.post().quote().get().uri());
      }
    }
    return quotes.isEmpty() || saysEnough() ? Set.of() : quotes;
  }

  private boolean saysEnough() {
    for (Judged post : posts) {
      if (post.judgement().ownScore() >= repostAt) {
        return true;
      }
    }
    return false;
  }

  /** The papers that it speaks of; those of quoted posts only where it is a mere echo. */
  Papers papers() {
    List<PaperId> own = List.of();
    for (Judged post : posts) {
      own = withFew(post.judgement().papers(), own);
    }
    if (own.isEmpty() && !saysEnough()) {
      for (Judged post : posts) {
        own = withFew(post.judgement().quotedPapers(), own);
      }
    }
    return new Papers(own.size() <= MOST_PAPERS_A_THREAD ? own : List.of());
  }

  private static List<PaperId> withFew(List<PaperId> papers, List<PaperId> all) {
    if (papers.isEmpty() || papers.size() > MOST_PAPERS_A_POST) {
      return all;
    }
    if (all.isEmpty()) {
      return papers;
    }
    Set<PaperId> more = new LinkedHashSet<>(all);
    more.addAll(papers);
    return List.copyOf(more);
  }
}
