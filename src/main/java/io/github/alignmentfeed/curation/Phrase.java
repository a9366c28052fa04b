package io.github.alignmentfeed.curation;

/** What can be told of a rule's phrase before it is looked for. */
public final class Phrase {
  private Phrase() {}

  /** Whether its words stand in one sentence; no phrase is found over the end of one. */
  public static boolean isOneSentence(String phrase) {
    Words words = Words.of(phrase);
    return words.count() == 0 || words.sentence(0) == words.sentence(words.count() - 1);
  }
}
