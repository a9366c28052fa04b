package io.github.alignmentfeed.config;

import java.nio.file.Path;
import java.util.Arrays;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import tools.jackson.core.JacksonException;

/** A place where a file is no YAML. The parser's own message quotes the file, so it is not used. */
record SyntaxFault(Place place, String what, String suggestion) {

  private enum Known {
    COLON(
        "mapping values are not allowed here",
        "a colon with a space behind it cannot stand here",
        "put a text that holds one in quotes, or check the indentation of this line"),
    TAB("character '\\t", "a tab cannot stand at the beginning of a line", "indent with spaces"),
    NO_COLON(
        "could not find expected ':'",
        "this key has no colon",
        "write a colon and a space after a key"),
    LIST_OPEN(
        "expected ',' or ']'",
        "the list that began with [ in line %d does not go on here",
        "separate its parts with commas and close it with ]"),
    GROUP_OPEN(
        "expected ',' or '}'",
        "the group that began with { in line %d does not go on here",
        "separate its parts with commas and close it with }"),
    INDENTATION(
        "expected <block end>",
        "this does not belong to what stands above it",
        "indent it as far as its neighbours, and put it in quotes where it is one text"),
    QUOTES(
        "found unexpected end of stream",
        "these quotes are not closed",
        "close them with the same sign"),
    ESCAPE(
        "unknown escape character",
        "this backslash means nothing in double quotes",
        "write \\\\ or use single quotes"),
    END("<stream end>", "the file ends too soon", "close the brackets"),
    MARK("scanning an a", "a text that begins with * or & cannot stand here", "put it in quotes"),
    FIRST_CHARACTER(
        "cannot start any token", "a text cannot begin with this character", "put it in quotes"),
    TAG("tag", "a text that begins with ! cannot stand here", "put it in quotes"),
    SECOND_DOCUMENT(
        "<document start>", "the document ended before this line", "delete the line \"...\" above"),
    KEY("Expected a property name", "a key must be a text", "put it in quotes"),
    OTHER("", "this is not YAML", "check the quotes, brackets and indentation here");

    private final String sign;
    private final String what;
    private final String suggestion;

    Known(String sign, String what, String suggestion) {
      this.sign = sign;
      this.what = what;
      this.suggestion = suggestion;
    }

    /** Whether the fault is where something began and not where the parser gave up. */
    boolean begunBefore() {
      return this == NO_COLON || this == QUOTES;
    }
  }

  /**
   * @param reached the last place known, for a fault that does not tell its own
   */
  static SyntaxFault of(JacksonException fault, Path file, Place reached) {
    if (fault.getCause() instanceof MarkedYamlEngineException marked) {
      Known known = known(marked.getContext() + " " + marked.getProblem());
      Place place =
          (known.begunBefore() ? marked.getContextMark() : marked.getProblemMark())
              .map(mark -> new Place(file, mark.getLine() + 1, mark.getColumn() + 1))
              .orElse(reached);
      int begun = marked.getContextMark().map(mark -> mark.getLine() + 1).orElse(place.line());
      return new SyntaxFault(place, String.format(known.what, begun), known.suggestion);
    }
    Known known = known(String.valueOf(fault.getOriginalMessage()));
    return new SyntaxFault(reached, known.what, known.suggestion);
  }

  private static Known known(String said) {
    return Arrays.stream(Known.values())
        .filter(known -> said.contains(known.sign))
        .findFirst()
        .orElse(Known.OTHER);
  }

  void report(Problems problems) {
    problems.error(place, what, suggestion);
  }
}
