package io.github.alignmentfeed.config;

import java.nio.file.Path;

/**
 * Something that an operator should change in a configuration. Never holds a secret.
 *
 * @param severity whether the configuration can be used all the same
 * @param file the file, as it was named
 * @param line counted from one
 * @param column counted from one, in characters
 * @param what what is wrong
 * @param suggestion what would be right; may be empty
 */
public record Problem(
    Severity severity, Path file, int line, int column, String what, String suggestion) {

  /** Whether a configuration can be used in spite of a problem. */
  public enum Severity {
    /** It cannot. */
    ERROR("error"),
    /** It can. */
    WARNING("warning");

    private final String word;

    Severity(String word) {
      this.word = word;
    }

    @Override
    public String toString() {
      return word;
    }
  }

  /**
   * One line for people: {@code config/bot.yaml:12:5: error: unknown key ...; did you mean ...?}
   */
  @Override
  public String toString() {
    String start = file + ":" + line + ":" + column + ": " + severity + ": " + what;
    return suggestion.isEmpty() ? start : start + "; " + suggestion;
  }
}
