package io.github.alignmentfeed.cycle;

import io.github.alignmentfeed.atproto.AtUri;
import io.github.alignmentfeed.curation.Action;
import io.github.alignmentfeed.curation.Curator;
import io.github.alignmentfeed.curation.Decision;
import io.github.alignmentfeed.curation.History;
import io.github.alignmentfeed.curation.Policy;
import io.github.alignmentfeed.curation.Post;
import io.github.alignmentfeed.curation.Story;
import io.github.alignmentfeed.curation.Story.Standing;
import io.github.alignmentfeed.curation.StoryKey;
import io.github.alignmentfeed.cycle.Ledger.Told;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reposts or bookmarks a post because the operator says so. It goes the way of every other write:
 * the post is looked at afresh, and what is sent was claimed before. A no of its author, what was
 * taken back, and a story that was shown already are obeyed here too. Limits do not hold it back,
 * for one person asks for one post; but it counts in them.
 */
public final class Approving {
  private static final String BY_HAND = "by hand";

  private final Account account;
  private final Ledger ledger;
  private final Curator curator;
  private final Reconciling reconciling;

  /**
   * @param curator who tells the stories of posts
   * @param guides who tell what is to be found out of what stands
   */
  public Approving(Account account, Ledger ledger, Curator curator, List<Guide> guides) {
    this.account = account;
    this.ledger = ledger;
    this.curator = curator;
    this.reconciling = new Reconciling(account, ledger, curator, new Learning(guides, ledger));
  }

  /**
   * What came of it.
   *
   * @param stands whether what was asked for stands in the account now
   * @param why a sentence
   */
  public record Approved(boolean stands, String why) {}

  /**
   * Shows or keeps a post.
   *
   * @param action repost or bookmark
   */
  public Approved approve(AtUri uri, Action action, Instant now) {
    ledger.belongTo(account.did());
    return ledger.exclusively(
        () -> {
          // What a process left behind may be this very post.
          reconciling.finish(now);
          reconciling.compare(now);
          Optional<Post> post = ledger.post(uri);
          Optional<Told> told = ledger.told(uri);
          if (post.isEmpty() || told.isEmpty()) {
            return new Approved(false, "the bot does not know this post");
          }
          Set<StoryKey> keys = curator.ownKeys(post.get());
          History history = ledger.history(Set.of(uri), keys, now);
          Optional<String> objection = objection(post.get(), action, history);
          if (objection.isPresent()) {
            return new Approved(false, objection.get());
          }
          return act(decision(post.get(), told.get(), action, story(told.get(), history)), now);
        });
  }

  private Optional<String> objection(Post post, Action action, History history) {
    if (history.paused()) {
      return Optional.of("all writing is paused: the command resume ends it");
    }
    Policy policy = curator.policy().refusedBy(ledger.refusals().refusing());
    if (policy.refuses(post.author().did()) || policy.optedOut().contains(post.author().handle())) {
      return Optional.of("its author said no");
    }
    if (history.takenBack().contains(post.uri())) {
      return Optional.of("it was taken back for good");
    }
    if (history.reposted().contains(post.uri())) {
      return Optional.of("it is reposted already");
    }
    if (action == Action.BOOKMARK && history.bookmarked().contains(post.uri())) {
      return Optional.of("it is bookmarked already");
    }
    return history.stories().stream()
        .filter(story -> !story.shown().equals(Optional.of(post.uri())))
        .map(Approving::objection)
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** One post for one story: another that stands for it comes first. */
  private static Optional<String> objection(Story story) {
    return switch (story.standing()) {
      case OPEN, BOOKMARKED -> Optional.empty();
      case REPOSTED ->
          Optional.of("its story is shown by " + story.told().orElse("another post") + " already");
      case CLOSED -> Optional.of("its story was taken back for good");
    };
  }

  private static String story(Told told, History history) {
    List<String> known = history.stories().stream().map(Story::id).toList();
    return known.isEmpty() || known.contains(told.story()) ? told.story() : known.get(0);
  }

  private Decision decision(Post post, Told told, Action action, String story) {
    ledger.stories(
        List.of(
            new Story(
                story, curator.ownKeys(post), post.indexedAt(), Standing.OPEN, Optional.empty())));
    return new Decision(
        post,
        Set.copyOf(told.through()),
        action,
        action,
        Optional.empty(),
        "chosen by hand",
        told.score(),
        told.evidence(),
        story,
        told.papers(),
        false);
  }

  private Approved act(Decision decision, Instant now) {
    Acting acting = new Acting(account, ledger, curator.policy(), now);
    List<Decided> decided = acting.act(List.of(decision));
    ledger.decided(BY_HAND, decided, now);
    Decided one = decided.get(0);
    return new Approved(one.stands(), one.decision().reason());
  }
}
