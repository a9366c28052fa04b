package io.github.alignmentfeed.curation;

import io.github.alignmentfeed.atproto.AtUri;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Puts what was chosen for a story into a decision for each of its posts, with its reason. */
final class Telling {
  private static final int MOST_MATCHES_A_RULE = 3;
  private static final Pattern BLANKS = Pattern.compile("\\s+");

  private final Policy policy;
  private final Story story;
  private final Optional<Choice> chosen;

  Telling(Policy policy, Story story, Optional<Choice> chosen) {
    this.policy = policy;
    this.story = story;
    this.chosen = chosen;
  }

  Decision decision(Judged post) {
    return chosen.isPresent() && chosen.get().post().uri().equals(post.uri())
        ? shown(chosen.get())
        : skipped(post);
  }

  private Decision shown(Choice choice) {
    Judged post = choice.post();
    String reason = found(choice);
    if (story.standing() == Story.Standing.REPOSTED) {
      reason =
          "says more on a story that is shown by "
              + story.told().orElse("another post")
              + ": "
              + reason;
    }
    if (choice.waits()) {
      reason = "waits to " + choice.action().word() + ": " + choice.because() + "; " + reason;
    }
    return decision(
        post,
        choice.waits() ? Action.DEFER : choice.action(),
        choice.action(),
        choice,
        reason,
        choice.score(),
        choice.waits());
  }

  private Decision skipped(Judged post) {
    boolean pending = chosen.isPresent() && chosen.get().waits();
    return decision(post, Action.SKIP, Action.SKIP, null, whyNot(post), post.score(), pending);
  }

  private Decision decision(
      Judged post,
      Action action,
      Action intended,
      @Nullable Choice choice,
      String reason,
      int score,
      boolean open) {
    return new Decision(
        post.post(),
        post.candidate().through(),
        action,
        intended,
        choice == null ? Optional.empty() : choice.until(),
        reason,
        score,
        post.judgement().evidence(),
        story.id(),
        post.judgement().papers(),
        open);
  }

  private String found(Choice choice) {
    Judged post = choice.post();
    boolean repost = choice.action() == Action.REPOST;
    StringBuilder reason = new StringBuilder();
    reason
        .append(choice.withThread() ? "with its thread it scores " : "scores ")
        .append(choice.score())
        .append(" of ")
        .append(repost ? policy.repostAt() : policy.bookmarkAt());
    int reached = reason.length();
    tellRules(post, reason);
    for (Rule rule : choice.thread()) {
      if (!post.judgement().rules().contains(rule)) {
        begin(rule.name(), rule.points(), reason).append("in its thread)");
      }
    }
    if (reason.length() > reached) {
      reason.setCharAt(reached, ':');
    }
    if (!repost && choice.score() >= policy.repostAt() && !post.gate().because().isEmpty()) {
      reason.append("; ").append(post.gate().because());
    }
    return reason.toString();
  }

  private String whyNot(Judged post) {
    if (story.standing() == Story.Standing.CLOSED) {
      return "its story was taken back";
    }
    if (!post.gate().allows(Action.BOOKMARK)) {
      return post.gate().because();
    }
    Optional<AtUri> other = chosen.map(c -> c.post().uri()).or(story::shown);
    if (other.equals(Optional.of(post.uri()))) {
      return "it was being sent when the bot was stopped, and what became of it is not known yet";
    }
    if (other.isPresent()) {
      return "its story is shown by " + shownBy();
    }
    if (post.score() >= policy.bookmarkAt()) {
      return "its story was shown already";
    }
    if (post.judgement().evidence().isEmpty()) {
      return "no rule holds";
    }
    StringBuilder reason = new StringBuilder();
    reason.append("scores ").append(post.score()).append(", below ").append(policy.bookmarkAt());
    int below = reason.length();
    tellRules(post, reason);
    reason.setCharAt(below, ':');
    return reason.toString();
  }

  private String shownBy() {
    return chosen
        .map(c -> c.post().uri() + " of @" + c.post().post().author().handle())
        .or(story::told)
        .orElse("another post");
  }

  /** Tells each rule that holds, with its points and what it saw. */
  private static void tellRules(Judged post, StringBuilder reason) {
    List<Evidence> evidence = post.judgement().evidence();
    int next;
    for (int first = 0; first < evidence.size(); first = next) {
      Evidence e = evidence.get(first);
      next = first + 1;
      while (next < evidence.size() && evidence.get(next).rule().equals(e.rule())) {
        next++;
      }
      begin(e.rule(), e.points(), reason);
      tellSeen(evidence.subList(first, next), reason);
      reason.append(')');
    }
  }

  private static StringBuilder begin(String rule, int points, StringBuilder reason) {
    return reason
        .append("; ")
        .append(rule)
        .append(points < 0 ? " " : " +")
        .append(points)
        .append(" (");
  }

  /** Tells what one rule saw, each once. */
  private static void tellSeen(List<Evidence> ofRule, StringBuilder reason) {
    int told = 0;
    for (int i = 0; i < ofRule.size(); i++) {
      Evidence e = ofRule.get(i);
      if (isToldBefore(e, ofRule, i)) {
        continue;
      }
      reason.append(told == 0 ? "" : ", ");
      if (told++ == MOST_MATCHES_A_RULE) {
        reason.append('…');
        return;
      }
      reason.append('“').append(inOneLine(e.matched())).append("” in ").append(e.field().word());
    }
  }

  private static boolean isToldBefore(Evidence e, List<Evidence> all, int place) {
    for (int i = 0; i < place; i++) {
      Evidence before = all.get(i);
      if (before.field() == e.field()
          && inOneLine(before.matched()).equals(inOneLine(e.matched()))) {
        return true;
      }
    }
    return false;
  }

  private static String inOneLine(String matched) {
    char before = 0;
    for (int i = 0; i < matched.length(); i++) {
      char c = matched.charAt(i);
      if (c < ' ' || (c == ' ' && before == ' ')) {
        return BLANKS.matcher(matched).replaceAll(" ");
      }
      before = c;
    }
    return matched;
  }
}
