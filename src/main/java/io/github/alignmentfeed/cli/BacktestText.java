package io.github.alignmentfeed.cli;

import io.github.alignmentfeed.Backtested;
import io.github.alignmentfeed.curation.Comparison;
import io.github.alignmentfeed.curation.Comparison.Both;
import io.github.alignmentfeed.curation.Comparison.Compared;
import io.github.alignmentfeed.curation.Comparison.Tally;
import io.github.alignmentfeed.curation.Decision;
import io.github.alignmentfeed.curation.Post;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import picocli.CommandLine.Help.Ansi;

/** A backtest for people: the two sets of rules side by side. */
final class BacktestText {
  private static final int WIDTH = 92;
  private static final int BAR = 24;
  private static final int NAME = 36;
  private static final int MOST_ROWS = 40;
  private static final int MOST_POSTS = 50;

  private final PrintWriter out;
  private final Backtested backtested;
  private final Comparison comparison;
  private final Optional<String> other;

  /**
   * @param other what the other rules are called
   */
  BacktestText(PrintWriter out, Backtested backtested, Optional<String> other) {
    this.out = out;
    this.backtested = backtested;
    this.comparison = backtested.comparison();
    this.other = other;
  }

  void print() {
    Both all = comparison.all();
    out.printf(
        "%s by %s.%s Nothing is reposted or bookmarked.%n",
        ReportText.count(all.today().posts(), "post"),
        ReportText.count(comparison.byAuthor().size(), "account"),
        backtested.malformed() == 0
            ? ""
            : " " + backtested.malformed() + " malformed and set aside.");
    failures();
    if (all.today().posts() == 0) {
      out.flush();
      return;
    }
    other.ifPresent(name -> out.println("today: the rules in use; other: " + Plain.line(name)));
    heading("Shown");
    columns("", "");
    row("reposts", all, Tally::repost);
    row("bookmarks", all, Tally::bookmark);
    days();
    table("By account, reposts + bookmarks of posts", comparison.byAuthor(), a -> "@" + a.handle());
    table("By rule, reposts + bookmarks of posts that it sees", comparison.byRule(), r -> r);
    if (other.isPresent()) {
      posts("Different", comparison.differences());
    } else {
      posts("Posts", comparison.shown());
    }
    out.flush();
  }

  private void failures() {
    List<String> failed =
        backtested.failed().stream()
            .map(s -> "  failed: " + s.source().name() + ": " + Plain.line(s.error()))
            .toList();
    failed.stream().limit(backtested.offline() ? 1 : failed.size()).forEach(out::println);
    if (backtested.offline() && failed.size() > 1) {
      out.println("  and so is every other source: the network cannot be reached");
    }
  }

  private void heading(String text) {
    out.println();
    out.println(Ansi.AUTO.string("@|bold " + text + "|@"));
  }

  private void columns(String name, String legend) {
    if (other.isPresent()) {
      line(name, "today", "other" + legend);
    }
  }

  private void line(String name, String first, String second) {
    String row = String.format(Locale.ROOT, "  %-36s %-32s %s", name, first, second);
    out.println(row.stripTrailing());
  }

  private void row(String name, Both both, Function<Tally, Integer> count) {
    String second = other.isPresent() ? count.apply(both.other()).toString() : "";
    line(name, count.apply(both.today()).toString(), second);
  }

  private void days() {
    Map<LocalDate, Both> days = comparison.byDay();
    int most =
        days.values().stream()
            .flatMap(b -> Stream.of(b.today(), b.other()))
            .mapToInt(Tally::shown)
            .max()
            .orElse(0);
    heading("By day (█ repost, ░ bookmark)");
    columns("", "");
    int empty = 0;
    for (Map.Entry<LocalDate, Both> day : days.entrySet()) {
      Both both = day.getValue();
      if (both.today().posts() == 0 && both.other().posts() == 0) {
        empty++;
        continue;
      }
      gap(empty);
      empty = 0;
      line(
          day.getKey().toString(),
          bar(both.today(), most),
          other.isPresent() ? bar(both.other(), most) : "");
    }
  }

  private void gap(int days) {
    if (days > 0) {
      out.println("  … " + ReportText.count(days, "day") + " without a post");
    }
  }

  /** What is shown at all is seen, however short the bar. */
  private static String bar(Tally tally, int most) {
    if (tally.shown() == 0) {
      return "·";
    }
    return "█".repeat(length(tally.repost(), most))
        + "░".repeat(length(tally.bookmark(), most))
        + " "
        + sum(tally);
  }

  private static int length(int count, int most) {
    int widest = Math.min(BAR, most);
    return count == 0 ? 0 : Math.max(1, Math.round((float) count * widest / Math.max(1, most)));
  }

  private static String sum(Tally tally) {
    return tally.repost() + "+" + tally.bookmark();
  }

  private <K> void table(String title, Map<K, Both> rows, Function<K, String> name) {
    heading(title);
    columns("", "");
    rows.entrySet().stream()
        .limit(MOST_ROWS)
        .forEach(
            e ->
                line(
                    Plain.cut(name.apply(e.getKey()), NAME - 1),
                    of(e.getValue().today()),
                    other.isPresent() ? of(e.getValue().other()) : ""));
    if (rows.size() > MOST_ROWS) {
      out.println("  … and " + (rows.size() - MOST_ROWS) + " more: --json lists them");
    }
  }

  private static String of(Tally tally) {
    return tally.posts() == 0 ? "-" : sum(tally) + " of " + tally.posts();
  }

  private void posts(String title, List<Compared> posts) {
    heading(title + " (" + posts.size() + ")");
    posts.stream().limit(MOST_POSTS).forEach(this::card);
    if (posts.size() > MOST_POSTS) {
      out.println("  … and " + (posts.size() - MOST_POSTS) + " more: --json lists them");
    }
  }

  private void card(Compared compared) {
    Post post = compared.today().post();
    out.println();
    out.println("  " + Plain.minute(post.indexedAt()) + "  @" + post.author().handle());
    out.println("    “" + Plain.cut(post.content().text(), WIDTH) + "”");
    side(compared.other().isPresent() ? "today: " : "", compared.today());
    compared.other().ifPresent(d -> side("other: ", d));
    out.println("    " + Plain.link(post.uri()));
  }

  private void side(String name, Decision decision) {
    String text = name + decision.action().word() + ", " + decision.reason();
    List<String> lines = Plain.reason(text, WIDTH - name.length());
    for (int i = 0; i < lines.size(); i++) {
      out.println("    " + (i == 0 ? "" : " ".repeat(name.length())) + lines.get(i));
    }
  }
}
