package io.github.alignmentfeed.config;

import io.github.alignmentfeed.config.Node.Mapping;
import io.github.alignmentfeed.config.Node.Scalar;
import io.github.alignmentfeed.curation.Action;
import io.github.alignmentfeed.curation.Field;
import io.github.alignmentfeed.curation.Rule;
import io.github.alignmentfeed.curation.Rule.Condition;
import io.github.alignmentfeed.curation.WordList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads rules, and refuses those that could not mean what they say. */
final class RuleReader {
  static final int MOST_POINTS = 1_000_000;
  private static final Set<Field> WITH_LINKS = Set.of(Field.LINK, Field.CARD, Field.QUOTE);

  private final Problems problems;
  private final Values values;
  private final Conditions conditions;
  private final Map<String, Place> names = new LinkedHashMap<>();
  private final List<Rule> rules = new ArrayList<>();
  private boolean allRead = true;

  RuleReader(Problems problems) {
    this.problems = problems;
    this.values = new Values(problems);
    this.conditions = new Conditions(problems);
  }

  List<Rule> rules() {
    return List.copyOf(rules);
  }

  /** Where each rule stands, by its name. */
  Map<String, String> places() {
    Map<String, String> places = new LinkedHashMap<>();
    names.forEach((name, place) -> places.put(name, place.toString()));
    return places;
  }

  /** Reads lists of words to which rules refer by name; before any rule. */
  void words(List<Node> nodes) {
    conditions.define(nodes);
  }

  /** Reports lists of words that no rule uses; after all rules. */
  void checkUsed() {
    conditions.checkUsed();
  }

  void read(List<Node> nodes) {
    for (Node node : nodes) {
      Optional<Rule> rule = Optional.empty();
      if (node instanceof Mapping mapping) {
        rule = rule(mapping);
      } else {
        values.wrong(
            node,
            "a rule",
            "a group of keys",
            "write for example {name: core terms, points: 10, keywords: [reward hack*]}");
      }
      rule.ifPresent(rules::add);
      allRead &= rule.isPresent();
    }
  }

  /** Reports thresholds that no post can reach. */
  void checkReachable(Fields decide, int repostAt, int bookmarkAt) {
    if (!allRead || rules.isEmpty()) {
      return;
    }
    long repost = most(rules.stream().filter(rule -> rule.atMost().isEmpty()).toList());
    long bookmark =
        most(
            rules.stream()
                .filter(rule -> rule.atMost().filter(Action.SKIP::equals).isEmpty())
                .toList());
    if (repost < repostAt) {
      problems.error(
          decide.place("repost"),
          "no post can be reposted: all rules together give "
              + repost
              + " points and \"repost\" is "
              + repostAt,
          "lower it, or give rules without \"atMost\" more points");
    }
    if (bookmark < bookmarkAt) {
      problems.error(
          decide.place("bookmark"),
          "no post can be bookmarked: all rules together give "
              + bookmark
              + " points and \"bookmark\" is "
              + bookmarkAt,
          "lower it, or give the rules more points");
    }
  }

  private static long most(List<Rule> counted) {
    return counted.stream().mapToLong(rule -> Math.max(0, rule.points())).sum();
  }

  private Optional<Rule> rule(Mapping mapping) {
    int before = problems.errors();
    Fields fields = Fields.of(mapping, Section.RULE, problems);
    String name = name(fields);
    boolean veto = fields.flag("veto", false);
    boolean again = fields.flag("again", false);
    Optional<Action> atMost = fields.choice("atMost", List.of(Action.BOOKMARK, Action.SKIP));
    int points = fields.has("points") ? fields.integer("points", 10, -MOST_POINTS, MOST_POINTS) : 0;
    if (veto && (fields.has("points") || fields.has("atMost"))) {
      problems.warning(
          fields.place(fields.has("points") ? "points" : "atMost"),
          "a rule with \"veto\" skips the post: its other effect is lost",
          "take this key or \"veto\" out");
    }
    if (!veto && fields.lacks("points", "atMost", "again") && !fields.misspells("veto")) {
      problems.error(
          fields.place(),
          "a rule without points",
          "write points: 10, or atMost: bookmark, or veto: true");
    }
    if (!veto && atMost.isEmpty() && fields.has("points") && points == 0) {
      problems.warning(
          fields.place("points"), "a rule of 0 points changes nothing", "give it points");
    }
    List<Condition> all = conditions(fields);
    List<Condition> none = parts(fields, "none");
    Set<Field> parts = conditions.fields(fields);
    checkCanHold(fields, all, parts);
    return problems.errors() > before
        ? Optional.empty()
        : Optional.of(new Rule(name, veto ? 0 : points, all, atMost, veto, parts, none, again));
  }

