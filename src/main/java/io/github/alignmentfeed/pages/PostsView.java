package io.github.alignmentfeed.pages;

import io.github.alignmentfeed.curation.Action;
import io.github.alignmentfeed.cycle.Archive.Cursor;
import io.github.alignmentfeed.cycle.Archive.Page;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decisions with their posts.
 *
 * @param asked what was asked for
 * @param choices what else can be asked for by action
 * @param rules the names of all rules
 * @param older where the next page is; empty where there is none
 */
public record PostsView(
    Question asked, List<Choice> choices, List<String> rules, List<PostCard> cards, String older) {

  /**
   * What a visitor asks for, as it stands in the address; each empty where it does not matter.
   *
   * @param show {@code chosen}, {@code all} or the word of an action
   * @param account a handle or DID
   * @param wrong why it could not be understood
   */
  public record Question(String show, String account, String rule, String day, String wrong) {

    /** The actions that are asked for; none stands for all. */
    public List<Action> actions() {
      return switch (show) {
        case "all" -> List.of();
        case "repost" -> List.of(Action.REPOST);
        case "bookmark" -> List.of(Action.BOOKMARK);
        case "defer" -> List.of(Action.DEFER);
        case "skip" -> List.of(Action.SKIP);
        case "retract" -> List.of(Action.RETRACT);
        default -> List.of(Action.REPOST, Action.BOOKMARK, Action.DEFER, Action.RETRACT);
      };
    }

    /** The address that asks for the same. */
    public String address(String otherShow, Optional<Cursor> after) {
      Map<String, String> query = new LinkedHashMap<>();
      query.put("show", otherShow);
      query.put("account", account);
      query.put("rule", rule);
      query.put("day", day);
      after.ifPresent(cursor -> query.put("after", cursor.toString()));
      List<String> parts = new ArrayList<>();
      query.forEach(
          (name, value) -> {
            if (!value.isEmpty()) {
              parts.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
            }
          });
      return "/posts" + (parts.isEmpty() ? "" : "?" + String.join("&", parts));
    }

    /** Whether anything but the kind of decision is asked for. */
    public boolean isNarrow() {
      return !account.isEmpty() || !rule.isEmpty() || !day.isEmpty();
    }
  }

  /** A kind of decision to ask for. */
  public record Choice(String name, String action, String link, boolean current) {}

  /**
   * @param mayAct whether the visitor may do anything with a post
   */
  public static PostsView of(
      Question asked, List<String> rules, Page page, Instant now, boolean mayAct) {
    return new PostsView(
        asked,
        List.of(
            choice(asked, "Chosen", ""),
            choice(asked, "Reposts", "repost"),
            choice(asked, "Bookmarks", "bookmark"),
            choice(asked, "Waiting", "defer"),
            choice(asked, "Taken back", "retract"),
            choice(asked, "Left alone", "skip"),
            choice(asked, "All", "all")),
        rules,
        page.entries().stream().map(entry -> PostCard.of(entry, now, mayAct)).toList(),
        page.next().map(next -> asked.address(asked.show(), Optional.of(next))).orElse(""));
  }

  private static Choice choice(Question asked, String name, String show) {
    return new Choice(name, show, asked.address(show, Optional.empty()), asked.show().equals(show));
  }
}
