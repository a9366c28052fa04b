package io.github.alignmentfeed.ops;

import io.github.alignmentfeed.atproto.Did;
import io.github.alignmentfeed.curation.Action;
import io.github.alignmentfeed.cycle.Archive;
import io.github.alignmentfeed.cycle.Archive.Audience;
import io.github.alignmentfeed.cycle.Archive.Cursor;
import io.github.alignmentfeed.cycle.Archive.Filter;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a query asks of the archive. Every value that makes no sense is a {@link ProblemException}
 * that says what would.
 */
record Question(Asked asked) {
  private static final int USUAL = 50;
  private static final int MOST = 200;
  private static final int LONGEST_DAYS = 365;
  private static final int USUAL_DAYS = 30;

  Audience audience() {
    return asked.visitor().operator() ? Audience.OPERATOR : Audience.EVERYBODY;
  }

  int most() {
    return number("limit", USUAL, MOST);
  }

  int days() {
    return number("days", USUAL_DAYS, LONGEST_DAYS);
  }

  private int number(String name, int usual, int most) {
    String example = "write a whole number from 1 to " + most;
    return asked
        .query(name)
        .map(
            text -> {
              int number = text.matches("\\d{1,6}") ? Integer.parseInt(text) : 0;
              if (number < 1 || number > most) {
                throw wrong(name, example);
              }
              return number;
            })
        .orElse(usual);
  }

  Optional<Cursor> cursor() {
    return asked
        .query("cursor")
        .map(
            text ->
                Cursor.parse(text)
                    .orElseThrow(() -> wrong("cursor", "take it from \"next\" of an answer")));
  }

  Filter filter(Archive archive) {
    return new Filter(
        audience(),
        actions(),
        asked.query("account").map(name -> account(name, archive, audience())),
        asked.query("rule"),
        asked.query("day").map(Question::day),
        Optional.empty());
  }

  private Set<Action> actions() {
    Set<Action> actions = EnumSet.noneOf(Action.class);
    for (String text : asked.query().getOrDefault("action", List.of())) {
      actions.add(
          Arrays.stream(Action.values())
              .filter(action -> action.word().equals(text))
              .findFirst()
              .orElseThrow(() -> wrong("action", "write one of " + words())));
    }
    return actions;
  }

  private static String words() {
    return Arrays.stream(Action.values()).map(Action::word).collect(Collectors.joining(", "));
  }

  private static Did account(String name, Archive archive, Audience audience) {
    String handle = name.startsWith("@") ? name.substring(1) : name;
    return Did.parse(name)
        .or(() -> archive.account(handle, audience))
        .orElseThrow(() -> wrong("account", "write the DID or handle of an account that was met"));
  }

  private static LocalDate day(String text) {
    return Filter.day(text).orElseThrow(() -> wrong("day", "write a day such as 2026-11-24"));
  }

  private static ProblemException wrong(String name, String hint) {
    return new ProblemException(
        new Problem(400, "\"" + name + "\" of the query makes no sense", hint));
  }
}