  /** Reports a rule of which a part asks for nothing but links, where no links are. */
  private void checkCanHold(Fields fields, List<Condition> all, Set<Field> parts) {
    boolean blind =
        all.stream()
            .filter(part -> !part.words().isEmpty())
            .filter(part -> part.words().stream().allMatch(WordList::isOfDomains))
            .anyMatch(part -> seesNoLinks(parts) || seesNoLinks(part.fields()));
    if (blind) {
      problems.error(
          fields.has("fields") ? fields.place("fields") : fields.place(),
          "\"domains\" are found in links, cards and quotes alone",
          "add link to this list, or take it out");
    }
  }

  private static boolean seesNoLinks(Set<Field> parts) {
    return !parts.isEmpty() && Collections.disjoint(parts, WITH_LINKS);
  }

  private String name(Fields fields) {
    if (fields.lacks("name")) {
      problems.error(
          fields.place(), "a rule without a name", "write name: and what the rule is about");
    }
    Optional<Scalar> text = fields.text("name", "core terms");
    String name = text.map(scalar -> scalar.text().strip()).orElse("");
    if (name.lines().count() > 1) {
      problems.error(fields.place("name"), "a name of several lines", "write it in one line");
    }
    if (text.isPresent()) {
      Place first = names.putIfAbsent(name, fields.place());
      if (first != null) {
        problems.warning(
            text.get().place(),
            "a rule at " + first + " has the name " + text.get().shown() + " too",
            "reports cannot tell them apart: rename one");
      }
    }
    return name;
  }

  private List<Condition> conditions(Fields fields) {
    boolean plain = fields.has("keywords") || fields.has("exact") || fields.has("domains");
    if (plain && fields.has("all")) {
      problems.error(
          fields.place("all"),
          "\"all\" stands beside other words of the rule",
          "move them into a part of \"all\"");
    }
    if (fields.lacks("keywords", "exact", "domains", "all")) {
      problems.error(
          fields.place(),
          "a rule that looks for nothing",
          "write keywords:, exact: or domains:, or all: with parts that hold them");
    }
    List<Condition> found = new ArrayList<>();
    if (plain) {
      found.add(conditions.read(fields));
    }
    found.addAll(parts(fields, "all"));
    return found;
  }

  private List<Condition> parts(Fields fields, String key) {
    List<Condition> found = new ArrayList<>();
    if (fields.holdsEmptyList(key)) {
      problems.error(
          fields.place(key), "\"" + key + "\" has no parts", "write one, or take it out");
    }
    for (Node part : fields.list(key, "[{keywords: [alignment]}, {keywords: [AI]}]")) {
      if (part instanceof Mapping mapping) {
        Fields inner = Fields.of(mapping, Section.CONDITION, problems);
        if (inner.lacks("words", "keywords", "exact", "domains")) {
          problems.error(
              inner.place(),
              "a part of \"" + key + "\" that looks for nothing",
              "write words:, keywords:, exact: or domains:");
        }
        found.add(conditions.part(inner));
      } else {
        values.wrong(
            part,
            "a part of \"" + key + "\"",
            "a group of keys",
            "write for example {keywords: [alignment, oversight]}");
      }
    }
    return found;
  }
}
