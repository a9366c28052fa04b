package io.github.alignmentfeed.pages;

import io.github.alignmentfeed.atproto.AtIdentifier;
import io.github.alignmentfeed.atproto.Did;
import io.github.alignmentfeed.curation.Policy.Consent;
import io.github.alignmentfeed.cycle.Archive;
import io.github.alignmentfeed.cycle.Archive.AccountFigures;
import io.github.alignmentfeed.cycle.Archive.Audience;
import io.github.alignmentfeed.cycle.Archive.Fetched;
import io.github.alignmentfeed.cycle.Source;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The accounts that the bot follows.
 *
 * @param rows one for each account
 * @param more how many are left out
 * @param hidden how many are not for strangers to see
 * @param sort by what they are ordered
 * @param imported what came of an import; absent where none was asked for
 */
public record AccountsView(
    List<Row> rows, int more, int hidden, String sort, Optional<Imported> imported) {
  private static final int MOST = 1000;

  /**
   * One account.
   *
   * @param through the list that names it; empty where it is named itself
   * @param read when its feed was last read
   * @param share of its posts that were chosen, in percent
   * @param error what went wrong at last; empty where nothing did
   */
  public record Row(
      String name,
      String profile,
      String posts,
      String through,
      String consent,
      Optional<Moment> read,
      int met,
      int chosen,
      Optional<Integer> share,
      int failures,
      String error) {}

  /**
   * What came of an import.
   *
   * @param fresh handles that are new
   * @param known handles that are followed already, or stand twice
   * @param wrong what is no handle
   * @param yaml what to write under {@code accounts:}
   */
  public record Imported(List<String> fresh, List<String> known, List<String> wrong, String yaml) {}

  /**
   * @param consent what counts as agreement where a source says nothing
   */
  public static AccountsView of(
      Archive archive,
      Audience audience,
      List<Source> sources,
      Consent consent,
      String sort,
      Optional<Imported> imported,
      Instant now) {
    Map<Did, AccountFigures> figures = archive.accounts();
    Map<String, Fetched> fetched = archive.sources();
    Set<Did> refusing = archive.refusing();
    List<Row> rows = new ArrayList<>();
    Set<String> hidden = audience == Audience.OPERATOR ? Set.of() : archive.hidden();
    Set<String> told = new HashSet<>(hidden);
    for (Source source : sources) {
      Optional<Fetched> known = Optional.ofNullable(fetched.get(source.name()));
      List<Did> members = members(source, known);
      if (members.isEmpty() && told.add(source.name())) {
        rows.add(
            row(
                source,
                Optional.empty(),
                known,
                Optional.empty(),
                "",
                consent(source, consent),
                now));
      }
      for (Did member : members) {
        if (told.add(member.value())) {
          String wish = refusing.contains(member) ? "said no" : consent(source, consent);
          rows.add(
              row(
                  source,
                  Optional.of(member),
                  known,
                  Optional.ofNullable(figures.get(member)),
                  through(source),
                  wish,
                  now));
        }
      }
    }
    rows.sort(order(sort));
    return new AccountsView(
        List.copyOf(rows.subList(0, Math.min(MOST, rows.size()))),
        Math.max(0, rows.size() - MOST),
        (int) figures.keySet().stream().filter(did -> hidden.contains(did.value())).count(),
        sort,
        imported);
  }

  private static List<Did> members(Source source, Optional<Fetched> fetched) {
    AtIdentifier actor = source.actor();
    return source.kind() == Source.Kind.ACCOUNT && actor instanceof Did did
        ? List.of(did)
        : fetched.map(Fetched::members).orElse(List.of());
  }

  private static String through(Source source) {
    return source.kind() == Source.Kind.ACCOUNT ? "" : source.kind().word() + " " + source.name();
  }

  private static String consent(Source source, Consent otherwise) {
    return switch (source.followed().wish()) {
      case GRANTED -> "granted";
      case DENIED -> "said no";
      case UNSAID -> otherwise == Consent.LISTED ? "listed" : "if it follows the bot";
    };
  }

  private static Row row(
      Source source,
      Optional<Did> account,
      Optional<Fetched> fetched,
      Optional<AccountFigures> figures,
      String through,
      String consent,
      Instant now) {
    String handle = figures.map(AccountFigures::handle).orElse("");
    String name =
        !handle.isEmpty()
            ? handle
            : through.isEmpty() ? source.name() : account.map(Did::value).orElse(source.name());
    int met = figures.map(AccountFigures::posts).orElse(0);
    int chosen = figures.map(AccountFigures::chosen).orElse(0);
    return new Row(
        name,
        account.map(Links::profile).orElse(""),
        account.map(did -> "/posts?show=all&account=" + did).orElse(""),
        through,
        consent,
        fetched.flatMap(Fetched::read).map(at -> Moment.of(at, now)),
        met,
        chosen,
        met == 0
            ? Optional.empty()
            : Optional.of((int) Math.min(100, Math.round(100.0 * chosen / met))),
        fetched.map(Fetched::failures).orElse(0),
        fetched.map(Fetched::error).orElse(""));
  }

  private static Comparator<Row> order(String sort) {
    Comparator<Row> byName = Comparator.comparing(Row::name);
    return switch (sort) {
      case "name" -> byName;
      case "posts" -> Comparator.comparingInt(Row::met).reversed().thenComparing(byName);
      case "share" ->
          Comparator.comparingInt((Row row) -> row.share().orElse(-1))
              .reversed()
              .thenComparing(byName);
      case "failures" -> Comparator.comparingInt(Row::failures).reversed().thenComparing(byName);
      default -> Comparator.comparingInt(Row::chosen).reversed().thenComparing(byName);
    };
  }
}
