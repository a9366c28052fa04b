package io.github.alignmentfeed.curation;

import io.github.alignmentfeed.atproto.Did;
import io.github.alignmentfeed.curation.Judged.Gate;
import io.github.alignmentfeed.curation.Policy.Followed;
import io.github.alignmentfeed.curation.Policy.Wish;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What may be done with a post at most, whatever its score. */
final class Gates {
  private final Policy policy;
  private final History history;
  private final Instant oldest;
  private final Gate tooOld;

  Gates(Policy policy, History history, Instant now) {
    this.policy = policy;
    this.history = history;
    oldest = now.minus(policy.limits().maxAge());
    tooOld =
        new Gate(
            Action.BOOKMARK,
            "it is older than "
                + Span.of(policy.limits().maxAge())
                + ", so it is bookmarked at most");
  }

  Judged judged(int place, Appraisal appraisal) {
    Candidate candidate = appraisal.candidate();
    boolean gone = history.gone().contains(candidate.post().uri());
    return Judged.of(place, appraisal, gate(candidate, appraisal.judgement()), gone);
  }

  /** The lowest of all gates; among equals the first. */
  private Gate gate(Candidate candidate, Judgement judgement) {
    Post post = candidate.post();
    @Nullable Followed author = policy.accounts().get(post.author().did());
    Gate gate = wishes(post, author);
    gate = lower(gate, past(candidate));
    gate = lower(gate, ways(candidate, author));
    gate = lower(gate, consent(post.author().did()));
    gate = lower(gate, language(post));
    gate = lower(gate, rules(judgement));
    return lower(gate, post.indexedAt().isBefore(oldest) ? tooOld : Gate.OPEN);
  }

  private static Gate lower(Gate first, Gate second) {
    return rank(second.atMost()) < rank(first.atMost()) ? second : first;
  }

  private static int rank(Action atMost) {
    return switch (atMost) {
      case REPOST -> 2;
      case BOOKMARK -> 1;
      default -> 0;
    };
  }

  private Gate wishes(Post post, @Nullable Followed author) {
    if (policy.bot().isPresent() && policy.bot().get().equals(post.author().did())) {
      return skip("it is the bot's own post");
    }
    if (policy.optedOut().contains(post.author().did())
        || policy.optedOut().contains(post.author().handle())) {
      return skip("its author opted out");
    }
    if (author != null && author.wish() == Wish.DENIED) {
      return skip("its author does not want it");
    }
    return policy.objectionTo(post).map(Gates::skip).orElse(Gate.OPEN);
  }

  private Gate past(Candidate candidate) {
    Post post = candidate.post();
    if (history.reposted().contains(post.uri())) {
      return skip("it is reposted already");
    }
    if (history.takenBack().contains(post.uri())) {
      return skip("it was taken back");
    }
    if (history.gone().contains(post.uri())) {
      return skip("it was deleted, or its author and the bot block each other");
    }
    return post.indexedAt().isBefore(candidate.since())
        ? skip("it is from before the bot followed")
        : Gate.OPEN;
  }

  /** The best of all the ways on which the post was met. */
  private Gate ways(Candidate candidate, @Nullable Followed author) {
    Post post = candidate.post();
    @Nullable Gate best = null;
    for (Did through : candidate.waysInOrder()) {
      boolean itsOwn = through.equals(post.author().did());
      @Nullable Followed followed = itsOwn ? author : policy.accounts().get(through);
      if (followed != null) {
        Gate way = itsOwn ? own(post, followed) : reposted(followed);
        best = best == null || rank(way.atMost()) > rank(best.atMost()) ? way : best;
      }
    }
    return best == null
        ? skip("none of the accounts through which it was met is followed any more")
        : best;
  }

  private static Gate own(Post post, Followed followed) {
    boolean answersOthers = post.reply().isPresent() && !post.continuesOwnThread();
    if (answersOthers && !followed.replies()) {
      return skip("replies of this account are switched off");
    }
    if (post.quote().isPresent() && !followed.quotes()) {
      return skip("quote posts of this account are switched off");
    }
    return followed.atMost() == Action.REPOST
        ? Gate.OPEN
        : new Gate(
            followed.atMost(),
            "it comes from a list for which no consent was given, so it is bookmarked at most");
  }

  private static Gate reposted(Followed followed) {
    return switch (followed.reposts()) {
      case IGNORE -> skip("what this account reposts is switched off");
      case BOOKMARK -> new Gate(Action.BOOKMARK, "what this account reposts is bookmarked at most");
      case VOUCH ->
          followed.atMost() == Action.REPOST
              ? Gate.OPEN
              : new Gate(Action.BOOKMARK, "what this list reposts is bookmarked at most");
    };
  }

  private Gate consent(Did author) {
    boolean agrees =
        !policy.asksForFollowing(author)
            || policy.followers().map(f -> f.contains(author)).orElse(true);
    return agrees
        ? Gate.OPEN
        : new Gate(
            Action.BOOKMARK, "its author does not follow the bot, so it is bookmarked at most");
  }

  private Gate language(Post post) {
    if (policy.languages().isEmpty() || post.langs().isEmpty()) {
      return Gate.OPEN;
    }
    for (String tag : post.langs()) {
      if (policy.languages().contains(tag) || policy.languages().contains(primary(tag))) {
        return Gate.OPEN;
      }
    }
    return skip("it is in " + String.join(", ", post.langs()) + ", not in a language asked for");
  }

  private static String primary(String tag) {
    return Locale.forLanguageTag(tag.replace('_', '-')).getLanguage();
  }

  /** The lowest that a rule allows; a veto before all. */
  private Gate rules(Judgement judgement) {
    Gate gate = Gate.OPEN;
    for (Rule rule : judgement.rules()) {
      if (rule.veto()) {
        return skip("the rule “" + rule.name() + "” forbids it");
      }
      if (rule.atMost().isPresent() && rank(rule.atMost().get()) < rank(gate.atMost())) {
        Action atMost = rule.atMost().get();
        gate =
            new Gate(atMost, "the rule “" + rule.name() + "” allows " + atMost.word() + " at most");
      }
    }
    return gate;
  }

  private static Gate skip(String because) {
    return new Gate(Action.SKIP, because);
  }
}
