package io.github.alignmentfeed.pages;

import io.github.alignmentfeed.curation.Action;
import io.github.alignmentfeed.cycle.Archive.Chosen;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Bars of chosen posts, one a day, in units of an SVG of {@value #WIDTH} by {@value #HEIGHT}.
 *
 * @param bars one a day, earliest first
 * @param lines across, with the number that each stands for
 * @param totals of all days, by action
 */
public record Chart(List<Bar> bars, List<Line> lines, List<Total> totals) {
  public static final int WIDTH = 720;
  public static final int HEIGHT = 200;
  private static final int LEFT = 34;
  private static final int TOP = 10;
  private static final int BOTTOM = 172;
  private static final int LINES = 4;
  private static final List<Action> ORDER =
      List.of(Action.REPOST, Action.BOOKMARK, Action.DEFER, Action.RETRACT);
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);

  /**
   * One day.
   *
   * @param said all its numbers in words
   * @param label shown under it; empty for most
   */
  public record Bar(
      String day, String said, String label, double x, double width, List<Part> parts) {
    public double end() {
      return x + width;
    }
  }

  /** The posts of one action on one day. */
  public record Part(String action, int posts, double y, double height) {}

  /** A line across. */
  public record Line(int number, double y) {}

  /** All posts of one action. */
  public record Total(String action, String name, int posts) {}

  static Chart of(Collection<Chosen> chosen, LocalDate from, LocalDate to) {
    Map<LocalDate, Map<Action, Integer>> days = new HashMap<>();
    Map<Action, Integer> totals = new HashMap<>();
    for (Chosen c : chosen) {
      days.computeIfAbsent(c.day(), day -> new HashMap<>())
          .merge(c.action(), c.posts(), Integer::sum);
      totals.merge(c.action(), c.posts(), Integer::sum);
    }
    int most =
        days.values().stream()
            .mapToInt(day -> day.values().stream().mapToInt(Integer::intValue).sum())
            .max()
            .orElse(0);
    int step = step(most);
    double scale = (BOTTOM - TOP) / (double) (step * LINES);
    int count = (int) (to.toEpochDay() - from.toEpochDay()) + 1;
    double slot = (WIDTH - LEFT) / (double) count;
    List<Bar> bars = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      LocalDate day = from.plusDays(i);
      bars.add(bar(day, days.getOrDefault(day, Map.of()), LEFT + i * slot, slot, scale, count - i));
    }
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i <= LINES; i++) {
      lines.add(new Line(i * step, rounded(BOTTOM - i * step * scale)));
    }
    return new Chart(
        bars,
        lines,
        ORDER.stream()
            .map(a -> new Total(a.word(), Verdict.many(a), totals.getOrDefault(a, 0)))
            .toList());
  }

  /** So many posts from line to line that four of them hold the most. */
  private static int step(int most) {
    int step = 1;
    int[] factors = {2, 5, 10};
    for (int tens = 1; step * LINES < most; tens *= 10) {
      for (int factor : factors) {
        if (step * LINES < most) {
          step = factor * tens;
        }
      }
    }
    return step;
  }

  private static Bar bar(
      LocalDate day, Map<Action, Integer> posts, double x, double slot, double scale, int left) {
    List<Part> parts = new ArrayList<>();
    List<String> said = new ArrayList<>();
    double y = BOTTOM;
    for (Action action : ORDER) {
      int number = posts.getOrDefault(action, 0);
      if (number > 0) {
        double height = number * scale;
        y -= height;
        parts.add(new Part(action.word(), number, rounded(y), rounded(height)));
        said.add(number + " " + Verdict.many(action).toLowerCase(Locale.ENGLISH));
      }
    }
    String name = DAY.format(day);
    return new Bar(
        day.toString(),
        name + ": " + (said.isEmpty() ? "nothing" : String.join(", ", said)),
        (left - 1) % 7 == 0 ? name : "",
        rounded(x + slot * 0.14),
        rounded(slot * 0.72),
        parts);
  }

  private static double rounded(double number) {
    return Math.round(number * 10) / 10.0;
  }

  /** Whether there is nothing to show. */
  public boolean isEmpty() {
    return totals.stream().allMatch(total -> total.posts() == 0);
  }
}
