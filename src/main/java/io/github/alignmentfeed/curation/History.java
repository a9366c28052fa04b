package io.github.alignmentfeed.curation;

import io.github.alignmentfeed.atproto.AtUri;
import io.github.alignmentfeed.atproto.Did;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * What happened before.
 *
 * @param stories the stories that any of the candidates could belong to
 * @param reposts the reposts of the last 24 hours, by hand or by the bot
 * @param reposted posts that are reposted
 * @param bookmarked posts that are bookmarked; a better reason may still get them reposted
 * @param takenBack posts whose repost or bookmark was taken back for good
 * @param gone posts found deleted, or blocked for the bot
 * @param paused whether the operator stopped all writing
 */
public record History(
    List<Story> stories,
    List<Sent> reposts,
    Set<AtUri> reposted,
    Set<AtUri> bookmarked,
    Set<AtUri> takenBack,
    Set<AtUri> gone,
    boolean paused) {
  public History {
    stories = List.copyOf(stories);
    reposts = List.copyOf(reposts);
    reposted = Set.copyOf(reposted);
    bookmarked = Set.copyOf(bookmarked);
    takenBack = Set.copyOf(takenBack);
    gone = Set.copyOf(gone);
  }

  /** Nothing happened before. */
  public static final History NONE =
      new History(List.of(), List.of(), Set.of(), Set.of(), Set.of(), Set.of(), false);

  /**
   * @param author whose post was reposted
   * @param at when
   */
  public record Sent(Did author, Instant at) {}
}
