package io.github.alignmentfeed.cli;

import io.github.alignmentfeed.Explanation;
import io.github.alignmentfeed.config.WordPlaces;
import io.github.alignmentfeed.curation.Evidence;
import io.github.alignmentfeed.curation.Passage;
import io.github.alignmentfeed.curation.Post;
import io.github.alignmentfeed.curation.Rule;
import io.github.alignmentfeed.curation.Shortfall;
import io.github.alignmentfeed.curation.Wordings;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.Help.Ansi;

/** An explanation for people: the post with what was matched between «», then rule by rule. */
final class ExplanationText {
  private static final int WIDTH = 92;
  private static final int MOST_WORDS = 6;
  private static final int MOST_PLACES = 3;

  private final PrintWriter out;
  private final Explanation explanation;
  private final Wordings wordings;
  private final WordPlaces places;

  /**
   * @param places where the words of the rules stand
   */
  ExplanationText(PrintWriter out, Explanation explanation, WordPlaces places) {
    this.out = out;
    this.explanation = explanation;
    this.wordings = explanation.wordings();
    this.places = places;
  }

  void print() {
    Post post = explanation.post();
    out.println(Plain.minute(post.indexedAt()) + "  @" + post.author().handle());
    out.println(Plain.link(post.uri()));
    out.println();
    List<Passage> passages = Passage.of(post);
    for (int p = 0; p < passages.size(); p++) {
      passage(passages.get(p), p);
    }
    out.println();
    verdict();
    out.println();
    out.println(Ansi.AUTO.string("@|bold Rules|@") + " as they are now");
    explanation.rules().forEach(this::rule);
    out.flush();
  }

  private void passage(Passage passage, int index) {
    if (passage.text().isEmpty()) {
      return;
    }
    String field = String.format(Locale.ROOT, "%-6s", passage.field().word());
    for (String line : Plain.wrap(marked(passage.text(), index), WIDTH)) {
      out.println("  " + field + " " + line);
      field = "      ";
    }
  }

  /** The passage with everything between «» that a rule which holds saw in it. */
  private String marked(String text, int index) {
    List<Evidence> here =
        explanation.judgement().evidence().stream()
            .filter(e -> e.passage() == index)
            .sorted(
                Comparator.comparingInt(Evidence::start)
                    .thenComparing(Comparator.comparingInt(Evidence::end).reversed()))
            .toList();
    StringBuilder marked = new StringBuilder();
    int at = 0;
    for (Evidence e : here) {
      if (e.start() >= at) {
        marked.append(text, at, e.start()).append('«').append(text, e.start(), e.end()).append('»');
        at = e.end();
      }
    }
    return marked.append(text.substring(at)).toString();
  }

  private void verdict() {
    Explanation.Verdict verdict = explanation.verdict();
    out.println(
        Ansi.AUTO.string("@|bold " + verdict.action().word() + "|@")
            + explanation
                .decidedAt()
                .map(at -> ", decided " + Plain.minute(at) + " UTC")
                .orElse(", if it were met now")
            + (explanation.standing().isEmpty() ? "" : " (" + explanation.standing() + ")"));
    Plain.reason("because: " + verdict.reason(), WIDTH).forEach(line -> out.println("  " + line));
    verdict.until().ifPresent(until -> out.println("  until:   " + Plain.minute(until) + " UTC"));
    out.println(
        "  score:   %d (bookmark from %d, repost from %d)"
            .formatted(
                verdict.score(),
                explanation.standards().bookmarkAt(),
                explanation.standards().repostAt()));
    out.println("  story:   " + Plain.links(Plain.line(verdict.story())));
    String papers =
        explanation.judgement().papers().stream()
            .map(paper -> Plain.line(paper.value()))
            .collect(Collectors.joining(", "));
    if (!papers.isEmpty()) {
      out.println("  papers:  " + papers);
    }
  }

  private void rule(Rule rule) {
    List<Evidence> seen =
        explanation.judgement().evidence().stream()
            .filter(e -> e.rule().equals(rule.name()))
            .toList();
    List<String> effects = new ArrayList<>();
    if (rule.points() != 0) {
      effects.add(String.format(Locale.ROOT, "%+d", rule.points()));
    }
    rule.atMost().ifPresent(most -> effects.add("at most " + most.word()));
    if (rule.veto()) {
      effects.add("veto");
    }
    if (rule.again()) {
      effects.add("again");
    }
    String effect = String.join(", ", effects);
    String held = seen.isEmpty() ? "  -  " : "  x  ";
    String place = explanation.standards().rulePlaces().getOrDefault(rule.name(), "");
    out.println(
        held
            + rule.name()
            + " ("
            + effect
            + ")"
            + (seen.isEmpty() ? ": does not hold" : "")
            + (place.isEmpty() ? "" : ", " + place));
    seen.stream()
        .map(e -> "“" + Plain.line(e.matched()) + "” in " + e.field().word() + words(e))
        .distinct()
        .flatMap(line -> Plain.wrap(line, WIDTH).stream())
        .forEach(line -> out.println("       " + line));
    explanation.shortfalls().stream()
        .filter(nearly -> nearly.rule().equals(rule.name()))
        .flatMap(nearly -> Plain.wrap(told(nearly), WIDTH).stream())
        .forEach(line -> out.println("       " + line));
  }

  /** The words of the rule that saw it, with the lines to change. */
  private String words(Evidence seen) {
    String words =
        wordings.of(seen).stream()
            .map(word -> Plain.line(word) + placesOf(seen.rule(), word))
            .collect(Collectors.joining(", "));
    return words.isEmpty() ? "" : ", by " + words;
  }

  private String placesOf(String rule, String word) {
    List<String> all = places.of(rule, word);
    String some = String.join(", ", all.subList(0, Math.min(MOST_PLACES, all.size())));
    return all.isEmpty() ? "" : " (" + some + (all.size() > MOST_PLACES ? ", …)" : ")");
  }

  /** What keeps a rule from holding that nearly does. */
  private static String told(Shortfall nearly) {
    List<String> words = nearly.seen().stream().map(word -> "“" + Plain.line(word) + "”").toList();
    String seen = String.join(", ", words.subList(0, Math.min(MOST_WORDS, words.size())));
    if (nearly.exception()) {
      return "held back by part %d of \"none\": %s".formatted(nearly.part(), seen);
    }
    return nearly.atLeast() == 1 || words.isEmpty()
        ? "only part %d of \"all\" is missing".formatted(nearly.part())
        : "only part %d of \"all\" is missing: it asks for %d different words and saw %s"
            .formatted(nearly.part(), nearly.atLeast(), seen);
  }
}
