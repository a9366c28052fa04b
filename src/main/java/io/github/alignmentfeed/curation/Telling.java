package io.github.alignmentfeed.curation;

import io.github.alignmentfeed.atproto.AtUri;
import java.util.ArrayList;
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
    Optional<Choice> mine = chosen.filter(c -> c.post().uri().equals(post.uri()));
    return mine.map(this::shown).orElseGet(() -> skipped(post));
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
    boolean pending = chosen.filter(Choice::waits).isPresent();
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
    String reached =
        (choice.withThread() ? "with its thread it scores " : "scores ")
            + choice.score()
            + " of "
            + (repost ? policy.repostAt() : policy.bookmarkAt());
    List<String> why = new ArrayList<>(rulesOf(post));
    choice.thread().stream()
        .filter(rule -> !post.judgement().rules().contains(rule))
        .forEach(rule -> why.add(rule.name() + " " + signed(rule.points()) + " (in its thread)"));
    String limit =
        !repost && choice.score() >= policy.repostAt() && !post.gate().because().isEmpty()
            ? "; " + post.gate().because()
            : "";
    return reached + (why.isEmpty() ? "" : ": " + String.join("; ", why)) + limit;
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
    String rules = String.join("; ", rulesOf(post));
    return rules.isEmpty()
        ? "no rule holds"
        : "scores " + post.score() + ", below " + policy.bookmarkAt() + ": " + rules;
  }

  private String shownBy() {
    return chosen
        .map(c -> c.post().uri() + " of @" + c.post().post().author().handle())
        .or(story::told)
        .orElse("another post");
  }

  /** Each rule that holds, with its points and what it saw. */
  private static List<String> rulesOf(Judged post) {
    List<String> told = new ArrayList<>();
    List<Evidence> evidence = post.judgement().evidence();
    int next;
    for (int first = 0; first < evidence.size(); first = next) {
      String rule = evidence.get(first).rule();
      next = first + 1;
      while (next < evidence.size() && evidence.get(next).rule().equals(rule)) {
        next++;
      }
      told.add(rule + seenBy(evidence.subList(first, next)));
    }
    return told;
  }

  /** The points of one rule, the first of which bears them all, and what it saw, each once. */
  private static String seenBy(List<Evidence> ofRule) {
    List<String> seen = new ArrayList<>();
    for (Evidence e : ofRule) {
      String sight = "“" + inOneLine(e.matched()) + "” in " + e.field().word();
      if (seen.size() <= MOST_MATCHES_A_RULE && !seen.contains(sight)) {
        seen.add(sight);
      }
    }
    boolean more = seen.size() > MOST_MATCHES_A_RULE;
    String matches = String.join(", ", more ? seen.subList(0, MOST_MATCHES_A_RULE) : seen);
    return " " + signed(ofRule.get(0).points()) + " (" + matches + (more ? ", …)" : ")");
  }

  private static String inOneLine(String matched) {
    for (int i = 0; i < matched.length(); i++) {
      if (matched.charAt(i) < ' ' || matched.startsWith("  ", i)) {
        return BLANKS.matcher(matched).replaceAll(" ");
      }
    }
    return matched;
  }

  private static String signed(int points) {
    return (points < 0 ? "" : "+") + points;
  }
}
