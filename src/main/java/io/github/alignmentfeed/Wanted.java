package io.github.alignmentfeed;

import io.github.alignmentfeed.atproto.AtIdentifier;
import io.github.alignmentfeed.atproto.Did;
import io.github.alignmentfeed.cycle.Archive;
import io.github.alignmentfeed.cycle.Archive.Audience;
import io.github.alignmentfeed.cycle.Archive.Cursor;
import io.github.alignmentfeed.cycle.Archive.Filter;
import io.github.alignmentfeed.ops.Asked;
import io.github.alignmentfeed.pages.PostsView.Question;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;

/**
 * Which posts a visitor wants to see.
 *
 * @param question as it was put, with what is wrong with it
 * @param account of whom
 * @param day of which
 * @param after where the page before ended
 */
record Wanted(
    Question question, Optional<Did> account, Optional<LocalDate> day, Optional<Cursor> after) {

  static Wanted of(Asked asked, Archive archive, Audience audience) {
    String account = asked.query("account").orElse("");
    String day = asked.query("day").orElse("");
    Optional<Did> did = did(account, archive, audience);
    Optional<LocalDate> date = Filter.day(day);
    String wrong =
        !account.isEmpty() && did.isEmpty()
            ? "No account of that name was met: write its handle in full, or its DID."
            : !day.isEmpty() && date.isEmpty() ? "A day is written as 2026-11-24." : "";
    Question question =
        new Question(
            asked.query("show").orElse(""), account, asked.query("rule").orElse(""), day, wrong);
    return new Wanted(question, did, date, asked.query("after").flatMap(Cursor::parse));
  }

  /** What is to be looked for; nothing where the question is wrong. */
  Optional<Filter> filter(Audience audience) {
    Optional<String> rule = Optional.of(question.rule()).filter(r -> !r.isEmpty());
    return question.wrong().isEmpty()
        ? Optional.of(
            new Filter(
                audience, Set.copyOf(question.actions()), account, rule, day, Optional.empty()))
        : Optional.empty();
  }

  private static Optional<Did> did(String name, Archive archive, Audience audience) {
    Optional<AtIdentifier> account =
        AtIdentifier.parse(name.replaceFirst("^@", "").replaceFirst("\\.$", ""));
    return account.flatMap(
        who ->
            who instanceof Did did ? Optional.of(did) : archive.account(who.toString(), audience));
  }
}
