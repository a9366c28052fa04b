package io.github.alignmentfeed.curation;

import io.github.alignmentfeed.atproto.AtUri;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Puts what was chosen for stories into a decision for each of their posts, with its reason. */
final class Telling {
  private static final int MOST_MATCHES_A_RULE = 3;
  private static final Pattern BLANKS = Pattern.compile("\\s+");

  private final Policy policy;

  /** One for all reasons, which are long. */
  private final StringBuilder reason = new StringBuilder();

  private final String[] toldTexts = new String[MOST_MATCHES_A_RULE];
  private final Field[] toldFields = new Field[MOST_MATCHES_A_RULE];

  Telling(Policy policy) {
    this.policy = policy;
  }

  /** What was decided on a post of a story, for which one may be chosen. */
  Decision decision(Story story, @Nullable Choice chosen, Judged post) {
    return chosen != null && chosen.post().uri().equals(post.uri())
        ? shown(story, chosen)
        : skipped(story, chosen, post);
  }

  private Decision shown(Story story, Choice choice) {
    Judged post = choice.post();
    String why = found(choice);
    if (story.standing() == Story.Standing.REPOSTED) {
      why =
          "says more on a story that is shown by "
              + story.told().orElse("another post")
              + ": "
              + why;
    }
    if (choice.waits()) {
      why = "waits to " + choice.action().word() + ": " + choice.because() + "; " + why;
    }
    return decision(
        story,
        post,
        choice.waits() ? Action.DEFER : choice.action(),
        choice.action(),
        choice.until(),
        why,
        choice.score(),
        choice.waits());
  }

  private Decision skipped(Story story, @Nullable Choice chosen, Judged post) {
    return decision(
        story,
        post,
        Action.SKIP,
        Action.SKIP,
        Optional.empty(),
        whyNot(story, chosen, post),
        post.score(),
        chosen != null && chosen.waits());
  }

  private static Decision decision(
      Story story,
      Judged post,
      Action action,
      Action intended,
      Optional<Instant> until,
      String why,
      int score,
      boolean open) {
    return new Decision(
        post.post(),
        post.candidate().through(),
        action,
        intended,
        until,
        why,
        score,
        post.judgement().evidence(),
        story.id(),
        post.judgement().papers(),
        open);
  }

  private String found(Choice choice) {
    Judged post = choice.post();
    boolean repost = choice.action() == Action.REPOST;
    reason.setLength(0);
    reason
        .append(choice.withThread() ? "with its thread it scores " : "scores ")
        .append(choice.score())
        .append(" of ")
        .append(repost ? policy.repostAt() : policy.bookmarkAt());
    int reached = reason.length();
    tellRules(post);
    for (Rule rule : choice.thread()) {
      if (!post.judgement().rules().contains(rule)) {
        begin(rule.name(), rule.points()).append("in its thread)");
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

  private String whyNot(Story story, @Nullable Choice chosen, Judged post) {
    if (story.standing() == Story.Standing.CLOSED) {
      return "its story was taken back";
    }
    if (!post.gate().allows(Action.BOOKMARK)) {
      return post.gate().because();
    }
    Optional<AtUri> other = chosen == null ? story.shown() : Optional.of(chosen.post().uri());
    if (other.isPresent() && other.get().equals(post.uri())) {
      return "it was being sent when the bot was stopped, and what became of it is not known yet";
    }
    if (other.isPresent()) {
      return "its story is shown by " + shownBy(story, chosen);
    }
    if (post.score() >= policy.bookmarkAt()) {
      return "its story was shown already";
    }
    if (post.judgement().evidence().isEmpty()) {
      return "no rule holds";
    }
    reason.setLength(0);
    reason.append("scores ").append(post.score()).append(", below ").append(policy.bookmarkAt());
    int below = reason.length();
    tellRules(post);
    reason.setCharAt(below, ':');
    return reason.toString();
  }

  private static String shownBy(Story story, @Nullable Choice chosen) {
    return chosen == null
        ? story.told().orElse("another post")
        : chosen.post().uri() + " of @" + chosen.post().post().author().handle();
  }

  /** Tells each rule that holds, with its points and what it saw. */
  private void tellRules(Judged post) {
    List<Evidence> evidence = post.judgement().evidence();
    int next;
    for (int first = 0; first < evidence.size(); first = next) {
      Evidence e = evidence.get(first);
      next = first + 1;
      while (next < evidence.size() && evidence.get(next).rule().equals(e.rule())) {
        next++;
      }
      begin(e.rule(), e.points());
      tellSeen(evidence, first, next);
      reason.append(')');
    }
  }

  private StringBuilder begin(String rule, int points) {
    return reason
        .append("; ")
        .append(rule)
        .append(points < 0 ? " " : " +")
        .append(points)
        .append(" (");
  }

  /** Tells what one rule saw, each once. */
  private void tellSeen(List<Evidence> evidence, int first, int next) {
    int told = 0;
    for (int i = first; i < next; i++) {
      Field field = evidence.get(i).field();
      String matched = evidence.get(i).matched();
      if (isTold(field, matched, told)) {
        continue;
      }
      String text = inOneLine(matched);
      if (isTold(field, text, told)) {
        continue;
      }
      if (told == MOST_MATCHES_A_RULE) {
        reason.append(", …");
        return;
      }
      toldFields[told] = field;
      toldTexts[told] = text;
      reason.append(told++ == 0 ? "“" : ", “").append(text).append("” in ").append(field.word());
    }
  }

  private boolean isTold(Field field, String text, int told) {
    for (int i = 0; i < told; i++) {
      if (toldFields[i] == field && toldTexts[i].equals(text)) {
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
