package io.github.alignmentfeed.cli;

import io.github.alignmentfeed.curation.Action;
import io.github.alignmentfeed.curation.Decision;
import io.github.alignmentfeed.curation.Post;
import io.github.alignmentfeed.cycle.CycleReport;
import io.github.alignmentfeed.cycle.CycleReport.SourceResult;
import io.github.alignmentfeed.cycle.CycleReport.Status;
import io.github.alignmentfeed.cycle.Decided;
import io.github.alignmentfeed.cycle.Outcome;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Help.Ansi;

/** The report of a cycle for people. */
final class ReportText {
  private static final int WIDTH = 92;
  private static final int MOST_SKIPPED = 30;

  private final PrintWriter out;
  private final CycleReport report;

  ReportText(PrintWriter out, CycleReport report) {
    this.out = out;
    this.report = report;
  }

  void print() {
    int read = report.sources().stream().mapToInt(SourceResult::fetched).sum();
    int fresh = report.sources().stream().mapToInt(SourceResult::fresh).sum();
    long sources = report.sources().stream().filter(s -> s.status() == Status.OK).count();
    out.printf(
        Locale.ROOT,
        "Read %s from %s, with %s not seen before.%s%n",
        read == 1 ? "1 entry" : read + " entries",
        count((int) sources, "source"),
        count(fresh, "post"),
        report.dryRun() ? " Dry run: nothing is written." : "");
    failures();
    shown(Action.REPOST, report.dryRun() ? "Would repost" : "Repost");
    shown(Action.BOOKMARK, report.dryRun() ? "Would bookmark" : "Bookmark");
    shown(Action.RETRACT, "Retract");
    shown(Action.DEFER, "Wait");
    skipped();
    out.println();
    out.printf(
        Locale.ROOT,
        "%d repost, %d bookmark, %d wait, %d left alone%s.%n",
        report.count(Action.REPOST),
        report.count(Action.BOOKMARK),
        report.count(Action.DEFER),
        report.count(Action.SKIP),
        report.malformed() == 0 ? "" : ", " + report.malformed() + " malformed and set aside");
    out.flush();
  }

  static String count(int number, String noun) {
    return count(number, noun, noun + "s");
  }

  static String count(int number, String one, String several) {
    return number + " " + (number == 1 ? one : several);
  }

  private void failures() {
    List<SourceResult> failed =
        report.sources().stream().filter(s -> s.status() == Status.FAILED).toList();
    if (report.offline()) {
      out.println(
          "  none of "
              + count(failed.size(), "source")
              + " could be reached; the first: "
              + Plain.line(failed.get(0).error()));
    } else {
      failed.forEach(s -> out.println("  failed: " + named(s)));
    }
    report.login().ifPresent(why -> out.println("  not logged in: " + Plain.line(why)));
    report.writing().ifPresent(why -> out.println("  writing stopped: " + Plain.line(why)));
  }

  private static String named(SourceResult s) {
    String error = Plain.line(s.error());
    return error.startsWith(s.source().name()) ? error : s.source().name() + ": " + error;
  }

  private List<Decided> with(Action action) {
    return report.decisions().stream().filter(d -> d.decision().action() == action).toList();
  }

  private void shown(Action action, String heading) {
    List<Decided> all = with(action);
    if (all.isEmpty()) {
      return;
    }
    out.println();
    out.println(Ansi.AUTO.string("@|bold " + heading + "|@ (" + all.size() + ")"));
    all.forEach(this::card);
  }

  private void card(Decided decided) {
    Decision d = decided.decision();
    Post post = d.post();
    out.println();
    out.println(
        "  " + Plain.minute(post.indexedAt()) + "  @" + post.author().handle() + outcome(decided));
    Plain.wrap(text(post), WIDTH).forEach(line -> out.println("    " + line));
    List<String> why = Plain.reason("why: " + d.reason(), WIDTH);
    why.forEach(line -> out.println("  " + (line.startsWith("why: ") ? "" : "     ") + line));
    d.until().ifPresent(until -> out.println("  until: " + Plain.minute(until) + " UTC"));
    out.println("  " + Plain.link(post.uri()));
  }

  private static String outcome(Decided decided) {
    return decided.outcome() == Outcome.NONE ? "" : "  [" + decided.outcome().word() + "]";
  }

  private static String text(Post post) {
    String text = Plain.line(post.content().text());
    return text.isEmpty()
        ? post.content().alts().stream().findFirst().map(alt -> "[picture: " + alt + "]").orElse("")
        : text;
  }

  private void skipped() {
    List<Decided> all = with(Action.SKIP);
    if (all.isEmpty()) {
      return;
    }
    out.println();
    out.println(Ansi.AUTO.string("@|bold Left alone|@ (" + all.size() + ")"));
    for (Decided decided : all.stream().limit(MOST_SKIPPED).toList()) {
      Decision d = decided.decision();
      out.println(
          "  " + Plain.minute(d.post().indexedAt()) + "  “" + Plain.cut(text(d.post()), 48) + "”");
      Plain.reason(d.reason(), WIDTH).forEach(line -> out.println("      " + line));
      out.println("      " + Plain.link(d.post().uri()));
    }
    if (all.size() > MOST_SKIPPED) {
      out.println(
          "  … and "
              + (all.size() - MOST_SKIPPED)
              + " more: "
              + (report.dryRun() ? "run it with --json" : "history --skipped")
              + " lists them");
    }
  }
}
