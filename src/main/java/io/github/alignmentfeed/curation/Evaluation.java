package io.github.alignmentfeed.curation;

import io.github.alignmentfeed.atproto.AtUri;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * How decisions compare with what a person thinks of the same posts.
 *
 * @param items one for each labelled post
 * @param problems the lines that were set aside: where each stands and what is wrong with it
 */
public record Evaluation(List<Item> items, List<String> problems) {
  private static final String REPOST = "repost";
  private static final String BOOKMARK = "bookmark";
  private static final String IGNORE = "ignore";
  private static final Set<String> SHOWN = Set.of(REPOST, BOOKMARK);

  /** What a person may say that a bot should do with a post. */
  public static final List<String> LABELS = List.of(REPOST, BOOKMARK, IGNORE);

  public Evaluation {
    items = List.copyOf(items);
    problems = List.copyOf(problems);
  }

  /**
   * A labelled post and what was decided.
   *
   * @param id its name in the file
   * @param uri its address
   * @param label {@code repost}, {@code bookmark} or {@code ignore}
   * @param category what kind of post it is; may be empty
   * @param text what it says
   * @param action what was decided in the end
   * @param score its points
   * @param reason why
   * @param evidence what the rules saw
   */
  public record Item(
      String id,
      AtUri uri,
      String label,
      String category,
      String text,
      Action action,
      int score,
      String reason,
      List<Evidence> evidence) {

    /** The label that the action amounts to. */
    String decided() {
      return action == Action.REPOST || action == Action.BOOKMARK ? action.word() : IGNORE;
    }

    /** Whether the decision is what the label asks for. */
    public boolean isRight() {
      return label.equals(decided());
    }
  }

  /**
   * A share, with the bounds between which it lies at 95 % confidence (Wilson, 1927).
   *
   * @param hits how many of
   * @param all how many; with none the share is not defined and told as zero
   */
  public record Share(int hits, int all) {
    private static final double Z = 1.959964;

    public double value() {
      return all == 0 ? 0 : (double) hits / all;
    }

    public double low() {
      return all == 0 ? 0 : Math.max(0, centre() - spread());
    }

    public double high() {
      return all == 0 ? 1 : Math.min(1, centre() + spread());
    }

    private double centre() {
      return (value() + Z * Z / (2 * all)) / (1 + Z * Z / all);
    }

    private double spread() {
      double variance = value() * (1 - value()) / all + Z * Z / (4.0 * all * all);
      return Z * Math.sqrt(variance) / (1 + Z * Z / all);
    }
  }

  /**
   * How well one question is answered.
   *
   * @param precision of what was chosen, how much is wanted
   * @param recall of what is wanted, how much was chosen
   */
  public record Quality(Share precision, Share recall) {
    public double f1() {
      return f1(overlap().value());
    }

    /** The lower bound of F1 at 95 % confidence. */
    public double f1Low() {
      return f1(overlap().low());
    }

    /** The upper bound of F1 at 95 % confidence. */
    public double f1High() {
      return f1(overlap().high());
    }

    /**
     * Of what was chosen or wanted, what was both. F1 rises with this share and with nothing else,
     * so the bounds of the one give those of the other.
     */
    private Share overlap() {
      return new Share(precision.hits(), precision.all() + recall.all() - precision.hits());
    }

    private static double f1(double overlap) {
      return 2 * overlap / (1 + overlap);
    }
  }

  /** Label repost against action repost. */
  public Quality repost() {
    return quality(REPOST::equals);
  }

  /** Label repost or bookmark against action repost or bookmark. */
  public Quality shown() {
    return quality(SHOWN::contains);
  }

  private Quality quality(Predicate<String> positive) {
    int chosen = 0;
    int wanted = 0;
    int both = 0;
    for (Item item : items) {
      boolean is = positive.test(item.decided());
      boolean should = positive.test(item.label());
      chosen += is ? 1 : 0;
      wanted += should ? 1 : 0;
      both += is && should ? 1 : 0;
    }
    return new Quality(new Share(both, chosen), new Share(both, wanted));
  }

  /** How many posts of each label got each decision. */
  public Map<String, Map<String, Integer>> confusion() {
    Map<String, Map<String, Integer>> table = new TreeMap<>();
    for (Item item : items) {
      table
          .computeIfAbsent(item.label(), k -> new TreeMap<>())
          .merge(item.action().word(), 1, Integer::sum);
    }
    return table;
  }

  /** How many posts of each category were judged right. */
  public Map<String, Share> byCategory() {
    Map<String, Share> table = new TreeMap<>();
    for (Item item : items) {
      table.merge(
          item.category(),
          new Share(item.isRight() ? 1 : 0, 1),
          (a, b) -> new Share(a.hits() + b.hits(), a.all() + b.all()));
    }
    return table;
  }

  /** The posts for which the decision is not what the label asks for. */
  public List<Item> misjudged() {
    return items.stream().filter(item -> !item.isRight()).toList();
  }
}
