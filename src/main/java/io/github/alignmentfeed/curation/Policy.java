package io.github.alignmentfeed.curation;

import io.github.alignmentfeed.atproto.AtIdentifier;
import io.github.alignmentfeed.atproto.Did;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the operator wants, apart from the rules themselves.
 *
 * @param repostAt the score from which a post is reposted
 * @param bookmarkAt the score from which a post is bookmarked
 * @param limits how often reposts may be sent
 * @param settle how long a story waits for a better post, from its first post's {@code indexedAt}
 * @param languages primary language subtags to keep; empty means all; a post that claims none is
 *     kept
 * @param unwantedLabels values of labels that keep a post from being shown
 * @param consent who counts as having agreed
 * @param accounts the followed accounts by DID
 * @param optedOut accounts that are never repeated
 * @param bot the bot's own account, where it is known
 * @param followers who follows the bot among the authors in play, where it is known
 */
public record Policy(
    int repostAt,
    int bookmarkAt,
    Limits limits,
    Duration settle,
    Set<String> languages,
    Set<String> unwantedLabels,
    Consent consent,
    Map<Did, Followed> accounts,
    Set<AtIdentifier> optedOut,
    Optional<Did> bot,
    Optional<Set<Did>> followers) {

  /** Labels with which nobody wants to see a post repeated. */
  public static final Set<String> DEFAULT_UNWANTED_LABELS =
      Set.of(
          "!hide",
          "!warn",
          "porn",
          "sexual",
          "nudity",
          "graphic-media",
          "spam",
          "scam",
          "misleading",
          "impersonation");

  private static final Duration LONG_AGO = Duration.ofDays(36_500);

  public Policy {
    languages = Set.copyOf(languages);
    unwantedLabels = Set.copyOf(unwantedLabels);
    accounts = Map.copyOf(accounts);
    optedOut = Set.copyOf(optedOut);
    followers = followers.map(Set::copyOf);
  }

  /**
   * Rolling windows over reposts.
   *
   * @param perHour reposts in any hour
   * @param perDay reposts in any 24 hours
   * @param perAuthorPerDay reposts of one author in any 24 hours
   * @param spacing the least time between two reposts
   * @param maxAge the age, from {@code indexedAt}, beyond which a post is not reposted
   */
  public record Limits(
      int perHour, int perDay, int perAuthorPerDay, Duration spacing, Duration maxAge) {}

  /** The same for accounts that are now known by DID, and for a bot that may be known now. */
  public Policy following(
      Map<Did, Followed> known, Set<AtIdentifier> unwilling, Optional<Did> self) {
    return with(limits, known, unwilling, self, followers);
  }

  /** The same without limits and at any age. */
  public Policy unlimited() {
    int any = Integer.MAX_VALUE;
    return with(
        new Limits(any, any, any, Duration.ZERO, LONG_AGO), accounts, optedOut, bot, followers);
  }

  /** The same where more accounts have opted out. */
  public Policy refusedBy(Set<Did> unwilling) {
    Set<AtIdentifier> all = new HashSet<>(optedOut);
    all.addAll(unwilling);
    return with(limits, accounts, all, bot, followers);
  }

  /** Why a post must not be shown as it is labelled, itself or its author or what it quotes. */
  public Optional<String> objectionTo(Post post) {
    if (post.author().labels().contains(Author.BOT_LABEL)) {
      return Optional.of("its author is a bot");
    }
    if (!post.isLabelled()) {
      return Optional.empty();
    }
    Set<String> labels = new TreeSet<>(post.labels());
    labels.addAll(post.author().labels());
    post.quote().ifPresent(q -> labels.addAll(q.labels()));
    labels.retainAll(unwantedLabels);
    return labels.isEmpty()
        ? Optional.empty()
        : Optional.of("it is labelled " + String.join(", ", labels));
  }

  /** Whether an account said no. */
  public boolean refuses(Did author) {
    Followed followed = accounts.get(author);
    return optedOut.contains(author) || (followed != null && followed.wish() == Wish.DENIED);
  }

  /** The same where it is known who follows the bot. */
  public Policy followedBy(Set<Did> authors) {
    return with(limits, accounts, optedOut, bot, Optional.of(authors));
  }

  /** Whether an author agrees by following the bot, and by nothing else. */
  public boolean asksForFollowing(Did author) {
    if (consent != Consent.FOLLOWS_BOT) {
      return false;
    }
    Followed followed = accounts.get(author);
    return followed == null || followed.wish() != Wish.GRANTED;
  }

  private Policy with(
      Limits other,
      Map<Did, Followed> known,
      Set<AtIdentifier> unwilling,
      Optional<Did> self,
      Optional<Set<Did>> following) {
    return new Policy(
        repostAt,
        bookmarkAt,
        other,
        settle,
        languages,
        unwantedLabels,
        consent,
        known,
        unwilling,
        self,
        following);
  }

  /** Who counts as having agreed to be reposted. */
  public enum Consent {
    /** The operator vouches for the accounts listed. */
    LISTED,
    /** Only authors who follow the bot. */
    FOLLOWS_BOT
  }

  /** What is done with posts of others that a followed account reposts. */
  public enum Reposts {
    /** They may be reposted. */
    VOUCH,
    /** They are bookmarked at most. */
    BOOKMARK,
    /** They are left alone. */
    IGNORE
  }

  /** What an operator said of one account's wishes. */
  public enum Wish {
    GRANTED,
    DENIED,
    /** Nothing said: {@link Policy#consent} decides. */
    UNSAID
  }

  /**
   * One followed account.
   *
   * @param replies whether its answers to others are considered; its own threads always are
   * @param quotes whether its quote posts are considered
   * @param reposts what is done with what it reposts
   * @param wish its own wish, as the operator knows it
   * @param atMost the most that is done with its posts; a list that nobody vouched for bookmarks
   */
  public record Followed(
      boolean replies, boolean quotes, Reposts reposts, Wish wish, Action atMost) {}
}
