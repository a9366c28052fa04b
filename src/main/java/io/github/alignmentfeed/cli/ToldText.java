package io.github.alignmentfeed.cli;

import io.github.alignmentfeed.cycle.Ledger.Told;
import io.github.alignmentfeed.ops.ReportJson;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Help.Ansi;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** Decisions as they were written down, for people or as JSON. */
final class ToldText {
  private static final int WIDTH = 92;
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final PrintWriter out;
  private final List<Told> told;

  ToldText(PrintWriter out, List<Told> told) {
    this.out = out;
    this.told = told;
  }

  void print(boolean json, String nothing) {
    if (json) {
      out.println(MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(json()));
    } else if (told.isEmpty()) {
      out.println(nothing);
    } else {
      told.forEach(this::card);
    }
    out.flush();
  }

  private void card(Told t) {
    String standing = t.standing().isEmpty() ? "" : " (" + t.standing() + ")";
    out.println(
        Plain.minute(t.decidedAt())
            + "  "
            + Ansi.AUTO.string("@|bold " + t.action().word() + "|@")
            + standing
            + "  @"
            + t.handle());
    if (!t.text().isEmpty()) {
      out.println("    “" + Plain.cut(t.text(), WIDTH) + "”");
    }
    Plain.reason(t.reason(), WIDTH).forEach(line -> out.println("    " + line));
    t.until().ifPresent(until -> out.println("    until " + Plain.minute(until) + " UTC"));
    out.println("    " + Plain.link(t.uri()));
  }

  private ArrayNode json() {
    ArrayNode all = MAPPER.createArrayNode();
    told.forEach(t -> all.add(ReportJson.of(t)));
    return all;
  }
}
