package io.github.alignmentfeed.cli;

import io.github.alignmentfeed.atproto.AtUri;
import io.github.alignmentfeed.curation.Action;
import io.github.alignmentfeed.cycle.CycleReport.Status;
import io.github.alignmentfeed.cycle.Outcome;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Help.Ansi;
import tools.jackson.databind.JsonNode;

/** The report of a cycle for people, from its JSON. */
final class ReportText {
  private static final int WIDTH = 92;
  private static final int MOST_SKIPPED = 30;

  private final PrintWriter out;
  private final JsonNode report;
  private final List<JsonNode> sources;
  private final List<JsonNode> decisions;

  ReportText(PrintWriter out, JsonNode report) {
    this.out = out;
    this.report = report;
    this.sources = List.copyOf(report.path("sources").values());
    this.decisions = List.copyOf(report.path("decisions").values());
  }

  void print() {
    int fetched = counted("fetched");
    long good = sources.stream().filter(s -> is(s, Status.OK)).count();
    out.printf(
        Locale.ROOT,
        "Read %s from %s, with %s not seen before.%s%n",
        fetched == 1 ? "1 entry" : fetched + " entries",
        count((int) good, "source"),
        count(counted("new"), "post"),
        dryRun() ? " Dry run: nothing is written." : "");
    failures();
    shown(Action.REPOST, dryRun() ? "Would repost" : "Repost");
    shown(Action.BOOKMARK, dryRun() ? "Would bookmark" : "Bookmark");
    shown(Action.RETRACT, "Retract");
    shown(Action.DEFER, "Wait");
    skipped();
    out.println();
    out.printf(
        Locale.ROOT,
        "%d repost, %d bookmark, %d wait, %d left alone%s.%n",
        counted(Action.REPOST.word()),
        counted(Action.BOOKMARK.word()),
        counted(Action.DEFER.word()),
        counted(Action.SKIP.word()),
        counted("malformed") == 0 ? "" : ", " + counted("malformed") + " malformed and set aside");
    out.flush();
  }

  /** What the process tells its caller of a cycle. */
  static int exitCode(JsonNode report) {
    if (!report.path("run").path("login").isNull()) {
      return ExitCode.NO_LOGIN;
    }
    if (offline(List.copyOf(report.path("sources").values()))) {
      return ExitCode.UNREACHABLE;
    }
    return report.path("counts").path("failed").asInt() > 0
            || !report.path("run").path("stopped").isNull()
        ? ExitCode.SOME_FAILED
        : ExitCode.DONE;
  }

  private static boolean offline(List<JsonNode> sources) {
    return !sources.isEmpty() && sources.stream().allMatch(s -> s.path("unreachable").asBoolean());
  }

  private static boolean is(JsonNode source, Status status) {
    return source.path("status").asString().equals(status.word());
  }

  private int counted(String what) {
    return report.path("counts").path(what).asInt();
  }

  private boolean dryRun() {
    return report.path("run").path("dryRun").asBoolean();
  }

  static String count(int number, String noun) {
    return count(number, noun, noun + "s");
  }

  static String count(int number, String one, String several) {
    return number + " " + (number == 1 ? one : several);
  }

  private void failures() {
    List<JsonNode> failed = sources.stream().filter(s -> is(s, Status.FAILED)).toList();
    if (offline(sources)) {
      out.println(
          "  none of "
              + count(failed.size(), "source")
              + " could be reached; the first: "
              + Plain.line(failed.get(0).path("error").asString()));
    } else {
      failed.forEach(s -> out.println("  failed: " + named(s)));
    }
    said("login").ifPresent(why -> out.println("  not logged in: " + why));
    said("stopped").ifPresent(why -> out.println("  writing stopped: " + why));
  }

  private Optional<String> said(String field) {
    return report.path("run").path(field).asStringOpt().map(Plain::line);
  }

  private static String named(JsonNode source) {
    String name = source.path("source").asString();
    String error = Plain.line(source.path("error").asString());
    return error.startsWith(name) ? error : name + ": " + error;
  }

  private List<JsonNode> with(Action action) {
    return decisions.stream()
        .filter(d -> d.path("action").asString().equals(action.word()))
        .toList();
  }

  private void shown(Action action, String heading) {
    List<JsonNode> all = with(action);
    if (all.isEmpty()) {
      return;
    }
    out.println();
    out.println(Ansi.AUTO.string("@|bold " + heading + "|@ (" + all.size() + ")"));
    all.forEach(this::card);
  }

  private void card(JsonNode d) {
    out.println();
    out.println(
        "  "
            + minute(d, "indexedAt")
            + "  @"
            + Plain.line(d.path("handle").asString())
            + outcome(d));
    Plain.wrap(text(d), WIDTH).forEach(line -> out.println("    " + line));
    List<String> why = Plain.reason("why: " + d.path("reason").asString(), WIDTH);
    why.forEach(line -> out.println("  " + (line.startsWith("why: ") ? "" : "     ") + line));
    if (d.has("until")) {
      out.println("  until: " + minute(d, "until") + " UTC");
    }
    out.println("  " + link(d));
  }

  private static String minute(JsonNode d, String field) {
    return Plain.minute(Instant.parse(d.path(field).asString()));
  }

  private static String link(JsonNode d) {
    return Plain.link(AtUri.of(d.path("uri").asString()));
  }

  private static String outcome(JsonNode d) {
    String outcome = d.path("outcome").asString();
    return outcome.equals(Outcome.NONE.word()) ? "" : "  [" + Plain.line(outcome) + "]";
  }

  private static String text(JsonNode d) {
    String text = Plain.line(d.path("text").asString());
    return text.isEmpty()
        ? d.path("alts").values().stream()
            .findFirst()
            .map(alt -> "[picture: " + alt.asString() + "]")
            .orElse("")
        : text;
  }

  private void skipped() {
    List<JsonNode> all = with(Action.SKIP);
    if (all.isEmpty()) {
      return;
    }
    out.println();
    out.println(Ansi.AUTO.string("@|bold Left alone|@ (" + all.size() + ")"));
    for (JsonNode d : all.stream().limit(MOST_SKIPPED).toList()) {
      out.println("  " + minute(d, "indexedAt") + "  “" + Plain.cut(text(d), 48) + "”");
      Plain.reason(d.path("reason").asString(), WIDTH)
          .forEach(line -> out.println("      " + line));
      out.println("      " + link(d));
    }
    if (all.size() > MOST_SKIPPED) {
      out.println(
          "  … and "
              + (all.size() - MOST_SKIPPED)
              + " more: "
              + (dryRun() ? "run it with --json" : "history --skipped")
              + " lists them");
    }
  }
}
