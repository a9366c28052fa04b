package io.github.alignmentfeed.config;

import java.util.List;

/**
 * A configuration with something wrong in it.
 *
 * @param title what is wrong
 * @param lines what it begins with; an account and a rule follow where it names none
 * @param problems what is to be said of it, without the file's name
 */
record Faulty(String title, String lines, List<String> problems) {

  /** The problems as they are printed. */
  List<String> printed() {
    return problems.stream().map(problem -> "bot.yaml:" + problem).toList();
  }

  @Override
  public String toString() {
    return title;
  }
}
