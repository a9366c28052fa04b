package io.github.alignmentfeed.store;

import io.github.alignmentfeed.atproto.AtUri;
import io.github.alignmentfeed.curation.Action;
import io.github.alignmentfeed.curation.Story;
import io.github.alignmentfeed.curation.Story.Standing;
import io.github.alignmentfeed.curation.StoryKey;
import io.github.alignmentfeed.cycle.Writes.Claim;
import io.github.alignmentfeed.cycle.Writes.Retraction;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What the fate of a write or of a post means for its story and for the other posts of that story.
 * Each is a part of a transaction.
 */
final class Fates {
  private final PostTable posts;
  private final StoryTable stories;
  private final WriteTable writes;

  Fates(PostTable posts, StoryTable stories, WriteTable writes) {
    this.posts = posts;
    this.stories = stories;
    this.writes = writes;
  }

  void claimed(Claim claim) {
    writes.put(claim, WriteTable.CLAIMED, claim.createdAt());
    stand(claim);
  }

  void settled(Claim claim, Instant at) {
    writes.put(claim, WriteTable.STANDS, at);
    stand(claim);
    posts.close(claim.subject().uri());
  }

  private void stand(Claim claim) {
    stories.begin(claim.story(), claim.createdAt());
    if (stories.story(claim.story()).filter(s -> mayStand(s, claim)).isPresent()) {
      stories.stand(claim.story(), standingOf(claim), Optional.of(claim.subject().uri()));
    }
  }

  void released(Claim claim) {
    writes.remove(claim);
    stories
        .story(claim.story())
        .filter(s -> s.shown().equals(Optional.of(claim.subject().uri())))
        .ifPresent(s -> reopen(s.id()));
    posts.open(claim.subject().uri());
  }

  void gone(AtUri post) {
    posts
        .storyOf(post)
        .flatMap(stories::story)
        .filter(s -> s.standing() == Standing.OPEN || s.shown().equals(Optional.of(post)))
        .ifPresent(s -> reopen(s.id()));
    posts.gone(post);
  }

  /** Opens a story again; a bookmark that stands still stands for it. */
  private void reopen(String story) {
    Optional<AtUri> bookmarked = writes.bookmarkOf(story);
    stories.stand(story, bookmarked.isPresent() ? Standing.BOOKMARKED : Standing.OPEN, bookmarked);
    posts.reopenStory(story);
  }

  void takenBack(AtUri post, Set<StoryKey> keys, Instant at) {
    writes.takeBack(post, at);
    posts.close(post);
    storiesOf(post, post.toString(), keys, at)
        .forEach(id -> stories.stand(id, Standing.CLOSED, Optional.of(post)));
  }

  void retracted(Claim claim, Retraction why, Instant at) {
    AtUri post = claim.subject().uri();
    writes.put(claim, WriteTable.TAKEN_BACK, at);
    if (why == Retraction.REFUSED) {
      posts.close(post);
      storiesOf(post, claim.story(), Set.of(), at)
          .forEach(id -> stories.stand(id, Standing.CLOSED, Optional.of(post)));
      posts.forgetAuthor(post.did());
      return;
    }
    writes.storiesOf(post).stream()
        .flatMap(id -> stories.story(id).stream())
        .filter(s -> s.shown().equals(Optional.of(post)))
        .forEach(s -> reopen(s.id()));
    posts.gone(post);
    if (why == Retraction.GONE) {
      posts.forget(post);
    }
  }

  void recognised(Claim claim, Set<StoryKey> keys, Instant at) {
    AtUri post = claim.subject().uri();
    writes.put(claim, WriteTable.STANDS, at);
    if (claim.action() == Action.REPOST) {
      posts.close(post);
    }
    storiesOf(post, claim.story(), keys, at).stream()
        .filter(id -> stories.story(id).filter(s -> mayStand(s, claim)).isPresent())
        .forEach(id -> stories.stand(id, standingOf(claim), Optional.of(post)));
  }

  /** A bookmark does not stand for a story that is reposted, and nothing for one that is closed. */
  private static boolean mayStand(Story story, Claim claim) {
    return story.standing() != Standing.CLOSED
        && (story.standing() != Standing.REPOSTED || claim.action() == Action.REPOST);
  }

  private static Standing standingOf(Claim claim) {
    return claim.action() == Action.REPOST ? Standing.REPOSTED : Standing.BOOKMARKED;
  }

  /** The stories of a post; where there is none, one begins under the name given. */
  private Set<String> storiesOf(AtUri post, String name, Set<StoryKey> keys, Instant at) {
    Set<String> ids = new LinkedHashSet<>(writes.storiesOf(post));
    keys.forEach(key -> stories.idOf(key).ifPresent(ids::add));
    ids.removeIf(id -> stories.story(id).isEmpty());
    if (ids.isEmpty()) {
      stories.begin(name, at);
      stories.lead(StoryKey.thread(post), name);
      ids.add(name);
    }
    String first = ids.iterator().next();
    keys.stream()
        .filter(key -> stories.idOf(key).isEmpty())
        .forEach(key -> stories.lead(key, first));
    return ids;
  }
}
