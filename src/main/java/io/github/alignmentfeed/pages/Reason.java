package io.github.alignmentfeed.pages;

import io.github.alignmentfeed.atproto.AtUri;
import io.github.alignmentfeed.curation.Evidence;
import io.github.alignmentfeed.cycle.Ledger.Told;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why it was decided so.
 *
 * @param words the sentence, apart from the rules
 * @param rules what the rules saw, in their order
 */
public record Reason(List<Word> words, List<Seen> rules) {
  private static final int MOST_WORDS = 6;
  private static final Pattern POST = Pattern.compile("at://[^\\s;,]+");

  /**
   * A part of the sentence.
   *
   * @param link where it leads; empty where nowhere
   */
  public record Word(String text, String link) {}

  /**
   * What one rule saw.
   *
   * @param points with their sign
   * @param words that it saw, the first of them
   * @param fields the parts of the post in which it saw them
   */
  public record Seen(String rule, String points, List<String> words, List<String> fields) {}

  static Reason of(Told told) {
    List<Seen> seen = seen(told.evidence());
    return new Reason(sentence(withoutRules(told.reason(), seen)), seen);
  }

  private static List<Seen> seen(List<Evidence> evidence) {
    Map<String, List<Evidence>> rules = new LinkedHashMap<>();
    evidence.forEach(e -> rules.computeIfAbsent(e.rule(), rule -> new ArrayList<>()).add(e));
    List<Seen> seen = new ArrayList<>();
    rules.forEach(
        (rule, all) -> {
          int points = all.stream().mapToInt(Evidence::points).sum();
          String signed = (points < 0 ? "−" : "+") + Math.abs(points);
          seen.add(new Seen(rule, signed, words(all), fields(all)));
        });
    return seen;
  }

  private static List<String> words(List<Evidence> evidence) {
    Map<String, String> words = new LinkedHashMap<>();
    for (Evidence e : evidence) {
      String word = e.matched().replaceAll("\\s+", " ");
      words.putIfAbsent(word.toLowerCase(Locale.ROOT), "“" + word + "”");
    }
    return words.values().stream().limit(MOST_WORDS).toList();
  }

  private static List<String> fields(List<Evidence> evidence) {
    return evidence.stream().map(e -> e.field().word()).distinct().toList();
  }

  /** The rules are told beside the sentence. */
  private static String withoutRules(String reason, List<Seen> seen) {
    int begin = seen.isEmpty() ? -1 : reason.indexOf(": " + seen.get(0).rule() + " ");
    int end = reason.lastIndexOf(")");
    return begin < 0 || end < begin
        ? reason
        : reason.substring(0, begin) + reason.substring(end + 1);
  }

  private static List<Word> sentence(String reason) {
    String sentence =
        reason.isEmpty()
            ? reason
            : reason.substring(0, 1).toUpperCase(Locale.ROOT) + reason.substring(1);
    List<Word> words = new ArrayList<>();
    Matcher posts = POST.matcher(sentence);
    int at = 0;
    while (posts.find()) {
      words.add(new Word(sentence.substring(at, posts.start()), ""));
      words.add(
          AtUri.parse(posts.group())
              .map(uri -> new Word("another post", Links.post(uri)))
              .orElse(new Word(posts.group(), "")));
      at = posts.end();
    }
    words.add(new Word(sentence.substring(at), ""));
    return words.stream().filter(word -> !word.text().isEmpty()).toList();
  }
}
