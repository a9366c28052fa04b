package io.github.alignmentfeed.pages;

import io.github.alignmentfeed.curation.Rule;
import io.github.alignmentfeed.cycle.Archive;
import io.github.alignmentfeed.cycle.Archive.Chosen;
import io.github.alignmentfeed.cycle.Archive.RuleFigures;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the rules did in the last thirty days.
 *
 * @param selected how many posts were chosen
 * @param hitting rules that saw something, the most useful first
 * @param idle rules that saw nothing
 */
public record RulesView(int selected, List<Row> hitting, List<Row> idle) {
  private static final int DAYS = 30;

  /**
   * One rule.
   *
   * @param effect its points and what else it does
   * @param hits how many posts it saw something in
   * @param share of the chosen posts in which it saw something, in percent
   * @param last when it last did, at any time
   * @param place the file, line and column where it stands
   */
  public record Row(
      String name,
      String effect,
      int hits,
      int chosen,
      int share,
      Optional<Moment> last,
      String place,
      String posts) {}

  /**
   * @param places where each rule stands, by its name
   */
  public static RulesView of(
      Archive archive, List<Rule> rules, Map<String, String> places, Instant now) {
    LocalDate from = LocalDate.ofInstant(now, ZoneOffset.UTC).minusDays(DAYS - 1L);
    int selected = archive.chosen(from).stream().mapToInt(Chosen::posts).sum();
    List<Row> rows = new ArrayList<>();
    for (Rule rule : rules) {
      RuleFigures figures = archive.rule(rule.name(), from);
      rows.add(
          new Row(
              rule.name(),
              effect(rule),
              figures.hits(),
              figures.chosen(),
              selected == 0
                  ? 0
                  : (int) Math.min(100, Math.round(100.0 * figures.chosen() / selected)),
              figures.last().map(at -> Moment.of(at, now)),
              places.getOrDefault(rule.name(), "").replaceFirst(".*[/\\\\]", ""),
              "/posts?show=all&rule=" + URLEncoder.encode(rule.name(), StandardCharsets.UTF_8)));
    }
    return new RulesView(
        selected,
        rows.stream()
            .filter(row -> row.hits() > 0)
            .sorted(
                Comparator.comparingInt(Row::chosen)
                    .thenComparingInt(Row::hits)
                    .reversed()
                    .thenComparing(Row::name))
            .toList(),
        rows.stream().filter(row -> row.hits() == 0).toList());
  }

  private static String effect(Rule rule) {
    List<String> effects = new ArrayList<>();
    if (rule.points() != 0) {
      effects.add((rule.points() < 0 ? "−" : "+") + Math.abs(rule.points()));
    }
    rule.atMost().ifPresent(most -> effects.add("at most " + most.word()));
    if (rule.veto()) {
      effects.add("veto");
    }
    return String.join(", ", effects);
  }
}
