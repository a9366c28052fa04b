package io.github.alignmentfeed.config;

import io.github.alignmentfeed.config.Node.Scalar;
import io.github.alignmentfeed.curation.Phrase;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells of phrases that are never found, or hold signs that mean nothing in them. */
final class MeantOtherwise {
  private static final String TELLING = ".:!?|^$\\{}+#";

  /** Behind these stand the punctuation marks of other scripts. */
  private static final int OTHER_SCRIPTS = 0x600;

  private static final List<String> OPERATORS = List.of("AND", "OR", "NOT");

  private static final Pattern OPERATOR =
      Pattern.compile("(?:^| )(" + String.join("|", OPERATORS) + ")(?= )");
  private static final Pattern KEY =
      Pattern.compile("(?i)(keywords|exact|domains|words)\\s*:\\s*(\\S.*)");
  private static final Pattern SIGNS = Pattern.compile("[|^$\\\\{}]|(?<=\\p{L})[+#]");

  /** What is read as an address where it stands in a text. */
  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?i)(?:https?://)?((?:[a-z0-9-]+\\.)+"
              + "(?:[a-z]{2,}/|(?:com|org|net|edu|gov|info|io|ai|co|uk|eu|de|fr|ch|jp|cn|ca|nl|pub|dev"
              + "|app|blog|news|social|xyz)$)\\S*)");

  private final Problems problems;

  MeantOtherwise(Problems problems) {
    this.problems = problems;
  }

  /** Whether there is a sign of it; of nearly all phrases there is none. */
  static boolean mayBe(String words) {
    for (int i = 0; i < words.length(); i++) {
      if (words.charAt(i) >= OTHER_SCRIPTS || TELLING.indexOf(words.charAt(i)) >= 0) {
        return true;
      }
    }
    for (String operator : OPERATORS) {
      if (words.contains(operator)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a phrase can be found; says so where it cannot, or is doubtful. */
  boolean allows(String words, Scalar scalar) {
    Matcher operator = OPERATOR.matcher(words);
    if (operator.find()) {
      problems.warning(
          scalar.place(),
          "the " + operator.group(1) + " in " + scalar.shown() + " is a word like others",
          "write one word an entry, those that must come together in the parts of \"all\", and"
              + " exceptions in \"none\"");
    }
    if (SIGNS.matcher(words).find()) {
      problems.warning(
          scalar.place(),
          "the signs in " + scalar.shown() + " mean nothing: it is found without them, too",
          "take them out, or take another word");
    }
    Matcher key = KEY.matcher(words);
    Matcher address = ADDRESS.matcher(words);
    if (key.matches()) {
      problems.error(
          scalar.place(),
          scalar.shown() + " begins like a key",
          "write " + key.group(2) + " under \"" + key.group(1).toLowerCase(Locale.ROOT) + "\"");
    } else if (address.matches()) {
      problems.error(
          scalar.place(),
          scalar.shown() + " is an address, and in those no words are read",
          "write " + address.group(1) + " under \"domains\"");
    } else if (!Phrase.isOneSentence(words)) {
      problems.error(
          scalar.place(),
          scalar.shown() + " goes on beyond the end of a sentence, where no phrase is found",
          "write it without the stop, or its parts in \"all\"");
    } else {
      return true;
    }
    return false;
  }
}
